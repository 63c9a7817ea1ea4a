"""What a record is as work: who may take its next step, who had a hand in it, which clocks run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import translation

from luji.base.kernel.problem import Refused
from luji.base.people.person import units_above
from luji.base.people.units import UnitTree
from luji.record.registers.model import Row
from luji.record.registers.pages.shown import Shown
from luji.record.registers.registry import Kept
from luji.record.registers.verbs import permission
from luji.record.registers.verbs.measures import steps
from luji.record.registers.verbs.story import TAKE_OVER, named_in, reading, run
from luji.record.workflow.calendar import Calendar
from luji.record.workflow.clock import Reading
from luji.record.workflow.counting import at_home, first_moment
from luji.record.workflow.cycle import ZERO, whole_minutes
from luji.record.workflow.hats import Hat, Post
from luji.record.workflow.models import NEVER, Matter, Timer, Wait
from luji.record.workflow.problems import CONDITION_NOT_MET, REVIEW_MISSING, REVIEW_STALE
from luji.record.workflow.spec import Action
from luji.record.workflow.step import Act, Attempt, Case, may
from luji.record.workflow.ticking import Tick

CLOSED = frozenset({CONDITION_NOT_MET.code, REVIEW_MISSING.code, REVIEW_STALE.code})
LONGEST = 300
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stand:
    """A record with its acts, to be looked at as work at a moment."""

    kept: Kept
    row: Row
    acts: tuple[Act, ...]
    units: UnitTree
    calendar: Calendar
    now: datetime

    @property
    def worth(self) -> bool:
        """Whether it is, or was, work here: neither withdrawn nor taken over when it was done."""
        if not self.acts or self.row.state not in self.kept.flow.states:
            return False
        return not (self.done and self.acts[-1].name == TAKE_OVER)

    @property
    def final(self) -> bool:
        """Whether it is done."""
        return self.kept.flow.states[self.row.state].final

    @property
    def done(self) -> bool:
        """Whether nobody is waited for: it is done for good, or rests until something happens."""
        return self.final or self.kept.flow.states[self.row.state].rests

    @property
    def since(self) -> datetime:
        """When it came to its state."""
        return next((a.at for a in reversed(self.acts) if a.before != a.after), self.acts[0].at)

    def matter(self) -> Matter:
        """The table's row, not saved, its clocks left out."""
        spec, row = self.kept.spec, self.row
        found = steps(self.kept.flow, "", self.acts, self.calendar)
        party = getattr(row, spec.party) if spec.party else ""
        return Matter(
            subject=self.kept.subject(row.row), register=self.kept.name, row=row.row,
            number=str(getattr(row, spec.key) or ""), title_zh=self._title("zh-hans"),
            title_en=self._title("en"), unit=str(getattr(row, spec.unit) or ""), party=str(party or ""),
            state=row.state, opened=None if self.acts[0].name == TAKE_OVER else self.acts[0].at,
            since=self.since, finished=self.since if self.done else None, rank=NEVER, clock="",
            processing=whole_minutes(sum((leg.processing for leg in found), ZERO)),
        )  # fmt: skip

    def waits(self) -> Iterator[Wait]:
        """Every step forward that is open now, by role; nobody who must not take it."""
        state = self.kept.flow.states[self.row.state]
        if state.rests:
            return
        taken_over = self.acts[0].name == TAKE_OVER
        owner = self.row.created_by if state.edit and not taken_over else ""
        for name, action in self.kept.flow.leaving(self.row.state):
            if action.returns or not self._open(name, action):
                continue
            barred = sorted(self._barred(action))
            for role in action.who:
                if not state.holder or role in state.holder:
                    yield Wait(
                        action=name, role=role, scope=action.unit_scope, owner=owner,
                        barred="".join(f",{who}" for who in barred) + "," if barred else "",
                    )  # fmt: skip

    def hands(self) -> dict[str, datetime]:
        """Who did something with it, in their own name or through somebody else, and when last."""
        return {who: act.at for act in self.acts for who in act.hat.identities if act.name != TAKE_OVER}

    def readings(self) -> Iterator[tuple[str, Reading | None, datetime]]:
        """Every clock that has not stopped, with its start; None where it cannot be read (no calendar)."""
        for name, clock in self.kept.flow.clocks.items():
            try:
                found = reading(self.kept, self.row, self.acts, clock, self.now, self.calendar)
            except Refused:
                yield name, None, run(self.kept, self.row, self.acts, clock)[0].at
                continue
            if found is not None and found.status is not Tick.STOPPED:
                yield name, found, found.started

    def _barred(self, action: Action) -> set[str]:
        """Who must not take an action: those who did what they may not have done, those named."""
        named = {who for field, who in named_in(self.kept, self.row).items() if field in action.not_by}
        return named | {who for a in self.acts if a.name in action.not_by for who in a.hat.identities}

    def _open(self, name: str, action: Action) -> bool:
        """Whether nothing but a person, a form or a reason is missing."""
        case = Case(self.row.state, self.acts)
        values = permission.lookup(permission.values_of(self.kept, self.row), self.row.state)
        attempt = Attempt(name, Hat("", Post(action.who[0], "")), values, "—", blank=True)
        return not any(problem.code in CLOSED for problem in may(self.kept.flow, case, attempt))

    def _title(self, language: str) -> str:
        spec = self.kept.spec
        names = [name for name in spec.title if not spec.fields[name].personal]
        with translation.override(language):
            shown = Shown(self.kept, self.units)
            return " ".join(filter(None, (shown.value(n, getattr(self.row, n)) for n in names)))[:LONGEST]


def done_states(kept: Kept) -> list[str]:
    """The states in which nobody is waited for."""
    return [name for name, state in kept.flow.states.items() if state.final or state.rests]


def timer_of(name: str, reading: Reading | None, started: datetime, now: datetime, told: datetime) -> Timer:
    """A running clock as a row; looked at again when its next notice falls due.

    One that stands still or cannot be read is looked at again the next day: a pause may end by itself.
    """
    ahead = [notice.at for notice in reading.notices if notice.at > told] if reading else []
    due = reading.due if reading else None
    again = min(ahead, default=None) if due else first_moment(at_home(now).date() + A_DAY)
    return Timer(clock=name, started=started, due=due, told_until=told, next_at=again)


def nearest(timers: Sequence[Timer]) -> tuple[datetime, str]:
    """The earliest end among clocks, and whose it is; NEVER of none."""
    ends = [(timer.due, timer.clock) for timer in timers if timer.due is not None]
    return min(ends, default=(NEVER, ""))


def above(units: UnitTree, unit: str) -> tuple[str, ...]:
    """The unit and those above it, the nearest first."""
    return (unit, *units_above(units, unit))
