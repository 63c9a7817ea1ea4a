"""Numbers, growth and tone."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.desk.shown import exact, growth, separated, worded
from luji.base.kernel.quantity import Bound, Wording

CASES = Wording("起")
OVER = Wording("次", Bound.AT_LEAST)
VIEWS = Wording("次", Bound.AT_LEAST, "万", 0, 10, "超")
MONEY = Wording("元", scale="万", decimals=2)
YEAR = Wording("年")


@pytest.mark.parametrize(
    ("value", "wording", "zh", "en"),
    [
        ("66577", CASES, "66,577 起", "66,577 cases"),
        ("33", OVER, "30 余次", "over 30 cases"),
        ("30", OVER, "30 次", "30 cases"),
        ("1040000", VIEWS, "超 100 万次", "over 1,000,000 cases"),
        ("13834300", MONEY, "1,383.43 万元", "13,834,300 cases"),
        ("2014", YEAR, "2014 年", "2014"),
        ("0", CASES, "0 起", "0 cases"),
    ],
)
def test_values_in_both_languages(value, wording, zh, en):
    assert str(worded(Decimal(value), wording, "cases", "zh")) == zh
    assert str(worded(Decimal(value), wording, "cases", "en")) == en


def test_nothing_is_not_applicable_and_words_stay():
    assert str(worded(None, CASES, "cases", "zh")) == "不适用"
    assert str(worded(None, CASES, "cases", "en")) == "n/a"
    assert str(worded("优秀", CASES, "cases", "en")) == "优秀"


def test_exact_values_know_no_over():
    assert str(exact(Decimal(33), OVER, "times", "zh")) == "33 次"
    assert str(exact(Decimal("1150.50"), MONEY, "yuan", "en")) == "1,150.50 yuan"
    assert str(exact(Decimal("1150.50"), MONEY, "yuan", "zh")) == "0.12 万元"
    assert str(exact(None, MONEY, "yuan", "zh")) == "不适用"


@pytest.mark.parametrize(
    ("percent", "better", "text", "icon", "tone"),
    [
        ("62.4155", "none", "+62.42 %", "arrow-up-right", ""),
        ("-22.224", "lower", "−22.22 %", "arrow-down-right", "good"),
        ("-22.224", "higher", "−22.22 %", "arrow-down-right", "bad"),
        ("5", "lower", "+5.00 %", "arrow-up-right", "bad"),
        ("0.004", "higher", "0.00 %", "arrow-right", ""),
        ("-0.004", "higher", "0.00 %", "arrow-right", ""),
        ("12345.678", "higher", "+12,345.68 %", "arrow-up-right", "good"),
    ],
)
def test_growth_has_sign_arrow_and_tone(percent, better, text, icon, tone):
    moved = growth(Decimal(percent), better)
    assert (moved.text, moved.icon, moved.tone) == (text, icon, tone)


def test_no_growth_stays_none():
    assert growth(None) is None


@settings(deadline=None, max_examples=80)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6, places=3))
def test_the_sign_and_the_arrow_never_disagree(percent):
    moved = growth(percent, "higher")
    signs = {"+": "arrow-up-right", "−": "arrow-down-right"}
    assert moved.icon == signs.get(moved.text[0], "arrow-right")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("≥ 480000 起", "≥ 480,000 起"),
        ("2677.47 万元", "2,677.47 万元"),
        ("0.12345 %", "0.12345 %"),
        ("389 处", "389 处"),
        ("[1000, 2000000]", "[1,000, 2,000,000]"),
    ],
)
def test_long_numbers_in_a_sentence(text, said):
    assert separated(text) == said
