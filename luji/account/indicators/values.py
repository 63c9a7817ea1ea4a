"""Values of base indicators: one grid per group of measures, computed when first asked and kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from luji.account.indicators.binding import Window, months_in
from luji.account.indicators.catalogue import Catalogue
from luji.account.indicators.definition import Base, Definition, Group, disjunction
from luji.account.indicators.figure import Value
from luji.account.indicators.grid import Grid, fill
from luji.account.indicators.planner import count_of, plan, split_mean
from luji.account.indicators.ranks import Ranked, is_ranked
from luji.account.indicators.selection import Selection
from luji.base.facts.engine import Engine, Source
from luji.base.kernel.expression import parse
from luji.base.kernel.period import Period
from luji.base.kernel.problem import Refused

KEPT = 256
ONE_SLOT = range(1)


class Values:
    """Answers measures for sets of units and periods, from grids where they add up, else by query."""

    def __init__(self, catalogue: Catalogue, engine: Engine, sources: Mapping[str, Source]) -> None:
        self.catalogue, self.engine, self.sources = catalogue, engine, sources
        self.measures = measures_of(catalogue)
        self._monthly: dict[Group, Grid] = {}
        self._others: dict[tuple[Group, Window], Grid] = {}
        self._lock = threading.RLock()

    def value(self, definition: Definition, codes: Sequence[str], period: Period) -> Value:
        """The exact value of a base indicator; None without a parameter in force or a latest row."""
        group, base = definition.group, definition.base
        if group is None or base is None:
            raise ValueError(f"{definition.key} is not over rows")
        first = period.end if group.stock else period.start
        if any(self.catalogue.parameters[name].at(first) is None for name in definition.parameters):
            return None
        if base.kind == "mean":
            total, count = (self.total(group, part, codes, period) for part in split_mean(base))
            return divided(total, count)
        if base.kind == "latest":
            return _plain(self.grid(group, period).latest(base, codes, self.slots(group, period)))
        if is_ranked(base.kind):
            return self._ranked(definition, base, base.kind, codes, period)
        if base.kind == "distinct":
            return Decimal(self._distinct(definition, base, codes, period))
        return self.total(group, base, codes, period)

    def total(self, group: Group, base: Base, codes: Sequence[str], period: Period) -> Decimal:
        """A count or sum."""
        return Decimal(self.grid(group, period).total(base, codes, self.slots(group, period)))

    def grid(self, group: Group, period: Period) -> Grid:
        """The grid that holds the period: all months of a table at once, or the period by itself."""
        monthly = group.stock is None and months_in(period) is not None
        if monthly and group in self._monthly:
            return self._monthly[group]
        window = Window.of(period, group.stock is not None)
        with self._lock:
            kept: dict[Any, Grid] = self._monthly if monthly else self._others
            key = group if monthly else (group, window)
            if key not in kept:
                kept[key] = self._filled(group, window)
            if len(self._others) > KEPT:
                del self._others[next(iter(self._others))]
            return kept[key]

    def slots(self, group: Group, period: Period) -> range:
        """The slots of its grid that make up a period."""
        return ONE_SLOT if group.stock else months_in(period) or ONE_SLOT

    def _filled(self, group: Group, window: Window) -> Grid:
        table = self.catalogue.tables[group.table]
        sources = {group.table: self.sources[group.table]}
        asked = (group, self.measures[group], table, self.catalogue.parameters, window)
        try:
            return fill(plan(*asked), self.engine, sources)
        except Refused:
            # A stored value outside its declared bounds fits no bitstring; anything else is refused again.
            return fill(plan(*asked, bits=False), self.engine, sources)

    def _ranked(
        self, definition: Definition, base: Base, kind: Ranked, codes: Sequence[str], period: Period
    ) -> Decimal | None:
        group = cast(Group, definition.group)
        grid = self.grid(group, period)
        if base not in grid.too_large:
            return grid.ranked(base, kind, codes, self.slots(group, period))
        selection = Selection.of(definition, codes, period, self.catalogue.parameters)
        found = self.engine.query(selection.query(), {group.table: self.sources[group.table]})
        return cast(Decimal | None, found.column(0)[0].as_py())

    def _distinct(self, definition: Definition, base: Base, codes: Sequence[str], period: Period) -> int:
        group = cast(Group, definition.group)
        grid = self.grid(group, period)
        if base not in grid.too_large:
            return grid.distinct(base, codes, self.slots(group, period))
        selection = Selection.of(definition, codes, period, self.catalogue.parameters)
        found = self.engine.query(selection.query(), {group.table: self.sources[group.table]})
        return int(found.column(0)[0].as_py())


def measures_of(catalogue: Catalogue) -> dict[Group, list[Base]]:
    """Every measure the catalogue's indicators need, by the scan that answers it.

    Besides the values: how many rows contribute to each indicator, and to each formula's parts together.
    """
    found: dict[Group, dict[Base, None]] = {}
    for definition in catalogue:
        if definition.base and definition.group:
            held = found.setdefault(definition.group, {})
            base = definition.base
            held.update(dict.fromkeys(split_mean(base) if base.kind == "mean" else (base,)))
        for group, base in contributions(catalogue, definition.key):
            found.setdefault(group, {})[base] = None
    return {group: list(bases) for group, bases in found.items()}


def contributions(catalogue: Catalogue, key: str) -> Iterator[tuple[Group, Base]]:
    """Per group the measure that counts the contributing rows of an indicator, overlaps counted once."""
    by_group: dict[Group, list[Base]] = {}
    for definition in catalogue.bases(key):
        if definition.group and definition.base:
            by_group.setdefault(definition.group, []).append(definition.base)
    for group, bases in by_group.items():
        yield group, count_of(disjunction(base.contributing() for base in bases))


def divided(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """Exact to the precision of the expression language; None (不适用) when the divisor is zero."""
    found = parse("a / b").evaluate({"a": numerator, "b": denominator}.__getitem__)
    return cast(Decimal | None, found)


def _plain(value: object) -> Value:
    """A latest value as a figure holds it: numbers as Decimal, flags and days as text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool | date):
        return str(value)
    return Decimal(str(value))
