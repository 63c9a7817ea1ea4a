"""Money: exact, in 元 and 万元, no float anywhere."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.money import Money, exact, half_up

FEN = st.integers(-(10**14), 10**14).map(lambda n: Money(Decimal(n) / 100))


def test_parts_given_in_wan_add_to_the_total() -> None:
    assert Money.wan("10.01") + Money.wan("9.99") == Money("200000")
    assert Money.total([]) == Money(0)


@pytest.mark.parametrize("bad", [1.5, True, None, b"1"])
def test_only_exact_numbers_become_money(bad: object) -> None:
    with pytest.raises(TypeError):
        Money(bad)  # type: ignore[arg-type]


@pytest.mark.parametrize("bad", ["", "abc", "1,000", "NaN", "Infinity", "-sNaN"])
def test_text_that_is_no_number_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="number"):
        exact(bad)


@pytest.mark.parametrize(
    ("number", "decimals", "rounded"),
    [
        ("2.345", 2, "2.35"),
        ("-2.345", 2, "-2.35"),
        ("2.3449", 2, "2.34"),
        ("0.5", 0, "1"),
        ("62.415", 2, "62.42"),
    ],
)
def test_the_half_goes_away_from_zero(number: str, decimals: int, rounded: str) -> None:
    assert str(half_up(Decimal(number), decimals)) == rounded


@given(st.lists(FEN))
def test_a_total_does_not_depend_on_order(amounts: list[Money]) -> None:
    assert Money.total(amounts) == Money.total(reversed(amounts))


@given(FEN, FEN)
def test_subtraction_undoes_addition(a: Money, b: Money) -> None:
    assert a + b - b == a
    assert a + -a == Money(0)
    assert not (a - a)


@given(FEN)
def test_wan_is_a_ten_thousandth(a: Money) -> None:
    assert a.in_wan(6) * 10_000 == a.yuan
    assert Money.wan(a.yuan) == a * 10_000


def test_is_printed_with_separators_and_fen() -> None:
    assert str(Money("1234567.8")) == "1,234,567.80元"
    assert str(Money.wan("0.5").in_yuan()) == "5000.00"
