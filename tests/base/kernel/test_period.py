"""Periods: reading, neighbours, the same period last year, names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.period import Period
from luji.base.kernel.problem import Refused

MONTHS = st.builds(Period.month, st.integers(1990, 2090), st.integers(1, 12))
NAMED = st.sampled_from(
    ["2020", "2020H1", "2020H2", "2020Q1", "2020Q4", "2020-02", "2020-12", "2020-W01", "2020-W53"]
)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020年", "2020-01-01", "2020-12-31"),
        ("2020年度", "2020-01-01", "2020-12-31"),
        ("2020H2", "2020-07-01", "2020-12-31"),
        ("2020Q3", "2020-07-01", "2020-09-30"),
        ("2020-q3", "2020-07-01", "2020-09-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020年2月", "2020-02-01", "2020-02-29"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2020-01-05..2020-01-09", "2020-01-05", "2020-01-09"),
    ],
)
def test_reads_what_people_write(text: str, start: str, end: str) -> None:
    period = Period.parse(text)
    assert (str(period.start), str(period.end)) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["", "20", "2020H3", "2020Q0", "2020Q5", "2020-13", "2020-00", "2019-W53", "2020-W54", "twenty", "2020-1-1",
     "2020-02-30..2020-03-01", "2020-03-01..2020-02-01", "0000", "2020 2021"],
)  # fmt: skip
def test_refuses_what_is_no_period(text: str) -> None:
    with pytest.raises(Refused) as refused:
        Period.parse(text)
    assert refused.value.problems[0].code == "KRN-001"


@given(NAMED)
def test_the_written_form_reads_back(text: str) -> None:
    period = Period.parse(text)
    assert str(period) == text
    assert Period.parse(str(period)) == period


@given(MONTHS, st.integers(-100, 100))
def test_shifting_there_and_back_changes_nothing(month: Period, steps: int) -> None:
    assert month.shifted(steps).shifted(-steps) == month


@given(NAMED)
def test_the_previous_period_ends_the_day_before(text: str) -> None:
    period = Period.parse(text)
    previous = period.previous()
    assert (period.start - previous.end).days == 1
    assert previous.kind == period.kind


@given(NAMED.filter(lambda text: "W" not in text))
def test_the_same_period_last_year_has_the_same_shape(text: str) -> None:
    period = Period.parse(text)
    last = period.same_last_year()
    assert (last.start.year, last.start.month) == (2019, period.start.month)
    assert last.kind == period.kind
    assert last.whole_months()


def test_the_same_week_last_year_keeps_its_number_where_there_is_one() -> None:
    assert str(Period.parse("2020-W27").same_last_year()) == "2019-W27"
    assert str(Period.parse("2020-W53").same_last_year()) == "2019-W52"


def test_a_range_ending_on_leap_day_is_compared_with_the_28th() -> None:
    last = Period.parse("2020-02-01..2020-02-29").same_last_year()
    assert last.end == date(2019, 2, 28)


def test_months_cover_a_year_without_gap() -> None:
    months = Period.year(2020).months()
    assert len(months) == 12
    assert sum((m.end - m.start).days + 1 for m in months) == 366


def test_contains_days_and_periods() -> None:
    year = Period.year(2020)
    assert year.contains(date(2020, 12, 31))
    assert not year.contains(date(2021, 1, 1))
    assert year.contains(Period.parse("2020Q4"))
    assert not year.contains(Period.parse("2020-W53"))


def test_cumulative_starts_with_the_year_of_its_end() -> None:
    assert str(Period.parse("2020Q3").cumulative()) == "2020-01-01..2020-09-30"
    assert Period.parse("2020Q2").cumulative().kind == "half"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2020", "2020年", "2020"),
        ("2020H2", "2020年下半年", "H2 2020"),
        ("2020Q4", "2020年第四季度", "Q4 2020"),
        ("2020-07", "2020年7月", "July 2020"),
        ("2020-W27", "2020年第27周", "week 27, 2020"),
        ("2020-01-02..2020-01-03", "2020-01-02至2020-01-03", "2020-01-02 to 2020-01-03"),
    ],
)
def test_is_named_as_people_name_it(text: str, zh: str, en: str) -> None:
    assert (Period.parse(text).label(), Period.parse(text).label("en")) == (zh, en)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(Refused):
        Period(date(2020, 2, 1), date(2020, 1, 1))
