"""The rows behind a figure: a page of them, or all of them as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from luji.account.desk.asked import Asked, page
from luji.account.desk.cells import NUMERIC, Cells
from luji.account.desk.problems import NO_FORMAT, NO_PAGE
from luji.account.indicators.listing import RowPage
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text
from luji.base.ui.language import lang

PER_PAGE = 50
CHUNK = 50_000
SHEET_LIMIT = 100_000
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Paged:
    """Where a list stands: page `number` of `count`, `total` rows in all, this page's `first` to `last`."""

    number: int
    count: int
    total: int

    @property
    def first(self) -> int:
        """Number of the first row on the page, 0 when there is none."""
        return min((self.number - 1) * PER_PAGE + 1, self.total)

    @property
    def last(self) -> int:
        """Number of the last row on the page."""
        return min(self.number * PER_PAGE, self.total)


@dataclass(frozen=True)
class Table:
    """Rows ready to be shown: headings with whether they hold numbers, and cells of text."""

    headings: tuple[tuple[Text, bool], ...]
    lines: tuple[list[str], ...]
    paged: Paged
    masked: bool


@page
def rows(request: HttpRequest, asked: Asked, key: str) -> HttpResponse:
    """One page of rows; only the fragment when HTMX turns the page."""
    table = listed(asked, key, page_number(request))
    figure = asked.house.figure(key, asked.unit.code, asked.period)
    context = {"asked": asked, "figure": figure, "key": key, "table": table, "sheet_limit": SHEET_LIMIT}
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "desk/rows_table.html" if fragment else "desk/rows.html", context)


@page
def rows_file(request: HttpRequest, asked: Asked, key: str, format: str) -> HttpResponse:
    """Every row as csv, or as xlsx up to 100,000 rows; masked as on the page."""
    del request
    asked.house.book.catalogue.find(key.partition(":")[0])
    name = f"{key.replace(':', '-')}-{asked.unit.code}-{asked.period}.{format}"
    if format == "csv":
        answer: HttpResponse = StreamingHttpResponse(as_csv(asked, key), content_type=CSV_TYPE)  # type: ignore[assignment]
    elif format == "xlsx":
        answer = FileResponse(io.BytesIO(as_xlsx(asked, key)), content_type=XLSX_TYPE)  # type: ignore[assignment]
    else:
        raise Refused([NO_FORMAT(format=format, known="csv, xlsx")])
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer


def page_number(request: HttpRequest) -> int:
    """The page asked for, 1 when none is. Raises `Refused` (DSK-003)."""
    given = request.GET.get("page", "1")
    if not given.isdecimal() or not 1 <= int(given[:12]) <= 10**9:
        raise Refused([NO_PAGE(page=given[:20])])
    return int(given[:12])


def listed(asked: Asked, key: str, number: int) -> Table:
    """One page of the contributing rows. Raises `Refused` (DSK-003) beyond the last."""
    found = asked.house.book.rows(key, asked.unit.code, asked.period, PER_PAGE, (number - 1) * PER_PAGE)
    count = max(1, -(-found.total // PER_PAGE))
    if number > count:
        raise Refused([NO_PAGE(page=number)])
    headings = tuple((column.label, column.type in NUMERIC) for column in found.columns)
    masked = any(column.personal for column in found.columns)
    return Table(headings, tuple(said(asked, key, found)), Paged(number, count, found.total), masked)


def said(asked: Asked, key: str, found: RowPage) -> Iterator[list[str]]:
    """The rows of a page as text."""
    catalogue = asked.house.book.catalogue
    cells = Cells(catalogue.tables, asked.house.units, lang())
    tables = {base.table.table for base in catalogue.bases(key.partition(":")[0]) if base.table}
    only = next(iter(tables)) if len(tables) == 1 else ""
    return (cells.row(found.columns, row, only) for row in found.rows)


def chunks(asked: Asked, key: str) -> Iterator[RowPage]:
    """All rows, a good many at a time; at least one page, so that an empty list has its headings."""
    offset = 0
    while True:
        found = asked.house.book.rows(key, asked.unit.code, asked.period, CHUNK, offset)
        yield found
        offset += CHUNK
        if offset >= found.total:
            return


def as_csv(asked: Asked, key: str) -> Iterator[str]:
    """The file piece by piece, with the mark that makes spreadsheets read UTF-8."""
    language = lang()
    for number, found in enumerate(chunks(asked, key)):
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        if number == 0:
            buffer.write("\ufeff")
            writer.writerow([column.label.say(language) for column in found.columns])
        writer.writerows([harmless(cell) for cell in line] for line in said(asked, key, found))
        yield buffer.getvalue()


def harmless(cell: str) -> str:
    """Text that a spreadsheet would run as a formula, kept as text; numbers stay numbers."""
    number = cell.replace(",", "").lstrip("-").replace(".", "", 1).isdecimal()
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) and not number else cell


def as_xlsx(asked: Asked, key: str) -> bytes:
    """The workbook; beyond the limit its last line says how many rows were left out."""
    buffer = io.BytesIO()
    options: dict[str, Any] = {"in_memory": True, "constant_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet(key.replace(":", " ")[:31])
        bold = book.add_format({"bold": True})
        found = asked.house.book.rows(key, asked.unit.code, asked.period, SHEET_LIMIT, 0)
        for column, heading in enumerate(found.columns):
            sheet.write_string(0, column, heading.label.say(lang()), bold)
        for line, cells in enumerate(said(asked, key, found), 1):
            for column, cell in enumerate(cells):
                sheet.write_string(line, column, cell)
        if found.total > SHEET_LIMIT:
            left = _("%(count)s more rows: take the CSV file.") % {"count": f"{found.total - SHEET_LIMIT:,}"}
            sheet.write_string(SHEET_LIMIT + 1, 0, left, bold)
        sheet.freeze_panes(1, 0)
    return buffer.getvalue()
