"""The verb of confirming one's own presence: on the list of a record, in time, journalled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import transaction

from luji.base.kernel.problem import Problem, Refused
from luji.base.people.person import Person
from luji.base.people.posts import PARTNER
from luji.record.registers.declared.spec import Presence
from luji.record.registers.fields.depending import consequences
from luji.record.registers.fields.lines import kept as plain
from luji.record.registers.fields.reading import local
from luji.record.registers.model import Row
from luji.record.registers.presence_problems import (
    NO_PRESENCE,
    NOT_OPEN,
    NOT_SERVING,
    NOT_THE_TIME,
    NOT_YOURS_TO_PROJECT,
)
from luji.record.registers.registry import Kept
from luji.record.registers.verbs import permission
from luji.record.registers.verbs.actions import change, changes, told
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.verbs.story import ATTEND
from luji.record.workflow import actions as journal
from luji.record.workflow.hats import Hat


@dataclass(frozen=True)
class Attended:
    """What came of confirming: the record, and whether the person had been there already."""

    row: Row
    before: bool


def declared(kept: Kept) -> Presence:
    """How presence is confirmed in a register. Raises `Refused` (REG-623)."""
    found: Presence | None = kept.spec.presence
    if found is None:
        raise Refused([NO_PRESENCE(register=kept.spec.label)])
    return found


def projects(kept: Kept, row: Row, person: Person) -> bool:
    """Whether somebody may show the code: who holds the lesson or the meeting, or who filed it.

    Nobody else, though they may edit the record: a code shown at a desk is good for whoever is absent.
    """
    fields = kept.spec.fields.items()
    holding = {
        getattr(row, name) for name, field in fields if field.held == "person" and name in kept.spec.content
    }
    return person.number == row.created_by or person.number in holding


def refuse_projecting(kept: Kept, row: Row, person: Person) -> None:
    """Raise `Refused` (REG-626) when the code is not for somebody to show."""
    if not projects(kept, row, person):
        raise Refused([NOT_YOURS_TO_PROJECT(title=getattr(row, kept.spec.key))])


def window(kept: Kept, row: Row) -> tuple[datetime | None, datetime | None]:
    """From when to when presence may be confirmed; None where the record does not say."""
    spec = declared(kept)
    opens, closes = getattr(row, spec.from_), getattr(row, spec.to)
    return opens and opens - timedelta(minutes=spec.early), closes


def hindrances(kept: Kept, row: Row, at: datetime) -> list[Problem]:
    """Why nobody can confirm presence now (REG-620, 622)."""
    spec, flow = declared(kept), kept.flow
    found: list[Problem] = []
    if row.state not in spec.states:
        title = getattr(row, kept.spec.key)
        state, states = flow.state_label(row.state), flow.state_labels(spec.states)
        found.append(NOT_OPEN(title=title, state=state, states=states))
    opens, closes = window(kept, row)
    if opens is None or closes is None or not opens <= at <= closes:
        said = [f"{local(one):%m-%d %H:%M}" if one else "—" for one in (opens, closes, at)]
        found.append(NOT_THE_TIME(opens=said[0], closes=said[1], now=said[2]))
    return found


@transaction.atomic
def attend(actor: Actor, kept: Kept, row_id: int) -> Attended:
    """Put the person on the list of a record, journalled; twice changes nothing.

    Somebody listed beforehand is marked, somebody else is added. Raises `Refused` (REG-620, 622, 624).
    """
    spec, hat = declared(kept), _hat(actor)
    journal.hold()
    row = kept.rows.select_for_update().get(pk=row_id)
    if wrong := hindrances(kept, row, actor.at):
        raise Refused(wrong)
    listed = [dict(line) for line in getattr(row, spec.rows) or []]
    mine = next((line for line in listed if line.get(spec.person) == actor.person.number), None)
    if mine is not None and there(spec, mine):
        return Attended(row, True)
    if mine is None:
        listed.append(mine := {spec.person: actor.person.number})
    mine |= _marks(spec, actor)
    given = consequences(kept.spec, permission.values_of(kept, row), cast(Any, {spec.rows: listed}))
    before, after = changes(row, given)
    change(actor, kept, row, after, row.state)
    journal.write([told(actor, kept, row, ATTEND, hat, before, after, row.state)])
    return Attended(row, False)


def _hat(actor: Actor) -> Hat:
    """The capacity in which somebody attends: their first post. Raises `Refused` (REG-624)."""
    found = next((h for h in permission.hats_of(actor.person) if h.post.role != PARTNER), None)
    if found is None:
        raise Refused([NOT_SERVING(name=actor.person.name)])
    return found


def there(spec: Presence, line: dict[str, Any]) -> bool:
    """Whether a line of the list says that the person was there."""
    return bool(line.get(spec.flag)) if spec.flag else True


def _marks(spec: Presence, actor: Actor) -> dict[str, Any]:
    found: dict[str, Any] = {spec.at: plain(actor.at)} if spec.at else {}
    return found | ({spec.flag: True} if spec.flag else {})
