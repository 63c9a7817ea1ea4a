"""Units: sizes within a kind, what may be added, and measure words nobody listed."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language.units import BARE, MEASURES, PATTERN, UNITS, addable, unit

D = Decimal


@pytest.mark.parametrize(
    ("text", "dim", "factor"),
    [
        ("元", "money", "1"),
        ("万元", "money", "10000"),
        ("亿元", "money", "100000000"),
        ("万亿元", "money", "1000000000000"),
        ("千元", "money", "1000"),
        ("人", "people", "1"),
        ("万人", "people", "10000"),
        ("公里", "length", "1000"),
        ("千米", "length", "1000"),
        ("米", "length", "1"),
        ("公顷", "area", "10000"),
        ("平方公里", "area", "1000000"),
        ("%", "percent", "1"),
        ("‰", "permille", "1"),
        ("个百分点", "points", "1"),
        ("分", "score", "1"),
        ("万", "", "10000"),
        ("亿", "", "100000000"),
    ],
)
def test_known_units(text: str, dim: str, factor: str) -> None:
    assert (unit(text).dim, unit(text).factor) == (dim, D(factor))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("元", "万元"),
        ("亿元", "元"),
        ("公里", "米"),
        ("个", "家"),
        ("人", "名"),
        ("起", "万起"),
        ("台", "套"),
    ],
)
def test_amounts_of_one_kind_may_be_added(a: str, b: str) -> None:
    assert addable(unit(a), unit(b))
    assert addable(unit(b), unit(a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("元", "人"),
        ("万元", "万"),
        ("%", "‰"),
        ("%", "个百分点"),
        ("起", "件"),
        ("公里", "公顷"),
        ("元", "美元"),
        ("人", "人次"),
        ("元", "元/吨"),
    ],
)
def test_amounts_of_two_kinds_may_not(a: str, b: str) -> None:
    assert not addable(unit(a), unit(b))


def test_bare_numbers_are_not_added() -> None:
    assert not addable(BARE, BARE)
    assert not addable(unit("万"), unit("亿"))


@pytest.mark.parametrize("text", ["起", "个", "人", "名", "万起", "辆", "大队"])
def test_things_are_counted_whole(text: str) -> None:
    assert unit(text).counts


@pytest.mark.parametrize("text", ["元", "%", "公里", "万元", "吨", "分", ""])
def test_amounts_are_measured(text: str) -> None:
    assert not unit(text).counts


@pytest.mark.parametrize("text", ["盏", "块牌", "羽"])
def test_an_unlisted_measure_word_counts_things_of_its_own(text: str) -> None:
    made = unit(text)
    assert made.counts
    assert addable(made, unit(text))
    assert not addable(made, unit("个"))


def test_no_word_is_no_unit() -> None:
    assert unit("") is BARE


@pytest.mark.parametrize("text", ["万%", "亿年", "百分", "万倍", "千月"])
def test_percentages_dates_and_scores_bear_no_scale(text: str) -> None:
    assert text not in UNITS


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)))
def test_addable_is_even_handed(a: str, b: str) -> None:
    one, two = UNITS[a], UNITS[b]
    assert addable(one, two) == addable(two, one)
    assert one.factor > 0
    assert one.text == a


def test_longer_units_are_tried_first() -> None:
    for text in UNITS:
        found = re.match(PATTERN, text)
        assert found is not None and found.group() == text


def test_measure_words_of_numerals_count_things() -> None:
    assert {"个", "起", "人", "条"} <= set(MEASURES.split("|"))
    assert "元" not in MEASURES.split("|")
