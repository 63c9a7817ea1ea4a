"""Legal time counted cleverly and day by day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.kernel.problem import Refused
from luji.record.workflow.calendar import Calendar
from luji.record.workflow.counting import BEIJING, Count, Pause, at_home, first_moment, last_moment


def noon(day: str) -> datetime:
    return datetime.fromisoformat(day + "T12:00").replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("unit", "start", "length", "last"),
    [
        ("working_days", "2020-06-23", 3, "2020-06-29"),  # 25–27 June off, Sunday 28 June worked
        ("working_days", "2020-01-22", 1, "2020-01-23"),
        ("working_days", "2020-01-23", 1, "2020-02-03"),
        ("calendar_days", "2020-01-23", 1, "2020-01-24"),
        ("calendar_days", "2020-02-28", 2, "2020-03-01"),
        ("months", "2020-01-31", 1, "2020-02-29"),
        ("months", "2019-01-31", 1, "2019-02-28"),
        ("months", "2019-11-30", 3, "2020-02-29"),
        ("months", "2020-05-15", 12, "2021-05-15"),
    ],
)
def test_the_last_day(unit: Any, start: str, length: int, last: str, calendar: Calendar) -> None:
    assert Count(unit, calendar).due(noon(start), length, []) == last_moment(date.fromisoformat(last))


def test_hours_run_through_nights_and_holidays(calendar: Calendar) -> None:
    assert Count("hours", calendar).due(noon("2020-01-24"), 24, []) == noon("2020-01-25")


def test_the_day_is_the_chinese_one() -> None:
    late = datetime(2020, 6, 1, 17, tzinfo=UTC)
    assert at_home(late).date() == date(2020, 6, 2)
    with pytest.raises(ValueError, match="time zone"):
        at_home(datetime(2020, 6, 1, 17))  # noqa: DTZ001
    assert last_moment(date(2020, 6, 2)) + timedelta(microseconds=1) == first_moment(date(2020, 6, 3))


DAY = st.integers(0, 200).map(lambda n: date(2020, 1, 10) + timedelta(days=n))
GAPS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 12)), max_size=4)


def pauses_from(start: date, gaps: list[tuple[int, int]]) -> list[tuple[date, date]]:
    found, day = [], start
    for wait, length in gaps:
        first = day + timedelta(days=wait)
        day = first + timedelta(days=length)
        found.append((first, day))
    return found


@settings(max_examples=200, deadline=None)
@given(
    start=DAY, length=st.integers(1, 30), gaps=GAPS, unit=st.sampled_from(["working_days", "calendar_days"])
)
def test_pauses_agree_with_counting_day_by_day(
    start: date, length: int, gaps: list[tuple[int, int]], unit: Any, calendar: Calendar, reference: Any
) -> None:
    stands = pauses_from(start, gaps)
    pauses = [Pause(noon(str(a)), noon(str(b))) for a, b in stands]
    counts = calendar.is_working_day if unit == "working_days" else lambda day: True
    expected = reference("workflow_days").due(start, length, stands, counts)
    assert Count(unit, calendar).due(noon(str(start)), length, pauses) == last_moment(expected)


@settings(max_examples=100, deadline=None)
@given(start=DAY, length=st.integers(1, 30), wait=st.integers(0, 40), stood=st.integers(0, 60),
       unit=st.sampled_from(["calendar_days", "months", "hours"]))  # fmt: skip
def test_a_pause_moves_the_end_exactly_by_its_length(
    start: date, length: int, wait: int, stood: int, unit: Any, calendar: Calendar
) -> None:
    count, begun = Count(unit, calendar), noon(str(start))
    first = begun + timedelta(days=wait)
    plain = count.due(begun, length, [])
    moved = count.due(begun, length, [Pause(first, first + timedelta(days=stood))])
    assert plain and moved
    within = first < plain if unit == "hours" else first.date() < plain.date()
    if unit == "months":
        within = first < plain
    assert moved - plain == timedelta(days=stood if within else 0)


@settings(max_examples=100, deadline=None)
@given(start=DAY, length=st.integers(1, 20), wait=st.integers(0, 10), stood=st.integers(0, 30))
def test_a_pause_moves_working_days_by_those_it_holds(
    start: date, length: int, wait: int, stood: int, calendar: Calendar
) -> None:
    count, begun = Count("working_days", calendar), noon(str(start))
    first = begun + timedelta(days=wait)
    plain, last = count.due(begun, length, []), first + timedelta(days=stood)
    moved = count.due(begun, length, [Pause(first, last)])
    assert plain and moved
    within = calendar.working_days_between(start, first.date()) < length
    held = calendar.working_days_between(first.date(), last.date()) if within else 0
    assert calendar.working_days_between(plain.date(), moved.date()) == held


def test_an_open_pause_holds_the_end_unless_it_had_come(calendar: Calendar) -> None:
    for unit in ("working_days", "calendar_days", "months", "hours"):
        count = Count(unit, calendar)  # type: ignore[arg-type]
        assert count.due(noon("2020-06-01"), 1, [Pause(noon("2020-06-01"), None)]) is None
        ended = count.due(noon("2020-06-01"), 1, [Pause(noon("2020-07-15"), None)])
        assert ended == count.due(noon("2020-06-01"), 1, [])


def test_net_time_leaves_pauses_out_and_is_never_negative(calendar: Calendar) -> None:
    pause = [Pause(noon("2020-06-02"), noon("2020-06-04"))]
    spans = {"calendar_days": 8, "working_days": 5, "hours": Decimal("192.00")}
    for unit, expected in spans.items():
        count = Count(unit, calendar)  # type: ignore[arg-type]
        assert count.net(noon("2020-06-01"), noon("2020-06-11"), pause) == expected + (unit == "working_days")
        assert count.net(noon("2020-06-01"), noon("2020-06-01"), pause) == 0


def test_a_year_without_notice_stops_the_count(calendar: Calendar) -> None:
    with pytest.raises(Refused, match="WFL-401"):
        Count("working_days", calendar).due(noon("2026-12-30"), 10, [])
    assert Count("calendar_days", calendar).due(noon("2026-12-30"), 10, []) == last_moment(date(2027, 1, 9))
