"""Writing a constructed ledger as the Excel file an office keeps, the banner on top saying what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

BANNER = "构造数据：按公开报告的合计数构造，不是真实台账"
Cell = str | int | Decimal | date | datetime | None
WRITTEN = datetime(2021, 1, 15, 9, 0)  # noqa: DTZ001 a workbook knows no zone; fixed, so that bytes repeat


@dataclass(frozen=True)
class Ledger:
    """A register: the fact table it fills, its file's name, title, headings and rows."""

    table: str
    name: str
    title: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def ledger(
    table: str, title: str, headings: str, rows: Sequence[tuple[Cell, ...]], state: str = ""
) -> Ledger:
    """A register named after its table; the headings in one string, blanks between them.

    `state` stands in a last column of every row: the ledgers of past years are settled.
    """
    if state:
        return Ledger(table, table, title, (*headings.split(), "状态"), [(*row, state) for row in rows])
    return Ledger(table, table, title, tuple(headings.split()), rows)


def lines(rows: Iterable[Sequence[str]]) -> str:
    """Sub-rows as one cell holds them: a line each, | between the values."""
    return "\n".join("|".join(row) for row in rows)


def names(numbers: Iterable[str]) -> str:
    """Sub-rows of people alone."""
    return lines((number,) for number in numbers)


@dataclass(frozen=True)
class LedgerFile:
    """A file written: the fact table it is to be imported into, where it is, and its data rows."""

    table: str
    path: Path
    rows: int


def write_workbook(ledger: Ledger, folder: Path) -> LedgerFile:
    """One sheet: banner, headings, rows; the same ledger gives the same bytes. Raises OSError."""
    path = folder / f"{ledger.name}.xlsx"
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
    book.set_properties({"title": ledger.title, "comments": BANNER, "created": WRITTEN})
    head = book.add_format({"bold": True, "bg_color": "#E8EDF3", "border": 1})
    note = book.add_format({"italic": True, "font_color": "#8A6D00"})
    formats = {
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        Decimal: book.add_format({"num_format": "#,##0.00"}),
    }
    sheet = book.add_worksheet(ledger.title[:31])
    sheet.write_string(0, 0, BANNER, note)
    for column, heading in enumerate(ledger.headings):
        sheet.write_string(1, column, heading, head)
    for number, row in enumerate(ledger.rows, start=2):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(number, column, cell, formats[type(cell)])
            elif cell is not None:
                sheet.write_number(number, column, cell, formats.get(type(cell)))
    sheet.freeze_panes(2, 1)
    sheet.set_column(0, len(ledger.headings) - 1, 14)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error
    return LedgerFile(ledger.table, path, len(ledger.rows))
