"""Marks stand where the search found: folded, by initials, never inside what is executed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.record.finding.marks import excerpt, spans


@pytest.mark.parametrize(("text", "words", "expected"), [
    ("隐患整改", ["整改"], ["整改"]), ("ＡＢ隐患", ["ab"], ["ＡＢ"]), ("隐患整改", ["yhzg"], ["隐患整改"]), ("隐患，隐患", ["隐患"], ["隐患", "隐患"]),
    ("隐患整改", ["隐患", "患整"], ["隐患整"]), ("K1290+300", ["k1290"], ["K1290"]), ("㎏", ["k"], ["㎏"]),
    ("隐患", ["整改"], []), ("", ["x"], []), ("隐患", [], []), ("隐患", [""], []),
])  # fmt: skip
def test_words_are_found_where_they_are_written(text, words, expected):
    assert [text[begin:end] for begin, end in spans(text, words)] == expected


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=4), max_size=3))
def test_spans_never_overlap_and_the_excerpt_is_the_text(text, words):
    found = spans(text, words)
    assert all(0 <= begin < end <= len(text) for begin, end in found)
    assert all(left[1] < right[0] for left, right in pairwise(found))
    plain = str(excerpt(text, words, around=200))
    for tag in ("<mark>", "</mark>"):
        plain = plain.replace(tag, "")
    assert "<" not in plain


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<mark>x", "a & b < c", '"x"'])
def test_what_is_written_is_never_executed(text):
    assert "<script" not in excerpt(text, ["alert"])
    assert str(excerpt(text, [])).count("<") == 0


def test_a_long_text_is_cut_around_the_first_place():
    text = "甲" * 200 + "整改" + "乙" * 200
    found = excerpt(text, ["整改"])
    assert found.startswith("…")
    assert found.endswith("…")
    assert "<mark>整改</mark>" in found
