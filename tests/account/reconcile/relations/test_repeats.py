"""Repeats: one figure said twice is one figure; other years, scopes and kinds are other figures."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.relation import Relation

Rules = Callable[[str], list[str]]
Verdicts = Callable[[str, str], list[str]]
ByRule = Callable[[str, str], list[Relation]]

TWICE = "公务接待费支出决算为{}万元。全年接待12批次。公务接待费支出决算为{}万元，占100%。"
ITEM = (
    "“公共安全支出（类）公安（款）行政运行（项）”{}万元，主要用于：工资。年初预算为40万元，支出决算为{}万元。"
)


def test_the_same_twice(verdicts: Verdicts, grave: Rules) -> None:
    assert verdicts(TWICE.format("0.86", "0.86"), "REC-331") == ["holds"]
    assert grave(TWICE.format("0.86", "0.86")) == []
    assert verdicts(ITEM.format("36.50", "36.50"), "REC-332") == ["holds"]
    assert grave(ITEM.format("36.50", "36.50")) == []


@pytest.mark.parametrize(
    ("first", "second"), [("0.86", "0.68"), ("0.86", "0"), ("0.86", "1.86"), ("12.00", "1.20")]
)
def test_an_outturn_that_changes_between_sentences(first: str, second: str, grave: Rules) -> None:
    assert "REC-331" in grave(TWICE.format(first, second))


@pytest.mark.parametrize(("first", "second"), [("36.50", "35.60"), ("36.50", "3.65"), ("36.50", "40")])
def test_an_item_and_its_outturn(first: str, second: str, grave: Rules) -> None:
    assert grave(ITEM.format(first, second)) == ["REC-332"]


@pytest.mark.parametrize(
    "text",
    [
        "2022年公务接待费支出0.86万元。2023年公务接待费支出0.68万元。",
        "公务接待费年初预算为0.86万元。公务接待费支出决算为0.68万元。",
        "全市公务接待费支出0.86万元。市本级公务接待费支出0.68万元。",
        "公务接待费支出0.86万元。上年公务接待费支出0.68万元。",
        "公务接待费支出决算为约0.9万元。公务接待费支出决算为0.86万元。",
        "支出0.86万元。支出0.68万元。",  # the words name nothing
        "公务接待费12批次。公务接待费0.86万元。",
        "甲大队查处违法123起。乙大队查处违法132起。",
        "公务接待费支出0.86万元，公务接待费支出0.68万元。",  # two in one sentence are a list
        "",
    ],
)
def test_other_figures(text: str, grave: Rules) -> None:
    assert [n for n in grave(text) if n.startswith("REC-33")] == []


def test_rounded_repeats_agree(grave: Rules, verdicts: Verdicts) -> None:
    text = TWICE.format("0.86", "0.9")
    assert verdicts(text, "REC-331") == ["holds"]
    assert grave(text) == []


@settings(max_examples=50, deadline=None)
@given(st.integers(100, 99_999), st.integers(100, 99_999))
def test_two_outturns_agree_when_they_are_equal(grave: Rules, a: int, b: int) -> None:
    found = grave(TWICE.format(f"{a / 100:.2f}", f"{b / 100:.2f}"))
    assert ("REC-331" in found) == (a != b)


def test_both_places_are_told(by_rule: ByRule) -> None:
    text = TWICE.format("0.86", "0.68")
    (found,) = by_rule(text, "REC-331")
    assert [text[slice(*p)] for p in found.numbers] == ["0.68万元", "0.86万元"]
    assert (found.expected, found.stated) == ("0.86", "0.68")
    assert "公务接待费" in found.message.zh
