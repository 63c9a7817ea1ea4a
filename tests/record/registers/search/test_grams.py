"""Pairs of characters: an index of them never misses a text that holds a word."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from luji.record.registers.fields.values import folded
from luji.record.registers.search import grams

SIGNS = st.text(alphabet="隐患整改ab1-+'\"\\*% 　éß𠮷", max_size=12)


def needed(word):
    return grams.pairs(word)[:-1] if len(word) > 1 else []


@given(SIGNS, SIGNS, SIGNS)
def test_a_text_has_every_pair_of_the_words_it_holds(before, word, after):
    text = folded(before + word + after)
    held = set(grams.spelled(text).split(" "))
    for one in folded(word).split():
        if one in text:
            assert {pair.translate(grams.MARKS) for pair in needed(one)} <= held
            assert any(pair.startswith(one[0].translate(grams.MARKS)) for pair in held)


@given(st.text(max_size=40))
def test_pairs_go_over_no_blank_and_marks_are_letters(text):
    for pair in grams.spelled(folded(text)).split(" "):
        assert len(pair) <= 2
        assert not any(c.isascii() and not c.isalnum() and c.isprintable() for c in pair)


def test_queries_ask_for_pairs_and_single_characters_for_a_beginning():
    assert grams.fts_query(["隐患整"]) == '"隐患" "患整"'
    assert grams.fts_query(["患"]) == '"患"*'
    assert grams.fts_query(["隐患", "隐患"]) == '"隐患"'
    assert grams.fts_query([]) == ""
    assert grams.ts_query(["隐患整", "a"]) == "'隐患' & '患整' & 'a':*"
    assert grams.ts_query(["o'\\"]) == "'o''' & '''\\\\'"


def test_nothing_is_spelled_for_nothing():
    assert grams.spelled(None) == grams.spelled("") == ""


def dull(text):
    """Sign by sign."""
    flat = text.translate(grams.MARKS) + " "
    return {(one + after).rstrip(" ") for one, after in pairwise(flat) if one != " "}


@given(st.lists(st.text(alphabet="隐患ab1-+ 𠮷é*", max_size=9) | st.text(max_size=9)))
def test_many_texts_at_once_are_as_each_alone(texts):
    clean = [text.replace("\x00", "") for text in texts]
    wanted = [dull(one) for one in clean]
    assert [set(one.split(" ")) - {""} for one in grams.spelled_all(clean)] == wanted
    assert [set(grams.spelled(one).split(" ")) - {""} for one in clean] == wanted
