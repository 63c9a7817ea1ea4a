"""Chinese numerals."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.account.reconcile.language.numerals import decimal, fraction, integer


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("三十二", 32),
        ("一百零八", 108),
        ("两千三百", 2300),
        ("一万二千", 12000),
        ("廿三", 23),
        ("二〇二六", 2026),
        ("三亿零五万", 300050000),
        ("一百二", 120),
        ("十五", 15),
    ],
)
def test_integers(text: str, value: int) -> None:
    assert integer(text) == value


@pytest.mark.parametrize("text", ["", "万", "百", "甲", "三甲"])
def test_no_numerals(text: str) -> None:
    assert integer(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三分之一", D(100) / 3),
        ("百分之五", D(5)),
        ("千分之三", D("0.3")),
        ("两成", D(20)),
        ("三成五", D(35)),
        ("一半", D(50)),
        ("过半", D(50)),
    ],
)
def test_fractions(text: str, value: D) -> None:
    assert fraction(text) == value


@pytest.mark.parametrize("text", ["零分之一", "成", "分之", "三分"])
def test_no_fractions(text: str) -> None:
    assert fraction(text) is None


def test_decimals() -> None:
    assert decimal("三点一四") == D("3.14")
    assert decimal("三点") is None
    assert decimal("点五") is None


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两廿点成分之半", max_size=9))
def test_any_string_is_read_or_refused(text: str) -> None:
    for reader in (integer, decimal, fraction):
        value = reader(text)
        assert value is None or value >= 0
