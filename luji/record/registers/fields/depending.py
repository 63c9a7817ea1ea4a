"""Fields that follow from others: those kept empty unless their condition holds, and computed ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from luji.base.kernel.expression import Value as Read
from luji.base.kernel.expression import parse
from luji.base.kernel.money import half_up
from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.record.registers.declared.spec import PRECISION, Field, Register, heads
from luji.record.registers.field_problems import ONLY_WHEN
from luji.record.registers.fields.conditions import DUE, holds, reader
from luji.record.registers.fields.kinds import checked
from luji.record.registers.fields.reading import Value, Values, Wrong
from luji.record.registers.fields.values import there
from luji.record.registers.problems import OUT_OF_RANGE


def consequences(spec: Register, before: Mapping[str, Value], given: Values) -> Values:
    """What is written with what is given: fields whose condition fails are emptied, formulas computed.

    Raises `Refused`: REG-509 for a value given where the condition fails, REG-108 for a result too large.
    """
    if not spec.following:
        return given
    found, values = dict(given), dict(before) | given
    wrong: list[Problem] = []
    for name in spec.following:
        try:
            value = _following(spec, name, values, before)
        except Wrong as error:
            wrong.append(error.problem)
            continue
        if value != values.get(name):
            found[name] = values[name] = value
    if wrong:
        raise Refused(wrong)
    return found


def applies(spec: Register, name: str, values: Mapping[str, Value]) -> bool:
    """Whether a field says anything of a record: its condition holds, or it has none."""
    field = spec.fields.get(name)
    return field is None or not field.when or holds(field.when, values) or there(values.get(name))


def circles(links: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Every circle among names that lead to others, each told once, from its first name round to it."""
    told: set[frozenset[str]] = set()
    for start in links:
        for way in _ways(links, start, [start]):
            if frozenset(way) not in told:
                told.add(frozenset(way))
                yield [*way, start]


def _ways(links: Mapping[str, list[str]], start: str, way: list[str]) -> Iterator[list[str]]:
    for following in links.get(way[-1], []):
        if following == start:
            yield way
        elif following not in way:
            yield from _ways(links, start, [*way, following])


def _following(spec: Register, name: str, values: Values, before: Mapping[str, Value]) -> Value:
    field = spec.fields[name]
    if field.type == "computed":
        return checked(result(field, parse(field.formula).evaluate(_reader(spec, values))), field)
    value = values.get(name)
    if holds(field.when, values) or not there(value):
        return value
    if value != before.get(name):
        raise Wrong(ONLY_WHEN(label=field.label, condition=spoken(field.when, spec)))
    return None


def _reader(spec: Register, values: Values) -> Callable[[str], Read]:
    """What formulas read: what conditions do, and of a clock with `since` its last day, as `CLOCK.due`."""
    read = reader(values)

    def found(name: str) -> Read:
        clock = name.removesuffix(DUE)
        if clock == name or clock not in spec.workflow.clocks:
            return read(name)
        days = [day for field in spec.workflow.clocks[clock].since if isinstance(day := read(field), date)]
        starts = [day.date() if isinstance(day, datetime) else day for day in days]
        return spec.due(clock, max(starts)) if starts else None

    return found


def spoken(condition: str, spec: Register) -> Text:
    """A condition with the labels of fields and codes in place of their names."""
    zh, en = condition, condition
    for name in heads(condition):
        field = spec.fields[name]
        for code, label in field.values.items():
            for quoted in (f"'{code}'", f'"{code}"'):
                zh, en = zh.replace(quoted, f"「{label.zh}」"), en.replace(quoted, f"'{label.en}'")
        word = re.compile(rf"\b{name}\b")
        zh, en = (said.join(word.split(text)) for text, said in ((zh, field.label.zh), (en, field.label.en)))
    return Text(zh, en)


def result(field: Field, found: Read) -> Value:
    """What a formula gives, as the type of the field, rounded half up. Raises `Wrong` when too large."""
    if isinstance(found, datetime):
        return found.date()
    if found is None or isinstance(found, bool | str | date):
        return found
    rounded = half_up(found, field.places)
    if abs(rounded) >= Decimal(10) ** (PRECISION - field.places):
        raise Wrong(OUT_OF_RANGE(label=field.label, value=rounded, low="…", high=f"1E{PRECISION}"))
    return int(rounded) if field.held in ("integer", "duration") else rounded
