"""Fact tables go out as the .xlsx or .csv file an import reads back without any change."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

import xlsxwriter

from luji.base.facts import problems
from luji.base.facts.engine import Engine, Source, quoted
from luji.base.facts.spec import Column, FactTable
from luji.base.kernel.problem import Refused, Where

Cell: TypeAlias = str | int | Decimal | date | datetime | None
SHEET_ROWS = 1_048_576
EXACT_DIGITS = 15
_FORMATS = {"date": "yyyy-mm-dd", "timestamp": "yyyy-mm-dd hh:mm:ss"}
_RISKY = ("=", "+", "-", "@")


def write(
    table: FactTable,
    source: Source,
    engine: Engine,
    out: Path,
    unit_name: Callable[[str], str] = str,
) -> int:
    """Write every row of the source in order of key, under Chinese headings, and count them.

    Codes are written as their Chinese labels, amounts in 元; `unit_name` turns a unit's code into what is
    written. The file appears whole or not at all. Raises `Refused` (FCT-102 for another kind of file,
    FCT-117 for more rows than a sheet holds).
    """
    if out.suffix.casefold() not in (".xlsx", ".csv"):
        raise Refused([problems.UNKNOWN_FORMAT(Where(file=out.name), suffix=out.suffix or out.name)])
    if out.suffix.casefold() == ".xlsx" and source.rows >= SHEET_ROWS:
        raise Refused([problems.TOO_MANY_ROWS(Where(file=out.name), rows=f"{source.rows:,}")])
    headings = [_heading(column) for column in table.columns.values()]
    beside = out.with_name(f".{out.name}.tmp")
    try:
        writer = _write_csv if out.suffix.casefold() == ".csv" else _write_workbook
        writer(beside, table, headings, _rows(table, source, engine, unit_name))
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
    return source.rows


def _heading(column: Column) -> str:
    return f"{column.label.zh}(元)" if column.type == "money" else column.label.zh


def _rows(
    table: FactTable, source: Source, engine: Engine, unit_name: Callable[[str], str]
) -> Iterator[list[Cell]]:
    columns = ", ".join(map(quoted, table.columns))
    order = ", ".join(map(quoted, table.key))
    answer = engine.query(f"SELECT {columns} FROM source ORDER BY {order}", {"source": source})  # noqa: S608
    say = [_sayer(column, unit_name) for column in table.columns.values()]
    for batch in answer.to_batches():
        values = [column.to_pylist() for column in batch.columns]
        yield from ([f(v) for f, v in zip(say, row, strict=True)] for row in zip(*values, strict=True))


def _sayer(column: Column, unit_name: Callable[[str], str]) -> Callable[[object], Cell]:
    """How a value of the column is written."""
    if column.type == "code":
        labels = {code: text.zh for code, text in column.values.items()}
        return lambda value: None if value is None else labels.get(str(value), str(value))
    if column.type == "flag":
        return lambda value: None if value is None else "是" if value else "否"
    if column.type == "unit":
        return lambda value: None if value is None else unit_name(str(value))
    return lambda value: value  # type: ignore[return-value]


def _write_csv(path: Path, table: FactTable, headings: Sequence[str], rows: Iterator[list[Cell]]) -> None:
    """UTF-8 with its mark, as Excel opens it; text it would take for a formula begins with a tab."""
    text = [column.type == "text" for column in table.columns.values()]
    with path.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(headings)
        for row in rows:
            writer.writerow(
                f"\t{v}" if t and isinstance(v, str) and v.startswith(_RISKY) else v
                for t, v in zip(text, row, strict=True)
            )


def _write_workbook(
    path: Path, table: FactTable, headings: Sequence[str], rows: Iterator[list[Cell]]
) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet(table.label.zh[:31])
    bold = book.add_format({"bold": True})
    formats = [
        book.add_format({"num_format": _FORMATS[c.type]}) if c.type in _FORMATS else None
        for c in table.columns.values()
    ]
    for at, heading in enumerate(headings):
        sheet.write_string(0, at, heading, bold)
    for number, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, at, value, formats[at])
            elif value is not None:
                _write_plain(sheet, number, at, value)
    sheet.freeze_panes(1, 0)
    book.close()


def _write_plain(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, at: int, value: str | int | Decimal
) -> None:
    """A number as number where a workbook keeps all its digits, everything else as text."""
    digits = value if isinstance(value, str) else str(value)
    if isinstance(value, str) or len(digits.strip("-").replace(".", "")) > EXACT_DIGITS:
        sheet.write_string(row, at, digits)
    else:
        sheet.write_number(row, at, value)
