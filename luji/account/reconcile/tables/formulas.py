"""Formulas between the columns of a table, found by their holding in most of its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from luji.account.reconcile.judging import edits
from luji.account.reconcile.judging.interval import Interval, growth, percent_of
from luji.account.reconcile.judging.interval import total as sum_of
from luji.account.reconcile.tables.grid import Grid, Row, Value

Computed = tuple[Interval, list[Value], Value, str]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: what it computes of a row (None where the row lacks a cell), and its kind."""

    kind: str
    words: str
    of: Callable[[Row], Computed | None]


def holds(computed: Computed) -> bool:
    """Whether the printed cell agrees with what was computed; sums allow half a unit for every part."""
    return computed[0].meets(computed[2].interval())


def near(computed: Computed) -> bool:
    """Whether it agrees within one unit of the last digit."""
    return computed[0].gap(computed[2].interval()) < computed[2].step


def found(grid: Grid) -> Iterator[tuple[Formula, list[tuple[Row, Computed]]]]:
    """The formulas that hold in at least three rows and in three of four; with the rows they can be asked
    of.
    """
    taken: set[int] = set()
    for formula, target in _candidates(grid):
        if target in taken:
            continue
        asked = [(row, c) for row in grid.rows if (c := formula.of(row)) is not None]
        telling = [c for _, c in asked if _telling(c)]
        good = sum(1 for c in telling if (holds(c) if formula.kind == "sum" else near(c)))
        said = _said(grid, formula, target)
        needed = 2 if said else 3
        if formula.kind == "difference" and not said:
            continue
        if (
            formula.kind == "sum"
            and sum(1 for _, c in asked if holds(c) and sum(1 for v in c[1] if v.amount) > 1) < 2
        ):
            continue
        if (
            good >= needed
            and good * 4 >= len(telling) * (2 if said else 3)
            and len({c[2].amount for c in telling}) > 1
        ):
            taken.add(target)
            yield formula, asked


def _said(grid: Grid, formula: Formula, target: int) -> bool:
    """Whether the header names the formula (合计, 完成预算%, 比上年增减%)."""
    header = grid.headers.get(target, "")
    return bool(re.search(r"合计|小计|总计|完成|增减|增长|占|率|%|差额|±", header)) and formula.kind in (
        "sum",
        "ratio",
        "growth",
        "difference",
    )


def _telling(computed: Computed) -> bool:
    """A row in which all but one part is nothing tells little about a sum."""
    return computed[2].amount != 0 and sum(1 for v in computed[1] if v.amount) >= 1


def _candidates(grid: Grid) -> Iterator[tuple[Formula, int]]:
    columns = grid.columns
    rates = [c for c in columns if grid.percent(c)]
    amounts = [c for c in columns if c not in rates]
    if any(row.ragged for row in grid.rows):
        yield _ragged(), min(columns)
        if sum(row.ragged for row in grid.rows) * 2 > len(grid.rows):
            return
    for target in amounts:
        for parts in _stretches(amounts, target):
            yield _sum(target, parts), target
    yield from _rates(grid, rates, amounts)
    for target, a, b in permutations(amounts, 3):
        yield _difference(target, a, b), target


def _rates(grid: Grid, rates: list[int], amounts: list[int]) -> Iterator[tuple[Formula, int]]:
    """Completion, growth and share for every column of percentages."""
    for target in rates:
        for a, b in permutations(amounts, 2):
            yield _rate(target, a, b, "ratio"), target
            yield _rate(target, a, b, "growth"), target
        for a in amounts:
            yield _share(grid, target, a), target


def _stretches(columns: list[int], target: int) -> Iterator[list[int]]:
    """Columns right after or right before the target, two at least, the longest first."""
    at = columns.index(target)
    for size in range(min(9, len(columns) - at - 1), 1, -1):
        yield columns[at + 1 : at + 1 + size]
    for size in range(min(9, at), 1, -1):
        yield columns[at - size : at]


def _sum(target: int, parts: list[int]) -> Formula:
    def of(row: Row) -> Computed | None:
        stated = row.values.get(target)
        cells = [row.values[c] for c in parts if c in row.values]
        if stated is None or not cells or row.ragged:
            return None
        return sum_of([c.interval() for c in cells]), cells, stated, " + ".join(c.text for c in cells)

    return Formula("sum", "各栏之和", of)


def _ragged() -> Formula:
    """Rows that lost their empty cells: the first number is the sum of the others."""

    def of(row: Row) -> Computed | None:
        cells = [row.values[c] for c in sorted(row.values)]
        if len(cells) < 2 or any(c.percent for c in cells):
            return None
        return (
            sum_of([c.interval() for c in cells[1:]]),
            cells[1:],
            cells[0],
            " + ".join(c.text for c in cells[1:]),
        )

    return Formula("sum", "首栏为其余各栏之和", of)


def _rate(target: int, a: int, b: int, kind: str) -> Formula:
    def of(row: Row) -> Computed | None:
        cells = [row.values.get(c) for c in (target, a, b)]
        stated, part, whole = cells
        if stated is None or part is None or whole is None or row.ragged:
            return None
        computed = (percent_of if kind == "ratio" else growth)(part.interval(), whole.interval())
        if computed is None:
            return None
        words = (
            f"{part.text} ÷ {whole.text}"
            if kind == "ratio"
            else f"({part.text} − {whole.text}) ÷ {whole.text}"
        )
        return computed, [part, whole], stated, words

    return Formula(kind, "完成率" if kind == "ratio" else "增减率", of)


def _share(grid: Grid, target: int, a: int) -> Formula:
    totals = [row for row in grid.rows if row.total and a in row.values]

    def of(row: Row) -> Computed | None:
        stated, part = row.values.get(target), row.values.get(a)
        if stated is None or part is None or not totals or row.ragged:
            return None
        whole = totals[0].values[a]
        computed = percent_of(part.interval(), whole.interval())
        return (computed, [part, whole], stated, f"{part.text} ÷ {whole.text}") if computed else None

    return Formula("share", "占比", of)


def _difference(target: int, a: int, b: int) -> Formula:
    def of(row: Row) -> Computed | None:
        stated, first, second = (row.values.get(c) for c in (target, a, b))
        if stated is None or first is None or second is None or row.ragged:
            return None
        return first.interval() - second.interval(), [first, second], stated, f"{first.text} − {second.text}"

    return Formula("difference", "差额", of)


def slip(computed: Computed) -> dict[tuple[int, int], str]:
    """Which cell of a sum that fails a slip of the hand would explain."""
    _, parts, stated, _ = computed
    residual = stated.amount - sum((p.amount for p in parts), Decimal(0))
    found_: dict[tuple[int, int], str] = {}
    for cell, meant in [(stated, stated.amount - residual), *((p, p.amount + residual) for p in parts)]:
        decimals = max(cell.decimals, *(p.decimals for p in parts))
        for wiggle in (0, 1, -1):
            word = edits.slip_between(cell.amount, meant + wiggle * Decimal(1).scaleb(-decimals), decimals)
            if word:
                found_.setdefault(cell.place, word)
                break
    return found_
