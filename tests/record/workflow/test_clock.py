"""A clock read: due, elapsed, remaining, late, reminders; editions by date; the article in words."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.kernel.problem import Refused
from luji.record.workflow.calendar import Calendar
from luji.record.workflow.clock import Reading, read, version_on
from luji.record.workflow.counting import BEIJING, last_moment
from luji.record.workflow.spec import Clock, Workflow
from luji.record.workflow.ticking import Event, Tick


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text if "T" in text else text + "T09:30").replace(tzinfo=BEIJING)


def clock(unit: str = "working_days", length: int = 7, **more: object) -> Clock:
    version = {
        "from": "2018-01-01",
        "length": length,
        "unit": unit,
        "number": "令1号",
        "article": {"zh": "第九条", "en": "art. 9"},
    }
    base: dict[str, Any] = {
        "label": {"zh": "决定", "en": "decision"},
        "starts": "s",
        "stops": "e",
        "versions": [version],
    }
    return Clock.model_validate(base | more)


def reading(declared: Clock, calendar: Calendar, at: str, *events: tuple[str, str]) -> Reading:
    found = read(declared, [Event(Tick(kind), moment(day)) for kind, day in events], moment(at), calendar)
    assert found is not None
    return found


START = ("started", "2020-06-03")


@pytest.mark.parametrize(
    ("unit", "length", "roll", "start", "due"),
    [
        ("working_days", 7, "next_working_day", "2020-06-03", "2020-06-12"),
        ("working_days", 7, "none", "2020-06-17", "2020-06-29"),
        ("calendar_days", 30, "next_working_day", "2020-06-05", "2020-07-06"),  # ends on a Sunday
        ("calendar_days", 30, "none", "2020-06-05", "2020-07-05"),
        ("calendar_days", 10, "next_working_day", "2020-01-15", "2020-02-03"),  # ends in the Spring Festival
        ("calendar_days", 4, "next_working_day", "2020-01-15", "2020-01-19"),  # a worked Sunday
        ("months", 6, "next_working_day", "2019-08-01", "2020-02-03"),
        ("months", 6, "none", "2019-08-01", "2020-02-01"),
    ],
)
def test_the_last_day(unit: str, length: int, roll: str, start: str, due: str, calendar: Calendar) -> None:
    found = reading(clock(unit, length, roll=roll), calendar, start, ("started", start))
    assert found.due == last_moment(date.fromisoformat(due))


@pytest.mark.parametrize(
    ("at", "elapsed", "remaining", "overdue", "late"),
    [
        ("2020-06-03", 0, 7, False, 0),
        ("2020-06-04", 1, 6, False, 0),
        ("2020-06-07", 2, 5, False, 0),  # a Sunday counts for nothing
        ("2020-06-12T23:59", 7, 0, False, 0),
        ("2020-06-13T00:00", 7, 0, True, 0),  # late, but by no working day yet
        ("2020-06-16", 9, 0, True, 2),
    ],
)
def test_gone_left_and_late(
    at: str, elapsed: int, remaining: int, overdue: bool, late: int, calendar: Calendar
) -> None:
    found = reading(clock(), calendar, at, START)
    assert (found.elapsed, found.remaining, found.overdue, found.overdue_by) == (
        elapsed,
        remaining,
        overdue,
        late,
    )


def test_hours_are_exact(calendar: Calendar) -> None:
    declared = clock("hours", 24, remind=[{"before": 2, "to": "x"}], escalate=[{"after": 1, "to": "y"}])
    found = reading(declared, calendar, "2020-06-04T08:15", ("started", "2020-06-03T09:30"))
    assert found.due == moment("2020-06-04T09:30") and not found.overdue
    assert (found.elapsed, found.remaining) == (Decimal("22.75"), Decimal("1.25"))
    assert [n.kind for n in found.pending()] == ["reminder"]
    late = reading(declared, calendar, "2020-06-04T10:30", ("started", "2020-06-03T09:30"))
    assert late.overdue_by == Decimal("1.00") and len(late.pending()) == 2


def test_a_stopped_clock_stands_for_ever(calendar: Calendar) -> None:
    found = reading(
        clock(), calendar, "2020-09-01", START, ("stopped", "2020-06-10"), ("resumed", "2020-06-20")
    )
    assert found.status is Tick.STOPPED and not found.overdue and found.elapsed == 5
    late = reading(clock(), calendar, "2020-09-01", START, ("stopped", "2020-06-15"))
    assert late.overdue and late.overdue_by == 1


def test_before_the_start_there_is_nothing(calendar: Calendar) -> None:
    events = [Event(Tick.STARTED, moment("2020-06-03"))]
    assert read(clock(), events, moment("2020-06-02"), calendar) is None
    assert read(clock(), [], moment("2020-06-02"), calendar) is None
    assert read(clock(), [Event(Tick.STOPPED, moment("2020-06-01"))], moment("2020-06-02"), calendar) is None


def test_the_latest_run_counts(calendar: Calendar) -> None:
    found = reading(
        clock(), calendar, "2020-06-12", START, ("stopped", "2020-06-04"), ("started", "2020-06-10")
    )
    assert found.started == moment("2020-06-10") and found.elapsed == 2


def test_a_suspended_clock_has_no_end_but_keeps_what_is_left(calendar: Calendar) -> None:
    held = [START, ("suspended", "2020-06-05")]
    for at in ("2020-06-05", "2020-06-12", "2020-08-20"):
        found = reading(clock(), calendar, at, *held)
        assert (found.status, found.due, found.elapsed, found.remaining) == (Tick.SUSPENDED, None, 2, 5)
        assert not found.overdue and found.notices == ()
    resumed = reading(clock(), calendar, "2020-06-15", *held, ("resumed", "2020-06-15"))
    assert resumed.due_day == date(2020, 6, 22) and resumed.remaining == 5 and resumed.suspended_days == 10


def test_a_suspension_ends_by_itself_at_its_limit(calendar: Calendar) -> None:
    declared = clock(suspends=[{"by": "a", "until": "b", "at_most": 10}])
    held = [START, ("suspended", "2020-06-05")]
    assert reading(declared, calendar, "2020-06-15", *held).status is Tick.SUSPENDED
    over = reading(declared, calendar, "2020-06-16", *held)
    assert over.status is Tick.RESUMED and over.due_day == date(2020, 6, 22)
    late = reading(declared, calendar, "2020-07-20", *held, ("resumed", "2020-07-01"))
    assert late.due_day == date(2020, 6, 22) and late.overdue


def test_reminders_and_escalations(calendar: Calendar) -> None:
    declared = clock(
        remind=[{"before": 2, "to": "legal"}],
        escalate=[{"to": "leader"}, {"after": 3, "to": ["chief"], "label": {"zh": "督办", "en": "oversee"}}],
    )
    found = reading(declared, calendar, "2020-06-10", START)
    days = [(n.kind, n.at.date().isoformat(), n.to) for n in found.notices]
    assert days == [
        ("reminder", "2020-06-10", ("legal",)),
        ("escalation", "2020-06-12", ("leader",)),
        ("escalation", "2020-06-17", ("chief",)),
    ]
    assert len(found.pending()) == 1
    assert len(reading(declared, calendar, "2020-06-09", START).pending()) == 0
    assert len(reading(declared, calendar, "2020-06-13", START).pending()) == 2


def test_the_edition_in_force_on_the_day_of_the_start(
    sample: Callable[[str], Any], built: Callable[[Any], Workflow], calendar: Calendar
) -> None:
    data = sample("revocation")
    data["clocks"]["decision"]["versions"][0]["length"] = 5
    declared = built(data).clocks["decision"]
    assert version_on(declared, date(2020, 4, 30)).number == "公安部令第105号"
    assert version_on(declared, date(2020, 5, 1)).number == "公安部令第157号"
    old = reading(declared, calendar, "2020-05-20", ("started", "2020-04-30"))
    new = reading(declared, calendar, "2020-05-20", ("started", "2020-05-01"))
    assert (old.due_day, new.due_day) == (date(2020, 5, 11), date(2020, 5, 13))
    assert version_on(declared, date(2009, 3, 31)) is None


def test_the_sentence_names_article_number_and_day(calendar: Calendar) -> None:
    found = reading(clock("calendar_days", 30), calendar, "2020-06-10", ("started", "2020-06-05"))
    assert found.explain() == (
        "决定：依据第九条（令1号，2018-01-01起施行），2020-06-05开始，当日不计，期限30日，"
        "末日是休息日，顺延到下一个工作日，最迟2020-07-06完成。"
    )
    assert found.explain("en") == (
        "decision: by art. 9 (令1号, from 2018-01-01); started 2020-06-05, that day not counted, 30 days; "
        "moved from a day off to the next working day; to be done by 2020-07-06."
    )
    held = reading(clock(), calendar, "2020-06-15", START, ("suspended", "2020-06-05"))
    assert "中止10日不计，现在中止" in held.explain() and "now suspended" in held.explain("en")
    late = reading(clock("hours", 2), calendar, "2020-06-15", START)
    assert "最迟2020-06-03 11:30完成，已超期" in late.explain() and "overdue" in late.explain("en")


def test_before_the_law_knew_it_there_is_no_limit(calendar: Calendar) -> None:
    """Nor after it was repealed; the next run of the same clock is under the law of its own day."""
    version = {"length": 3, "unit": "hours", "number": "令1号", "article": {"zh": "条", "en": "art."}}
    declared = clock(versions=[version | {"from": "2020-06-01", "until": "2020-07-01"}])

    def due(*events: tuple[str, str]) -> str | None:
        told = [Event(Tick(kind), moment(day)) for kind, day in events]
        found = read(declared, told, moment("2020-12-31"), calendar)
        return found and found.until

    assert due(("started", "2020-05-31")) is None and due(("started", "2020-07-01")) is None
    assert due(("started", "2020-06-01")) == "2020-06-01 12:30"
    again = [("started", "2020-05-30"), ("stopped", "2020-06-02"), ("started", "2020-06-03")]
    assert due(*again) == "2020-06-03 12:30"


@pytest.mark.parametrize(
    ("unit", "size", "at", "said"),
    [
        ("working_days", 1, "2020-06-03", ("1个工作日", "1 working day", "until 2020-06-04")),
        ("calendar_days", 30, "2020-06-03", ("30日", "30 days", "until 2020-07-03")),
        ("hours", 3, "2020-06-03T11:00", ("1.5小时", "1.5 hours", "until 2020-06-03 12:30")),
        ("hours", 47, "2020-06-03T09:30", ("47小时", "47 hours", "until 2020-06-05 08:30")),
        ("hours", 48, "2020-06-03T09:30", ("2天", "2 days", "until 2020-06-05 09:30")),
        ("hours", 100, "2020-06-03", ("4天4小时", "4 days 4 hours", "until 2020-06-07 13:30")),
        ("months", 1, "2020-06-03", ("30日", "30 days", "until 2020-07-03")),  # once begun, in days
    ],
)
def test_what_is_left_is_told_in_the_unit_of_the_clock(
    unit: str, size: int, at: str, said: tuple[str, str, str], calendar: Calendar
) -> None:
    found = reading(clock(unit, size), calendar, at, START)
    assert (found.left.zh, found.left.en, f"until {found.until}") == said


def test_one_is_one_and_more_are_more(calendar: Calendar) -> None:
    late = reading(clock("hours", 2), calendar, "2020-06-03T12:30", START)
    assert (late.late.zh, late.late.en, late.gone.en) == ("1小时", "1 hour", "3 hours")
    assert late.left.en == "0 hours"
    assert "期限2小时" in late.explain() and "2 hours" in late.explain("en")
    held = reading(clock(), calendar, "2020-06-06", START, ("suspended", "2020-06-05"))
    assert "suspended for 1 day;" in held.explain("en") and held.until == ""


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ([("started", "2020-06-03"), ("stopped", "2020-06-02")], "WFL-212"),
        ([("started", "2026-12-30")], "WFL-401"),
    ],
)
def test_what_cannot_be_read_is_refused(events: list[tuple[str, str]], code: str, calendar: Calendar) -> None:
    with pytest.raises(Refused, match=code):
        reading(clock(), calendar, "2026-12-31", *events)


STARTS = st.integers(0, 300).map(lambda n: moment("2020-01-06") + timedelta(days=n, hours=n % 13))
UNITS = st.sampled_from(["working_days", "calendar_days", "months", "hours"])
HOURS = st.lists(st.integers(0, 300), max_size=5)


def run_of(start: datetime, hours: list[int]) -> list[Event]:
    """Suspended and resumed in turn."""
    events, at = [Event(Tick.STARTED, start)], start
    for number, wait in enumerate(hours):
        at += timedelta(hours=wait)
        events.append(Event(Tick.RESUMED if number % 2 else Tick.SUSPENDED, at))
    return events


@settings(max_examples=150, deadline=None)
@given(
    start=STARTS,
    unit=UNITS,
    length=st.integers(1, 20),
    hours=HOURS,
    at=st.integers(0, 2000),
    more=st.integers(0, 500),
)
def test_time_only_goes_on(
    start: datetime, unit: str, length: int, hours: list[int], at: int, more: int, calendar: Calendar
) -> None:
    declared, events = clock(unit, length), run_of(start, hours)
    first = read(declared, events, start + timedelta(hours=at), calendar)
    later = read(declared, events, start + timedelta(hours=at + more), calendar)
    assert first and later
    assert 0 <= first.elapsed <= later.elapsed
    assert 0 <= first.overdue_by <= later.overdue_by
    if first.due is not None and not first.overdue and later.due == first.due:
        assert later.remaining <= first.remaining
    for found in (first, later):
        assert found.remaining >= 0 and (found.remaining == 0 or not found.overdue)
        assert found.due is None or found.unrolled is None or found.due >= found.unrolled


@settings(max_examples=100, deadline=None)
@given(start=STARTS, length=st.integers(2, 25), wait=st.integers(0, 15), stood=st.integers(0, 90))
def test_a_suspension_moves_the_end_exactly_by_its_length(
    start: datetime, length: int, wait: int, stood: int, calendar: Calendar
) -> None:
    """The unrolled end; the printed one may move on to the next working day."""
    declared = clock("calendar_days", length)
    first = start + timedelta(days=min(wait, length - 1))
    events = [
        Event(Tick.STARTED, start),
        Event(Tick.SUSPENDED, first),
        Event(Tick.RESUMED, first + timedelta(days=stood)),
    ]
    plain = read(declared, events[:1], events[-1].at, calendar)
    moved = read(declared, events, events[-1].at, calendar)
    assert plain and moved and plain.unrolled and moved.unrolled
    assert moved.unrolled - plain.unrolled == timedelta(days=stood)
    assert moved.due_day == calendar.next_working_day(moved.unrolled.date())


def test_an_end_of_its_own_stands_in_place_of_the_length(calendar: Calendar) -> None:
    declared, events = clock("calendar_days", 60, roll="none"), [Event(Tick.STARTED, moment("2020-06-03"))]
    found = read(declared, events, moment("2020-06-20"), calendar, date(2020, 6, 13))
    assert found is not None
    assert (found.due_day, found.remaining, found.overdue, found.overdue_by) == (
        date(2020, 6, 13),
        0,
        True,
        7,
    )
    assert "另定" in found.explain() and "an end of its own" in found.explain("en")
    assert "60" not in found.explain()
