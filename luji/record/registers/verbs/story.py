"""A record's story, from the journal: the acts the workflow reckons with, and the entries people read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luji.base.kernel.text import Text
from luji.base.people.person import units_above
from luji.base.people.units import UnitTree
from luji.record.registers.declared.spec import STATE
from luji.record.registers.fields.values import Value
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept
from luji.record.workflow import actions as journal
from luji.record.workflow.counting import first_moment
from luji.record.workflow.hats import Hat, Post
from luji.record.workflow.models import Entry
from luji.record.workflow.spec import Clock
from luji.record.workflow.spelling import restored
from luji.record.workflow.step import Act, Case
from luji.record.workflow.ticking import surely_running

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


def begun(kept: Kept, row: Row, acts: Sequence[Act], clock: Clock) -> datetime | None:
    """When a clock had begun that ran already when its record was taken over; None of any other.

    Its field says the day; it is asked only where the state leaves no doubt that the clock runs there.
    """
    if not clock.since or not acts or acts[0].name != TAKE_OVER:
        return None
    day = getattr(row, clock.since)
    if day is None or acts[0].after not in surely_running(kept.flow, clock):
        return None
    return day if isinstance(day, datetime) else first_moment(day)


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
        field = kept.spec.fields.get(name)
        label = field.label if field else Text(name, name)
        yield Change(name, label, before.get(name), after.get(name))


def _ordered(kept: Kept, names: Iterable[str]) -> list[str]:
    order = list(kept.spec.fields)
    return sorted(names, key=lambda n: (order.index(n) if n in order else len(order), n))
