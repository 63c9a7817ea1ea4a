"""Working days in China: festivals, days off in lieu, shifted working days, each year from its notice.

A year without its notice is refused, never guessed. The days around a New Year are named by the notice of
the later year, so the last days of the last year held may still be changed by the next notice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from luji.base.kernel.declaration import Declared, Tree, bind, parse_file
from luji.base.kernel.period import Period
from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.record.workflow.problems import (
    GAP_IN_YEARS,
    LIEU_NOT_OFF,
    NAMED_TWICE,
    NO_NOTICE,
    OUTSIDE_YEAR,
    WORKED_NOT_WEEKEND,
)

DAY = timedelta(days=1)
FRIDAY = 5


class DayKind(StrEnum):
    """What a day is, for the purpose of counting."""

    WORKING = "working"
    SHIFTED = "shifted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    LIEU = "lieu"

    @property
    def works(self) -> bool:
        """Whether work is done on such a day."""
        return self in (DayKind.WORKING, DayKind.SHIFTED)


def _span(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return Period.parse(value)
    except Refused as refused:
        raise ValueError(refused.problems[0].zh) from refused


Span = Annotated[Period, BeforeValidator(_span)]


class Source(Declared):
    """The notice the days were taken from."""

    title: Text
    number: str


class Holiday(Declared):
    """One festival: the days off (`free: 2020-05-01..2020-05-05`), those in lieu, days worked for them."""

    festival: Text
    free: Span
    lieu: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()

    def kinds(self) -> Iterator[tuple[date, DayKind]]:
        """Every day the notice speaks of."""
        for n in range((self.free.end - self.free.start).days + 1):
            day = self.free.start + n * DAY
            yield day, DayKind.LIEU if day in self.lieu else DayKind.HOLIDAY
        yield from ((day, DayKind.SHIFTED) for day in self.worked)


class HolidayYear(Declared):
    """The festivals of one year (one file)."""

    year: int
    sources: tuple[Source, ...]
    holidays: tuple[Holiday, ...]


class Calendar:
    """The days of an unbroken run of years."""

    def __init__(self, years: Iterable[HolidayYear]) -> None:
        self.years = {y.year: y for y in sorted(years, key=lambda y: y.year)}
        missing = set(range(min(self.years, default=0), max(self.years, default=0))) - set(self.years)
        if missing:
            raise Refused([GAP_IN_YEARS(year=year) for year in sorted(missing)])
        self._named = {
            day: kind for y in self.years.values() for holiday in y.holidays for day, kind in holiday.kinds()
        }

    @classmethod
    def load(cls, paths: Iterable[Path]) -> Calendar:
        """From the files of `content/calendar`. Raises `Refused` with every mistake of every file."""
        problems: list[Problem] = []
        years: list[HolidayYear] = []
        seen: set[date] = set()
        for path in paths:
            try:
                tree = parse_file(path)
                year = bind(tree, HolidayYear)
            except Refused as refused:
                problems.extend(refused.problems)
                continue
            problems.extend(_mistakes(year, tree, seen))
            years.append(year)
        if problems:
            raise Refused(problems)
        return cls(years)

    def kind(self, day: date) -> DayKind:
        """What the day is. Raises `Refused` (WFL-401) for a year without its notice."""
        self._known(day)
        return self._kind(day)

    def is_working_day(self, day: date) -> bool:
        """Whether the day is worked."""
        return self.kind(day).works

    def festival(self, day: date) -> Text | None:
        """The festival a day off or a shifted working day belongs to."""
        self._known(day)
        return next(
            (h.festival for y in self.years.values() for h in y.holidays if day in dict(h.kinds())), None
        )

    def next_working_day(self, day: date) -> date:
        """The day itself when it is worked, else the next that is."""
        self._known(day)
        return self._at(bisect_left(self._worked, day))

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which is itself not counted; before it when negative.

        Zero gives the day itself, worked or not.
        """
        self._known(day)
        if count == 0:
            return day
        if count > 0:
            return self._at(bisect_right(self._worked, day) + count - 1)
        return self._at(bisect_left(self._worked, day) + count)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; negative when `end` lies before."""
        if end < start:
            return -self.working_days_between(end, start)
        if end == start:
            return 0
        self._known(start + DAY)
        self._known(end)
        return bisect_right(self._worked, end) - bisect_right(self._worked, start)

    def count(self, year: int) -> Counter[DayKind]:
        """How many days of each kind a year has."""
        self._known(date(year, 1, 1))
        return Counter(self._kind(day) for day in _days(year))

    @cached_property
    def _worked(self) -> list[date]:
        return [day for year in self.years for day in _days(year) if self._kind(day).works]

    def _kind(self, day: date) -> DayKind:
        usual = DayKind.WORKING if day.isoweekday() <= FRIDAY else DayKind.WEEKEND
        return self._named.get(day, usual)

    def _known(self, day: date) -> None:
        if day.year not in self.years:
            raise Refused([NO_NOTICE(year=day.year, known=self._range())])

    def _at(self, index: int) -> date:
        if not 0 <= index < len(self._worked):
            year = max(self.years) + 1 if index > 0 else min(self.years) - 1
            raise Refused([NO_NOTICE(year=year, known=self._range())])
        return self._worked[index]

    def _range(self) -> str:
        return f"{min(self.years)}–{max(self.years)}" if self.years else "—"


def _days(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    last = date(year, 12, 31) if year == MAXYEAR else date(year + 1, 1, 1) - DAY
    return (first + n * DAY for n in range((last - first).days + 1))


def _mistakes(year: HolidayYear, tree: Tree, seen: set[date]) -> Iterator[Problem]:
    """What no notice would say; `seen` holds the days of the files read before."""
    for index, holiday in enumerate(year.holidays):
        here = tree.where("holidays", index)
        for day, kind in holiday.kinds():
            if day in seen:
                yield NAMED_TWICE(here, day=day)
            seen.add(day)
            if not _belongs(day, year.year):
                yield OUTSIDE_YEAR(here, day=day, year=year.year)
            if kind is DayKind.SHIFTED and day.isoweekday() <= FRIDAY:
                yield WORKED_NOT_WEEKEND(tree.where("holidays", index, "worked"), day=day)
        for day in holiday.lieu:
            if not holiday.free.contains(day) or day.isoweekday() > FRIDAY:
                yield LIEU_NOT_OFF(tree.where("holidays", index, "lieu"), day=day)


def _belongs(day: date, year: int) -> bool:
    return day.year == year or (day.year == year - 1 and day.month == 12)
