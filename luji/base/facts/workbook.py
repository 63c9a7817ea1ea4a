"""Excel workbooks as sheets of text cells: values as stored, formulas only with their stored result."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice, zip_longest
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
from luji.base.facts.arrow import Vector, all_true, pc
from luji.base.facts.cells import ERRORS, written
from luji.base.facts.grid import Grid, Progress
from luji.base.facts.heading import LOOK
from luji.base.kernel.problem import Problem, ProblemKind, Refused, Where

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
    """One visible sheet: the rows a heading is looked for in, and blocks of rows as columns of text."""

    file: str
    name: str
    epoch_1904: bool
    first: list[list[str | None]] = field(repr=False)
    blocks: list[Grid] = field(repr=False)
    wrong: tuple[Problem, ...] = ()

    def below(self, row: int) -> Grid:
        """The cells below row `row`; rows with no value at all are left out."""
        parts = [_below(block, row) for block in self.blocks]
        width = max((len(part.columns) for part in parts), default=0)
        columns = tuple(pa.concat_arrays([_column(part, at) for part in parts]) for at in range(width))
        numbers = pa.concat_arrays([part.rows for part in parts]) if parts else pa.array([], pa.int32())
        return Grid(columns, numbers, tuple(p for p in self.wrong if (p.where.row or 0) > row))


def _below(block: Grid, row: int) -> Grid:
    """The rows of a block below a row, and the columns up to the last with anything in it."""
    later = pc.greater(block.rows, row)
    if all_true(later):
        return block
    columns = [column.filter(later) for column in block.columns]
    while columns and columns[-1].null_count == len(columns[-1]):
        columns.pop()
    return Grid(tuple(columns), block.rows.filter(later))


def _column(part: Grid, at: int) -> Vector:
    return part.columns[at] if at < len(part.columns) else pa.nulls(len(part.rows), pa.string())


def _plain(text: str | None) -> str | None:
    """Text with the signs XML cannot hold, which a workbook spells like _x000D_, as themselves."""
    return unescape(text) if text and "_x" in text else text


def open_workbook(path: Path, progress: Progress | None = None) -> list[WorkSheet]:
    """The visible sheets that hold anything, read block by block. Raises `Refused` (FCT-101, 104–107)."""
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
            formulas = _formulas(path, sheet.title) if _has_formula(path, sheet) else {}
            reader = _Reader(path.name, sheet.title, formulas)
            done = reader.read(sheet, progress, done)
            if reader.blocks:
                wrong = (*reader.errors, *reader.uncached, *reader.rest())
                first = [[written(value) for value in row] for row in reader.head]
                yield WorkSheet(path.name, sheet.title, epoch_1904, first, reader.blocks, wrong)
    finally:
        book.close()


@dataclass(slots=True)
class _Reader:
    """Reads one sheet, a few thousand rows at a time, noting error values and formulas without a result."""

    file: str
    sheet: str
    formulas: dict[int, list[int]]
    head: list[Row] = field(default_factory=list)
    blocks: list[Grid] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    uncached: list[Problem] = field(default_factory=list)

    def read(self, sheet: Any, progress: Progress | None, done: int) -> int:
        """All rows of the sheet; `done` are those of earlier sheets, with these given back."""
        stated = sheet.max_row or 0
        # Programs write wrong dimensions; openpyxl would cut the sheet down to them.
        sheet.reset_dimensions()
        rows, number = sheet.iter_rows(values_only=True), 0
        while some := list(islice(rows, STEP)):
            self._block(some, number + 1)
            number += len(some)
            if progress and len(some) == STEP:
                progress(done + number, max(done + stated, done + number))
        return done + number

    def rest(self) -> Iterator[Problem]:
        """Formulas in rows the values do not reach."""
        for number in sorted(self.formulas):
            yield from (self._problem(problems.NO_CACHED_VALUE, number, at) for at in self.formulas[number])

    def _block(self, rows: list[Row], start: int) -> None:
        self.head += rows[: LOOK - len(self.head)]
        numbered = list(enumerate(rows, start))
        for number, row in numbered:
            self._oddities(number, row)
        kept = [(number, cells) for number, cells in numbered if any(v is not None for v in cells)]
        if kept:
            columns = tuple(
                pa.array([_plain(written(v)) for v in column], pa.string())
                for column in zip_longest(*(cells for _, cells in kept))
            )
            self.blocks.append(Grid(columns, pa.array([n for n, _ in kept], pa.int32())))

    def _oddities(self, number: int, row: Row) -> None:
        for at, value in enumerate(row):
            if isinstance(value, str) and value[:1] == "#" and value in ERRORS:
                self.errors.append(self._problem(problems.ERROR_VALUE, number, at, value=value))
        for at in self.formulas.pop(number, ()):
            if at >= len(row) or row[at] is None:
                self.uncached.append(self._problem(problems.NO_CACHED_VALUE, number, at))

    def _problem(self, kind: ProblemKind, number: int, at: int, **values: object) -> Problem:
        """The problem of a cell; its column is the nearest text above in the first rows, else its letter."""
        above = (r[at] for r in reversed(self.head[: number - 1]) if at < len(r))
        text = next((v for v in above if isinstance(v, str) and v.strip() and v not in ERRORS), None)
        name = " ".join(text.split()) if text else get_column_letter(at + 1)
        return kind(Where(self.file, sheet=self.sheet, row=number, column=name), **values)


def _formulas(path: Path, title: str) -> dict[int, list[int]]:
    """Row → positions of every formula of a sheet, which is read a second time for it."""
    found: dict[int, list[int]] = {}
    book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    try:
        sheet: Any = book[title]
        sheet.reset_dimensions()
        for row in sheet.iter_rows():
            for cell in row:
                if getattr(cell, "data_type", "") == "f":
                    found.setdefault(cell.row, []).append(cell.column - 1)
    finally:
        book.close()
    return found


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
