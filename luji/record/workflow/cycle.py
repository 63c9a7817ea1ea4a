"""Cycle times from the journal: how long each step waited and was worked on, legal waiting shown apart.

A step begins when the record comes to the state and ends with the act. Somebody has it in hand from the
moment they open or change it, or from the beginning when they also did the step before. Reckoned in whole
microseconds and rounded once, at the end, to hundredths of a minute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor

from luji.record.workflow.calendar import Calendar
from luji.record.workflow.clock import standing_still
from luji.record.workflow.counting import Pause, at_home
from luji.record.workflow.spec import CREATE, EDIT, Clock, Workflow
from luji.record.workflow.step import Act
from luji.record.workflow.ticking import events

ZERO = timedelta()
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody took the record up to work on it."""

    at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a record: when it ended, the three parts of the time before, and the act it followed."""

    action: str
    unit: str
    at: datetime
    waiting: timedelta
    handling: timedelta
    statutory: timedelta
    since: str = ""

    @property
    def processing(self) -> timedelta:
        """The time the office itself took."""
        return self.waiting + self.handling


def legs(
    flow: Workflow,
    unit: str,
    acts: Sequence[Act],
    opened: Iterable[Opened] = (),
    still: Iterable[Pause] = (),
) -> list[Leg]:
    """Every step of a record in order of time; `still` are the pauses of its clocks."""
    stands = list(still)
    touched = [*opened, *(Opened(a.at, a.hat.person) for a in acts if a.name == EDIT)]
    steps = [act for act in acts if act.name != EDIT]
    return [
        _leg(flow, unit, before, act, touched, stands)
        for before, act in pairwise(steps)
        if act.name != CREATE
    ]


def processing(found: Iterable[Leg], after: str, until: str) -> tuple[timedelta, timedelta] | None:
    """The office's own time and the legal waiting, from the first `after` to the last `until`.

    None when the record has not come so far.
    """
    steps = between(found, after, until)
    if not steps:
        return None
    return sum((leg.processing for leg in steps), ZERO), sum((leg.statutory for leg in steps), ZERO)


def between(found: Iterable[Leg], after: str, until: str) -> list[Leg]:
    """The steps from the first `after` (`create` is one) to the last `until`; none before it got there."""
    every = list(found)
    starts = [n for n, leg in enumerate(every) if leg.since == after]
    ends = [n for n, leg in enumerate(every) if leg.action == until]
    if not starts or not ends or ends[-1] < starts[0]:
        return []
    return every[starts[0] : ends[-1] + 1]


def stood(clocks: Iterable[Clock], acts: Sequence[Act], calendar: Calendar) -> list[Pause]:
    """Every time one of the clocks stood still in the story of a record; one that still does has no end."""
    if not acts:
        return []
    last = at_home(acts[-1].at)
    return [pause for clock in clocks for pause in standing_still(clock, events(clock, acts), last, calendar)]


def minutes(span: timedelta) -> Decimal:
    """A time in minutes with two decimals, half up."""
    return _minutes(Fraction(span // MICROSECOND))


def whole_minutes(span: timedelta) -> int:
    """A time in whole minutes, half up."""
    return floor(Fraction(span // MICROSECOND, 60_000_000) + Fraction(1, 2))


def _leg(
    flow: Workflow, unit: str, before: Act, act: Act, touched: Iterable[Opened], still: Sequence[Pause]
) -> Leg:
    whole = max(act.at - before.at, ZERO)
    state = flow.states.get(act.before)
    if state is not None and state.waits is not None:
        return Leg(act.name, unit, act.at, ZERO, ZERO, whole, before.name)
    person = act.hat.person
    hands = [o.at for o in touched if o.person == person and before.at <= o.at <= act.at]
    in_hand = before.at if before.hat.person == person else min(hands, default=act.at)
    waiting = _net(before.at, in_hand, still)
    handling = _net(in_hand, act.at, still)
    return Leg(act.name, unit, act.at, waiting, handling, whole - waiting - handling, before.name)


def _net(start: datetime, end: datetime, still: Iterable[Pause]) -> timedelta:
    """The time between, without the pauses, which may overlap; none where a machine's clock was set back."""
    if end <= start:
        return ZERO
    return end - start - sum((e - s for s, e in _union(start, end, still)), ZERO)


def _union(start: datetime, end: datetime, still: Iterable[Pause]) -> Iterator[tuple[datetime, datetime]]:
    reached = start
    for pause in sorted(still, key=lambda p: p.start):
        first, last = max(pause.start, reached), min(pause.end or end, end)
        if first < last:
            yield first, last
            reached = last


def _minutes(microseconds: Fraction) -> Decimal:
    hundredths = floor(microseconds / 600_000 + Fraction(1, 2))
    return Decimal(hundredths).scaleb(-2)
