"""The grid: answers of a plan for every unit and month, united upward exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce
from typing import Any

import pyarrow as pa
from sqlglot import exp

from luji.account.indicators.definition import Base
from luji.account.indicators.planner import SLOT, UNIT, Plan
from luji.account.indicators.ranks import Ranked, ranked, together
from luji.account.indicators.sql import written
from luji.base.facts.engine import Engine, Source

SET_LIMIT = 300_000
Cell = tuple[str, int]
Cells = Mapping[Cell, Any]


@dataclass(frozen=True, slots=True)
class Grid:
    """Per measure: (unit code, slot) → int, Decimal, set, bits of a set, value → how often, or latest row.

    Sets too large to be held are left out; `too_large` names them, they are counted by query.
    """

    cells: Mapping[Base, Cells]
    too_large: frozenset[Base] = frozenset()
    queries: tuple[str, ...] = field(default=())

    def over(self, base: Base, codes: Iterable[str], slots: range) -> Iterator[Any]:
        """The cells of the units and slots that exist."""
        cells = self.cells[base]
        return (cells[key] for code in codes for slot in slots if (key := (code, slot)) in cells)

    def total(self, base: Base, codes: Iterable[str], slots: range) -> Any:
        """Count or sum over units and slots; 0 of none."""
        return sum(self.over(base, codes, slots), start=0)

    def distinct(self, base: Base, codes: Iterable[str], slots: range) -> int:
        """How many different values there are over units and slots together."""
        found = list(self.over(base, codes, slots))
        if found and isinstance(found[0], int):
            bits: int = reduce(int.__or__, found)
            return bits.bit_count()
        return len(frozenset().union(*found))

    def ranked(self, base: Base, kind: Ranked, codes: Iterable[str], slots: range) -> Decimal | None:
        """The median or ninth decile over units and slots together; None without rows."""
        return ranked(together(self.over(base, codes, slots)), kind)

    def latest(self, base: Base, codes: Iterable[str], slots: range) -> Any:
        """The value of the row with the latest time, then the greatest key; None without rows."""
        found = max(self.over(base, codes, slots), key=lambda row: row[0], default=None)
        return None if found is None else found[1]


def fill(plan: Plan, engine: Engine, sources: Mapping[str, Source]) -> Grid:
    """Run a plan's statements and read their cells. Raises `Refused` when the engine fails."""
    cells: dict[Base, Cells] = {}
    too_large: set[Base] = set()
    queries: list[str] = []
    asked: dict[str, pa.Table] = {}

    def ask(statement: exp.Select) -> pa.Table:
        """The answer; that of a median serves the decile of the same column too."""
        sql = written(statement)
        if sql not in asked:
            asked[sql] = engine.query(sql, sources)
            queries.append(sql)
        return asked[sql]

    if plan.scan is not None:
        cells |= _scanned(plan, ask(plan.scan))
    for base, statement in plan.sets.items():
        found = ask(statement.limit(SET_LIMIT + 1))
        if found.num_rows > SET_LIMIT:
            too_large.add(base)
        else:
            cells[base] = _sets(found)
    for base, statement in plan.often.items():
        found = ask(statement.limit(SET_LIMIT + 1))
        if found.num_rows > SET_LIMIT:
            too_large.add(base)
        else:
            cells[base] = _often(found)
    for base, statement in plan.latest.items():
        cells[base] = _latest(ask(statement))
    return Grid(cells, frozenset(too_large), tuple(queries))


def _scanned(plan: Plan, answer: pa.Table) -> dict[Base, Cells]:
    places = list(_rows(answer, UNIT, SLOT))
    found: dict[Base, Cells] = {}
    for name, base, decode in plan.outputs:
        cells = zip(places, answer[name].to_pylist(), strict=True)
        found[base] = {place: decode(cell, place[0]) for place, cell in cells}
    return found


def _rows(answer: pa.Table, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(answer[name].to_pylist() for name in names), strict=True)


def _sets(answer: pa.Table) -> Cells:
    found: dict[Cell, set[Any]] = {}
    for unit, slot, value in _rows(answer, UNIT, SLOT, "v"):
        found.setdefault((unit, slot), set()).add(value)
    return found


def _often(answer: pa.Table) -> Cells:
    found: dict[Cell, dict[Decimal, int]] = {}
    for unit, slot, value, count in _rows(answer, UNIT, SLOT, "v", "n"):
        found.setdefault((unit, slot), {})[Decimal(value)] = count
    return found


def _latest(answer: pa.Table) -> Cells:
    """Cells (rank, value); a null time ranks lowest, values of keys are compared as they sort in SQL."""
    names = [name for name in answer.column_names if name not in (UNIT, SLOT, "v")]
    return {
        (row[UNIT], row[SLOT]): (tuple((row[n] is not None, row[n]) for n in names), row["v"])
        for row in answer.to_pylist()
    }
