"""Every type of field on every surface: a new type is one row of this table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from luji.base.facts.spec import ColumnType
from luji.base.kernel.expression import DATE, FLAG, NUMBER, TEXT, Type
from luji.record.registers import reading, showing
from luji.record.registers.reading import Reader
from luji.record.registers.showing import Show
from luji.record.registers.spec import PRECISION, Field

MakeColumn = Callable[[Field], "models.Field[Any, Any]"]
EMPTY: dict[str, Any] = {"null": True, "blank": True}


def _text(field: Field) -> models.Field[Any, Any]:
    return models.CharField(max_length=length(field), **EMPTY)


def _number(field: Field) -> models.Field[Any, Any]:
    return models.DecimalField(max_digits=PRECISION, decimal_places=field.places, **EMPTY)


@dataclass(frozen=True)
class Kind:
    """One type: how it is read and spelled, its column in the table, in facts and in sheets, its input.

    `most` is how many characters it may have where none are declared (0: characters do not count);
    `condition` is what conditions take it for; `told` makes the fact of a value that is none by itself;
    `sheet` is its column in xlsx and csv, where a text is `spell`ed and read again (None: no file holds it);
    `options` are the options of the declaration it knows.
    """

    read: Reader
    fact: ColumnType
    show: Show = showing.plain
    column: MakeColumn = _text
    spell: Callable[[Any], str] = reading.spelled
    most: int = 0
    condition: Type = TEXT
    told: Callable[[Any], object] | None = None
    sheet: ColumnType | None = "text"
    input: str = "text"
    mode: str = ""
    numeric: bool = False
    options: frozenset[str] = frozenset()


BOUNDS = frozenset({"min", "max"})
KINDS: Mapping[str, Kind] = {
    "serial": Kind(reading.plain, "text", most=40, options=frozenset({"pattern"})),
    "text": Kind(reading.plain, "text", most=200, options=frozenset({"most", "identity"})),
    "long_text": Kind(
        reading.plain, "text", column=lambda _: models.TextField(**EMPTY), most=20_000, input="area",
        options=frozenset({"most"}),
    ),
    "code": Kind(
        reading.code, "code", showing.code, most=60, sheet="code", input="select",
        options=frozenset({"values", "also"}),
    ),
    "unit": Kind(reading.unit, "unit", showing.unit, most=40, sheet="unit", input="select"),
    "stake": Kind(reading.on_road, "text", most=20),
    "integer": Kind(
        reading.number, "integer", showing.number, lambda _: models.BigIntegerField(**EMPTY),
        condition=NUMBER, sheet="integer", mode="numeric", numeric=True, options=BOUNDS,
    ),
    "decimal": Kind(
        reading.number, "decimal", showing.number, _number, condition=NUMBER, sheet="decimal",
        mode="decimal", numeric=True, options=BOUNDS | {"scale"},
    ),
    "money": Kind(
        reading.number, "money", showing.number, _number, condition=NUMBER, sheet="money",
        mode="decimal", numeric=True, options=BOUNDS,
    ),
    "date": Kind(
        reading.day, "date", column=lambda _: models.DateField(**EMPTY), condition=DATE, sheet="date",
        input="date", options=BOUNDS,
    ),
    "moment": Kind(
        reading.moment, "timestamp", showing.moment, lambda _: models.DateTimeField(**EMPTY),
        condition=DATE, told=reading.local, sheet="timestamp", input="datetime-local",
    ),
    "time": Kind(
        reading.clock, "text", column=lambda _: models.TimeField(**EMPTY), told=reading.spelled, input="time",
    ),
    "duration": Kind(
        reading.duration, "integer", showing.duration, lambda _: models.BigIntegerField(**EMPTY),
        reading.spelled_minutes, condition=NUMBER, numeric=True, options=BOUNDS,
    ),
    "flag": Kind(
        reading.flag, "flag", showing.flag, lambda _: models.BooleanField(**EMPTY), condition=FLAG,
        sheet="flag", input="select",
    ),
    "person": Kind(reading.plain, "text", showing.person, most=64, input="person"),
    "reference": Kind(reading.plain, "text", most=200, input="reference", options=frozenset({"to"})),
    "files": Kind(
        reading.plain, "integer", showing.files, lambda _: models.JSONField(**EMPTY), condition=NUMBER,
        told=len, sheet=None, input="files", options=frozenset({"accept", "most", "fresh"}),
    ),
}  # fmt: skip


def kind_of(field: Field) -> Kind:
    """The row of the table a field stands in."""
    return KINDS[field.held]


def length(field: Field) -> int:
    """How many characters a field may hold; 0 where characters do not count."""
    most = kind_of(field).most
    return (field.most or most) if most else 0
