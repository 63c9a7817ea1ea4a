"""One value of a field: read from what somebody wrote, checked, spelled, and compared; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from luji.base.kernel.problem import Problem, Refused
from luji.base.people.units import UnitTree
from luji.record.registers import problems, serial, stake
from luji.record.registers.spec import PRECISION, Field

Value: TypeAlias = str | bool | int | Decimal | date | None
Values: TypeAlias = dict[str, Value]

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
NUMBER = re.compile(r"[-+]?\d{1,15}(\.\d{1,10})?")
YES, NO = frozenset({"是", "true", "1", "yes", "√", "on"}), frozenset({"否", "false", "0", "no", "×"})
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


class Wrong(Exception):
    """A value that does not fit, as its problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


def read(text: str, field: Field, tree: UnitTree) -> Value:
    """What somebody wrote, as a value. Raises `Wrong`. Nothing written is None."""
    multiline = field.type == "long_text"
    bare = text.replace("\r\n", "\n").strip() if multiline else text.strip()
    if not bare:
        return None
    reader = _READERS.get(field.type)
    value = reader(bare, field, tree) if reader else bare
    return checked(value, field)


def read_all(texts: Mapping[str, str], fields: Mapping[str, Field], tree: UnitTree) -> Values:
    """A whole form. Raises `Refused` with every problem, each saying its field as the place's column."""
    found: Values = {}
    wrong: list[Problem] = []
    for name, field in fields.items():
        try:
            found[name] = read(texts.get(name, ""), field, tree)
        except Wrong as error:
            wrong.append(error.problem)
    if wrong:
        raise Refused(wrong)
    return found


def checked(value: Value, field: Field) -> Value:
    """A typed value within what the field allows. Raises `Wrong`."""
    label = field.label
    if isinstance(value, str):
        if CONTROL.search(value):
            raise Wrong(problems.UNCLEAN(label=label))
        if field.length and len(value) > field.length:
            raise Wrong(problems.TOO_LONG(label=label, length=len(value), most=field.length))
        if field.type == "serial" and serial.counter(field.pattern, value) is None:
            raise Wrong(problems.NOT_A_SERIAL(label=label, value=value[:40], pattern=field.pattern))
        if field.type == "stake" and stake.read(value) != value:
            raise Wrong(problems.NOT_A_STAKE(label=label, value=value[:40]))
    if value is not None and not _within(value, field):
        low, high = (("…" if bound is None else bound) for bound in (field.min, field.max))
        raise Wrong(problems.OUT_OF_RANGE(label=label, value=value, low=low, high=high))
    return value


def missing(values: Mapping[str, Value], fields: Mapping[str, Field]) -> list[Problem]:
    """A problem for every required field without a value."""
    return [
        problems.EMPTY(label=field.label)
        for name, field in fields.items()
        if field.required and values.get(name) in (None, "")
    ]


def spelled(value: Value) -> str:
    """A value as an input holds it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def folded(text: str) -> str:
    """A text as it is searched: half width, lower case, one blank between words."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _within(value: Value, field: Field) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | date):
        return True
    low, high = field.min, field.max
    return (low is None or value >= low) and (high is None or value <= high)  # type: ignore[operator]


def _number(text: str, field: Field, _: UnitTree) -> Value:
    flat = unicodedata.normalize("NFKC", text).replace(",", "")
    places = field.places
    try:
        number = Decimal(flat) if NUMBER.fullmatch(flat) else None
    except InvalidOperation:
        number = None
    if number is None or number != round(number, places) or number.adjusted() >= PRECISION - places:
        said = (
            (f"，小数最多 {places} 位", f", {places} decimals at most")
            if places
            else ("（整数）", ", no decimals")
        )
        raise Wrong(
            problems.NOT_A_NUMBER(label=field.label, value=text[:40], places_zh=said[0], places_en=said[1])
        )
    return int(number) if field.type == "integer" else number.quantize(Decimal(1).scaleb(-places))


def _day(text: str, field: Field, _: UnitTree) -> Value:
    found = DAY.fullmatch(unicodedata.normalize("NFKC", text))
    try:
        return date(*map(int, found.groups())) if found else _raise_day(text, field)
    except ValueError:
        return _raise_day(text, field)


def _raise_day(text: str, field: Field) -> Value:
    raise Wrong(problems.NOT_A_DAY(label=field.label, value=text[:40]))


def _code(text: str, field: Field, _: UnitTree) -> Value:
    for code, label in field.values.items():
        if text in (code, label.zh, label.en, *field.also.get(code, ())):
            return code
    known = "、".join(label.zh for label in field.values.values())
    raise Wrong(problems.NOT_A_CODE(label=field.label, value=text[:40], known=known))


def _unit(text: str, field: Field, tree: UnitTree) -> Value:
    code = tree.code_of(text)
    if code is None:
        raise Wrong(problems.NOT_A_UNIT(label=field.label, value=text[:40]))
    return code


def _stake(text: str, field: Field, _: UnitTree) -> Value:
    found = stake.read(text)
    if found is None:
        raise Wrong(problems.NOT_A_STAKE(label=field.label, value=text[:40]))
    return found


def _flag(text: str, field: Field, _: UnitTree) -> Value:
    word = text.casefold()
    if word in YES | NO:
        return word in YES
    raise Wrong(problems.NOT_A_CODE(label=field.label, value=text[:40], known="是、否"))


_READERS: dict[str, Callable[[str, Field, UnitTree], Value]] = {
    "integer": _number, "decimal": _number, "money": _number, "date": _day, "code": _code,
    "unit": _unit, "stake": _stake, "flag": _flag,
}  # fmt: skip
