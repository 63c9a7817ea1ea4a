"""A record's values as the cells of a fact table or of a file, and the cells of a file as values again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from luji.base.facts.spec import FactTable
from luji.base.kernel.problem import Problem
from luji.base.people.units import UnitTree
from luji.record.registers import reading
from luji.record.registers.kinds import kind_of
from luji.record.registers.reading import HERE, Value, Wrong
from luji.record.registers.spec import STATE, Field, Register
from luji.record.registers.values import read


def facts_of(spec: Register, table: FactTable, row: Any) -> dict[str, object]:
    """The columns of a fact table that come from fields; those from elsewhere are left out."""
    found: dict[str, object] = {}
    for column, name in spec.facts.items():
        if column in table.columns:
            value = getattr(row, name)
            told = kind_of(spec.fields[name]).told if name != STATE and value is not None else None
            found[column] = told(value) if told else value
    return found


def cells_of(spec: Register, table: FactTable, row: Any) -> dict[str, object]:
    """The cells of a file."""
    return {c: _cell(spec, n, getattr(row, n)) for c, n in spec.facts.items() if c in table.columns}


class Taker:
    """Makes the cells of a file's lines into values; most types are values already."""

    def __init__(self, spec: Register, tree: UnitTree) -> None:
        self.tree = tree
        self.columns = [(c, spec.fields[n]) for c, n in spec.facts.items() if n != STATE]
        self.columns = [(column, field) for column, field in self.columns if _translated(field)]

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
