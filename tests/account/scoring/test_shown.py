"""Printing of values: scale, decimals, measure."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from luji.account.scoring.shown import Shown
from luji.base.kernel.text import Text

WAN = Shown(measure=Text("万元", "10k CNY"), scale="万", decimals=2)


def test_money_in_wan() -> None:
    assert WAN.say(Decimal("26640800")) == "2664.08 万元"
    assert WAN.say(Decimal("26640800"), "en") == "2664.08 10k CNY"
    assert WAN.number(Decimal("26640850")) == "2664.09"


def test_grain_and_unit_follow_scale_and_decimals() -> None:
    assert (WAN.grain, WAN.one) == (Decimal(100), Decimal(10000))
    assert (Shown().grain, Shown().one) == (1, 1)
    assert Shown(decimals=2).grain == Decimal("0.01")


def test_no_measure_leaves_no_blank() -> None:
    assert Shown().text(Decimal(5)) == Text("5", "5")


def test_an_unknown_scale_is_refused() -> None:
    with pytest.raises(ValidationError):
        Shown.model_validate({"scale": "千"})
