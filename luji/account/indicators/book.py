"""The book: every figure of one snapshot, for any unit and period, with its rows and its trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import cast

from luji.account.indicators.catalogue import Catalogue
from luji.account.indicators.definition import Definition
from luji.account.indicators.derived import LENGTH, Asked
from luji.account.indicators.figure import Figure, Value
from luji.account.indicators.listing import Listing, RowPage, UnitScope
from luji.account.indicators.selection import Selection
from luji.account.indicators.trace import Trace
from luji.account.indicators.values import Values, contributions, divided
from luji.base.facts.engine import Engine, Source
from luji.base.kernel.expression import Value as Read
from luji.base.kernel.period import Period
from luji.base.kernel.text import Text

MEMORY = 200_000
Place = tuple[str, str, Period]


class Book:
    """Figures by key, unit and period. Everything is computed from the snapshot's sources when first asked.

    Keys may carry a derivation: `violation.total:growth`, `:previous`, `:cumulative`, `:share`,
    `:per_100km`. Units go by code or name. Unknown keys and units raise `Refused`.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        engine: Engine,
        sources: Mapping[str, Source],
        units: UnitScope,
        snapshot: str = "",
    ) -> None:
        self.catalogue, self.units, self.snapshot = catalogue, units, snapshot
        self.values = Values(catalogue, engine, sources)
        self.listing = Listing(engine, sources, units)
        self._known: dict[Place, Value] = {}
        self._codes: dict[tuple[str, str], tuple[str, ...]] = {}

    def value(self, key: str, unit: str, period: Period) -> Value:
        """The exact value alone: Decimal, a word, or None for 不适用."""
        place = (key, unit, period)
        if place in self._known:
            return self._known[place]
        found = self._computed(Asked.parse(key), self.units.find(unit).code, period)
        if len(self._known) < MEMORY:
            self._known[place] = found
        return found

    def number(self, key: str, unit: str, period: Period) -> Decimal | None:
        """The value when it is a number, else None: what scoring reads."""
        value = self.value(key, unit, period)
        return value if isinstance(value, Decimal) else None

    def figure(self, key: str, unit: str, period: Period) -> Figure:
        """One figure with everything it rests on."""
        asked = Asked.parse(key)
        definition = self.catalogue.find(asked.key)
        unit = self.units.find(unit).code
        wording = definition.spec.wording
        return Figure(
            key=key,
            label=asked.label(definition.spec.label),
            value=self.value(key, unit, period),
            wording=asked.wording(wording.wording()),
            unit=unit,
            period=period,
            previous=self.number(key, unit, period.same_last_year()),
            growth=self._growth(key, unit, period),
            rows=self._row_count(definition, unit, asked.when(period)),
            items=() if asked.modifier else self._items(definition, unit, period),
            definition=definition.hash,
            parameters=self._parameters(definition, period),
            snapshot=self.snapshot,
            query="" if asked.modifier else self._query(definition, unit, period),
            parts=tuple(dict.fromkeys(k for k, _, _ in self._below(asked, unit, period)))
            if asked.modifier
            else definition.parts,
            measure_en=asked.measure_en(wording.measure_en()),
            better=definition.spec.better,
        )

    def figures(self, unit: str, period: Period, keys: Iterable[str] | None = None) -> list[Figure]:
        """All indicators (or those named) of a unit and period, in order of key."""
        return [self.figure(key, unit, period) for key in (keys or self.catalogue.indicators)]

    def series(self, key: str, unit: str, periods: Iterable[Period]) -> list[Figure]:
        """One indicator over several periods, in the order given."""
        return [self.figure(key, unit, period) for period in periods]

    def by_unit(self, key: str, units: Iterable[str], period: Period) -> list[Figure]:
        """One indicator of several units, in the order given."""
        return [self.figure(key, unit, period) for unit in units]

    def rows(self, key: str, unit: str, period: Period, limit: int = 50, offset: int = 0) -> RowPage:
        """The contributing rows; of a formula those of its parts together, none twice."""
        return self.rows_of((key,), unit, period, limit, offset)

    def rows_of(
        self, keys: Iterable[str], unit: str, period: Period, limit: int = 50, offset: int = 0
    ) -> RowPage:
        """The rows that contribute to any of several figures, none twice."""
        found = [one for key in keys for one in self._selections(key, unit, period)]
        return self.listing.page(found, limit, offset)

    def row_keys(self, key: str, unit: str, period: Period, limit: int | None = None) -> list[str]:
        """The natural keys of the contributing rows, at most `limit`."""
        return self.listing.keys(self._selections(key, unit, period), limit)

    def trace(self, key: str, unit: str, period: Period, keys: int | None = 1000) -> Trace:
        """The figure as a tree; base indicators list at most `keys` row keys (None: all)."""
        asked = Asked.parse(key)
        definition = self.catalogue.find(asked.key)
        figure = self.figure(key, unit, period)
        parts = self._below(asked, figure.unit, period)
        source = definition.spec.source
        return Trace(
            figure,
            Text(definition.text("zh"), definition.text("en")),
            Text(source, source) if isinstance(source, str) else source,
            definition.spec.note,
            tuple(self.trace(*part, keys) for part in parts),
            () if parts else tuple(self.row_keys(asked.key, unit, period, keys)),
            figure.rows,
        )

    def _computed(self, asked: Asked, unit: str, period: Period) -> Value:
        match asked.modifier:
            case "":
                return self._defined(self.catalogue.find(asked.key), unit, period)
            case "previous":
                return self.number(asked.key, unit, period.same_last_year())
            case "cumulative":
                return self.value(asked.key, unit, period.cumulative())
            case "growth":
                return self._growth(asked.key, unit, period)
            case "share":
                above = self.units.parent(unit)
                return self._ratio(asked.key, unit, above.code, asked.key, period, 100) if above else None
        return self._ratio(asked.key, unit, unit, LENGTH, period, 100)

    def _below(self, asked: Asked, unit: str, period: Period) -> list[Place]:
        """What a trace shows below a figure: its parts, or the two values a derived one compares."""
        own = (asked.key, unit, asked.when(period))
        match asked.modifier:
            case "":
                return [(part, unit, period) for part in self.catalogue.find(asked.key).below]
            case "growth":
                return [own, (asked.key, unit, period.same_last_year())]
            case "share":
                above = self.units.parent(unit)
                return [own, (asked.key, above.code, period)] if above else [own]
            case "per_100km":
                return [own, (LENGTH, unit, period)]
        return [own]

    def _defined(self, definition: Definition, unit: str, period: Period) -> Value:
        if definition.base:
            return self.values.value(definition, self._scope(definition, unit), period)
        if definition.formula:
            held = self._formula_parameters(definition, period)
            if held is None:
                return None
            found = definition.formula.evaluate(
                lambda name: cast(Read, self.value(name, unit, period)), held.__getitem__
            )
            return cast(Value, found)
        return Decimal(len(self._moved(definition, unit, period)))

    def _formula_parameters(self, definition: Definition, period: Period) -> dict[str, Read] | None:
        """The values in force at the period's end; None when one has none yet."""
        held = {name: self.catalogue.parameters[name].at(period.end) for name in definition.parameters}
        if None in held.values():
            return None
        return {name: cast(Read, value.value) for name, value in held.items() if value}

    def _moved(self, definition: Definition, unit: str, period: Period) -> list[str]:
        """The parts of a trend that fell (rose) against the same period last year."""
        falls = bool(definition.spec.trend and definition.spec.trend.falls)
        moved = []
        for part in definition.parts:
            now, before = (self.number(part, unit, p) for p in (period, period.same_last_year()))
            if now is not None and before is not None and now != before and (now < before) is falls:
                moved.append(part)
        return moved

    def _growth(self, key: str, unit: str, period: Period) -> Decimal | None:
        now = self.number(key, unit, period)
        before = self.number(key, unit, period.same_last_year())
        if now is None or before is None:
            return None
        return divided((now - before) * 100, abs(before))

    def _ratio(
        self, key: str, unit: str, other_unit: str, other: str, period: Period, times: int
    ) -> Decimal | None:
        value, base = self.number(key, unit, period), self.number(other, other_unit, period)
        return None if value is None or base is None else divided(value * times, base)

    def _scope(self, definition: Definition, unit: str) -> tuple[str, ...]:
        place = (definition.spec.scope, unit)
        if place not in self._codes:
            own = definition.spec.scope == "own"
            self._codes[place] = (unit,) if own else tuple(self.units.subtree(unit))
        return self._codes[place]

    def _selections(self, key: str, unit: str, period: Period) -> list[Selection]:
        asked = Asked.parse(key)
        if asked.modifier:
            return self._selections(asked.key, unit, asked.when(period))
        definition = self.catalogue.find(asked.key)
        if definition.base:
            return [self._selection(definition, self.units.find(unit).code, period)]
        return [found for part in definition.below for found in self._selections(part, unit, period)]

    def _selection(self, base: Definition, unit: str, period: Period) -> Selection:
        return Selection.of(base, self._scope(base, unit), period, self.catalogue.parameters)

    def _row_count(self, definition: Definition, unit: str, period: Period) -> int:
        """From the grids where no row can be counted twice, else by query."""
        if self.catalogue.looks_back(definition.key):
            return self.listing.count(self._selections(definition.key, unit, period))
        bases = self.catalogue.bases(definition.key)
        groups = list(contributions(self.catalogue, definition.key))
        tables = {group.table for group, _ in groups}
        scopes = {base.spec.scope for base in bases}
        plain = len(tables) == len(groups) and len(scopes) == 1
        if not plain or any(base.measure == "latest" for base in bases):
            return self.listing.count([self._selection(base, unit, period) for base in bases])
        codes = self._scope(bases[0], unit)
        return sum(int(self.values.total(group, base, codes, period)) for group, base in groups)

    def _items(self, definition: Definition, unit: str, period: Period) -> tuple[Text, ...]:
        if definition.spec.trend:
            return tuple(self.catalogue.find(k).spec.label for k in self._moved(definition, unit, period))
        column = _listed_column(definition)
        if column is None:
            return ()
        selection = self._selection(definition, unit, period)
        return self.listing.items(selection, column, definition.spec.items_by)

    def _parameters(self, definition: Definition, period: Period) -> tuple[tuple[str, str, str], ...]:
        return tuple(
            (name, _said(held.value), held.source)
            for name in self.catalogue.parameters_of(definition.key)
            for held in self.catalogue.values_within(name, period.start, period.end)
        )

    def _query(self, definition: Definition, unit: str, period: Period) -> str:
        return self._selection(definition, unit, period).query() if definition.base else ""


def _listed_column(definition: Definition) -> str | None:
    """The column to list: `items`, or that of `distinct` when it holds codes, units or ordered names."""
    spec, table, name = definition.spec, definition.table, definition.spec.distinct
    if spec.items or table is None or name is None:
        return spec.items
    return name if spec.items_by or table.columns[name].type in ("code", "unit") else None


def _said(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
