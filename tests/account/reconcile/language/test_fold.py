"""Folding: odd characters to one form; every folded character keeps its place in the original."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language.fold import fold, one

ANY = st.one_of(
    st.text(alphabet="甲乙元万 0123456789,，．.：:；（）%％\n\t　０１９Ａab-－~／", max_size=40),
    st.text(st.characters(exclude_categories=["Zs", "Cc"]), max_size=60),
)


@pytest.mark.parametrize(
    ("original", "folded"),
    [
        ("１２３４．５６万元", "1234.56万元"),
        ("8，058人", "8,058人"),
        ("8,058人", "8,058人"),
        ("１，２３４，５６７", "1,234,567"),
        ("14．5％", "14.5%"),
        ("3﹪", "3%"),
        ("合 计", "合计"),
        ("合　　计　100 元", "合计100元"),
        ("增长(5%)", "增长（5%）"),
        ("其中:甲;乙", "其中：甲；乙"),
        ("－1．55‰", "-1.55‰"),
        ("−1.55", "-1.55"),
        ("1～3月", "1~3月"),
        ("ＡＢｃ", "ABc"),
        ("12 万\n元", "12万元"),
        ("≈5亿元", "约5亿元"),
        ("1, 234 万元", "1,234万元"),
        ("支\n出决算", "支出决算"),
        ("下降0，123家", "下降0,123家"),
    ],
)
def test_forms_of_one_character(original: str, folded: str) -> None:
    assert fold(original).text == folded


@pytest.mark.parametrize(
    ("original", "folded"),
    [
        ("共100,200元", "共100,200元"),  # three digits: a group
        ("1,23元", "1，23元"),  # two digits after: two numbers
        ("1,2345元", "1，2345元"),  # four
        ("1234,567元", "1234，567元"),  # four before
        ("1.234,567", "1.234，567"),  # after a point no groups
        ("012,345", "012，345"),  # nobody groups after a leading zero
        ("甲,乙", "甲，乙"),
        (",100", "，100"),
        ("100,", "100，"),
        ("1,234,56", "1,234，56"),
    ],
)
def test_commas_group_digits_or_separate(original: str, folded: str) -> None:
    assert fold(original).text == folded


@pytest.mark.parametrize(
    ("original", "folded"),
    [
        ("2023 1200", "2023 1200"),  # two numbers are not glued
        ("G60 1200", "G60 1200"),
        ("PM 2.5", "PM 2.5"),
        ("new law", "new law"),
        ("甲 100", "甲100"),
        ("100 元", "100元"),
        ("  100  ", "100"),
        ("", ""),
        (" \t\n　", ""),
        ("1\u200b2", "1 2"),
    ],
)
def test_blanks_stay_only_where_they_part_numbers_or_words(original: str, folded: str) -> None:
    assert fold(original).text == folded


@settings(max_examples=150, deadline=None)
@given(ANY)
def test_every_folded_character_comes_from_its_place(original: str) -> None:
    made = fold(original)
    assert len(made.at) == len(made.text) + 1
    assert list(made.at[:-1]) == sorted(set(made.at[:-1]))
    assert made.at[-1] == len(original)
    for index, char in enumerate(made.text):
        source = original[made.at[index]]
        if char == " ":
            assert source.isspace()
        elif char in ",，":
            assert source in ",，"
        else:
            assert char == one(source)


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_nothing_but_blanks_is_lost(original: str) -> None:
    kept = [one(c) for c in original if not c.isspace()]
    assert [c.replace(",", "，") for c in fold(original).text if c != " "] == [
        c.replace(",", "，") for c in kept
    ]


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_folding_twice_changes_nothing(original: str) -> None:
    once = fold(original).text
    assert fold(once).text == once


@settings(max_examples=80, deadline=None)
@given(ANY, st.data())
def test_a_span_quotes_what_was_folded(original: str, data: st.DataObject) -> None:
    made = fold(original)
    start = data.draw(st.integers(0, len(made.text)))
    end = data.draw(st.integers(start, len(made.text)))
    a, b = made.span(start, end)
    assert 0 <= a <= b <= len(original)
    if start < end:
        # the quoted stretch begins and ends with the same characters
        assert original[a] == original[made.at[start]]
        assert b - 1 == made.at[end - 1]
    else:
        assert a == b


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="甲1 ，", max_size=8), ANY, st.text(alphabet="乙2\n", max_size=8))
def test_a_stretch_is_folded_by_itself_with_places_of_the_whole(before: str, text: str, after: str) -> None:
    whole = fold(before + text + after, len(before), len(before) + len(text))
    alone = fold(text)
    assert whole.text == alone.text
    assert [a - len(before) for a in whole.at] == list(alone.at)


@given(st.characters())
@settings(max_examples=150, deadline=None)
def test_one_character_stays_one(char: str) -> None:
    assert len(one(char)) == 1
