"""Records of which there is one only: `unique:` names the fields, a day among them perhaps by month or year.

Asked inside the transaction of a verb after the end of the journal is held: two people who file the same at
once come one after the other. A record that was withdrawn stands in nobody's way, nor one that leaves a field
empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from luji.base.kernel.period import Period
from luji.base.kernel.problem import Problem
from luji.base.kernel.text import Text
from luji.record.registers import problems
from luji.record.registers.declared.spec import Register
from luji.record.registers.declared.withdrawing import WITHDRAWN
from luji.record.registers.fields.reading import local
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.verbs import permission
from luji.record.registers.verbs.actor import Actor
from luji.record.workflow.counting import first_moment, last_moment

Mark = tuple[object, ...]


def mark(spec: Register, values: Mapping[str, object]) -> Mark | None:
    """What no other record may have: the values of the fields, days as their month or year.

    None where a field is empty, or the register declares nothing of the kind.
    """
    found = tuple(_part(values.get(name), part) for name, part in spec.sole)
    return found if found and all(one not in (None, "") for one in found) else None


def second(
    actor: Actor, kept: Kept, values: Mapping[str, object], state: str, row: int | None
) -> Problem | None:
    """REG-630 when another record than `row` is there already; None when this is the only one.

    Its number is told to whoever may see it.
    """
    wanted = None if state == WITHDRAWN else mark(kept.spec, values)
    if wanted is None:
        return None
    pairs = zip(kept.spec.sole, wanted, strict=True)
    same = dict(_asked(kept.spec, name, value) for (name, _), value in pairs)
    other = kept.rows.filter(**same).exclude(state=WITHDRAWN).exclude(pk=row).order_by("row").first()
    if other is None:
        return None
    return told(actor.registry, kept, wanted, permission.called(actor.registry, actor.person, kept, other))


def told(registry: Registry, kept: Kept, wanted: Mark, number: Text) -> Problem:
    """The second one is refused: what it is, and the number of the first."""
    named = zip(kept.spec.sole, wanted, strict=True)
    said = [_said(registry, kept.spec, name, value) for (name, _), value in named]
    return problems.SECOND_ONE(
        register=kept.spec.label, number=number,
        what=Text("、".join(one.zh for one in said), ", ".join(one.en for one in said)),
    )  # fmt: skip


def _part(value: object, part: str) -> object:
    day = local(value).date() if isinstance(value, datetime) else value
    if not part or not isinstance(day, date):
        return value
    return Period.month(day.year, day.month) if part == "month" else Period.year(day.year)


def _asked(spec: Register, name: str, value: object) -> tuple[str, Any]:
    """A condition of the query; of a period its days, or moments, from the first to the last."""
    if not isinstance(value, Period):
        return name, value
    if spec.fields[name].held == "moment":
        return f"{name}__range", (first_moment(value.start), last_moment(value.end))
    return f"{name}__range", (value.start, value.end)


def _said(registry: Registry, spec: Register, name: str, value: object) -> Text:
    field = spec.fields[name]
    if field.held == "unit" and str(value) in registry.units:
        return registry.units.find(str(value)).short
    if isinstance(value, Period):
        return Text(value.label("zh"), value.label("en"))
    return field.values.get(str(value), Text(str(value), str(value)))
