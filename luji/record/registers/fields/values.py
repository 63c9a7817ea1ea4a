"""One value of a field: read from what somebody wrote, checked, spelled, and compared; pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from luji.base.kernel.problem import Problem, Refused
from luji.base.people.units import UnitTree
from luji.record.registers import problems
from luji.record.registers.declared.spec import Field
from luji.record.registers.fields.conditions import holds
from luji.record.registers.fields.kinds import checked, read
from luji.record.registers.fields.reading import Value, Values, Wrong, spelled

__all__ = [
    "Value", "Values", "Wrong", "checked", "folded", "missing", "read", "read_all", "spelled", "there",
]  # fmt: skip


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


def missing(values: Mapping[str, Value], fields: Mapping[str, Field]) -> list[Problem]:
    """A problem for every required field without a value, unless its condition does not hold."""
    return [
        problems.EMPTY(label=field.label)
        for name, field in fields.items()
        if field.required and not there(values.get(name)) and (not field.when or holds(field.when, values))
    ]


def there(value: object) -> bool:
    """Whether a value says anything: an empty text and an empty list do not."""
    return value is not None and value not in ("", [])


def folded(text: str) -> str:
    """A text as it is searched: half width, lower case, one blank between words."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
