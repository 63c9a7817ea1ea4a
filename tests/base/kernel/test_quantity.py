"""Quantities: the printed number, 余, 超 and 约."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.quantity import Bound, Quantity, Wording

OVER = Wording("次", Bound.AT_LEAST)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("33", "30余次"),
        ("30", "30次"),
        ("31", "30余次"),
        ("39.5", "30余次"),
        ("9", "9次"),
        ("10", "10次"),
        ("0", "0次"),
    ],
)
def test_yu_is_said_only_of_what_truly_exceeds(value: str, said: str) -> None:
    assert Quantity(Decimal(value), OVER).say() == said


def test_scale_and_decimals() -> None:
    wan = Wording("起", Bound.ABOUT, "万", 2)
    assert Quantity(Decimal(123456), wan).say() == "12.35万起"
    assert Quantity(Decimal(123449), wan).say("en") == "12.34 万起"


def test_exceeding_a_round_figure() -> None:
    views = Wording("次", Bound.AT_LEAST, "万", 0, 100, "超")
    assert Quantity(Decimal(2_034_567), views).say() == "超200万次"
    assert Quantity(Decimal(2_034_567), views).say("en") == "over 200 万次"
    assert Quantity(Decimal(2_000_000), views).say() == "200万次"
    assert Quantity(Decimal(990_000), views).say() == "99万次"


def test_english_names_the_bound() -> None:
    assert Quantity(Decimal(33), OVER).say("en") == "over 30 次"
    assert Quantity(Decimal(3)).say("en") == "3"


@given(st.integers(0, 10**9), st.integers(1, 1000))
def test_the_stated_number_never_exceeds_the_true_one(value: int, step: int) -> None:
    quantity = Quantity(Decimal(value), Wording("次", Bound.AT_LEAST, step=step))
    assert quantity.stated() <= value
    assert value - quantity.stated() < step or not quantity.is_over()
    assert quantity.is_over() or quantity.stated() == value


@pytest.mark.parametrize("bad", [{"scale": "千"}, {"decimals": -1}, {"step": 0}])
def test_a_wording_that_cannot_be_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"scale|decimals"):
        Wording(**bad)  # type: ignore[arg-type]


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError):
        Quantity(1.5)  # type: ignore[arg-type]
