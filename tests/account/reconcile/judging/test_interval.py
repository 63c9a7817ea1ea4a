"""Interval arithmetic: whatever the true values are, the computed interval holds what they give."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luji.account.reconcile.judging.interval import (
    Interval,
    growth,
    growth_by_change,
    percent_of,
    total,
)

D = Decimal
numbers = st.decimals(min_value=-(10**8), max_value=10**8, places=4, allow_nan=False, allow_infinity=False)
positive = st.decimals(min_value=D("0.0100"), max_value=10**8, places=4, allow_nan=False)
halves = st.sampled_from([D(0), D("0.5"), D("0.05"), D("0.005")])
shares = st.integers(min_value=0, max_value=8)
# Division rounds at 28 digits; a true quotient may pass an end by that much and no more.
GRAIN = Fraction(1, 10**14)


def inside(interval: Interval, step: int) -> Fraction:
    """One of the values of an interval: its ends and seven between."""
    low, high = Fraction(interval.low), Fraction(interval.high)
    return low + (high - low) * step / 8


def holds(interval: Interval, value: Fraction) -> bool:
    return Fraction(interval.low) - GRAIN <= value <= Fraction(interval.high) + GRAIN


@settings(deadline=None)
@given(numbers, halves, shares, numbers, halves, shares)
def test_sum_and_difference_hold_the_true_values(
    a: Decimal, ha: Decimal, i: int, b: Decimal, hb: Decimal, j: int
) -> None:
    one, two = Interval.around(a, ha), Interval.around(b, hb)
    x, y = inside(one, i), inside(two, j)
    assert holds(one + two, x + y)
    assert holds(one - two, x - y)
    assert holds(-one, -x)


@settings(deadline=None)
@given(numbers, halves, shares, numbers)
def test_multiples_hold_the_true_value_and_stay_in_order(
    a: Decimal, half: Decimal, i: int, factor: Decimal
) -> None:
    one = Interval.around(a, half)
    made = one.times(factor)
    assert made.low <= made.high
    assert holds(made, inside(one, i) * Fraction(factor))


@settings(deadline=None)
@given(numbers, halves, shares, numbers, halves, shares)
def test_quotients_hold_the_true_value_or_are_refused(
    a: Decimal, ha: Decimal, i: int, b: Decimal, hb: Decimal, j: int
) -> None:
    one, two = Interval.around(a, ha), Interval.around(b, hb)
    made = one.over(two)
    if two.low <= 0 <= two.high:
        assert made is None
        return
    assert made is not None
    true = inside(one, i) / inside(two, j)
    assert abs(true - max(Fraction(made.low), min(Fraction(made.high), true))) <= abs(true) * GRAIN


@settings(deadline=None)
@given(positive, halves, shares, positive, halves, shares)
def test_growth_holds_the_true_rate(
    now: Decimal, hn: Decimal, i: int, before: Decimal, hb: Decimal, j: int
) -> None:
    assume(before > 2 * hb and now > hn)
    one, two = Interval.around(now, hn), Interval.around(before, hb)
    made = growth(one, two)
    assert made is not None
    x, y = inside(one, i), inside(two, j)
    true = (x - y) / y * 100
    slack = (abs(true) + 100) * GRAIN
    assert Fraction(made.low) - slack <= true <= Fraction(made.high) + slack


@settings(deadline=None)
@given(positive, halves, shares, numbers, halves, shares)
def test_growth_by_change_holds_the_true_rate(
    now: Decimal, hn: Decimal, i: int, change: Decimal, hc: Decimal, j: int
) -> None:
    one, two = Interval.around(now, hn), Interval.around(change, hc)
    made = growth_by_change(one, two)
    if one.low - two.high <= 0:
        assert made is None
        return
    assert made is not None
    x, y = inside(one, i), inside(two, j)
    true = y / (x - y) * 100
    slack = (abs(true) + 100) * GRAIN
    assert Fraction(made.low) - slack <= true <= Fraction(made.high) + slack


@settings(deadline=None)
@given(st.lists(st.tuples(numbers, halves, shares), max_size=12))
def test_totals_hold_the_sum_of_the_true_parts(parts: list[tuple[Decimal, Decimal, int]]) -> None:
    spans = [Interval.around(value, half) for value, half, _ in parts]
    true = sum((inside(s, p[2]) for s, p in zip(spans, parts, strict=True)), Fraction(0))
    assert holds(total(spans), true)
    assert total(spans).width() == sum((s.width() for s in spans), D(0))


@settings(deadline=None)
@given(numbers, halves, numbers, halves)
def test_gap_is_zero_exactly_where_the_two_meet(a: Decimal, ha: Decimal, b: Decimal, hb: Decimal) -> None:
    one, two = Interval.around(a, ha), Interval.around(b, hb)
    assert one.gap(two) == two.gap(one) >= 0
    assert (one.gap(two) == 0) == one.meets(two) == two.meets(one)


@settings(deadline=None)
@given(numbers, halves)
def test_the_middle_of_what_lies_around_a_value_is_the_value(value: Decimal, half: Decimal) -> None:
    one = Interval.around(value, half)
    assert one.middle() == value
    assert one.width() == 2 * half


def test_nothing_adds_up_to_zero() -> None:
    assert total([]) == Interval.point(D(0))


@pytest.mark.parametrize(
    ("part", "whole", "per", "low", "high"),
    [
        ("1", "4", 100, "25", "25"),
        ("1", "4", 1000, "250", "250"),
        ("0", "7", 100, "0", "0"),
        ("-1", "4", 100, "-25", "-25"),
    ],
)
def test_percentages_of_points(part: str, whole: str, per: int, low: str, high: str) -> None:
    assert percent_of(Interval.point(D(part)), Interval.point(D(whole)), per) == Interval(D(low), D(high))


@pytest.mark.parametrize("whole", [Interval(D(-1), D(1)), Interval(D(0), D(3)), Interval(D(-3), D(0))])
def test_nothing_is_divided_by_what_may_be_zero(whole: Interval) -> None:
    one = Interval.point(D(5))
    assert one.over(whole) is None
    assert percent_of(one, whole) is None
    assert growth(one, whole) is None


def test_a_change_as_large_as_the_figure_has_no_rate() -> None:
    assert growth_by_change(Interval.point(D("5.20")), Interval.point(D("5.20"))) is None
    assert growth_by_change(Interval.point(D("5.20")), Interval.point(D("6.00"))) is None


def test_the_rate_of_a_rounded_amount_is_an_interval_around_the_printed_one() -> None:
    made = growth_by_change(
        Interval.around(D("9859.38"), D("0.005")), Interval.around(D("1062.85"), D("0.005"))
    )
    assert made is not None
    assert made.low < D("12.0826") < made.high
    assert made.width() < D("0.001")


def test_intervals_that_touch_meet_and_those_apart_keep_their_distance() -> None:
    assert Interval(D(0), D(1)).meets(Interval(D(1), D(2)))
    assert not Interval(D(0), D(1)).meets(Interval(D("1.01"), D(2)))
    assert Interval(D(0), D(1)).gap(Interval(D("1.25"), D(2))) == D("0.25")


def test_growth_by_change_of_a_fall() -> None:
    computed = growth_by_change(Interval.point(D("19.86")), Interval.point(D("-3.59")))
    assert computed is not None
    assert round(computed.middle(), 2) == D("-15.31")
