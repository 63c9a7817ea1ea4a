"""Counting legal time: when so many days, working days, months or hours from a start are over.

The day of the start is not counted; nor is the day on which a suspended clock goes on. A period of months
ends on the same day of the month, or on its last. The last day is counted to its end.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

from luji.base.kernel.money import half_up
from luji.record.workflow.calendar import Calendar
from luji.record.workflow.spec import Unit

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time that does not count; `end` is None while it lasts."""

    start: datetime
    end: datetime | None


def at_home(moment: datetime) -> datetime:
    """The moment in Chinese time. A naive one is a programmer's mistake (ValueError)."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(BEIJING)


def last_moment(day: date) -> datetime:
    """The end of a day in Chinese time."""
    return datetime.combine(day, time.max, BEIJING)


def first_moment(day: date) -> datetime:
    """The beginning of a day in Chinese time."""
    return datetime.combine(day, time.min, BEIJING)


@dataclass(frozen=True, slots=True)
class Count:
    """Counting in one unit. Months are measured in calendar days once they have begun."""

    unit: Unit
    calendar: Calendar

    def between(self, start: datetime, end: datetime) -> Decimal:
        """Time from `start` to `end` in the unit (hours with two decimals); negative backwards."""
        if self.unit == "hours":
            return _hours(end - start)
        return Decimal(self.days(start.date(), end.date()))

    def net(self, start: datetime, end: datetime, pauses: Sequence[Pause]) -> Decimal:
        """Time from `start` to `end` without the pauses, which are closed; never negative."""
        closed = [(p.start, p.end or end) for p in pauses]
        if self.unit == "hours":
            stood = sum((e - s for s, e in closed), timedelta())
            return max(_hours(end - start - stood), Decimal(0))
        stood_days = sum(self.days(s.date(), e.date()) for s, e in closed)
        return Decimal(max(self.days(start.date(), end.date()) - stood_days, 0))

    def days(self, start: date, end: date) -> int:
        """Days (working days for that unit) after `start` up to and with `end`."""
        if self.unit == "working_days":
            return self.calendar.working_days_between(start, end)
        return (end - start).days

    def later(self, moment: datetime, length: int) -> datetime:
        """The last moment of the period of `length` that begins after `moment`; earlier when negative."""
        if self.unit == "hours":
            return moment + length * HOUR
        return last_moment(self._later_day(moment.date(), length))

    def due(self, start: datetime, length: int, pauses: Sequence[Pause]) -> datetime | None:
        """The last moment in time, pauses left out, not rolled; None while an open pause holds it."""
        if self.unit in ("hours", "months"):
            return self._shifted(start, length, pauses)
        position, left = start.date(), length
        for pause in pauses:
            counted = self.days(position, max(position, pause.start.date()))
            if left <= counted:
                break
            if pause.end is None:
                return None
            left -= counted
            position = max(position, pause.end.date())
        return last_moment(self._later_day(position, left))

    def _shifted(self, start: datetime, length: int, pauses: Sequence[Pause]) -> datetime | None:
        """A period not counted day by day: the whole of it, moved by every pause that begins in it."""
        due = (
            start + length * HOUR
            if self.unit == "hours"
            else last_moment(_months_later(start.date(), length))
        )
        for pause in pauses:
            if pause.start >= due:
                break
            if pause.end is None:
                return None
            whole_days = timedelta(days=(pause.end.date() - pause.start.date()).days)
            due += pause.end - pause.start if self.unit == "hours" else whole_days
        return due

    def _later_day(self, day: date, length: int) -> date:
        if self.unit == "working_days":
            return self.calendar.add_working_days(day, length)
        return day + timedelta(days=length)


def _hours(span: timedelta) -> Decimal:
    return half_up(Decimal(span // timedelta(microseconds=1)) / Decimal(3_600_000_000), 2)


def _months_later(day: date, count: int) -> date:
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))
