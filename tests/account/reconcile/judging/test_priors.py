"""Prior years: the true one is always among those proved, and none is named that does not round to the rate."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luji.account.reconcile.judging.priors import MOST, prior_interval, whole_priors
from luji.account.reconcile.language.quantity import Bound, Quantity
from luji.account.reconcile.language.units import UNITS, unit

D = Decimal


def count(value: int, measure: str = "起") -> Quantity:
    return Quantity(str(value), D(value), 0, unit(measure), 0, 1, 2)


def amount(text: str, measure: str) -> Quantity:
    return Quantity(text, D(text), len(text.partition(".")[2]), unit(measure), 0, 1, 2)


def rate(text: str, sign: int = 1) -> Quantity:
    made = Quantity(text, D(text), len(text.partition(".")[2]), UNITS["%"], 0, 1, 2)
    made.sign = sign
    return made


def printed(now: int, before: int, places: int = 2) -> tuple[str, int]:
    exact = D(now - before) / before * 100
    shown = abs(exact).quantize(D(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{shown:f}", 1 if exact >= 0 else -1


@settings(deadline=None)
@given(st.integers(1, 200_000), st.integers(1, 200_000))
def test_the_true_year_before_is_always_found(now: int, before: int) -> None:
    text, sign = printed(now, before)
    assume(not (sign < 0 and D(text) >= 100))
    priors = whole_priors(count(now), rate(text, sign))
    if priors is not None:
        assert before in priors


@settings(deadline=None)
@given(st.integers(1, 100_000), st.integers(-9000, 90_000))
def test_every_year_before_that_is_named_rounds_to_the_rate(now: int, basis: int) -> None:
    """Each candidate gives the printed rate again, within half a unit of its last digit."""
    value = D(abs(basis)).scaleb(-2)
    stated = rate(f"{value:.2f}", 1 if basis >= 0 else -1)
    priors = whole_priors(count(now), stated)
    for prior in (priors or [])[:50]:
        again = D(now - prior) / prior * 100 * stated.sign
        assert abs(again - value) <= D("0.005")


@settings(deadline=None)
@given(st.integers(1, 100_000), st.integers(1, 100_000))
def test_the_interval_holds_the_true_year_before(now: int, before: int) -> None:
    text, sign = printed(now, before, 1)
    assume(not (sign < 0 and D(text) >= D("99.9")))
    span = prior_interval(count(now), rate(text, sign))
    assert span is not None
    assert span.low - D("1e-9") <= before <= span.high + D("1e-9")


def test_sixty_thousand_at_seventy_nine_per_cent_leaves_two_numbers() -> None:
    assert whole_priors(count(66577), rate("79.17")) == [37158, 37159]


def test_a_rise_of_half_from_whole_numbers_never_leads_to_seven() -> None:
    assert whole_priors(count(7), rate("50.00")) == []


def test_a_count_in_ten_thousands_leaves_an_interval() -> None:
    span = prior_interval(amount("50.52", "万起"), rate("62.42"))
    assert span is not None
    assert D(311_000) < span.low < D(311_050) < span.high < D(311_100)
    assert whole_priors(amount("50.52", "万起"), rate("62.42")) is None


@pytest.mark.parametrize(
    ("now", "stated"),
    [
        (count(0), rate("50.00")),  # from nothing nothing is proved
        (amount("12.5", "起"), rate("50.00")),  # no whole count
        (amount("12", "万元"), rate("50.00")),  # money is rounded
    ],
)
def test_what_cannot_be_asked(now: Quantity, stated: Quantity) -> None:
    assert whole_priors(now, stated) is None


@pytest.mark.parametrize("bound", [Bound.OVER, Bound.UNDER, Bound.ABOUT])
def test_bounds_prove_nothing(bound: Bound) -> None:
    vague = count(1500)
    vague.bound = bound
    assert whole_priors(vague, rate("50.00")) is None
    loose = rate("50.00")
    loose.bound = bound
    assert whole_priors(count(1500), loose) is None


def test_a_fall_of_everything_has_no_year_before() -> None:
    assert prior_interval(count(5), rate("100.00", -1)) is None
    assert whole_priors(count(5), rate("100.00", -1)) is None


def test_too_many_candidates_are_not_listed() -> None:
    assert whole_priors(count(10_000_000), rate("5")) is None
    listed = whole_priors(count(100_000), rate("5.0"))
    assert listed is not None
    assert 1 < len(listed) <= MOST
