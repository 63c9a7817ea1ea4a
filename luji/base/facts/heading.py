"""Finding the heading of a ledger: which row it is, what each cell means, in which unit of measure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from luji.base.facts import problems
from luji.base.facts.cells import MONEY
from luji.base.facts.spec import Column, FactTable, fold, hints
from luji.base.kernel.declaration import nearest
from luji.base.kernel.problem import Problem, Where

LOOK = 30
IGNORED = frozenset({"序号", "no", "no."})

_MEASURED = re.compile(r"(?P<base>.+?)[(\[【](?:单位[::]?)?(?P<measure>[^()\[\]【】]+)[)\]】]")
_SLASHED = re.compile(r"(?P<base>[^/]+)/(?P<measure>[^/]+)")
_PREAMBLE = re.compile(r"单位[:：](?:人民币)?(?P<measure>(?:千|万|百万|亿)?元)(?![一-鿿])")

Cells = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Headed:
    """One column of the ledger: where it stands (0 = first), which declared column, as it is headed."""

    position: int
    name: str
    heading: str
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a sheet: its row (1 = first of the file), its columns, the positions left unread."""

    row: int
    columns: tuple[Headed, ...]
    empty: tuple[int, ...]
    width: int
    wrong: tuple[Problem, ...] = ()


def find_heading(table: FactTable, first: Sequence[Cells], file: str, sheet: str = "") -> Heading | None:
    """The row among the `first` ones that means the most columns; None when none means any."""
    known = table.headings()
    scores = [sum(_meaning(known, cell) is not None for cell in row if cell) for row in first[:LOOK]]
    best = max(scores, default=0)
    if best == 0:
        return None
    at = scores.index(best)
    return _Reader(table, known, file, sheet, at + 1, _preamble_factor(first[:at])).read(first[at])


def no_heading(table: FactTable, looked: int, file: str, sheet: str = "") -> Problem:
    """The problem of a file without a heading."""
    wanted = "、".join(c.label.zh for name, c in table.columns.items() if table.needed(name))
    where = Where(file=file, sheet=sheet)
    return problems.NO_HEADING(where, looked=looked, label=table.label.zh, wanted=wanted)


def _meaning(known: dict[str, str], cell: str) -> tuple[str, str | None] | None:
    """(column, measure in the heading) of a heading cell; a measure counts even inside an alias."""
    flat = "".join(unicodedata.normalize("NFKC", cell).split())
    whole = known.get(fold(flat))
    for form in (_MEASURED, _SLASHED):
        if found := form.fullmatch(flat):
            name = known.get(fold(found["base"])) or whole
            if name:
                return name, found["measure"]
    return (whole, None) if whole else None


def _preamble_factor(rows: Sequence[Cells]) -> Decimal | None:
    """The factor of 「单位：万元」 written above the heading."""
    for row in rows:
        for cell in row:
            flat = "".join(unicodedata.normalize("NFKC", cell or "").split())
            if found := _PREAMBLE.search(flat):
                return MONEY[found["measure"]]
    return None


class _Reader:
    """Reads one heading row against one declaration."""

    def __init__(
        self, table: FactTable, known: dict[str, str], file: str, sheet: str, row: int, factor: Decimal | None
    ) -> None:
        self.table, self.known, self.row, self.factor = table, known, row, factor
        self.file, self.sheet = file, sheet
        self.ignored = {fold(h) for h in table.ignore} | IGNORED

    def read(self, cells: Cells) -> Heading:
        """The heading with every problem in it."""
        columns: dict[str, Headed] = {}
        wrong: list[Problem] = []
        for position, cell in enumerate(cells):
            if not cell or not cell.strip():
                continue
            meant = _meaning(self.known, cell)
            if meant is None:
                wrong.extend(self._unknown(cell))
                continue
            wrong.extend(self._measure_problem(cell, *meant))
            name = meant[0]
            if name in columns:
                label = self.table.columns[name].label.zh
                other = columns[name].heading
                where = self._where(cell)
                wrong.append(problems.HEADING_TWICE(where, heading=_tidy(cell), other=other, label=label))
            columns.setdefault(name, Headed(position, name, _tidy(cell), self._factor(*meant)))
        wrong.extend(self._missing(columns))
        empty = tuple(i for i, cell in enumerate(cells) if not cell or not cell.strip())
        return Heading(self.row, tuple(columns.values()), empty, len(cells), tuple(wrong))

    def _where(self, column: str = "") -> Where:
        return Where(file=self.file, sheet=self.sheet, row=self.row, column=_tidy(column))

    def _unknown(self, cell: str) -> Iterator[Problem]:
        if fold(cell) in self.ignored:
            return
        labels = [c.label.zh for c in self.table.columns.values()]
        words = [h for n, c in self.table.columns.items() for h in c.headings(n)]
        yield problems.UNKNOWN_HEADING(
            self._where(cell), heading=_tidy(cell), known="、".join(labels), **hints(nearest(cell, words))
        )

    def _measure_problem(self, cell: str, name: str, measure: str | None) -> Iterator[Problem]:
        column = self.table.columns[name]
        if measure is None or _measure_factor(column, measure) is not None:
            return
        known = "元、千元、万元、百万元、亿元" if column.type == "money" else "、".join(column.measure)
        yield problems.UNKNOWN_MEASURE(self._where(cell), heading=_tidy(cell), measure=measure, known=known)

    def _factor(self, name: str, measure: str | None) -> Decimal | None:
        column = self.table.columns[name]
        if measure is None:
            return self.factor if column.type == "money" else None
        return _measure_factor(column, measure)

    def _missing(self, columns: dict[str, Headed]) -> Iterator[Problem]:
        for name, column in self.table.columns.items():
            if self.table.needed(name) and name not in columns:
                known = "、".join(dict.fromkeys(column.headings(name)))
                yield problems.MISSING_HEADING(self._where(), label=column.label.zh, known=known)


def _measure_factor(column: Column, measure: str) -> Decimal | None:
    """What a value under a heading with this measure is multiplied by; None when it does not fit."""
    folded = fold(measure)
    if column.type == "money":
        return MONEY.get(folded)
    if column.type not in ("integer", "decimal") or not column.measure:
        return Decimal(1)
    declared = {fold(m) for m in column.measure}
    if folded in declared:
        return Decimal(1)
    return Decimal(10_000) if folded.startswith("万") and folded[1:] in declared else None


def _tidy(cell: str) -> str:
    return " ".join(cell.split())
