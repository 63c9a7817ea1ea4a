"""Folding keeps every character's place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.account.reconcile.language.fold import fold


@pytest.mark.parametrize(
    ("original", "folded"),
    [
        ("８，０５８万元", "8,058万元"),
        ("14．5％", "14.5%"),
        ("1, 234 万元", "1,234万元"),
        ("增长5，123家企业", "增长5,123家企业"),
        ("下降0，123家", "下降0,123家"),
        ("12.5，345万元", "12.5，345万元"),
        ("12，34万元", "12，34万元"),
        ("2024 2025", "2024 2025"),
        ("支\n出决算", "支出决算"),
        ("(项)", "（项）"),
        ("Word List", "Word List"),
    ],
)
def test_forms(original: str, folded: str) -> None:
    assert fold(original).text == folded


def test_spans_lead_back_to_the_original() -> None:
    text = "支\n出 决算为 １０．５ 万元"
    folded = fold(text)
    start = folded.text.index("10.5")
    a, b = folded.span(start, start + 4)
    assert text[a:b] == "１０．５"


def test_a_stretch_is_folded_with_places_of_the_whole() -> None:
    folded = fold("甲乙 丙丁", 1, 5)
    assert folded.text == "乙丙丁"
    assert folded.span(1, 3) == (3, 5)


@given(st.text(max_size=80))
def test_every_place_is_in_order_and_inside(text: str) -> None:
    folded = fold(text)
    assert len(folded.at) == len(folded.text) + 1
    assert list(folded.at) == sorted(folded.at)
    assert all(0 <= place <= len(text) for place in folded.at)
