"""The verbs on a record: create, edit, act. Each checks, changes and journals in one transaction.

Every verb takes the end of the journal before it locks a row: with one order nobody waits for each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Length
from django.utils import timezone

from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.base.people.models import Account
from luji.base.people.person import units_above
from luji.base.people.visible import nobody, visible
from luji.record.registers import problems
from luji.record.registers.declared import serial
from luji.record.registers.declared.spec import STATE, Field, Stamp
from luji.record.registers.fields.depending import consequences
from luji.record.registers.fields.values import Value, Values, Wrong, checked, missing
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept
from luji.record.registers.search.sought import mark
from luji.record.registers.verbs import attachments, doubting, permission, privacy, sole
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.verbs.attachments import Change
from luji.record.registers.verbs.story import case_of, reading, verb_label
from luji.record.registers.verbs.world import World
from luji.record.workflow import actions as journal
from luji.record.workflow.hats import Hat
from luji.record.workflow.journal import Record, canonical
from luji.record.workflow.problems import FIELD_MISSING
from luji.record.workflow.spec import CREATE, EDIT
from luji.record.workflow.step import Attempt


@transaction.atomic
def create(actor: Actor, kept: Kept, values: Values) -> Row:
    """A new record in the first state. Raises `Refused` (REG-1xx values, REG-201 not yours)."""
    found = settled(actor, kept, {}, within(kept.spec.content, values))
    unit = str(found.get(kept.spec.unit) or "")
    hat = permission.creating(kept, actor.person, unit, units_above(actor.registry.units, unit))
    wrong = missing(found, kept.spec.content)
    if hat is None and unit:
        wrong.append(permission.no_creating(actor.registry, kept, actor.person, unit))
    if wrong or hat is None:
        raise Refused(wrong)
    journal.hold()
    numbered(kept, found, actor.day.year)
    refuse_second(actor, kept, found, kept.flow.initial)
    row = new_row(actor, kept, found, kept.flow.initial)
    row.save(force_insert=True)
    attachments.settle(actor, kept, row, Change(CREATE, {}, found))
    journal.write([told(actor, kept, row, CREATE, hat, {}, filled(found))])
    return row


@transaction.atomic
def edit(actor: Actor, kept: Kept, row_id: int, version: int, values: Values, reason: str = "") -> Row:
    """Other content for a record. Raises `Refused` (REG-1xx, 201 … 203, 205, 207, 208)."""
    journal.hold()
    row = fetch(actor, kept, row_id, lock=True)
    refuse_stale(kept, row, version)
    hat = may_edit(actor, kept, row, values)
    now = permission.values_of(kept, row)
    given = settled(actor, kept, now, within(kept.spec.content, values))
    if wrong := missing(now | given, kept.spec.content):
        raise Refused(wrong)
    before, after = changes(row, given)
    if unread := privacy.closed(kept, actor.person, row) & after.keys() & values.keys():
        raise Refused(
            [problems.NOT_YOURS_TO_WRITE(label=kept.spec.label_of(name)) for name in sorted(unread)]
        )
    if starred := privacy.masks(kept, before, after):
        raise Refused([problems.ONLY_A_MASK(label=kept.spec.label_of(name)) for name in starred])
    if not after:
        raise Refused([problems.NOTHING_CHANGED()])
    attachments.settle(actor, kept, row, Change(EDIT, before, after))
    change(actor, kept, row, after, row.state)
    journal.write([told(actor, kept, row, EDIT, hat, before, after, row.state, reason)])
    return row


@transaction.atomic
def act(
    actor: Actor, kept: Kept, row_id: int, version: int, action: str, values: Values, reason: str = ""
) -> Row:
    """Take a step of the workflow. Raises `Refused` with every reason why not (REG, WFL-3xx)."""
    journal.hold()
    row = fetch(actor, kept, row_id, lock=True)
    refuse_stale(kept, row, version)
    now = permission.values_of(kept, row)
    asked = kept.spec.asked_by(action)
    given = settled(actor, kept, now, attachments.anew(kept, action, within(asked, values)))
    hat = allowed(actor, kept, row, action, given, reason)
    if wrong := missing(now | given, asked):
        raise Refused(wrong)
    doubting.refuse_unexplained(actor, kept, row, action, reason)
    attachments.settle(actor, kept, row, Change(action, now, given, reason))
    stamped = consequences(kept.spec, now, given | stamps(actor, kept, action))
    before, after = changes(row, stamped)
    was = row.state
    change(actor, kept, row, after, kept.flow.actions[action].to)
    journal.write([told(actor, kept, row, action, hat, before, after, was, reason.strip())])
    return row


def fetch(actor: Actor, kept: Kept, row_id: int, lock: bool = False) -> Row:
    """A record somebody may see. Raises `Refused` (REG-203), saying which posts may."""
    registry = actor.registry
    seen = visible(actor.person, kept.rule, registry.units, registry.roles)
    rows = kept.rows.select_for_update() if lock else kept.rows
    row: Row | None = rows.filter(seen.query, pk=row_id).first()
    if row is None:
        raise Refused([problems.NOT_VISIBLE(allowed=nobody(kept.rule, registry.roles))])
    return row


def refuse_stale(kept: Kept, row: Row, version: int) -> None:
    """Raise `Refused` (REG-202) when the record was changed since `version` was read."""
    if row.version == version:
        return
    story = journal.story(kept.subject(row.row))
    last = story[-1] if story else None
    by = Account.objects.filter(username=last.person).first() if last else None
    raise Refused([
        problems.STALE(
            who=by.name if by else (last.person if last else "—"),
            at=f"{timezone.localtime(row.changed_at):%m-%d %H:%M}",
            verb=verb_label(kept, last.verb) if last else Text("—", "—"),
        )
    ])  # fmt: skip


def may_edit(actor: Actor, kept: Kept, row: Row, values: Mapping[str, Value]) -> Hat:
    """The hat in which the content may be changed, to another unit too. Raises `Refused` (REG-201)."""
    case = case_of(kept, row, actor.registry.units)
    hat = permission.editing(actor.registry, kept, actor.person, case)
    if not isinstance(hat, Hat):
        raise Refused(hat)
    unit = values.get(kept.spec.unit, case.unit)
    above = units_above(actor.registry.units, str(unit))
    if unit and unit != case.unit and permission.creating(kept, actor.person, str(unit), above) is None:
        raise Refused([permission.no_creating(actor.registry, kept, actor.person, str(unit))])
    return hat


def allowed(actor: Actor, kept: Kept, row: Row, action: str, given: Mapping[str, Value], reason: str) -> Hat:
    """The hat in which the step may be taken. Raises `Refused` with every reason why not."""
    case = case_of(kept, row, actor.registry.units)
    values = permission.values_of(kept, row) | dict(given)
    read = permission.lookup(values, row.state)

    def lasting(clock: str) -> str:
        timed = reading(kept, row, case.acts, kept.flow.clocks[clock], actor.at, actor.registry.calendar)
        return "" if timed is None or timed.overdue else timed.until or "—"

    def attempt(hat: Hat) -> Attempt:
        return Attempt(action, hat, read, reason, lasting=lasting)

    found = permission.acting(actor.registry, kept, actor.person, case, attempt)
    if isinstance(found, Hat):
        return found
    raise Refused(_once(kept, action, found, values))


def within(fields: Mapping[str, Field], values: Mapping[str, Value]) -> Values:
    """The values checked against their fields. Raises `Refused` (REG-1xx)."""
    wrong: list[Problem] = [problems.UNKNOWN_VALUE(name=n) for n in values if n not in fields]
    for name, value in values.items():
        try:
            if name in fields:
                checked(value, fields[name])
        except Wrong as error:
            wrong.append(error.problem)
    if wrong:
        raise Refused(wrong)
    return {name: None if value == [] else value for name, value in values.items()}


def settled(actor: Actor, kept: Kept, before: Mapping[str, Value], given: Values) -> Values:
    """What is written: people found, records and codes there, dependent and computed fields with them.

    Raises `Refused` (REG-504, 505, 509, 510).
    """
    found = dict(given)
    if wrong := World(actor.registry, actor.person, actor.day).settle(kept.spec, before, found):
        raise Refused(wrong)
    return consequences(kept.spec, before, found)


def numbered(kept: Kept, values: Values, year: int) -> None:
    """Give the record its number when the key is a serial and none is there."""
    key = kept.spec.key
    field = kept.spec.fields[key]
    if field.type == "serial" and not values.get(key):
        values[key] = next_number(kept, field.pattern, year)


def next_number(kept: Kept, pattern: str, year: int) -> str:
    """The number after the highest of the year."""
    key = kept.spec.key
    begun = kept.rows.filter(**{f"{key}__startswith": serial.prefix(pattern, year)})
    last = begun.annotate(_long=Length(F(key))).order_by("-_long", f"-{key}").first()
    counted = serial.counter(pattern, str(getattr(last, key))) if last else None
    return serial.made(pattern, year, (counted[1] if counted else 0) + 1)


def new_row(actor: Actor, kept: Kept, values: Values, state: str) -> Row:
    """A record not saved yet."""
    row = kept.model(
        **values, state=state, version=1, created_by=actor.person.number, created_at=actor.at,
        changed_at=actor.at,
    )  # fmt: skip
    mark(kept.spec, row)
    return row


def change(actor: Actor, kept: Kept, row: Row, after: Mapping[str, Value], state: str) -> None:
    """Put values and state into the row and save it under its next version. Raises `Refused` (REG-630)."""
    if kept.spec.unique:
        refuse_second(actor, kept, permission.values_of(kept, row) | dict(after), state, row.row)
    for name, value in after.items():
        setattr(row, name, value)
    row.state, row.version, row.changed_at = state, row.version + 1, actor.at
    mark(kept.spec, row)
    row.save(force_update=True)


def refuse_second(
    actor: Actor, kept: Kept, values: Mapping[str, Value], state: str, row: int | None = None
) -> None:
    """Raise `Refused` (REG-630) when there is another record of which there may be one only."""
    if wrong := sole.second(actor, kept, values, state, row):
        raise Refused([wrong])


def changes(row: Row, values: Mapping[str, Value]) -> tuple[Values, Values]:
    """The fields that differ: before, after."""
    before = {name: getattr(row, name) for name in values}
    differ = [name for name, value in values.items() if before[name] != value]
    return {name: before[name] for name in differ}, {name: values[name] for name in differ}


def told(
    actor: Actor, kept: Kept, row: Row, verb: str, hat: Hat, before: Values, after: Values,
    was: str = "", reason: str = "",
) -> Record:  # fmt: skip
    """What the journal is told."""
    earlier: dict[str, object] = {"fields": before} | ({STATE: was} if was else {})
    later: dict[str, object] = {
        "fields": after, STATE: row.state, "role": hat.post.role, "unit": hat.post.unit,
        "revision": revision(kept, row),
    }  # fmt: skip
    subject = kept.subject(row.row)
    return Record(
        actor.at, actor.person.number, verb, subject, earlier, later, actor.origin, hat.behalf, reason
    )


def revision(kept: Kept, row: Row) -> str:
    """A mark that changes with the content: the hash of what `edit` may change."""
    text = canonical({name: getattr(row, name) for name in kept.spec.content})
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def stamps(actor: Actor, kept: Kept, action: str) -> Values:
    """What an action writes by itself."""
    return {name: _stamp(actor, kind) for name, kind in kept.spec.stamps.get(action, {}).items()}


def filled(values: Values) -> Values:
    """Only what is there."""
    return {name: value for name, value in values.items() if value is not None}


def _stamp(actor: Actor, kind: Stamp) -> Value:
    made: dict[Stamp, Value] = {
        "today": actor.day,
        "now": actor.at.replace(second=0, microsecond=0),
        "person": actor.person.number,
        "unit": actor.person.unit,
        "nothing": None,
    }
    return made[kind]


def _once(kept: Kept, action: str, found: list[Problem], values: Mapping[str, object]) -> list[Problem]:
    """The workflow's problems, its missing fields left to ours, which know their labels."""
    rest = [problem for problem in found if problem.code != FIELD_MISSING.code]
    if len(rest) == len(found):
        return rest
    required = kept.flow.actions[action].requires
    return [*rest, *(
        problems.EMPTY(label=kept.spec.fields[name].label)
        for name in required if values.get(name) in (None, "")
    )]  # fmt: skip
