"""Tokens: one key for every way of writing a number, places kept."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.account.reports.numerals import hanzi
from luji.account.reports.tokens import folded, tokens


def only(text):
    (token,) = [token for token in tokens(text) if token.number]
    return token


@pytest.mark.parametrize(
    "spellings",
    [
        ("1383.43", "1,383.43", "１３８３．４３", "１，３８３.43", "1383.430"),
        ("五", "5", "５", "5.0", "5.00"),
        ("两", "二", "2"),
        ("50.52万", "505200", "505,200", "50.52\n万"),
        ("1.2亿", "12000万"),
        ("62.42%", "62.42％"),
        ("-4.21", "−4.21"),
        ("1383.\n43", "1383.43"),
        ("十二", "12"),
    ],
)
def test_the_same_number_has_one_key(spellings):
    assert len({only(text).key for text in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("389", "398"), ("389", "38.9"), ("62.42%", "62.42"), ("62.42%", "62.42‰"), ("50.52万", "50.52亿"),
        ("50.52万", "50.52"), ("+4.21", "-4.21"), ("十", "百"), ("1,383", "1,38"),
    ],
)  # fmt: skip
def test_other_numbers_have_other_keys(one, other):
    assert only(one).key != tokens(other)[0].key


@pytest.mark.parametrize(
    ("text", "bound"),
    [("30余次", "超"), ("30\n余次", "超"), ("超100万次", "超"), ("超过5件", "超"), ("约3年", "约"), ("近3年", "近"),
     ("≥380处", "≥"), ("50余万元", "超"), ("3万余元", "超"), ("30次", ""), ("30多次", "超")],
)  # fmt: skip
def test_bounds_are_read_before_and_after(text, bound):
    assert only(text).bound == bound


def test_a_list_is_no_grouped_number():
    assert [token.bare for token in tokens("27,3,10") if token.number] == ["二十七", "三", "十"]


def test_a_range_of_years_keeps_both():
    assert [t.key for t in tokens("2020-2021年") if t.number] == [hanzi(2020), hanzi(2021)]


def test_what_stands_between_carries_nothing():
    assert [t.key for t in tokens("整治，到位\n——（ABC）。")] == ["整", "治", "到", "位", "a", "b", "c"]


def test_the_measure_is_the_character_that_follows_at_once():
    assert only("389处").measure == "处"
    assert only("389 处").measure == ""
    assert only("389。").measure == ""


@given(st.text(alphabet="0123456789０１,，.．万亿余约%％十二两 \n处（Ａ", max_size=40))
def test_any_text_is_read_and_places_rise(text):
    found = tokens(text)
    assert len(folded(text)) == len(text)
    assert all(t.start < t.end <= len(text) for t in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))


@given(st.integers(0, 9999))
def test_characters_and_digits_agree(number):
    assert only(f"共{number}处").key == only(f"共{hanzi(number)}处").key.replace("两", "二")
