"""Workbooks by openpyxl: sheets as tables, numbers as their format prints them, formulas by stored value."""

from __future__ import annotations

import datetime
import io
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import openpyxl

from luji.account.reconcile.language.document import Document
from luji.account.reconcile.problems import BOMB, DAMAGED
from luji.account.reconcile.readers import limits
from luji.account.reconcile.readers.builder import Builder
from luji.base.kernel.problem import Refused, Where

MOST_CELLS = 2_000_000
LARGEST = Decimal(10) ** 18


def read(data: bytes, name: str) -> Document:
    """The workbook. Raises `Refused`: REC-904, REC-906, REC-908. Links to other workbooks are not
    followed.
    """
    with limits.archive(data, name):
        pass
    try:
        book: Any = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # the library lets parser and package errors of many kinds through
        raise Refused([DAMAGED(Where(file=name), why="xlsx")]) from error
    builder = Builder(name)
    seen = 0
    try:
        for sheet in book.worksheets:
            builder.mark(sheet.title)
            rows: list[list[tuple[str, int]]] = []
            for cells in sheet.iter_rows():
                row = [(printed(c.value, getattr(c, "number_format", "General")), 1) for c in cells]
                seen += len(row)
                if seen > MOST_CELLS:
                    raise Refused([BOMB(Where(file=name), size=len(data) // limits.MEGABYTE)])
                while row and not row[-1][0]:
                    row.pop()
                rows.append(row)
            _sheet(builder, rows, sheet.title)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        raise Refused([DAMAGED(Where(file=name), why="xlsx")]) from error
    finally:
        book.close()
    return builder.document()


def _sheet(builder: Builder, rows: list[list[tuple[str, int]]], title: str) -> None:
    """Runs of rows with at least two cells are tables; rows of one cell are text."""
    block: list[list[tuple[str, int]]] = []
    name = title
    for row in [*rows, []]:
        filled = [t for t, _ in row if t]
        if len(filled) >= 2:
            block.append(row)
            continue
        if block:
            builder.table(block, name)
            block = []
        if filled:
            builder.paragraph(filled[0])
            name = filled[0] if "单位" not in filled[0] else name


def printed(value: object, number_format: str) -> str:
    """A cell as its number format shows it: decimals, thousands, per cent; words and dates as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _number(value: int | float, number_format: str) -> str:
    number = Decimal(repr(value))
    if not number.is_finite():
        return ""
    if abs(number) >= LARGEST:
        return f"{value:g}"
    form = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.|_.", "", number_format.split(";", maxsplit=1)[0])
    percent = "%" in form
    number = number * 100 if percent else number
    places = re.search(r"\.(0+)(#*)", form)
    if places:
        number = number.quantize(Decimal(1).scaleb(-len(places[1])), rounding=ROUND_HALF_UP)
    elif re.search(r"[0#]", form):
        number = number.quantize(Decimal(1), rounding=ROUND_HALF_UP)
    else:
        number = Decimal(f"{float(number):.10g}")
    text = f"{number:,f}" if "," in form else f"{number:f}"
    return f"{text}%" if percent else text
