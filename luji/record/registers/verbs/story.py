"""A record's story, from the journal: the acts the workflow reckons with, and the entries people read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from luji.base.kernel.text import Text
from luji.base.people.person import units_above
from luji.base.people.units import UnitTree
from luji.record.registers.declared.spec import STATE
from luji.record.registers.fields.conditions import holds
from luji.record.registers.fields.values import Value
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept
from luji.record.registers.verbs.privacy import declared
from luji.record.workflow import actions as journal
from luji.record.workflow.calendar import Calendar
from luji.record.workflow.clock import Reading, read
from luji.record.workflow.counting import at_home, first_moment
from luji.record.workflow.hats import Hat, Post
from luji.record.workflow.models import Entry
from luji.record.workflow.spec import CREATE, Clock, triggers
from luji.record.workflow.spelling import restored
from luji.record.workflow.step import Act, Case
from luji.record.workflow.ticking import Event, events, surely_running

TAKE_OVER = "take_over"
ATTEND = "attend"
FORM_OUT = "form_out"
FORM_IN = "form_in"
NO_STATE = Text("", "")
LABELS = {
    "make_paper": Text("制作文书", "make a paper"),
    "void_paper": Text("作废文书", "declare a paper void"),
    TAKE_OVER: Text("接收历史台账", "taken over from an old ledger"),
    ATTEND: Text("签到", "presence confirmed"),
    FORM_OUT: Text("发出协同单位表单", "form given to the partner"),
    FORM_IN: Text("收到协同单位答复", "answer of the partner received"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A field with its value before and after."""

    name: str
    label: Text
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Chapter:
    """One entry as people read it."""

    at: datetime
    person: str
    role: str
    unit: str
    verb: Text
    state: Text
    reason: str
    changes: tuple[Change, ...]
    number: int
    hash: str
    behalf: str = ""


def case_of(kept: Kept, row: Row, tree: UnitTree, acts: Sequence[Act] | None = None) -> Case:
    """The record as the workflow sees it; its acts are read from the journal unless they are given."""
    unit = str(getattr(row, kept.spec.unit) or "")
    known = acts_among(journal.story(kept.subject(row.row))) if acts is None else acts
    return Case(unit, tuple(known), units_above(tree, unit), named_in(kept, row))


def named_in(kept: Kept, row: Row) -> dict[str, str]:
    """Field → who is named there, of the fields whose people are kept from some action."""
    return {name: str(number) for name in kept.flow.named if (number := getattr(row, name, None))}


def reading(
    kept: Kept, row: Row, acts: Sequence[Act], clock: Clock, at: datetime, calendar: Calendar
) -> Reading | None:
    """A clock of a record at a moment; None where it has not started or is none of this record."""
    if clock.condition and not holds(clock.condition, vars(row)):
        return None
    until = getattr(row, clock.until) if clock.until else None
    return read(clock, run(kept, row, acts, clock), at, calendar, until)


def run(kept: Kept, row: Row, acts: Sequence[Act], clock: Clock) -> list[Event]:
    """The events of a clock, its last run from the legal day."""
    return events(clock, acts, begun(kept, row, acts, clock))


def begun(kept: Kept, row: Row, acts: Sequence[Act], clock: Clock) -> dict[str, datetime]:
    """Act → when the run it started counts from, of those whose day a field says.

    A field the act asked for says it, unless it lies after the act; a field of the content says it when that
    is later. Of a record taken over the fields are asked only where the state leaves no doubt that the clock
    runs there.
    """
    days = {name: day for name in clock.since if (day := getattr(row, name)) is not None}
    found: dict[str, datetime] = {}
    for act in acts if days else ():
        if act.name == TAKE_OVER:
            if act.after in surely_running(kept.flow, clock):
                found[TAKE_OVER] = min(max(_moment(day, act.at) for day in days.values()), act.at)
        elif not triggers(act.name, act.before, act.after).isdisjoint(clock.starts):
            found[act.name] = _counted_from(kept, act, days)
    return found


def _counted_from(kept: Kept, act: Act, days: Mapping[str, date]) -> datetime:
    content = kept.spec.content
    asked = content if act.name == CREATE else kept.spec.asked_by(act.name)
    said = [_moment(day, act.at) for name, day in days.items() if name in asked]
    later = [_moment(day, act.at) for name, day in days.items() if name in content and name not in asked]
    return max([min([*said, act.at]), *later])


def _moment(day: date, act: datetime) -> datetime:
    """A day as a moment; the day of the act itself is the moment of the act."""
    if isinstance(day, datetime):
        return day
    return act if day == at_home(act).date() else first_moment(day)


def acts_among(entries: Iterable[Entry]) -> Iterator[Act]:
    """The entries that are acts on the record; others (a look-up, say) tell of no state."""
    for entry in entries:
        with suppress(KeyError):
            yield act_of(entry)


def act_of(entry: Entry) -> Act:
    """The act an entry tells of."""
    before, after = restored(entry.before), restored(entry.after)
    hat = Hat(entry.person, Post(after["role"], after["unit"]), entry.behalf)
    return Act(
        entry.verb, hat, entry.at, before.get(STATE, ""), after[STATE], after["revision"], entry.reason
    )


def chapters(kept: Kept, entries: Iterable[Entry]) -> list[Chapter]:
    """The story of a record as people read it, the latest first."""
    return [_chapter(kept, entry) for entry in reversed(list(entries))]


def verb_label(kept: Kept, verb: str) -> Text:
    """What people call a verb."""
    return LABELS.get(verb) or kept.flow.act_label(verb)


def _chapter(kept: Kept, entry: Entry) -> Chapter:
    before, after = restored(entry.before), restored(entry.after)
    return Chapter(
        at=entry.at,
        person=entry.person,
        role=after.get("role", ""),
        unit=after.get("unit", ""),
        verb=verb_label(kept, entry.verb),
        state=kept.flow.state_label(after[STATE]) if STATE in after else NO_STATE,
        reason=entry.reason,
        changes=tuple(_changes(kept, before.get("fields", {}), after.get("fields", {}))),
        number=entry.number,
        hash=entry.hash,
        behalf=entry.behalf or "",
    )


def _changes(kept: Kept, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for name in _ordered(kept, {*before, *after}):
        field = declared(kept, name)
        label = field.label if field else Text(name, name)
        yield Change(name, label, before.get(name), after.get(name))


def _ordered(kept: Kept, names: Iterable[str]) -> list[str]:
    order = list(kept.spec.fields)
    return sorted(names, key=lambda n: (order.index(n) if n in order else len(order), n))
