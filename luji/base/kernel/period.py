"""Periods of the calendar: year, half, quarter, month, ISO week, or a range of days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from luji.base.kernel.problem import ProblemKind, Refused
from luji.base.kernel.text import Lang

Kind = Literal["year", "half", "quarter", "month", "week", "range"]
MONTHS_IN: dict[str, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}

NOT_A_PERIOD = ProblemKind(
    "KRN-001",
    "「{text}」不是可识别的期间",
    "'{text}' is not a period",
    "写法：2020、2020H1、2020Q3、2020-07、2020-W27 或 2020-01-01..2020-03-31。",
    "Write 2020, 2020H1, 2020Q3, 2020-07, 2020-W27 or 2020-01-01..2020-03-31.",
)

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Beyond them a day more or a year less soon is no date at all."""

_FORMS = (
    ("year", re.compile(r"(\d{4})年?(?:度)?")),
    ("half", re.compile(r"(\d{4})-?H([12])", re.I)),
    ("quarter", re.compile(r"(\d{4})-?Q([1-4])", re.I)),
    ("month", re.compile(r"(\d{4})[-年](\d{1,2})月?")),
    ("week", re.compile(r"(\d{4})-?W(\d{1,2})", re.I)),
    ("range", re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})")),
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole days, `start` and `end` both inside it."""

    start: date
    end: date
    kind: Kind = "range"

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise Refused([NOT_A_PERIOD(text=f"{self.start}..{self.end}")])

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2020`, `2020H1`, `2020Q3`, `2020-07`, `2020-W27`, `2020-01-01..2020-03-31`.

        Raises `Refused` (KRN-001) for anything else, and for what lies beyond the years people live in.
        """
        for kind, form in _FORMS:
            found = form.fullmatch(text.strip())
            if found:
                try:
                    made = _build(kind, *found.groups())
                except ValueError:
                    break
                if made.start.year >= FIRST_YEAR and made.end.year <= LAST_YEAR:
                    return made
        raise Refused([NOT_A_PERIOD(text=text)])

    @classmethod
    def year(cls, year: int) -> Period:
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31), "year")

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """The calendar month."""
        return cls(date(year, month, 1), _last_day(year, month), "month")

    @classmethod
    def week(cls, year: int, week: int) -> Period:
        """The ISO week, Monday to Sunday."""
        monday = date.fromisocalendar(year, week, 1)
        return cls(monday, monday + timedelta(days=6), "week")

    def shifted(self, steps: int) -> Period:
        """The period `steps` of its own length later (earlier when negative)."""
        if self.kind in MONTHS_IN:
            length = MONTHS_IN[self.kind]
            first = self.start.year * 12 + self.start.month - 1 + steps * length
            last = first + length - 1
            return Period(
                date(first // 12, first % 12 + 1, 1), _last_day(last // 12, last % 12 + 1), self.kind
            )
        days = timedelta(days=((self.end - self.start).days + 1) * steps)
        return Period(self.start + days, self.end + days, self.kind)

    def previous(self) -> Period:
        """The period of the same length just before (环比)."""
        return self.shifted(-1)

    def same_last_year(self) -> Period:
        """The same period one year earlier (同比); 29 February becomes the 28th.

        A week keeps its ISO number, or takes the last one of a year that has no week 53.
        """
        if self.kind in MONTHS_IN:
            return self.shifted(-12 // MONTHS_IN[self.kind])
        if self.kind == "week":
            year, week, _ = self.start.isocalendar()
            last = date(year - 1, 12, 28).isocalendar().week
            return Period.week(year - 1, min(week, last))
        return Period(_year_before(self.start), _year_before(self.end), "range")

    def cumulative(self) -> Period:
        """From the first of January of the year it ends in, to its end (累计)."""
        return Period(date(self.end.year, 1, 1), self.end, "range").named()

    def named(self) -> Period:
        """The same days as a year, half, quarter, month or week when they are one."""
        for kind in ("year", "half", "quarter", "month"):
            length = MONTHS_IN[kind]
            begins = self.start.day == 1 and (self.start.month - 1) % length == 0
            last = self.start.month + length - 1
            if begins and self.end == _last_day(self.start.year, last):
                return Period(self.start, self.end, kind)
        if self.start.isoweekday() == 1 and (self.end - self.start).days == 6:
            return Period(self.start, self.end, "week")
        return Period(self.start, self.end, "range")

    def contains(self, other: date | Period) -> bool:
        """Whether the day or the whole other period lies inside."""
        if isinstance(other, Period):
            return self.start <= other.start and other.end <= self.end
        return self.start <= other <= self.end

    def whole_months(self) -> bool:
        """Whether it begins on a first and ends on a last of month."""
        return self.start.day == 1 and self.end == _last_day(self.end.year, self.end.month)

    def months(self) -> list[Period]:
        """Every month it touches, in order."""
        first = self.start.year * 12 + self.start.month - 1
        last = self.end.year * 12 + self.end.month - 1
        return [Period.month(n // 12, n % 12 + 1) for n in range(first, last + 1)]

    def label(self, lang: Lang = "zh") -> str:
        """The name people give it: 2020年, 2020年上半年, H1 2020, July 2020 …"""
        year = self.start.year
        if self.kind == "week":
            iso = self.start.isocalendar()
            return f"{iso.year}年第{iso.week}周" if lang == "zh" else f"week {iso.week}, {iso.year}"
        number = (self.start.month - 1) // MONTHS_IN.get(self.kind, 1)
        if lang == "zh":
            names = {
                "year": f"{year}年",
                "half": f"{year}年{'上下'[min(number, 1)]}半年",
                "quarter": f"{year}年第{'一二三四'[min(number, 3)]}季度",
                "month": f"{year}年{self.start.month}月",
            }
            return names.get(self.kind, f"{self.start}至{self.end}")
        names = {
            "year": f"{year}",
            "half": f"H{number + 1} {year}",
            "quarter": f"Q{number + 1} {year}",
            "month": f"{calendar.month_name[self.start.month]} {year}",
        }
        return names.get(self.kind, f"{self.start} to {self.end}")

    def __str__(self) -> str:
        """The form `parse` reads back."""
        year, number = self.start.year, (self.start.month - 1) // MONTHS_IN.get(self.kind, 1) + 1
        if self.kind == "year":
            return f"{year}"
        if self.kind in ("half", "quarter"):
            return f"{year}{'H' if self.kind == 'half' else 'Q'}{number}"
        if self.kind == "month":
            return f"{year}-{number:02d}"
        if self.kind == "week":
            iso = self.start.isocalendar()
            return f"{iso.year}-W{iso.week:02d}"
        return f"{self.start}..{self.end}"


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _build(kind: str, first: str, second: str = "") -> Period:
    if kind == "range":
        return Period(date.fromisoformat(first), date.fromisoformat(second), "range")
    year = int(first)
    if kind == "year":
        return Period.year(year)
    if kind == "week":
        return Period.week(year, int(second))
    length = MONTHS_IN[kind]
    last = int(second) * length
    return Period(date(year, last - length + 1, 1), _last_day(year, last), kind)  # type: ignore[arg-type]
