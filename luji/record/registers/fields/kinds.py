"""Every type of field on every surface: a new type is one row of this table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import Any

from django.db import models

from luji.base.facts.spec import ColumnType
from luji.base.kernel.expression import DATE, FLAG, NUMBER, TEXT, Type
from luji.base.kernel.problem import Problem
from luji.base.people.units import UnitTree
from luji.record.evidence.problems import TOO_MANY_FILES
from luji.record.registers import problems
from luji.record.registers.declared import serial, stake
from luji.record.registers.declared.spec import PRECISION, Field
from luji.record.registers.fields import lines, reading, showing
from luji.record.registers.fields.lines import Spell
from luji.record.registers.fields.reading import Lines, Reader, Value, Wrong
from luji.record.registers.fields.showing import Show

MakeColumn = Callable[[Field], "models.Field[Any, Any]"]
EMPTY: dict[str, Any] = {"null": True, "blank": True}
MOST_FILES = 20
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffd-\uffff]")
# What stands around a text unseen and is no part of it; an import takes the same away.
UNSEEN = " \t\r\n\v\f\u3000\u00a0\ufeff\u200b\u200c\u200d\u2060"
EDGES = re.compile(rf"^[\s{UNSEEN}]+|[\s{UNSEEN}]+\Z")


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
    spell: Spell = reading.as_spelled
    most: int = 0
    condition: Type = TEXT
    told: Callable[[Any], object] | None = None
    sheet: ColumnType | None = "text"
    input: str = "text"
    mode: str = ""
    hint: str = ""
    numeric: bool = False
    simple: bool = True
    sorts: bool = True
    filters: bool = False
    check: Callable[[Any, Field], Problem | None] | None = None
    options: frozenset[str] = frozenset()


def _serial(value: str, field: Field) -> Problem | None:
    if serial.counter(field.pattern, value) is not None:
        return None
    return problems.NOT_A_SERIAL(label=field.label, value=value[:40], pattern=field.pattern)


def _stake(value: str, field: Field) -> Problem | None:
    return None if stake.read(value) == value else problems.NOT_A_STAKE(label=field.label, value=value[:40])


def _files(value: list[str], field: Field) -> Problem | None:
    most = field.most or MOST_FILES
    return TOO_MANY_FILES(label=field.label, count=len(value), most=most) if len(value) > most else None


def _lines(value: Lines, field: Field) -> Problem | None:
    try:
        lines.checked(value, field, checked)
    except Wrong as wrong:
        return wrong.problem
    return None


def _read_lines(text: str, field: Field, tree: UnitTree) -> Value:
    return lines.read(text, field, tree, read) or None


def _spell_lines(value: Lines | None, field: Field) -> str:
    return lines.joined(lines.cells_of(value, field, lambda one, inner: kind_of(inner).spell(one, inner)))


BOUNDS = frozenset({"min", "max"})
KINDS: Mapping[str, Kind] = {
    "serial": Kind(
        reading.plain, "text", most=40, simple=False, check=_serial, options=frozenset({"pattern"}),
    ),
    "text": Kind(reading.plain, "text", most=200, options=frozenset({"most", "identity"})),
    "long_text": Kind(
        reading.plain, "text", column=lambda _: models.TextField(**EMPTY), most=20_000, input="area",
        simple=False, sorts=False, options=frozenset({"most"}),
    ),
    "code": Kind(
        reading.code, "code", showing.code, most=60, sheet="code", input="select", filters=True,
        options=frozenset({"values", "also", "codes"}),
    ),
    "unit": Kind(reading.unit, "unit", showing.unit, most=40, sheet="unit", input="select", filters=True),
    "stake": Kind(reading.on_road, "text", most=20, check=_stake),
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
        input="date", filters=True, options=BOUNDS,
    ),
    "moment": Kind(
        reading.moment, "timestamp", showing.moment, lambda _: models.DateTimeField(**EMPTY),
        condition=DATE, told=reading.local, sheet="timestamp", input="datetime-local",
        filters=True,
    ),
    "time": Kind(
        reading.clock, "text", column=lambda _: models.TimeField(**EMPTY), told=reading.spelled,
        input="time",
    ),
    "duration": Kind(
        reading.duration, "integer", showing.duration, lambda _: models.BigIntegerField(**EMPTY),
        reading.spelled_minutes, condition=NUMBER, hint="1:30", numeric=True, options=BOUNDS,
    ),
    "flag": Kind(
        reading.flag, "flag", showing.flag, lambda _: models.BooleanField(**EMPTY), condition=FLAG,
        sheet="flag", input="select", filters=True,
    ),
    "person": Kind(reading.plain, "text", showing.person, most=64, input="person", filters=True),
    "reference": Kind(reading.plain, "text", most=200, input="reference", options=frozenset({"to"})),
    "rows": Kind(
        _read_lines, "integer", showing.lines, lambda _: models.JSONField(**EMPTY), _spell_lines,
        condition=NUMBER, told=len, input="lines", simple=False, sorts=False, check=_lines,
        options=frozenset({"fields", "publish", "most"}),
    ),
    "files": Kind(
        reading.hashes, "integer", showing.files, lambda _: models.JSONField(**EMPTY),
        reading.spelled_hashes, condition=NUMBER, told=len, sheet=None, input="files", simple=False,
        sorts=False, check=_files, options=frozenset({"accept", "most", "fresh"}),
    ),
    "computed": Kind(
        reading.plain, "integer", simple=False, options=BOUNDS | {"as_", "formula", "scale", "values"},
    ),
}  # fmt: skip


def kind_of(field: Field) -> Kind:
    """The row of the table a field stands in."""
    return KINDS[field.held]


def length(field: Field) -> int:
    """How many characters a field may hold; 0 where characters do not count."""
    most = kind_of(field).most
    return (field.most or most) if most else 0


def read(text: str, field: Field, tree: UnitTree) -> Value:
    """What somebody wrote, as a value. Raises `Wrong`. Nothing written is None."""
    bare = EDGES.sub("", text.replace("\r\n", "\n"))
    if not bare:
        return None
    if CONTROL.search(bare):
        raise Wrong(problems.UNCLEAN(label=field.label))
    return checked(kind_of(field).read(bare, field, tree), field)


def checked(value: Value, field: Field) -> Value:
    """A typed value within what the field allows. Raises `Wrong`."""
    kind = kind_of(field)
    if isinstance(value, str):
        if CONTROL.search(value):
            raise Wrong(problems.UNCLEAN(label=field.label))
        most = length(field)
        if most and len(value) > most:
            raise Wrong(problems.TOO_LONG(label=field.label, length=len(value), most=most))
    if kind.check is not None and value is not None and (wrong := kind.check(value, field)):
        raise Wrong(wrong)
    if value is not None and not _within(value, field):
        low, high = (("…" if bound is None else bound) for bound in (field.min, field.max))
        raise Wrong(problems.OUT_OF_RANGE(label=field.label, value=value, low=low, high=high))
    return value


def all_fit(values: Iterable[Value], field: Field) -> bool:
    """Whether `checked` would take each of these; the signs and lengths of texts are looked at in one go."""
    kind, listed = kind_of(field), [value for value in values if value is not None]
    if kind.check is not None:
        return all(map(_fits, listed, repeat(field)))
    texts, most = [value for value in listed if isinstance(value, str)], length(field)
    clean = not CONTROL.search("\n".join(texts)) and not (most and max(map(len, texts), default=0) > most)
    unbounded = field.min is None and field.max is None
    return clean and (unbounded or all(map(_within, listed, repeat(field))))


def _fits(value: Value, field: Field) -> bool:
    try:
        checked(value, field)
    except Wrong:
        return False
    return True


def _within(value: Value, field: Field) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | date):
        return True
    low, high = field.min, field.max
    return (low is None or value >= low) and (high is None or value <= high)  # type: ignore[operator]
