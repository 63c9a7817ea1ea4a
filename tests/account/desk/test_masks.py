"""Masking of what names a person or a vehicle."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.desk.masks import HIDDEN, mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("湘N12345", "湘N∗∗∗∗5"),
        ("张三", "张∗"),
        ("李", "李"),
        ("欧阳春花", "欧∗∗∗"),
        ("080123", "08∗∗∗3"),
        ("", ""),
    ],
)
def test_examples(text, masked):
    assert mask(text) == masked


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=40))
def test_length_stays_and_at_most_three_characters_show(text):
    masked = mask(text)
    assert len(masked) == len(text)
    shown = [a for a, b in zip(masked, text, strict=True) if a == b and b != HIDDEN]
    assert len(shown) <= 3
