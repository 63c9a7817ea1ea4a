"""Listing the rows and the names behind a figure, straight from the fact tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from luji.account.indicators.selection import Selection
from luji.base.facts.engine import Engine, Source, quoted
from luji.base.facts.spec import SOURCE, FactTable
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text

TABLE = "_table"


class UnitLike(Protocol):
    """What is needed of a unit."""

    @property
    def code(self) -> str:
        """The unit's code."""

    @property
    def short(self) -> Text:
        """Its short name."""

    @property
    def place(self) -> Text | None:
        """The bare place name reports list, when it has one."""


class UnitScope(Protocol):
    """What is needed of the tree of units (`luji.base.people.units.UnitTree` has it)."""

    def find(self, code_or_name: str) -> UnitLike:
        """A unit by code or name. Raises `Refused`."""
        ...

    def subtree(self, code: str) -> list[str]:
        """The codes of a unit and of all below it, itself first."""
        ...

    def parent(self, code: str) -> UnitLike | None:
        """The unit above; None for the root."""
        ...


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column of a listing; `personal` ones are to be masked for who may not see them."""

    name: str
    label: Text
    type: str
    personal: bool = False


@dataclass(frozen=True, slots=True)
class RowPage:
    """Some of the contributing rows, and how many there are in all.

    Rows are name → value. A listing over several tables begins with the column `_table`.
    """

    columns: tuple[RowColumn, ...]
    rows: tuple[Mapping[str, Any], ...]
    total: int
    limit: int
    offset: int


class Listing:
    """Lists contributing rows; selections on one table are united, so that no row comes twice."""

    def __init__(self, engine: Engine, sources: Mapping[str, Source], units: UnitScope) -> None:
        self.engine, self.sources, self.units = engine, sources, units

    def count(self, selections: Sequence[Selection]) -> int:
        """How many different rows."""
        return sum(self._count(table, where) for table, where in _by_table(selections))

    def page(self, selections: Sequence[Selection], limit: int, offset: int) -> RowPage:
        """Rows `offset` to `offset + limit` in order of table, then time, then key."""
        tables = _by_table(selections)
        rows: list[Mapping[str, Any]] = []
        total = 0
        for table, where in tables:
            count = self._count(table, where)
            skip, room = max(offset - total, 0), limit - len(rows)
            if room > 0 and skip < count:
                rows += self._rows(table, where, room, skip, len(tables) > 1)
            total += count
        return RowPage(_columns([table for table, _ in tables]), tuple(rows), total, limit, offset)

    def keys(self, selections: Sequence[Selection], limit: int | None = None) -> list[str]:
        """The natural keys of the rows, parts joined by /, preceded by `table:` when there are several."""
        tables = _by_table(selections)
        found: list[str] = []
        for table, where in tables:
            room = "" if limit is None else f" LIMIT {max(limit - len(found), 0)}"
            names = ", ".join(quoted(k) for k in table.key)
            answer = self._ask(table, f"{names} FROM {_ordered(table, where)}{room}")
            prefix = f"{table.table}:" if len(tables) > 1 else ""
            found += [prefix + "/".join(map(str, row.values())) for row in answer]
        return found

    def items(self, selection: Selection, column: str, by: str | None) -> tuple[Text, ...]:
        """The names of a column's different values: codes and units in their own order, else by `by`."""
        table = selection.table
        found = self._query(table, selection.items_query(column, by))
        order, label = self._naming(table, column, selection.codes)
        ranked = sorted(found, key=lambda row: (row["o"] is None, row["o"] if by else order(row["v"])))
        return tuple(label(row["v"]) for row in ranked)

    def _naming(self, table: FactTable, column: str, codes: Sequence[str]) -> tuple[Any, Any]:
        declared = table.columns[column]
        if declared.type == "code":
            return _rank(declared.values), declared.values.__getitem__
        if declared.type == "unit":
            return _rank(codes), self._unit_name
        return (lambda value: value), (lambda value: Text(str(value), str(value)))

    def _unit_name(self, code: str) -> Text:
        try:
            unit = self.units.find(code)
        except Refused:
            return Text(code, code)
        return unit.place or unit.short

    def _count(self, table: FactTable, where: str) -> int:
        (row,) = self._ask(table, f"count(*) AS n FROM {quoted(table.table)} WHERE {where}")
        return int(row["n"])

    def _rows(
        self, table: FactTable, where: str, limit: int, offset: int, named: bool
    ) -> list[Mapping[str, Any]]:
        names = ", ".join(quoted(name) for name in [*table.columns, SOURCE])
        found = self._ask(table, f"{names} FROM {_ordered(table, where)} LIMIT {limit} OFFSET {offset}")
        return [{TABLE: table.table, **row} for row in found] if named else list(found)

    def _ask(self, table: FactTable, tail: str) -> list[dict[str, Any]]:
        return self._query(table, f"SELECT {tail}")

    def _query(self, table: FactTable, sql: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.engine.query(
            sql, {table.table: self.sources[table.table]}
        ).to_pylist()
        return found


def _rank(known: Iterable[str]) -> Callable[[str], tuple[int, str]]:
    """The place of a value in a list; strangers come after, in order of name."""
    places = {value: place for place, value in enumerate(known)}
    return lambda value: (places.get(value, len(places)), value)


def _by_table(selections: Sequence[Selection]) -> list[tuple[FactTable, str]]:
    """Each table once, with the condition of all its selections."""
    tests: dict[str, dict[str, None]] = {}
    for selection in selections:
        tests.setdefault(selection.table.table, {})[selection.where()] = None
    tables = {s.table.table: s.table for s in selections}
    return [
        (tables[name], " OR ".join(f"({t})" for t in held) if len(held) > 1 else next(iter(held)))
        for name, held in tests.items()
    ]


def _ordered(table: FactTable, where: str) -> str:
    names = [*([table.time] if table.time else []), *table.key]
    return f"{quoted(table.table)} WHERE {where} ORDER BY {', '.join(map(quoted, dict.fromkeys(names)))}"


def _columns(tables: Sequence[FactTable]) -> tuple[RowColumn, ...]:
    found: dict[str, RowColumn] = {}
    if len(tables) > 1:
        found[TABLE] = RowColumn(TABLE, Text("事实表", "Table"), "text")
    for table in tables:
        for name, column in table.columns.items():
            found.setdefault(name, RowColumn(name, column.label, column.type, column.personal))
    found[SOURCE] = RowColumn(SOURCE, Text("来源", "Source"), "text")
    return tuple(found.values())
