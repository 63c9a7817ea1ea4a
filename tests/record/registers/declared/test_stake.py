"""Stakes in one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.record.registers.declared import stake


@pytest.mark.parametrize(("text", "wanted"), [
    ("K1290+300", "K1290+300"), ("k1290＋3", "K1290+003"), (" ZK12 + 45 ", "ZK12+045"), ("YK0", "YK0+000"), ("K0012", "K12+000"),
])  # fmt: skip
def test_a_stake_has_one_spelling(text, wanted):
    assert stake.read(text) == wanted


@pytest.mark.parametrize(
    "text", ["", "K", "1290", "K12+1000", "XK12+1", "K12345", "K1+-2", "K1+2+3", "K1.5", "一百"]
)
def test_anything_else_is_none(text):
    assert stake.read(text) is None


@given(st.integers(0, 9_999_999))
def test_metres_come_back(metres):
    assert stake.metres(stake.read(f"K{metres // 1000}+{metres % 1000}")) == metres
