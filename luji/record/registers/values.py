"""One value of a field: read from what somebody wrote, checked, spelled, and compared; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from luji.base.kernel.problem import Problem, Refused
from luji.base.people.units import UnitTree
from luji.record.registers import problems, serial, stake
from luji.record.registers.kinds import kind_of, length
from luji.record.registers.reading import Value, Values, Wrong, spelled
from luji.record.registers.spec import Field

__all__ = [
    "CONTROL", "Value", "Values", "Wrong", "checked", "folded", "missing", "read", "read_all", "spelled",
]  # fmt: skip

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def read(text: str, field: Field, tree: UnitTree) -> Value:
    """What somebody wrote, as a value. Raises `Wrong`. Nothing written is None."""
    multiline = field.held == "long_text"
    bare = text.replace("\r\n", "\n").strip() if multiline else text.strip()
    if not bare:
        return None
    if CONTROL.search(bare):
        raise Wrong(problems.UNCLEAN(label=field.label))
    return checked(kind_of(field).read(bare, field, tree), field)


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
        most = length(field)
        if most and len(value) > most:
            raise Wrong(problems.TOO_LONG(label=label, length=len(value), most=most))
        if field.held == "serial" and serial.counter(field.pattern, value) is None:
            raise Wrong(problems.NOT_A_SERIAL(label=label, value=value[:40], pattern=field.pattern))
        if field.held == "stake" and stake.read(value) != value:
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
        if field.required and not there(values.get(name))
    ]


def there(value: object) -> bool:
    """Whether a value says anything: an empty text and an empty list do not."""
    return value is not None and value not in ("", [])


def folded(text: str) -> str:
    """A text as it is searched: half width, lower case, one blank between words."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _within(value: Value, field: Field) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | date):
        return True
    low, high = field.min, field.max
    return (low is None or value >= low) and (high is None or value <= high)  # type: ignore[operator]
