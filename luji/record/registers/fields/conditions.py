"""What conditions and formulas read of a record: its fields by name, and of its sub-rows counts and sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from luji.base.kernel.expression import NUMBER, Type, parse
from luji.base.kernel.expression import Value as Read
from luji.record.registers.declared.spec import Field, Register
from luji.record.registers.fields.kinds import kind_of
from luji.record.registers.fields.reading import local, spelled

DUE = ".due"
SUMMED = frozenset({"integer", "decimal", "money", "duration"})


def types(register: Register) -> dict[str, Type]:
    """Every name that may be read, with its type; `NAME.count` and `NAME.INNER.sum` of sub-rows."""
    found: dict[str, Type] = {}
    for name, field in register.fields.items():
        found[name] = type_of(field)
        found |= dict.fromkeys(_derived(name, field), NUMBER)
    return found


def type_of(field: Field) -> Type:
    """What an expression takes a field for."""
    return Type("text", codes=tuple(field.values)) if field.held == "code" else kind_of(field).condition


def reader(values: Mapping[str, object]) -> Callable[[str], Read]:
    """Looks names up in the values of a record."""

    def read(name: str) -> Read:
        head, _, rest = name.partition(".")
        value = values.get(head)
        return _of_lines(value if isinstance(value, list) else [], rest) if rest else _plain(value)

    return read


def holds(condition: str, values: Mapping[str, object]) -> bool:
    """Whether a condition surely holds; where a value it needs is missing it does not."""
    return parse(condition).evaluate(reader(values)) is True


def _derived(name: str, field: Field) -> Iterator[str]:
    if field.type in ("rows", "files"):
        yield f"{name}.count"
    for inner, one in field.fields.items():
        yield f"{name}.{inner}.count"
        if one.held in SUMMED:
            yield f"{name}.{inner}.sum"


def _plain(value: Any) -> Read:
    """A value as expressions know it: lists are their length (nothing when empty), moments local."""
    if isinstance(value, list):
        return Decimal(len(value)) if value else None
    if isinstance(value, datetime):
        return local(value)
    if isinstance(value, time):
        return spelled(value)
    found: Read = value
    return found


def _of_lines(lines: list[Any], rest: str) -> Decimal:
    inner, _, how = rest.rpartition(".")
    if not inner:
        return Decimal(len(lines))
    said = [line[inner] for line in lines if line.get(inner) not in (None, False)]
    return Decimal(len(said)) if how == "count" else sum(map(Decimal, map(str, said)), Decimal(0))
