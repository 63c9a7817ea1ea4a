"""Constructed deeds done through the registers' own verbs, at their own moments; needs Django set up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from luji.base.people.person import Held, Person
from luji.config.demo.cases import Deed, Officer
from luji.record.registers import registry
from luji.record.registers.model import Row
from luji.record.registers.registry import Registry
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.work.following import later
from luji.record.workflow.counting import BEIJING
from luji.record.workflow.spec import CREATE

ORIGIN = "luji demo"


def replay(name: str, deeds: Iterable[Deed], staff: Iterable[Officer]) -> int:
    """Do the deeds of one register; how many. Raises `Refused` as the verbs would."""
    return replay_all([(name, deed) for deed in deeds], staff)


@transaction.atomic
def replay_all(told: Sequence[tuple[str, Deed]], staff: Iterable[Officer]) -> int:
    """Do the deeds, each with its register, in one transaction; how many.

    Registers that hold rows already are left alone. Raises `Refused` as the verbs would: constructed people
    have no other rights than real ones.
    """
    found = registry.current()
    empty = {name for name in {name for name, _ in told} if not found.find(name).rows.exists()}
    people = {
        one.number: Person(one.number, one.name, one.unit, (Held(one.role, one.unit),)) for one in staff
    }
    rows: dict[tuple[str, int], Row] = {}
    done = 0
    with later():
        for name, deed in told:
            if name not in empty:
                continue
            actor = Actor(found, people[deed.who], deed.at.replace(tzinfo=BEIJING), ORIGIN)
            rows[name, deed.case] = _do(actor, found, name, rows.get((name, deed.case)), deed)
            done += 1
    return done


def _do(actor: Actor, found: Registry, name: str, row: Row | None, deed: Deed) -> Row:
    kept = found.find(name)
    values = {field: _aware(value) for field, value in deed.values.items()}
    if row is None or deed.verb == CREATE:
        return actions.create(actor, kept, values)
    return actions.act(actor, kept, row.row, row.version, deed.verb, values, deed.reason)


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=BEIJING) if isinstance(value, datetime) else value
