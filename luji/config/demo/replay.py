"""Constructed deeds done through the registers' own verbs, at their own moments; needs Django set up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from luji.base.people.person import Held, Person
from luji.config.demo.cases import Deed, Officer
from luji.record.registers import actions, registry
from luji.record.registers.actions import Actor
from luji.record.registers.following import later
from luji.record.registers.model import Row
from luji.record.registers.registry import Registry
from luji.record.workflow.counting import BEIJING
from luji.record.workflow.spec import CREATE

ORIGIN = "luji demo"


@transaction.atomic
def replay(name: str, deeds: Iterable[Deed], staff: Iterable[Officer]) -> int:
    """Do the deeds in one transaction; how many. A register that holds rows already is left alone.

    Raises `Refused` as the verbs would: constructed people have no other rights than real ones.
    """
    found = registry.current()
    kept = found.find(name)
    if kept.rows.exists():
        return 0
    people = {
        one.number: Person(one.number, one.name, one.unit, (Held(one.role, one.unit),)) for one in staff
    }
    rows: dict[int, Row] = {}
    done = 0
    with later():
        for deed in deeds:
            actor = Actor(found, people[deed.who], deed.at.replace(tzinfo=BEIJING), ORIGIN)
            rows[deed.case] = _do(actor, found, name, rows.get(deed.case), deed)
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
