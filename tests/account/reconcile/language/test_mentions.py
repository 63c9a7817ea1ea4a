"""Mentions: each number with its words, its depth in brackets, and the strongest mark before it."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language.fold import fold
from luji.account.reconcile.language.mentions import (
    ADDER,
    COMMA,
    LIST,
    NOTHING,
    OPENER,
    REASON,
    SEMICOLON,
    SENTENCE,
    TOTALS,
    Mention,
    inside,
    mentions,
    phrase_of,
    sentences_in,
    separator,
)
from luji.account.reconcile.language.quantity import Role

NESTED = "其中：甲支出10万元（含乙3万元、丙7万元），丁支出5万元；戊支出2万元。另有己1万元。"


def read(text: str) -> list[Mention]:
    return mentions(fold(text), 0, 0)


def test_separators_depths_and_sentences_of_a_nested_list() -> None:
    found = read(NESTED)
    assert [m.separator for m in found] == [COMMA, NOTHING, LIST, COMMA, SEMICOLON, SENTENCE]
    assert [m.depth for m in found] == [0, 1, 1, 0, 0, 0]
    assert [m.sentence for m in found] == [0, 0, 0, 0, 0, 1]
    assert [m.label.subject for m in found] == ["甲支出", "乙", "丙", "丁支出", "戊支出", "己"]


@pytest.mark.parametrize(
    ("gap", "mark"),
    [
        ("", NOTHING),
        ("甲", NOTHING),
        ("、", LIST),
        ("甲、乙，丙", COMMA),
        ("：", COMMA),
        ("，甲；", SEMICOLON),
        ("；。", SENTENCE),
        ("！", SENTENCE),
        ("（甲；乙）", NOTHING),  # marks in closed brackets part nothing outside
        ("（甲；乙），", COMMA),
        ("。（", SENTENCE),
    ],
)
def test_the_strongest_mark_counts(gap: str, mark: int) -> None:
    assert separator(gap) == mark


@pytest.mark.parametrize(
    ("gap", "phrase"),
    [
        ("，比上年增加", "比上年增加"),
        ("。其中：税收收入", "税收收入"),
        ("、和乙", "乙"),
        ("（含基金）支出", "支出"),
        ("收入（其中税收", "其中税收"),
        ("", ""),
        ("；", ""),
    ],
)
def test_the_phrase_is_what_stands_since_the_last_mark(gap: str, phrase: str) -> None:
    assert phrase_of(gap) == phrase


def test_names_before_a_list_are_given_out_in_order() -> None:
    found = read("甲大队、乙大队和丙大队分别为48.47、51.50、39.07亿元")
    assert [m.label.subject for m in found] == ["甲大队", "乙大队", "丙大队"]


@pytest.mark.parametrize(
    "text",
    [
        "甲、乙分别为48.47、51.50、39.07亿元",
        "甲、乙、丙、丁分别为1.1、2.2、3.3亿元",
        "分别为1.1、2.2、3.3亿元",
    ],
)
def test_names_are_not_given_out_when_they_are_more_or_fewer(text: str) -> None:
    assert len({m.label.subject for m in read(text)} & {"甲", "乙", "丙", "丁"}) == 0


def test_the_word_before_a_list_of_rates_is_that_of_all() -> None:
    found = read("同比下降5.2%、6.1%和1.8%。")
    assert [(m.role, m.quantity.sign) for m in found] == [(Role.GROWTH, -1)] * 3


def test_the_word_of_one_rate_is_not_that_of_the_next_with_words_of_its_own() -> None:
    found = read("同比下降5.2%，增长6.1%，占1.8%。")
    assert [(m.role, m.quantity.sign) for m in found] == [
        (Role.GROWTH, -1),
        (Role.GROWTH, 1),
        (Role.SHARE, 1),
    ]


@pytest.mark.parametrize(
    ("text", "last"), [("完成年初预算100万元的98%", Role.DONE), ("占全部投资100万元的38%", Role.SHARE)]
)
def test_an_amount_of_which_a_rate_is_taken_is_its_base(text: str, last: Role) -> None:
    found = read(text)
    assert [m.role for m in found] == [Role.BASE, last]


def test_unbalanced_brackets_never_give_a_depth_below_zero() -> None:
    assert [m.depth for m in read("）））甲1万元（乙2万元（丙3万元")] == [0, 1, 2]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="甲乙其中，。；：（）、1235万元%增长占比分别为\n", max_size=50))
def test_mentions_come_in_order_and_count_sentences_upwards(text: str) -> None:
    folded = fold(text)
    found = read(text)
    assert [m.quantity.start for m in found] == sorted(m.quantity.start for m in found)
    assert all(a.sentence <= b.sentence and a.segment <= b.segment for a, b in itertools.pairwise(found))
    assert all(m.sentence <= sentences_in(folded.text) for m in found)
    assert all(m.depth >= 0 and m.after == folded.text[m.quantity.end : m.quantity.end + 16] for m in found)
    assert all(folded.text[: m.quantity.start].endswith(m.gap) for m in found)


def test_the_text_before_a_paragraph_may_be_carried_into_it() -> None:
    found = mentions(fold("甲10万元"), 3, 7, carried="其中：")
    assert (found[0].gap, found[0].paragraph, found[0].sentence) == ("其中：甲", 3, 7)
    assert found[0].separator == COMMA


def test_those_inside_a_stretch() -> None:
    found = read(NESTED)
    bracket = NESTED.index("（"), NESTED.index("）")
    assert [m.quantity.text for m in inside(found, *bracket)] == ["3", "7"]
    assert list(inside(found, 0, 3)) == []


def test_attached_numbers_by_role() -> None:
    one, two, three = read("收入100万元，增长5%，占40%")
    one.attached += [two, three]
    assert one.of(Role.GROWTH) == [two]
    assert one.of(Role.DONE) == []
    assert one.level and not two.level


@pytest.mark.parametrize(
    "text", ["其中", "，包括", "主要用于", "分别为", "具体如下", "按来源分", "一是", "：", "税收中，"]
)
def test_words_that_open_a_list(text: str) -> None:
    assert OPENER.search(text)


@pytest.mark.parametrize("text", ["按不变价格", "含税", "含量", "收入", "", "按可比口径"])
def test_words_that_open_none(text: str) -> None:
    assert not OPENER.search(text)


@pytest.mark.parametrize(
    ("text", "adds"),
    [("加上", True), ("，加转移收入", True), ("另有", True), ("，加快建设", False), ("增加", False)],
)
def test_words_that_add(text: str, adds: bool) -> None:
    assert bool(ADDER.search(text)) is adds


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("收入总计", True),
        ("支出合计为", True),
        ("共计", True),
        ("总收入", False),
        ("合计办公用房若干", False),
        ("总额", True),
    ],
)
def test_words_of_totals(text: str, total: bool) -> None:
    assert bool(TOTALS.search(text)) is total


def test_words_of_reason() -> None:
    assert REASON.search("主要原因是")
    assert not REASON.search("主要用于")


@pytest.mark.parametrize(("text", "count"), [("", 0), ("甲", 0), ("甲。乙！丙？", 3), ("甲；乙", 0)])
def test_sentences_are_counted_by_their_ends(text: str, count: int) -> None:
    assert sentences_in(text) == count
