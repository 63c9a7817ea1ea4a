"""Rounding of points: two decimals, half up, exact."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.account.scoring.points import cents, of_cents, plain, whole_cents


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("9.945", 995),
        ("9.9449999999999999999999999999999", 994),
        ("9.955", 996),
        ("0", 0),
        ("0.005", 1),
        ("0.0049", 0),
    ],
)
def test_half_goes_up(points: str, expected: int) -> None:
    assert cents(Fraction(points)) == expected


def test_a_third_is_not_rounded_before_its_time() -> None:
    assert cents(Fraction(1, 3) * 3) == 100
    assert cents(Fraction(199, 200) * 10) == 995


@given(st.decimals(min_value=0, max_value=1000, places=6))
def test_agrees_with_decimal_rounding(points: Decimal) -> None:
    assert of_cents(cents(points)) == points.quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_points_are_printed_plainly() -> None:
    assert [plain(Decimal(n)) for n in ("10", "10.00", "0.50", "100", "1E+2")] == [
        "10",
        "10",
        "0.5",
        "100",
        "100",
    ]
    assert plain(Fraction(5, 2)) == "2.5"
    assert f"{of_cents(995)}" == "9.95" and f"{of_cents(1000)}" == "10.00"


def test_more_than_two_decimals_are_seen() -> None:
    assert whole_cents(Decimal("7.25")) and whole_cents(Decimal(7))
    assert not whole_cents(Decimal("7.255"))
