"""Quantities: the interval of a printed number holds the number it was rounded from."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language.quantity import Bound, Quantity, Role, bare
from luji.account.reconcile.language.units import unit

D = Decimal


def printed(text: str, measure: str, bound: Bound = Bound.EXACT) -> Quantity:
    value = D(text.replace(",", ""))
    return Quantity(text, value, len(text.partition(".")[2]), unit(measure), 0, len(text), len(text), bound)


@settings(deadline=None)
@given(
    st.decimals(min_value=-(10**7), max_value=10**7, places=6, allow_nan=False),
    st.integers(0, 4),
    st.sampled_from(["元", "万元", "亿元", "公里", "万人", "%"]),
)
def test_a_rounded_number_can_have_been_what_it_was(true: Decimal, decimals: int, measure: str) -> None:
    shown = true.quantize(D(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    assume(shown)  # a printed zero is read as nothing at all
    made = printed(f"{shown:f}", measure)
    span = made.interval()
    assert span.low <= true * made.unit.factor <= span.high
    assert span.width() == made.step


@pytest.mark.parametrize(
    ("text", "measure", "half", "step"),
    [
        ("1383.43", "万元", "50", "100"),
        ("9.09", "%", "0.005", "0.01"),
        ("8", "万元", "5000", "10000"),
        ("33", "起", "0", "1"),  # a count is exact
        ("50.52", "万起", "50", "100"),  # in 万 it is not
        ("126", "人", "0", "1"),
        ("5", "万人", "5000", "10000"),
        ("1.2", "万个", "500", "1000"),
        ("5", "%", "0.5", "1"),
        ("0", "万元", "0", "10000"),  # nothing is nothing
    ],
)
def test_what_the_printed_digits_leave_open(text: str, measure: str, half: str, step: str) -> None:
    made = printed(text, measure)
    assert (made.half, made.step) == (D(half), D(step))


@pytest.mark.parametrize(
    ("bound", "inside", "outside"),
    [
        (Bound.EXACT, ["100"], ["99", "101"]),
        (Bound.OVER, ["100", "109", "110"], ["99", "111"]),
        (Bound.UNDER, ["100", "91", "90"], ["101", "89"]),
        (Bound.ABOUT, ["90", "100", "110"], ["89", "111"]),
    ],
)
def test_bounds_widen_to_their_side(bound: Bound, inside: list[str], outside: list[str]) -> None:
    span = printed("100", "起", bound).interval()
    assert all(span.low <= D(v) <= span.high for v in inside)
    assert not any(span.low <= D(v) <= span.high for v in outside)


@pytest.mark.parametrize("bound", list(Bound))
def test_bounds_of_negative_numbers_keep_their_order(bound: Bound) -> None:
    span = printed("-100", "万元", bound).interval()
    assert span.low < span.high
    assert span.low <= D(-1_000_000) <= span.high


def test_amounts_are_in_the_smallest_unit() -> None:
    assert printed("2.5", "万元").amount == D(25_000)
    assert printed("1", "亿元").amount == 10**8 * D(1)
    assert printed("3", "公里").amount == 3000


def test_a_quantity_prints_as_it_stood() -> None:
    assert printed("1,234.50", "万元").printed() == "1,234.50万元"
    assert bare("12", D(12), 0, 3, 5).printed() == "12"


def test_a_bare_number_has_no_unit_and_is_an_amount_until_words_say_otherwise() -> None:
    made = bare("1.65", D("1.65"), 2, 3, 7)
    assert (made.unit.dim, made.role, made.sign, made.bound) == ("", Role.LEVEL, 1, Bound.EXACT)
    assert (made.start, made.number_end, made.end) == (3, 7, 7)


def test_two_quantities_alike_are_still_two() -> None:
    assert printed("5", "元") != printed("5", "元")
