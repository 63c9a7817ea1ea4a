"""Excel workbooks as sheets of text cells: values as stored, formulas only with their stored result."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree.ElementTree import ParseError

import openpyxl
import pyarrow as pa
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.escape import unescape
from openpyxl.utils.exceptions import InvalidFileException

from luji.base.facts import problems
from luji.base.facts.cells import ERRORS, written
from luji.base.facts.grid import Grid, Progress
from luji.base.facts.heading import LOOK
from luji.base.kernel.problem import Problem, Refused, Where

LIMIT = 2 * 1024**3
SWOLLEN = (64 * 1024**2, 400)
"""A part larger than the first and packed more than so many times: no ledger is like that."""
STEP = 5_000

Row: TypeAlias = tuple[Any, ...]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException, KeyError, ValueError, TypeError,
    AttributeError, IndexError, EOFError, NotImplementedError, OSError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkSheet:
    """One visible sheet, its rows read: `rows[i]` is row i + 1 of the file."""

    file: str
    name: str
    epoch_1904: bool
    rows: list[Row] = field(repr=False)
    wrong: tuple[Problem, ...] = ()

    @property
    def first(self) -> list[list[str | None]]:
        """The rows a heading is looked for in."""
        return [[written(value) for value in row] for row in self.rows[:LOOK]]

    def below(self, row: int) -> Grid:
        """The cells below row `row`; rows with no value at all are left out."""
        below = enumerate(self.rows[row:], start=row + 1)
        kept = [(number, cells) for number, cells in below if any(v is not None for v in cells)]
        numbers = pa.array([n for n, _ in kept], pa.int32())
        columns = tuple(
            pa.array([_plain(written(v)) for v in column], pa.string())
            for column in zip_longest(*(r for _, r in kept))
        )
        return Grid(columns, numbers, tuple(p for p in self.wrong if (p.where.row or 0) > row))


def _plain(text: str | None) -> str | None:
    """Text with the signs XML cannot hold, which a workbook spells like _x000D_, as themselves."""
    return unescape(text) if text and "_x" in text else text


def open_workbook(path: Path, progress: Progress | None = None) -> list[WorkSheet]:
    """The visible sheets that hold anything, read whole. Raises `Refused` (FCT-101, 104–107)."""
    where = Where(file=path.name)
    _refuse_unfit(path, where)
    with _told(where), warnings.catch_warnings():
        # openpyxl warns of styles and drop-down lists it does not keep; the values are not touched.
        warnings.simplefilter("ignore")
        return list(_sheets(path, progress))


def _refuse_unfit(path: Path, where: Where) -> None:
    """Refuse what is no workbook before any parser sees it."""
    try:
        with path.open("rb") as handle:
            start = handle.read(8)
            if start == _OLE:
                secret = "EncryptedPackage".encode("utf-16-le") in start + handle.read()
                raise Refused([(problems.ENCRYPTED_WORKBOOK if secret else problems.OLD_WORKBOOK)(where)])
    except OSError as error:
        raise Refused([problems.NO_FILE(where, why=error.strerror or str(error))]) from error
    if not start:
        raise Refused([problems.EMPTY_FILE(where)])
    with _told(where), zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    floor, ratio = SWOLLEN
    swollen = any(p.file_size > floor and p.file_size > ratio * max(p.compress_size, 1) for p in parts)
    if total > LIMIT or swollen:
        limit = LIMIT if total > LIMIT else floor
        raise Refused([problems.TOO_LARGE(where, size=_size(total), limit=_size(limit))])


@contextmanager
def _told(where: Where) -> Iterator[None]:
    """Every way in which a damaged file breaks the parsers, told as FCT-104."""
    try:
        yield
    except _BROKEN as error:
        why = (str(error).splitlines() or [""])[0][:120] or type(error).__name__
        raise Refused([problems.BROKEN_WORKBOOK(where, why=why)]) from error


def _sheets(path: Path, progress: Progress | None) -> Iterator[WorkSheet]:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        epoch_1904 = book.epoch == CALENDAR_MAC_1904
        done = 0
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            rows = _rows(sheet, progress, done)
            done += len(rows)
            if any(value is not None for row in rows for value in row):
                formulas = _formulas(path, sheet.title) if _has_formula(path, sheet) else ()
                wrong = tuple(_oddities(path, sheet.title, rows, formulas))
                yield WorkSheet(path.name, sheet.title, epoch_1904, rows, wrong)
    finally:
        book.close()


def _rows(sheet: Any, progress: Progress | None, done: int) -> list[Row]:
    stated = sheet.max_row or 0
    # Programs write wrong dimensions; openpyxl would cut the sheet down to them.
    sheet.reset_dimensions()
    rows: list[Row] = []
    for row in sheet.iter_rows(values_only=True):
        rows.append(row)
        if progress and len(rows) % STEP == 0:
            progress(done + len(rows), max(done + stated, done + len(rows)))
    while rows and all(value is None for value in rows[-1]):
        rows.pop()
    return rows


def _oddities(
    path: Path, title: str, rows: Sequence[Row], formulas: Iterable[tuple[int, int]]
) -> Iterator[Problem]:
    """Error values, and formulas whose result is not in the file."""
    headings = _headings(rows)
    for number, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            if isinstance(value, str) and value[:1] == "#" and value in ERRORS:
                where = Where(path.name, sheet=title, row=number, column=headings(at, number))
                yield problems.ERROR_VALUE(where, value=value)
    for number, at in formulas:
        if number > len(rows) or at >= len(rows[number - 1]) or rows[number - 1][at] is None:
            where = Where(path.name, sheet=title, row=number, column=headings(at, number))
            yield problems.NO_CACHED_VALUE(where)


def _headings(rows: Sequence[Row]) -> Any:
    """Name of a column for a message: the nearest text above in the first rows, else its letter."""

    def name(at: int, number: int) -> str:
        above = (r[at] for r in reversed(rows[: min(number - 1, LOOK)]) if at < len(r))
        text = next((v for v in above if isinstance(v, str) and v.strip() and v not in ERRORS), None)
        return " ".join(text.split()) if text else get_column_letter(at + 1)

    return name


def _formulas(path: Path, title: str) -> Iterator[tuple[int, int]]:
    """(row, position) of every formula of a sheet, which is read a second time for it."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    try:
        sheet: Any = book[title]
        sheet.reset_dimensions()
        for row in sheet.iter_rows():
            for cell in row:
                if getattr(cell, "data_type", "") == "f":
                    yield cell.row, cell.column - 1
    finally:
        book.close()


def _has_formula(path: Path, sheet: Any) -> bool:
    sign = re.compile(rb"<(?:\w+:)?f[ >/]")
    with zipfile.ZipFile(path) as archive, archive.open(sheet._worksheet_path) as handle:
        tail = b""
        while block := handle.read(1 << 20):
            if sign.search(tail + block):
                return True
            tail = block[-16:]
    return False


def _size(number: int) -> str:
    return f"{number / 1024**2:,.0f} MiB"
