"""The shipped calendar against known counts, a dull reference, and broken notices."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.kernel.problem import Refused
from luji.record.workflow.calendar import Calendar, DayKind

FOLDER = Path(__file__).parents[3] / "content" / "calendar"
NOTICES = [yaml.safe_load(p.read_text("utf-8")) for p in sorted(FOLDER.glob("*.yaml"))]
CALENDAR = Calendar.load(sorted(FOLDER.glob("*.yaml")))
DAYS = st.dates(date(2018, 2, 1), date(2026, 11, 30))

# Days off named, of these in lieu, shifted working days, working days of the year (published lists).
COUNTS = {
    2018: (25, 8, 7, 250),
    2019: (28, 6, 6, 250),
    2020: (30, 6, 6, 249),
    2021: (31, 7, 7, 250),
    2022: (32, 7, 7, 249),
    2023: (28, 7, 7, 249),
    2024: (28, 8, 8, 251),
    2025: (28, 5, 5, 248),
    2026: (33, 6, 6, 248),
}


@pytest.mark.parametrize("year", COUNTS)
def test_the_counts_of_a_year(year: int) -> None:
    count = CALENDAR.count(year)
    off, worked = (
        count[DayKind.HOLIDAY] + count[DayKind.LIEU],
        count[DayKind.WORKING] + count[DayKind.SHIFTED],
    )
    assert (off, count[DayKind.LIEU], count[DayKind.SHIFTED], worked) == COUNTS[year]
    assert sum(count.values()) == (366 if year % 4 == 0 else 365)


@pytest.mark.parametrize("notice", NOTICES, ids=lambda n: n["year"])
def test_every_year_names_its_notice(notice: dict[str, Any]) -> None:
    assert f"{notice['year']}年" in notice["sources"][0]["title"]["zh"]
    assert notice["sources"][0]["number"].startswith(f"国办发明电〔{notice['year'] - 1}〕")


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2020-01-19", DayKind.SHIFTED),
        ("2020-01-31", DayKind.HOLIDAY),  # the festival was lengthened in 2020
        ("2020-02-01", DayKind.HOLIDAY),  # … so this Saturday was not worked after all
        ("2020-02-03", DayKind.WORKING),
        ("2019-05-02", DayKind.LIEU),  # Labour Day of 2019 was changed by a second notice
        ("2018-12-29", DayKind.SHIFTED),  # named by the notice of 2019
        ("2023-12-30", DayKind.HOLIDAY),
        ("2020-07-04", DayKind.WEEKEND),
        ("2020-07-06", DayKind.WORKING),
    ],
)
def test_single_days(day: str, kind: DayKind) -> None:
    assert CALENDAR.kind(date.fromisoformat(day)) is kind
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is kind.works


def test_the_festival_of_a_day() -> None:
    spring, shifted = CALENDAR.festival(date(2020, 1, 25)), CALENDAR.festival(date(2020, 1, 19))
    assert spring and spring.zh == "春节" and shifted and shifted.en == "Spring Festival"
    assert CALENDAR.festival(date(2020, 7, 6)) is None


def test_adding_over_the_long_holiday() -> None:
    assert CALENDAR.add_working_days(date(2020, 1, 21), 3) == date(2020, 2, 3)
    assert CALENDAR.add_working_days(date(2020, 2, 3), -3) == date(2020, 1, 21)
    assert CALENDAR.add_working_days(date(2020, 1, 25), 0) == date(2020, 1, 25)
    assert CALENDAR.next_working_day(date(2020, 1, 24)) == date(2020, 2, 3)


@settings(max_examples=150, deadline=None)
@given(day=DAYS, count=st.integers(-15, 15))
def test_adding_agrees_with_counting_day_by_day(day: date, count: int, reference: Any) -> None:
    assert CALENDAR.add_working_days(day, count) == reference("workflow_days").add(day, count, NOTICES)


@settings(max_examples=100, deadline=None)
@given(start=DAYS, days=st.integers(0, 60))
def test_between_agrees_with_counting_day_by_day(start: date, days: int, reference: Any) -> None:
    end = min(start + timedelta(days=days), date(2026, 12, 31))
    found = CALENDAR.working_days_between(start, end)
    assert found == reference("workflow_days").between(start, end, NOTICES)
    assert CALENDAR.working_days_between(end, start) == -found


@settings(max_examples=150, deadline=None)
@given(day=DAYS, count=st.integers(1, 15))
def test_between_undoes_adding(day: date, count: int) -> None:
    end = CALENDAR.add_working_days(day, count)
    assert CALENDAR.working_days_between(day, end) == count
    assert CALENDAR.is_working_day(end)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [p.code for p in refused.value.problems]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: CALENDAR.kind(date(2027, 1, 1)),
        lambda: CALENDAR.kind(date(2017, 12, 31)),
        lambda: CALENDAR.festival(date(2027, 1, 1)),
        lambda: CALENDAR.count(2027),
        lambda: CALENDAR.next_working_day(date(2027, 1, 1)),
        lambda: CALENDAR.add_working_days(date(2026, 12, 31), 1),
        lambda: CALENDAR.add_working_days(date(2018, 1, 1), -1),
        lambda: CALENDAR.working_days_between(date(2026, 12, 1), date(2027, 1, 5)),
        lambda: CALENDAR.working_days_between(date(2017, 1, 1), date(2018, 1, 5)),
        lambda: Calendar([]).is_working_day(date(2020, 1, 1)),
    ],
)
def test_a_year_without_notice_is_never_guessed(ask: Any) -> None:
    with pytest.raises(Refused) as refused:
        ask()
    assert codes(refused) == ["WFL-401"]


def test_the_message_names_the_year_that_is_missing() -> None:
    with pytest.raises(Refused) as refused:
        CALENDAR.add_working_days(date(2026, 12, 31), 5)
    assert "2027" in refused.value.problems[0].zh and "2018–2026" in refused.value.problems[0].cure_zh


HEAD = "year: 2020\nsources: [{title: {zh: 通知, en: notice}, number: 文号}]\nholidays:\n"
FESTIVAL = "  - festival: {zh: 节, en: feast}\n"


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("    free: 2020-05-01..2020-05-05\n    worked: [2020-05-11]\n", "WFL-405", 6),
        ("    free: 2020-05-01..2020-05-05\n    lieu: [2020-05-06]\n", "WFL-406", 6),
        ("    free: 2020-05-01..2020-05-05\n    lieu: [2020-05-02]\n", "WFL-406", 6),
        ("    free: 2021-05-01..2021-05-05\n", "WFL-404", 4),
        ("    free: 2019-11-30..2019-11-30\n", "WFL-404", 4),
        ("    free: 2020-05-01..2020-05-05\n    worked: [2020-05-02]\n", "WFL-403", 4),
        ("    free: 2020-05-05..2020-05-01\n", "KRN-015", 5),
        ("    free: May\n", "KRN-015", 5),
        ("    fre: 2020-05-01\n", "KRN-013", 5),
    ],
)
def test_broken_notices_are_refused(body: str, code: str, line: int, tmp_path: Path) -> None:
    path = tmp_path / "2020.yaml"
    path.write_text(HEAD + FESTIVAL + body, "utf-8")
    with pytest.raises(Refused) as refused:
        Calendar.load([path])
    assert (code, line) in [(p.code, p.where.line) for p in refused.value.problems]


def test_mistakes_of_several_files_are_told_together(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(HEAD + FESTIVAL + "    free: 2020-05-01..2020-05-01\n", "utf-8")
    (tmp_path / "c.yaml").write_text("year: x\n", "utf-8")
    with pytest.raises(Refused) as refused:
        Calendar.load(sorted(tmp_path.glob("*.yaml")))
    assert {p.code for p in refused.value.problems} == {"WFL-403", "KRN-014", "KRN-015"}


def test_a_gap_between_years_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        Calendar(y for y in CALENDAR.years.values() if y.year != 2021)
    assert codes(refused) == ["WFL-402"]
