"""Grids: tables as rows of a label and values, from the cells a file tells or from lines of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from luji.account.reconcile.judging.interval import Interval
from luji.account.reconcile.language.document import Cell, Document, Table
from luji.account.reconcile.language.fold import fold
from luji.account.reconcile.relation import Place

NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?P<sign>%|‰)?")
_MAY_COUNT = re.compile(r"[\d０-９]")
LONGEST = 40
CODE = re.compile(r"\d{3}|\d{5}|\d{7}")
TOTAL = re.compile(
    r"^(?:[一二三四五六七八九十]+、)?(?:总\s*计|合\s*计|小\s*计|全市合?计?|共\s*计|总计数?|总\s*分|总得分|得分合计)$"
    r"|^(?:本年)?(?:收入|支出)?(?:总计|合计)$|^(?:收入|支出)总[计额]$|^本年(?:收入|支出)合计$"
)
_NUMBERING = (
    re.compile(r"^[一二三四五六七八九十]{1,3}、"),
    re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"^\d{1,2}[.、．](?!\d)"),
    re.compile(r"^[（(]\d{1,2}[）)]"),
)
_AMONG = re.compile(r"^(?:其中|其\s*中)[：:]?")


@dataclass(frozen=True, slots=True)
class Value:
    """A number in a table cell."""

    amount: Decimal
    decimals: int
    text: str
    place: Place
    percent: bool = False

    @property
    def half(self) -> Decimal:
        """Half a unit of the last printed digit."""
        return Decimal("0.5").scaleb(-self.decimals)

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit."""
        return Decimal(1).scaleb(-self.decimals)

    def interval(self) -> Interval:
        """What the true value can have been."""
        return Interval.around(self.amount, self.half)


@dataclass(slots=True)
class Row:
    """One row: its label, code, depth of indentation, values by column, and place. `ragged` rows lost
    empty cells.
    """

    label: str
    values: dict[int, Value]
    place: Place
    code: str = ""
    indent: int = 0
    ragged: bool = False

    @property
    def numbering(self) -> int:
        """1 for 一、, 2 for （一）, 3 for 1., 4 for (1), 0 for none."""
        return next((i for i, form in enumerate(_NUMBERING, 1) if form.match(self.label)), 0)

    @property
    def total(self) -> bool:
        """Whether the label is that of a total."""
        return bool(TOTAL.match(re.sub(r"\s", "", self.label)))

    @property
    def among(self) -> bool:
        """Whether the row names only one of the parts (其中：…)."""
        return bool(_AMONG.match(self.label))

    @property
    def name(self) -> str:
        """The label without numbering and blanks."""
        bare = re.sub(r"\s", "", self.label)
        for form in (_AMONG, *_NUMBERING):
            bare = form.sub("", bare, count=1)
        return bare


@dataclass(slots=True)
class Grid:
    """A table ready for checking. `headers` are the words above each column."""

    rows: list[Row]
    headers: dict[int, str] = field(default_factory=dict)
    title: str = ""
    start: int = 0
    end: int = 0
    side: str = ""

    @property
    def columns(self) -> list[int]:
        """The columns that hold numbers."""
        return sorted({c for row in self.rows for c in row.values})

    def percent(self, column: int) -> bool:
        """Whether a column holds percentages."""
        header = self.headers.get(column, "")
        if re.search(r"[%％‰]|率|占比|比重|增减幅|增幅|增长", header):
            return True
        cells = [row.values[column] for row in self.rows if column in row.values]
        return sum(v.percent for v in cells) * 2 > len(cells)


def value(text: str, place: Place) -> Value | None:
    """The number a cell holds and nothing else; None for words, codes with letters and blanks."""
    if len(text) > LONGEST or not _MAY_COUNT.search(text):
        return None
    folded = fold(text).text.replace(" ", "")
    if folded in ("", "-", "—", "--", "——", "/", "\\"):
        return None
    found = NUMBER.fullmatch(folded)
    if not found:
        bracket = re.fullmatch(r"（(\d[\d,.]*)）", folded)
        if not bracket or not NUMBER.fullmatch(bracket[1]):
            return None
        folded, found = f"-{bracket[1]}", NUMBER.fullmatch(f"-{bracket[1]}")
    printed = folded.rstrip("%‰")
    return Value(
        Decimal(printed.replace(",", "")),
        len(printed.partition(".")[2]),
        printed,
        place,
        bool(found and found["sign"]),
    )


def of_table(document: Document, table: Table) -> list[Grid]:
    """The grids of a table whose cells are known: one, or two when it has two sides (收入 | 支出)."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    ordered = [sorted(cells, key=lambda c: c.column) for _, cells in sorted(rows.items())]
    title = table.name or _title_before(document.text, table.start)
    labels = _label_columns(document.text, ordered)
    grids = []
    for index, column in enumerate(labels):
        stop = labels[index + 1] if index + 1 < len(labels) else 10_000
        grid = _side(document.text, ordered, column, stop, index == 0)
        grid.title, grid.start, grid.end = title, table.start, table.end
        grid.side = ("left", "right")[index] if len(labels) == 2 else ""
        if len(grid.rows) > 1:
            grids.append(grid)
    return grids


def _title_before(text: str, start: int) -> str:
    """The last short line before the table that is no unit line."""
    for line in reversed(text[max(0, start - 200) : start].splitlines()):
        bare = line.strip()
        if bare and not re.match(r"^(?:单位|金额单位|公开\d*表|部门|编制)", bare):
            return bare[-60:]
    return ""


def _label_columns(text: str, rows: Sequence[Sequence[Cell]]) -> list[int]:
    """The columns that hold words in most rows with numbers: the first, and of a two-sided table the
    second side's.
    """
    words: dict[int, int] = {}
    numeric = 0
    for cells in rows:
        if not any(value(text[c.start : c.end], (c.start, c.end)) for c in cells):
            continue
        numeric += 1
        for cell in cells:
            content = text[cell.start : cell.end].strip()
            if (
                content
                and not NUMBER.fullmatch(fold(content).text.replace(" ", ""))
                and re.search(r"[一-鿿]", content)
            ):
                words[cell.column] = words.get(cell.column, 0) + 1
    often = sorted(c for c, n in words.items() if n * 2 >= numeric and n > 1)
    if not often:
        return [0]
    sides = [often[0]]
    sides += [c for c in often[1:] if c - sides[0] >= 2][:1]
    return sides


def _side(text: str, rows: Sequence[Sequence[Cell]], label_column: int, stop: int, first: bool) -> Grid:
    found: list[Row] = []
    headers: dict[int, str] = {}
    for cells in rows:
        own = [c for c in cells if label_column <= c.column < stop or (c.column < label_column and first)]
        row = _row(text, own, label_column)
        if row is None and not found:
            for cell in own:
                for column in range(cell.column, cell.column + max(1, cell.span)):
                    headers[column] = headers.get(column, "") + text[cell.start : cell.end].strip()
        elif row is not None:
            found.append(row)
    return Grid(_without_line_numbers(found, headers), headers)


def _row(text: str, cells: Sequence[Cell], label_column: int) -> Row | None:
    values: dict[int, Value] = {}
    label = code = ""
    indent = 0
    for cell in cells:
        content = text[cell.start : cell.end]
        bare = content.strip()
        if cell.column <= label_column:
            if CODE.fullmatch(bare):
                code = bare
            elif bare:
                label, indent = label + bare, len(content) - len(content.lstrip())
            continue
        number = value(content, (cell.start, cell.end))
        if number is not None:
            values[cell.column] = number
    if not values or not (label or code):
        return None
    return Row(label, values, (cells[0].start, cells[-1].end), code, indent)


def _without_line_numbers(rows: list[Row], headers: dict[int, str]) -> list[Row]:
    """行次 columns (1, 2, 3 …) and header rows made of column numbers are no amounts."""
    for column in {c for row in rows for c in row.values}:
        numbers = [row.values[column].amount for row in rows if column in row.values]
        runs = len(numbers) > 3 and all(b - a == 1 for a, b in pairwise(numbers))
        if "行次" in headers.get(column, "") or runs:
            for row in rows:
                row.values.pop(column, None)
    rows = [
        row
        for row in rows
        if row.values and not re.match(r"^(?:栏次|行次|项目|序号)$", re.sub(r"\s", "", row.label))
    ]
    return [row for row in rows if not _counts_columns(row)]


def _counts_columns(row: Row) -> bool:
    amounts = [row.values[c].amount for c in sorted(row.values)]
    return len(amounts) > 2 and all(b - a == 1 for a, b in pairwise(amounts)) and amounts[0] in (1, 2)


def everything(document: Document, found: Sequence[Grid]) -> Iterator[Grid]:
    """All grids: those found in the text and those of the document's own tables."""
    yield from found
    for table in document.tables:
        yield from of_table(document, table)
