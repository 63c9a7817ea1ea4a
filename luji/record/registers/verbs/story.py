"""A record's story, from the journal: the acts the workflow reckons with, and the entries people read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
from luji.record.workflow.hats import Hat, Post
from luji.record.workflow.models import Entry
from luji.record.workflow.spelling import restored
from luji.record.workflow.step import Act, Case

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


def case_of(kept: Kept, row: Row, tree: UnitTree) -> Case:
    """The record as the workflow sees it."""
    unit = str(getattr(row, kept.spec.unit) or "")
    acts = tuple(acts_among(journal.story(kept.subject(row.row))))
    return Case(unit, acts, units_above(tree, unit))


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
