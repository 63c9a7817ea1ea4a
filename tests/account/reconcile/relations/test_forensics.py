"""Forensics: years before proved from rates, and growth of parts against growth of their total."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luji.account.reconcile.relation import Relation

Rules = Callable[[str], list[str]]
Verdicts = Callable[[str, str], list[str]]
ByRule = Callable[[str, str], list[Relation]]
D = Decimal
TAXES = "收入1181.3亿元，增长2.3%。其中：税收收入795.9亿元，增长{}%；非税收入385.4亿元，增长1.5%。"


def test_the_only_numbers_possible_are_named(by_rule: ByRule) -> None:
    (found,) = by_rule("查处违法66577起，同比增长79.17%。", "REC-501")
    assert "37,158、37,159" in found.computation
    assert (found.level, found.verdict) == ("note", "fails")


@pytest.mark.parametrize(
    "text", ["查处违法7起，同比增长50.00%。", "查处违法3起，同比下降12.34%。", "接待来访13人，增长16.00%。"]
)
def test_a_rate_no_whole_number_gives_is_found(text: str, grave: Rules) -> None:
    assert grave(text) == ["REC-501"]


@pytest.mark.parametrize(
    "text",
    [
        "查处违法7起，同比增长50%。",  # rounded to whole per cent nearly everything fits
        "查处违法约7起，同比增长50.00%。",
        "查处违法0起，同比下降100.00%。",
        "支出7万元，同比增长50.00%。",
        "查处违法7起，年均增长50.00%。",
        "查处违法7起，增加3起，增长75.00%。",
        "增长50.00%。",
        "",
    ],
)
def test_what_proves_nothing(text: str, noted: Rules) -> None:
    assert "REC-501" not in noted(text)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(1, 2))
def test_true_counts_and_rates_are_never_found(grave: Rules, before: int, now: int, places: int) -> None:
    assume(before != now)
    rate = (D(abs(now - before)) / before * 100).quantize(D(1).scaleb(-places), rounding=ROUND_HALF_UP)
    word = "增长" if now > before else "下降"
    assert grave(f"查处违法{now}起，同比{word}{rate}%。") == []


def test_an_amount_in_ten_thousands_leaves_an_interval(by_rule: ByRule, grave: Rules) -> None:
    text = "查处交通违法50.52万起，同比增长62.42%。"
    (found,) = by_rule(text, "REC-502")
    assert "31.101～31.109万起" in found.computation
    assert found.level == "note"
    assert grave(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "查处交通违法50.52万起。",
        "投入50.52万元，增长62.42%。",
        "查处违法505200起，增长62.42%。",
        "查处违法约50万起，增长62.42%。",
    ],
)
def test_no_interval_is_asked(text: str, noted: Rules) -> None:
    assert "REC-502" not in noted(text)


def test_rates_of_parts_and_total_that_can_all_be_true(verdicts: Verdicts, grave: Rules) -> None:
    assert verdicts(TAXES.format("2.6"), "REC-503") == ["holds"]
    assert grave(TAXES.format("2.6")) == []


@pytest.mark.parametrize("rate", ["6.2", "0.2", "26"])
def test_rates_of_parts_and_total_that_cannot(rate: str, grave: Rules) -> None:
    assert grave(TAXES.format(rate)) == ["REC-503"]


@pytest.mark.parametrize(
    "text",
    [
        "收入1181.3亿元，增长2.3%。其中：税收收入795.9亿元；非税收入385.4亿元，增长1.5%。",
        "收入1181.3亿元。其中：税收收入795.9亿元，增长6.2%；非税收入385.4亿元，增长1.5%。",
        "生产总值1181.3亿元，增长2.3%。其中：一产795.9亿元，增长6.2%；二产385.4亿元，增长1.5%。",
        "收入1181.3亿元，可比增长2.3%。其中：税收收入795.9亿元，可比增长6.2%；非税收入385.4亿元，可比增长1.5%。",
    ],
)
def test_rates_that_are_missing_or_at_other_prices(text: str, grave: Rules) -> None:
    assert "REC-503" not in grave(text)


@settings(max_examples=50, deadline=None)
@given(*[st.integers(1000, 99_999) for _ in range(4)])
def test_true_rates_of_parts_are_never_found(grave: Rules, a0: int, a1: int, b0: int, b1: int) -> None:
    assume(a0 != a1 and b0 != b1 and a0 + b0 != a1 + b1)

    def said(now: int, before: int) -> str:
        rate = (D(abs(now - before)) / before * 100).quantize(D("0.1"), rounding=ROUND_HALF_UP)
        return f"{'增长' if now > before else '下降'}{rate}%"

    text = (
        f"收入{D(a1 + b1).scaleb(-1)}亿元，{said(a1 + b1, a0 + b0)}。其中：税收收入{D(a1).scaleb(-1)}亿元，"
        f"{said(a1, a0)}；非税收入{D(b1).scaleb(-1)}亿元，{said(b1, b0)}。"
    )
    assert grave(text) == []
