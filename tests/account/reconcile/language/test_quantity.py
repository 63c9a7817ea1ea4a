"""What a printed number can have been."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from luji.account.reconcile.language.lexer import quantities
from luji.account.reconcile.language.quantity import Quantity, bare


def one(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("12.34万元", D(50)),
        ("12万元", D(5000)),
        ("12个", D(0)),
        ("1.2万个", D(500)),
        ("0万元", D(0)),
        ("5%", D("0.5")),
    ],
)
def test_half_a_unit_of_the_last_digit(text: str, half: D) -> None:
    assert one(text).half == half


def test_over_reaches_up_and_under_down() -> None:
    over, under, about = one("超过30次").interval(), one("不足30次").interval(), one("约30次").interval()
    assert over.low == 30 < over.high
    assert under.low < 30 == under.high
    assert about.low < 30 < about.high


def test_printed_with_its_unit() -> None:
    assert one("1,234.50万元").printed() == "1,234.50万元"
    assert bare("7", D(7), 0, 0, 1).printed() == "7"
