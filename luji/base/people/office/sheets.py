"""Small tables as files: .csv and .xlsx read into rows of text, rows written so that no cell computes."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import xlsxwriter
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from luji.base.kernel.problem import Refused
from luji.base.people.office.problems import NOT_A_TABLE, TABLE_TOO_LARGE

LARGEST = 2_000_000
"""Bytes of a file: five thousand people need a tenth of it."""
UNPACKED = 40_000_000
ROWS = 5000
COMPUTING = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet; in a .csv it gets an apostrophe before it."""
Row = list[str]


def read(name: str, data: bytes) -> list[Row]:
    """The rows of a file, headings first; empty rows left out. Raises `Refused` (PPL-341, PPL-342)."""
    if len(data) > LARGEST:
        raise Refused([TABLE_TOO_LARGE(name=name, most=f"{LARGEST // 1_000_000} MB")])
    lines = _workbook(name, data) if data.startswith(b"PK") else _delimited(name, data)
    rows: list[Row] = []
    for line in lines:
        if any(line):
            rows.append(line)
        if len(rows) > ROWS + 1:
            raise Refused([TABLE_TOO_LARGE(name=name, most=f"{ROWS} 行")])
    return rows


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """A .csv that Excel opens as UTF-8."""
    out = io.StringIO()
    csv.writer(out).writerows([_guarded(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def xlsx_of(rows: Iterable[Sequence[str]], sheet: str) -> bytes:
    """A workbook of texts."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        page.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell)
        page.set_column(0, 10, 16)
    return out.getvalue()


def _workbook(name: str, data: bytes) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > UNPACKED:
                raise Refused([TABLE_TOO_LARGE(name=name, most=f"{UNPACKED // 1_000_000} MB")])
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise Refused([NOT_A_TABLE(name=name)]) from error
    for line in book.worksheets[0].iter_rows(values_only=True):
        yield [_text(cell) for cell in line]


def _delimited(name: str, data: bytes) -> Iterator[Row]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refused([NOT_A_TABLE(name=name)])
    if "\x00" in text:
        raise Refused([NOT_A_TABLE(name=name)])
    try:
        for line in csv.reader(io.StringIO(text, newline=""), strict=True):
            yield [_bare(cell.strip()) for cell in line]
    except csv.Error as error:
        raise Refused([NOT_A_TABLE(name=name)]) from error


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(COMPUTING) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(COMPUTING) else cell
