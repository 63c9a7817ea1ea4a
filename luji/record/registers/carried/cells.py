"""A record's values as the cells of a fact table or of a file, and the cells of a file as values again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luji.base.facts.spec import SOURCE, FactTable
from luji.base.kernel.problem import Problem
from luji.base.people.units import UnitTree
from luji.record.registers.checking.field_checks import LINE
from luji.record.registers.declared.spec import STATE, Field, Register
from luji.record.registers.fields import lines, reading
from luji.record.registers.fields.kinds import kind_of
from luji.record.registers.fields.reading import HERE, Value, Wrong
from luji.record.registers.fields.values import read


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column of a fact table that comes from a field: whose value it is, and what makes the fact of it."""

    name: str
    field: str
    told: Callable[[Any], object] | None

    def of(self, row: Any) -> object:
        """The fact of a record."""
        value = getattr(row, self.field)
        return self.told(value) if self.told and value is not None else value


def fact_columns(spec: Register, table: FactTable) -> list[FactColumn]:
    """The columns of a fact table that come from fields; those from elsewhere are left out."""
    return [
        FactColumn(column, name, None if name == STATE else kind_of(spec.fields[name]).told)
        for column, name in spec.facts.items()
        if column in table.columns
    ]


def facts_of(spec: Register, table: FactTable, row: Any) -> dict[str, object]:
    """The facts of one record."""
    return {column.name: column.of(row) for column in fact_columns(spec, table)}


def line_facts(spec: Register, name: str, row: Any) -> Iterator[dict[str, object]]:
    """The sub-rows of a record as facts: the record's own columns, the number of the line, its cells."""
    field = spec.fields[name]
    above = {c: n for c, n in spec.facts.items() if n in (spec.key, spec.unit, spec.time)}
    shared = {c: _told(getattr(row, n), spec.fields[n]) for c, n in above.items()}
    for number, line in enumerate(getattr(row, name) or (), 1):
        cells = zip(field.fields.items(), lines.typed(line, field), strict=True)
        inner = {one.fact or key: _told(value, one) for (key, one), value in cells}
        yield {**shared, LINE: number, **inner, SOURCE: f"{spec.name}#{row.row}"}


def cells_of(spec: Register, table: FactTable, row: Any) -> dict[str, object]:
    """The cells of a file."""
    return {c: _cell(spec, n, getattr(row, n)) for c, n in spec.facts.items() if c in table.columns}


class Taker:
    """Makes the cells of a file's lines into values; most types are values already.

    `read` are the fields whose values come out checked.
    """

    def __init__(self, spec: Register, tree: UnitTree) -> None:
        self.tree = tree
        self.columns = [(c, spec.fields[n]) for c, n in spec.facts.items() if n != STATE]
        self.columns = [(column, field) for column, field in self.columns if _translated(field)]
        texts = {column for column, field in self.columns if kind_of(field).sheet == "text"}
        self.read = frozenset(name for column, name in spec.facts.items() if column in texts)

    def take(self, line: dict[str, Any]) -> Iterator[Problem]:
        """Translate a line in place; the problems of what cannot be read, which is then left empty."""
        for column, field in self.columns:
            cell = line.get(column)
            if cell is not None:
                try:
                    line[column] = value_of(cell, field, self.tree)
                except Wrong as error:
                    line[column] = None
                    yield error.problem


def value_of(cell: Any, field: Field, tree: UnitTree) -> Value:
    """One cell of a file as a value. Raises `Wrong`."""
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0, tzinfo=HERE)
    return read(cell, field, tree)


def _told(value: Any, field: Field) -> object:
    told = kind_of(field).told
    return told(value) if told and value is not None else value


def _translated(field: Field) -> bool:
    kind = kind_of(field)
    return kind.sheet == "timestamp" or (kind.sheet == "text" and kind.read is not reading.plain)


def _cell(spec: Register, name: str, value: Any) -> object:
    if name == STATE or value is None:
        return value
    kind = kind_of(spec.fields[name])
    if kind.sheet == "text":
        return kind.spell(value, spec.fields[name])
    return kind.told(value) if kind.told else value
