"""What a workflow may declare: states, actions with their guards, and the legal clocks.

It stands alone in a file or under `workflow:` of a register. A single name is a list of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PrivateAttr

from luji.base.kernel.declaration import Declared
from luji.base.kernel.text import Text

CREATE, EDIT = "create", "edit"
ACTS_WITHOUT_DECLARATION = {CREATE: Text(zh="新建", en="create"), EDIT: Text(zh="修改内容", en="edit")}

Scope = Literal["own", "parent", "any"]
Unit = Literal["working_days", "calendar_days", "hours", "months"]
Roll = Literal["next_working_day", "none"]


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Whole = Annotated[int, Field(gt=0)]


class State(Declared):
    """A place where a record waits for somebody.

    `edit` lists the roles that may change the content here, `edit_scope` whose units; elsewhere it is frozen.
    `waits` says which legal waiting period passes here and why: its time is not counted as work.
    `order` is the column of the board; states without one stand in the order of declaration.
    `holder` lists the roles that have the record in hand; without it, all that may take a step forward.
    `rests`: it stays here until something happens; what may be done then waits for nobody.
    """

    label: Text
    final: bool = False
    decision: bool = False
    edit: Names = ()
    edit_scope: Scope = "own"
    waits: Text | None = None
    order: int | None = None
    holder: Names = ()
    rests: bool = False


class Action(Declared):
    """A step from one state to another, and everything that must hold before it is taken.

    `not_by`: acts (of this record, at any time) whose doers may not do this one, and fields of type person:
    who is named there may not either.
    `after`: reviews that must have been passed for the present content.
    `returns`: sends the record back, needs a reason, ends every review passed so far unless `keeps_review`.
    `review`, `decides`: what the proof is about: no decision without its review.
    `of`: the acts that hand the content in to a review; else found by itself: the acts that lead to it.
    `without_review`: why a decision needs no review, with its article.
    `over`: clock → condition: where it holds, the time of that clock must be over before.
    """

    label: Text
    from_: Names = Field(alias="from", min_length=1)
    to: str
    who: Names
    unit_scope: Scope = "own"
    condition: str | None = None
    requires: Names = ()
    not_by: Names = ()
    after: Names = ()
    of: Names = ()
    review: bool = False
    decides: bool = False
    returns: bool = False
    keeps_review: bool = False
    without_review: Text | None = None
    over: dict[str, str] = Field(default_factory=dict)
    notify: Names = ()


class Version(Declared):
    """The length of a clock by one edition of a rule: in force from `from` to the day before `until`."""

    from_: date = Field(alias="from")
    until: date | None = None
    length: Whole
    unit: Unit
    article: Text
    number: str

    def in_force(self, day: date) -> bool:
        """Whether a clock that starts on `day` is under this edition."""
        return self.from_ <= day and (self.until is None or day < self.until)


class Suspension(Declared):
    """Acts or states that suspend a clock, those that let it go on, and the longest it may stand still."""

    by: Names = Field(min_length=1)
    until: Names = Field(min_length=1)
    at_most: Whole | None = None
    unit: Literal["working_days", "calendar_days", "hours"] = "calendar_days"
    article: Text | None = None


class Reminder(Declared):
    """Whom to remind how long before the end, in the unit of the clock (months: calendar days)."""

    before: Whole
    to: Names = Field(min_length=1)


class Escalation(Declared):
    """Whom to tell how long after the end, in the unit of the clock (months: calendar days)."""

    after: Annotated[int, Field(ge=0)] = 0
    to: Names = Field(min_length=1)
    label: Text | None = None


class Clock(Declared):
    """A legal time limit: what starts, suspends and stops it, and its length by dated editions of the rule.

    The day of the start is not counted. `roll` says whether a period that would end on a day off ends on the
    next working day. A start before the first version, or after the last one has ended, has no limit: the law
    did not know it then.
    `since` are the fields with the legal day of its start. One that the starting act asks for counts, however
    late the act was typed; one of the content counts when it is later still. For records taken over from an
    old ledger while the clock ran, the last of these days is its start.
    `until` is a field with the day it ends, in place of the length, where that field is filled.
    `condition`: for records where it does not hold there is no such limit.
    A second start while it runs is a mistake (WFL-203), unless `restarts` says what it does: true begins
    anew, false written out changes nothing.
    """

    label: Text
    starts: Names = Field(min_length=1)
    stops: Names = Field(min_length=1)
    versions: tuple[Version, ...] = Field(min_length=1)
    roll: Roll = "next_working_day"
    suspends: tuple[Suspension, ...] = ()
    restarts: bool | None = None
    since: Names = ()
    until: str = ""
    condition: str | None = None
    remind: tuple[Reminder, ...] = ()
    escalate: tuple[Escalation, ...] = ()


class Workflow(Declared):
    """The life of one record. `create` lists who may open it; `people` how many different ones there are.

    `create_scope` says for which units: their `own` only, or also those `below` (an inspection of a brigade
    is filed by the detachment). `concerned` are fields of type person: those who handle the case, or whom it
    is about; they may neither review nor decide it, whether they ever did anything with it or not.
    """

    label: Text | None = None
    start: str | None = None
    create: Names
    create_scope: Literal["own", "below"] = "own"
    people: Whole = 4
    concerned: Names = ()
    states: dict[str, State] = Field(min_length=1)
    actions: dict[str, Action]
    clocks: dict[str, Clock] = Field(default_factory=dict)

    _fields: dict[str, Text] = PrivateAttr(default_factory=dict)

    @cached_property
    def initial(self) -> str:
        """The state of a new record: `start`, or the first declared."""
        return self.start or next(iter(self.states))

    @cached_property
    def board(self) -> list[str]:
        """The states in the order of the board's columns."""
        columns = {
            name: (place if state.order is None else state.order, state.order is None, place)
            for place, (name, state) in enumerate(self.states.items())
        }
        return sorted(self.states, key=columns.__getitem__)

    @cached_property
    def reviews(self) -> frozenset[str]:
        """The actions marked `review`."""
        return frozenset(name for name, a in self.actions.items() if a.review)

    @cached_property
    def hand_ins(self) -> dict[str, frozenset[str]]:
        """Review → the acts that hand content in to it.

        Declared by `of`, else every act that leads into a state where the review is taken; an act that is
        itself a review passes on what was handed in to it. Returns hand nothing in.
        """
        return {name: frozenset(self._handed_to(name, set())) for name in self.reviews}

    def leaving(self, state: str) -> Iterator[tuple[str, Action]]:
        """The actions that may start from a state."""
        return ((name, a) for name, a in self.actions.items() if state in a.from_)

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The fields whose people are kept from some action."""
        acts = {CREATE, EDIT, *self.actions}
        barred = [name for action in self.actions.values() for name in action.not_by if name not in acts]
        return tuple(dict.fromkeys((*self.concerned, *barred)))

    def learn(self, labels: Mapping[str, Text]) -> None:
        """What people call the fields of the register it belongs to."""
        self._fields.update(labels)

    def act_label(self, name: str) -> Text:
        """What people call an act, `create` and `edit` among them, or a field that names people."""
        action = self.actions.get(name)
        known = ACTS_WITHOUT_DECLARATION | self._fields
        return action.label if action else known.get(name, Text(zh=name, en=name))

    def state_label(self, name: str) -> Text:
        """What people call a state."""
        return self.states[name].label if name in self.states else Text(zh=name, en=name)

    def act_labels(self, names: Iterable[str]) -> Text:
        """The labels of several acts, one after the other."""
        return _joined(self.act_label(name) for name in names)

    def state_labels(self, names: Iterable[str]) -> Text:
        """The labels of several states, one after the other."""
        return _joined(self.state_label(name) for name in names)

    def _handed_to(self, review: str, seen: set[str]) -> set[str]:
        seen.add(review)
        action = self.actions[review]
        if action.of:
            return set(action.of)
        found: set[str] = set()
        if self.initial in action.from_:
            found.add(CREATE)
        for name, other in self.actions.items():
            if other.to in action.from_ and not other.returns and name not in seen:
                found.add(name)
                if other.review:
                    found |= self._handed_to(name, seen)
        return found


def _joined(texts: Iterable[Text]) -> Text:
    every = list(texts)
    return Text(zh="、".join(t.zh for t in every), en=", ".join(t.en for t in every))


def triggers(action: str, before: str, after: str) -> frozenset[str]:
    """The names by which clocks know a step: the act, and the state when it is newly entered."""
    return frozenset({action}) if before == after else frozenset({action, after})
