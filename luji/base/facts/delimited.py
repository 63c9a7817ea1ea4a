"""Delimited text (.csv, .tsv) as one sheet of text cells: UTF-8, GB18030 or UTF-16."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv

from luji.base.facts import problems
from luji.base.facts.grid import Grid
from luji.base.facts.heading import LOOK
from luji.base.kernel.problem import Problem, Refused, Where

SEPARATORS = ",\t;，|"
_QUOTED = re.compile(r'(?<![^,\t;，|\r\n])"(?:[^"]|"")*(?:"|\Z)')
_LINE_END = re.compile(r"\r\n|\n|\r")
BLOCK = 16 * 1024**2


@dataclass(frozen=True, slots=True)
class TextSheet:
    """The one sheet of a delimited file; `text` is the whole of it."""

    file: str
    text: str = field(repr=False)
    separator: str
    first: list[list[str | None]]
    name: str = ""
    epoch_1904: bool = False

    def below(self, row: int) -> Grid:
        """The cells below row `row`. Raises `Refused` (FCT-109) for quotes or rows that do not fit."""
        if len(self.first) < row:
            return Grid((), pa.array([], pa.int32()))
        return self._quickly(row) or self._carefully(row)

    def _quickly(self, row: int) -> Grid | None:
        """By arrow, when every line has the same number of cells and none is quoted; else None.

        Blank lines become empty rows. Quotes are left to the careful way: arrow closes open ones silently.
        """
        if '"' in self.text or not self.separator.isascii():
            return None
        names = [str(i) for i in range(len(self.first[row - 1]))]
        above = next(islice(_LINE_END.finditer(self.text), row - 1, None), None)
        rest = self.text[above.end() :].rstrip("\r\n") if above else ""
        if not rest:
            return None
        try:
            table = pacsv.read_csv(
                io.BytesIO(rest.encode()),
                read_options=pacsv.ReadOptions(column_names=names, block_size=BLOCK),
                parse_options=pacsv.ParseOptions(
                    delimiter=self.separator, quote_char=False, ignore_empty_lines=False
                ),
                convert_options=pacsv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True,
                    null_values=[""], quoted_strings_can_be_null=True,
                ),
            )  # fmt: skip
        except pa.ArrowInvalid:
            return None
        numbers = pa.array(range(row + 1, row + 1 + table.num_rows), pa.int32())
        return Grid(tuple(column.combine_chunks() for column in table.columns), numbers)

    def _carefully(self, row: int) -> Grid:
        """Row by row: short rows are filled up with nothing, rows that are too long are problems."""
        rows: list[list[str | None]] = []
        numbers: list[int] = []
        wrong: list[Problem] = []
        width = len(self.first[row - 1])
        for number, cells in enumerate(_records(self.text, self.separator, self.file), start=1):
            if number <= row or not any(cells):
                continue
            if any(cells[width:]):
                where = Where(file=self.file, row=number)
                wrong.append(problems.LONG_ROW(where, found=len(cells), wanted=width))
            rows.append([cell or None for cell in cells[:width]] + [None] * (width - len(cells)))
            numbers.append(number)
        columns = tuple(pa.array(column, pa.string()) for column in zip(*rows, strict=True))
        return Grid(columns, pa.array(numbers, pa.int32()), tuple(wrong))


def open_delimited(path: Path) -> list[TextSheet]:
    """The file as one sheet. Raises `Refused` (FCT-101, 103, 108, 109)."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused([problems.NO_FILE(Where(file=path.name), why=error.strerror or str(error))]) from error
    text = decoded(data, path.name)
    if not text.strip():
        raise Refused([problems.EMPTY_FILE(Where(file=path.name))])
    separator = _separator(text)
    first = [[cell or None for cell in cells] for cells in islice(_records(text, separator, path.name), LOOK)]
    return [TextSheet(path.name, text, separator, first)]


def decoded(data: bytes, file: str) -> str:
    """The text of the bytes: by its mark, else UTF-8, else GB18030. Raises `Refused` (FCT-108)."""
    where = Where(file=file)
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16")
        if data[:4] == b"PK\x03\x04":
            raise Refused([problems.NOT_TEXT(where, why=".xlsx?")])
        if b"\0" in data[:65_536]:
            raise Refused([problems.NOT_TEXT(where, why="\\x00")])
        return _utf_8_or_gb18030(data)
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        why = f"byte {error.start} ({data[error.start : error.start + 2].hex(' ')})"
        raise Refused([problems.NOT_TEXT(Where(file=file, row=row), why=why)]) from error


def _utf_8_or_gb18030(data: bytes) -> str:
    """The text; when it is neither, the error of the one that got further."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as utf_8:
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError as gb18030:
            raise (utf_8 if utf_8.start >= gb18030.start else gb18030) from None


def _separator(text: str) -> str:
    """The sign that stands in most of the first lines outside of quotes, the heading among them."""
    start = _QUOTED.sub("", text[:4_096])
    lines = _LINE_END.split(start)

    def standing(sign: str) -> tuple[int, int, int]:
        return sum(sign in line for line in lines), start.count(sign), -SEPARATORS.index(sign)

    return max(SEPARATORS, key=standing)


def _records(text: str, separator: str, file: str) -> Iterator[list[str]]:
    """Record by record, as a spreadsheet numbers its rows. Raises `Refused` (FCT-109)."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    row = 1
    try:
        for cells in reader:
            yield cells
            row += 1
    except csv.Error as error:
        raise Refused([problems.BROKEN_CSV(Where(file=file, row=row), why=str(error))]) from error
