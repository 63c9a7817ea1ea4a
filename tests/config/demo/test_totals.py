"""The totals: growth as published, sums that close, both years complete."""

from decimal import Decimal

import pytest

from luji.base.kernel.money import half_up
from luji.config.demo.totals import (
    ACCIDENTS,
    BULLETINS,
    COUNTS,
    HAZARDS_LATE,
    HAZARDS_PUSHED,
    HAZARDS_RECTIFIED,
    MONEY,
    SURVEY,
    VIOLATIONS,
    YEARS,
)


@pytest.mark.parametrize(("field", "growth"), [("total", "62.42"), ("on_site", "48.83"), ("key", "79.17")])
def test_violations_grow_as_published(field: str, growth: str) -> None:
    before, now = (Decimal(getattr(VIOLATIONS[year], field)) for year in YEARS)
    assert half_up((now - before) * 100 / before, 2) == Decimal(growth)


@pytest.mark.parametrize("year", YEARS)
def test_violations_on_site_and_of_key_kinds_fit_into_the_whole(year: int) -> None:
    totals = VIOLATIONS[year]
    assert totals.key_on_site < min(totals.key, totals.on_site)
    assert totals.key + totals.on_site - totals.key_on_site < totals.total


@pytest.mark.parametrize("field", ["cases", "deaths", "injuries"])
def test_every_accident_figure_falls(field: str) -> None:
    before, now = (getattr(ACCIDENTS[year], field) for year in YEARS)
    assert 0 < now < before


def test_the_outlay_of_2020_is_the_published_one() -> None:
    money = MONEY[2020]
    assert money.personnel + money.office == Decimal("1383.43")
    assert money.executed == Decimal("2664.08")


def test_the_execution_line_of_2020_scores_995() -> None:
    rate = MONEY[2020].executed / MONEY[2020].budget
    assert Decimal("0.9945") <= rate < Decimal("0.9955")
    assert half_up(rate * 10, 2) == Decimal("9.95")


@pytest.mark.parametrize("year", YEARS)
def test_the_budget_is_adjusted_every_year_by_less_than_a_tenth(year: int) -> None:
    money = MONEY[year]
    assert money.executed <= money.budget
    assert 0 < abs(money.budget - money.initial) < money.initial / 10
    assert money.reduced > 0


@pytest.mark.parametrize("year", YEARS)
def test_parts_do_not_exceed_their_whole(year: int) -> None:
    assert BULLETINS[year][1] <= BULLETINS[year][0]
    assert SURVEY[year][1] <= SURVEY[year][0]
    late = HAZARDS_LATE if year == 2020 else 0
    assert HAZARDS_RECTIFIED[year] - late <= HAZARDS_PUSHED[year]


def test_every_count_stands_for_both_years() -> None:
    assert {word for word, by_year in COUNTS.items() if set(by_year) != set(YEARS)} == set()
