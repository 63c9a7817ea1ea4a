"""Writing a table out as .csv or .xlsx under the headings an import reads back without any change."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format

from luji.base.facts import problems
from luji.base.facts.engine import Engine, Source, quoted
from luji.base.facts.spec import Column, FactTable
from luji.base.kernel.problem import Refused, Where

BATCH = 20_000
MOST_ROWS = 1_048_575
DIGITS = 15  # more than these a spreadsheet rounds; such a number goes out as text
FORMULA = re.compile(r"'*[=+\-@\t\r]")
# What a spreadsheet leaves of a long number; a text that means just that is marked.
LOST = re.compile(r"'*-?\d(\.\d+)?E\+\d{2,}")
# What a workbook's cell shows when its formula is in error.
ERROR = re.compile(r"'*#[A-Z0/_]+[!?]?")
FLAGS = {True: "是", False: "否"}


def write(table: FactTable, source: Source, engine: Engine, out: Path) -> int:
    """Write every row in order of key; the file appears whole or not at all. Returns the rows written.

    Raises `Refused` for an ending that is neither .csv nor .xlsx, and for more rows than a sheet holds.
    """
    where = Where(file=out.name)
    suffix = out.suffix.casefold()
    if suffix not in (".csv", ".xlsx"):
        raise Refused([problems.CANNOT_EXPORT(where, suffix=out.suffix or out.name)])
    rows = _rows(table, source, engine)
    if suffix == ".xlsx" and rows.num_rows > MOST_ROWS:
        raise Refused([problems.TOO_MANY_ROWS(where, rows=f"{rows.num_rows:,}")])
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".export-") as folder:
        beside = Path(folder) / out.name
        (_write_csv if suffix == ".csv" else _write_xlsx)(table, rows, beside)
        beside.replace(out)
    return rows.num_rows


def headings(table: FactTable) -> list[str]:
    """The Chinese headings in declared order; money says that it is in 元."""
    return [heading(column) for column in table.columns.values()]


def guarded(text: str) -> str:
    """Text that a spreadsheet would take for a formula, made harmless by a leading apostrophe.

    Text that has such an apostrophe already gets one more: an import takes one away.
    """
    return "'" * (bool(FORMULA.match(text)) + _odd(text)) + text


def spelled(text: str) -> str:
    """Text as a workbook's cell holds it: no formula there, but imports take apostrophes away."""
    odd = _odd(text)
    taken = bool(FORMULA.match(text)) and (odd or text.startswith("'"))
    return "'" * (odd + taken) + text


def _odd(text: str) -> bool:
    """Whether an import would take the text for the trace of an accident."""
    return bool(LOST.fullmatch(text) or ERROR.fullmatch(text))


def heading(column: Column) -> str:
    """The Chinese heading; money says that it is in 元."""
    return f"{column.label.zh}（元）" if column.type == "money" else column.label.zh


def _rows(table: FactTable, source: Source, engine: Engine) -> pa.Table:
    names = ", ".join(quoted(name) for name in table.columns)
    order = ", ".join(quoted(name) for name in table.key)
    return engine.query(f"SELECT {names} FROM rows ORDER BY {order}", {"rows": source})  # noqa: S608 - quoted


def _cells(rows: pa.Table) -> Iterator[list[object]]:
    for batch in rows.to_batches(max_chunksize=BATCH):
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield [_cell(value) for value in values]


def _cell(value: object) -> object:
    """The value as an import reads it: codes by their key, flags as 是／否, times to the second."""
    if value is None:
        return None
    if isinstance(value, bool):
        return FLAGS[value]
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value


def _write_csv(table: FactTable, rows: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(headings(table))
        for cells in _cells(rows):
            writer.writerow("" if c is None else guarded(c) if isinstance(c, str) else c for c in cells)


def _write_xlsx(table: FactTable, rows: pa.Table, path: Path) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(table.label.zh[:31])
        bold, quoted_text = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
        sheet.freeze_panes(1, 0)
        for column, text in enumerate(headings(table)):
            sheet.write_string(0, column, text, bold)
        for number, cells in enumerate(_cells(rows), 1):
            _write_row(sheet, number, cells, quoted_text)


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet, number: int, cells: Sequence[object], quoted_text: Format
) -> None:
    for column, cell in _filled(cells):
        if isinstance(cell, int | Decimal) and len(str(cell)) <= DIGITS:
            sheet.write_number(number, column, cell)
        else:
            text = str(cell)
            # Marked as text, such a cell stays one when somebody edits it in a spreadsheet.
            sheet.write_string(number, column, spelled(text), quoted_text if FORMULA.match(text) else None)


def _filled(cells: Iterable[object]) -> Iterator[tuple[int, object]]:
    return ((column, cell) for column, cell in enumerate(cells) if cell is not None)
