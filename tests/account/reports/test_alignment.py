"""Alignment: what stays is found, numbers meet numbers, and long texts do not take long."""

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reports.alignment import align
from luji.account.reports.tokens import tokens


def met(have, given):
    """What each token of `have` was paired with, as text; None for what was left out."""
    ours, others = tokens(have), tokens(given)
    pairs = align(ours, others)
    return {
        have[t.start : t.end]: given[others[pairs[n]].start : others[pairs[n]].end] if n in pairs else None
        for n, t in enumerate(ours)
    }


def test_a_number_meets_the_number_in_its_place():
    assert met("整治389处，移交86批", "整治398处，移交86批")["389处"[:3]] == "398"
    assert met("整治389处，移交86批", "已经整改了398个，移交86批")["389"] == "398"


def test_a_number_meets_its_other_spelling():
    assert met("辖五条高速", "辖5条高速")["五"] == "5"


def test_a_dropped_number_meets_nothing():
    assert met("整治389处，移交86批", "整治了，移交86批") == {
        "整": "整", "治": "治", "389": None, "处": None, "移": "移", "交": "交", "86": "86", "批": "批",
    }  # fmt: skip


def test_of_two_equal_numbers_the_one_with_its_measure_stays():
    ours, others = tokens("集体1个，1名民警"), tokens("集体，1名民警")
    pairs = align(ours, others)
    numbers = [n for n, token in enumerate(ours) if token.number]
    assert [n in pairs for n in numbers] == [False, True]


@given(st.text(alphabet="甲乙丙丁12, ", max_size=60), st.text(alphabet="甲乙丙丁12, ", max_size=60))
def test_pairs_rise_on_both_sides_and_pair_like_with_like(one, two):
    ours, others = tokens(one), tokens(two)
    pairs = sorted(align(ours, others).items())
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(pairs))
    assert all(ours[m].key == others[t].key or (ours[m].number and others[t].number) for m, t in pairs)


@given(st.text(alphabet="甲乙丙丁戊己12.万", max_size=200))
@settings(max_examples=40)
def test_a_text_is_wholly_aligned_with_itself(text):
    found = tokens(text)
    assert align(found, found) == {n: n for n in range(len(found))}


@pytest.mark.parametrize(
    "text", ["报告" * 40_000, "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(80_000))]
)
def test_a_long_text_takes_little_time(text):
    have, given = tokens(text), tokens(text[:30_000] + "多出来的几个字9" + text[30_002:])
    started = time.monotonic()
    pairs = align(have, given)
    assert time.monotonic() - started < 20
    assert len(pairs) > 0.3 * len(have)


def test_two_texts_without_anything_in_common():
    assert align(tokens("甲乙丙"), tokens("丁戊己")) == {}
    assert align([], tokens("甲")) == {}
