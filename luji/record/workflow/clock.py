"""How a legal clock stands: due when, how much is gone and left, late or not, and by which article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Lang, Text
from luji.record.workflow.calendar import Calendar
from luji.record.workflow.counting import Count, Pause, at_home, first_moment, last_moment
from luji.record.workflow.problems import OUT_OF_ORDER
from luji.record.workflow.spec import Clock, Unit, Version
from luji.record.workflow.ticking import Event, Tick

NOTHING = Decimal(0)
DAY_OF_HOURS = 24
UNITS: Mapping[Unit, tuple[str, str]] = {
    "working_days": ("个工作日", "working day"),
    "calendar_days": ("日", "day"),
    "hours": ("小时", "hour"),
    "months": ("个月", "month"),
}
"""A unit in Chinese, and one of it in English."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody to be told: `reminder` before the end, `escalation` after it. It falls due at `at`."""

    kind: str
    at: datetime
    to: tuple[str, ...]
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock read at a moment, or at its end when it has stopped.

    `due` is the last moment in time (None while suspended), `unrolled` the same before it was moved to a
    working day. `elapsed`, `remaining`, `overdue_by` are in the unit of the version, months in calendar days;
    none is ever negative. `agreed`: a field of the record says its end, not the length of the rule.
    """

    clock: Clock
    version: Version
    status: Tick
    started: datetime
    read_at: datetime
    pauses: tuple[Pause, ...]
    unrolled: datetime | None
    due: datetime | None
    elapsed: Decimal
    remaining: Decimal
    overdue_by: Decimal
    notices: tuple[Notice, ...]
    agreed: bool = False

    @property
    def due_day(self) -> date | None:
        """The last day."""
        return self.due.date() if self.due else None

    @property
    def gone(self) -> Text:
        """How long it has run, as people say it: 3 working days, 2.5 hours."""
        return span(self.elapsed, self.version)

    @property
    def left(self) -> Text:
        """How long there is."""
        return span(self.remaining, self.version)

    @property
    def late(self) -> Text:
        """How long it is overdue."""
        return span(self.overdue_by, self.version)

    @property
    def until(self) -> str:
        """The end as it is printed: its day, and the minute where hours count; empty while suspended."""
        return ended(self.due, self.version) if self.due else ""

    @property
    def overdue(self) -> bool:
        """Whether the time ran out before the clock was read or stopped."""
        return self.due is not None and self.read_at > self.due

    @property
    def suspended_days(self) -> int:
        """Calendar days it has stood still so far."""
        ends = [(p.start, p.end or self.read_at) for p in self.pauses]
        return sum((end.date() - start.date()).days for start, end in ends)

    def pending(self) -> list[Notice]:
        """Notices that have fallen due by the moment of reading."""
        return [notice for notice in self.notices if notice.at <= self.read_at]

    def explain(self, lang: Lang = "zh") -> str:
        """In a sentence: the rule, from when, how long, what stood still, until when."""
        return _explained_zh(self) if lang == "zh" else _explained_en(self)


def length(count: Decimal, unit: Unit) -> Text:
    """So many of a unit in words: 1 working day, 2.5 hours."""
    zh, en = UNITS[unit]
    number = f"{round(count, 1).normalize():,f}"
    return Text(f"{number}{zh}", f"{number} {en}{'' if number == '1' else 's'}")


def span(count: Decimal, version: Version) -> Text:
    """How long in words, in the unit time is told in; two days of hours and more as 2 days 23 hours."""
    unit = measured_in(version)
    if unit != "hours" or count < 2 * DAY_OF_HOURS:
        return length(count, unit)
    days, rest = divmod(int(count), DAY_OF_HOURS)
    hours = length(Decimal(rest), unit) if rest else Text("", "")
    return Text(f"{days}天{hours.zh}", f"{days} days {hours.en}".strip())


def measured_in(version: Version) -> Unit:
    """The unit time gone and left is told in: months, once begun, in days."""
    return "calendar_days" if version.unit == "months" else version.unit


def ended(moment: datetime, version: Version) -> str:
    """An end, or a start, in Chinese time: a clock that counts hours is told to the minute."""
    return f"{at_home(moment):%Y-%m-%d %H:%M}" if version.unit == "hours" else f"{at_home(moment):%Y-%m-%d}"


def version_on(clock: Clock, day: date) -> Version | None:
    """The edition of the rule in force on a day; None when the law knew no such limit then."""
    return next((version for version in clock.versions if version.in_force(day)), None)


def read(
    clock: Clock, events: Iterable[Event], at: datetime, calendar: Calendar, until: date | None = None
) -> Reading | None:
    """The latest run of a clock as it stands at `at`; None when it had not started by then.

    With `until` it ends on that day, however long it may run by the rule. None too for a start on a day
    without a version in force: there was no limit. Raises `Refused` for events that run backwards (WFL-212)
    and a year without its holiday notice (WFL-401).
    """
    run = _latest_run(clock, events, at_home(at))
    if not run:
        return None
    started, moment = run[0].at, at_home(at)
    version = version_on(clock, started.date())
    if version is None:
        return None
    count = Count(version.unit, calendar)
    if run[-1].kind is Tick.STOPPED:
        moment = run[-1].at
    pauses = tuple(standing_still(clock, run, moment, calendar))
    closed = [Pause(p.start, p.end or moment) for p in pauses]
    unrolled, later = (
        last_moment(until) if until else count.due(started, version.length, some) for some in (pauses, closed)
    )
    due, would_be = (_rolled(clock, version, one, calendar) for one in (unrolled, later))
    late = due is not None and moment > due
    return Reading(
        clock=clock,
        version=version,
        status=_status(run, pauses),
        started=started,
        read_at=moment,
        pauses=pauses,
        unrolled=unrolled,
        due=due,
        elapsed=count.net(started, moment, closed),
        remaining=max(count.between(moment, would_be), NOTHING) if would_be else NOTHING,
        overdue_by=max(count.between(due, moment), NOTHING) if due and late else NOTHING,
        notices=tuple(_notices(clock, due, count)),
        agreed=until is not None,
    )


def due_on(clock: Clock, start: date, calendar: Calendar) -> date | None:
    """The last day of a clock that starts on a day and never stands still; None where there is no limit."""
    version = version_on(clock, start)
    if version is None:
        return None
    unrolled = Count(version.unit, calendar).due(first_moment(start), version.length, ())
    due = _rolled(clock, version, unrolled, calendar)
    return due.date() if due else None


def standing_still(
    clock: Clock, run: Iterable[Event], moment: datetime, calendar: Calendar
) -> Iterator[Pause]:
    """The pauses among events; one that lasts longer than allowed ends at its limit by itself."""
    opened: Event | None = None
    for event in run:
        if opened is not None:
            yield Pause(opened.at, min(event.at, _limit(clock, opened, calendar) or event.at))
            opened = None
        if event.kind is Tick.SUSPENDED:
            opened = event
    if opened is not None:
        limit = _limit(clock, opened, calendar)
        yield Pause(opened.at, limit if limit is not None and limit <= moment else None)


def _latest_run(clock: Clock, events: Iterable[Event], until: datetime) -> list[Event]:
    ordered = [Event(e.kind, at_home(e.at), e.pair) for e in events]
    for first, second in pairwise(ordered):
        if second.at < first.at:
            raise Refused([OUT_OF_ORDER(clock=clock.label, first=first.at, second=second.at)])
    known = [e for e in ordered if e.at <= until]
    starts = [n for n, e in enumerate(known) if e.kind is Tick.STARTED]
    run = known[starts[-1] :] if starts else []
    stops = [n for n, e in enumerate(run) if e.kind is Tick.STOPPED]
    return run[: stops[0] + 1] if stops else run


def _status(run: Sequence[Event], pauses: Sequence[Pause]) -> Tick:
    """The last event; but a suspension that has reached its limit is over."""
    over = run[-1].kind is Tick.SUSPENDED and pauses[-1].end is not None
    return Tick.RESUMED if over else run[-1].kind


def _limit(clock: Clock, event: Event, calendar: Calendar) -> datetime | None:
    suspension = clock.suspends[event.pair] if event.pair < len(clock.suspends) else None
    if suspension is None or suspension.at_most is None:
        return None
    return Count(suspension.unit, calendar).later(event.at, suspension.at_most)


def _rolled(clock: Clock, version: Version, due: datetime | None, calendar: Calendar) -> datetime | None:
    if due is None or clock.roll == "none" or version.unit == "hours":
        return due
    return last_moment(calendar.next_working_day(due.date()))


def _notices(clock: Clock, due: datetime | None, count: Count) -> Iterator[Notice]:
    if due is None:
        return
    for reminder in clock.remind:
        moment = count.later(due, -reminder.before)
        at = moment if count.unit == "hours" else first_moment(moment.date())
        yield Notice("reminder", at, reminder.to)
    for escalation in clock.escalate:
        yield Notice("escalation", count.later(due, escalation.after), escalation.to, escalation.label)


def _explained_zh(reading: Reading) -> str:
    version = reading.version
    counted = "" if version.unit == "hours" else "，当日不计"
    parts = [
        f"{reading.clock.label.zh}：依据{version.article.zh}（{version.number}，{version.from_}起施行）",
        f"{ended(reading.started, version)}开始{counted}，期限{_whole(reading).zh}",
    ]
    if reading.pauses:
        parts.append(f"中止{reading.suspended_days}日不计")
    if reading.due is None:
        parts.append("现在中止，恢复后继续计算")
        return "，".join(parts) + "。"
    if reading.due != reading.unrolled:
        parts.append("末日是休息日，顺延到下一个工作日")
    parts.append(f"最迟{reading.until}完成")
    if reading.overdue:
        parts.append("已超期")
    return "，".join(parts) + "。"


def _explained_en(reading: Reading) -> str:
    version = reading.version
    counted = "" if version.unit == "hours" else ", that day not counted"
    parts = [
        f"{reading.clock.label.en}: by {version.article.en} ({version.number}, from {version.from_})",
        f"started {ended(reading.started, version)}{counted}, {_whole(reading).en}",
    ]
    if reading.pauses:
        parts.append(f"suspended for {length(Decimal(reading.suspended_days), 'calendar_days').en}")
    if reading.due is None:
        return "; ".join([*parts, "now suspended, to go on afterwards"]) + "."
    if reading.due != reading.unrolled:
        parts.append("moved from a day off to the next working day")
    parts.append(f"to be done by {reading.until}")
    if reading.overdue:
        parts.append("overdue")
    return "; ".join(parts) + "."


def _whole(reading: Reading) -> Text:
    if reading.agreed:
        return Text("另定", "an end of its own")
    return length(Decimal(reading.version.length), reading.version.unit)
