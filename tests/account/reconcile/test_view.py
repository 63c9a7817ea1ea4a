"""The view: clauses and spans that quote the words a number stands in."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.checking import look
from luji.account.reconcile.language.document import of_text
from luji.account.reconcile.view import View

Look = Callable[[str], View]
TEXT = "本年收入100万元，比上年增加８ 万元，增长8.7%。\n支出90万元。"


def test_a_clause_is_the_number_with_the_words_before_it(view_of: Look) -> None:
    view = view_of(TEXT)
    clauses = [TEXT[slice(*view.clause(m))] for m in view.page.mentions]
    assert clauses == ["本年收入100万元", "比上年增加８ 万元", "增长8.7%", "支出90万元"]


def test_a_span_reaches_over_its_inputs_in_the_paragraph(view_of: Look) -> None:
    view = view_of(TEXT)
    level, change, rate, outlay = view.page.mentions
    assert TEXT[slice(*view.span(rate, change))] == "比上年增加８ 万元，增长8.7%"
    assert TEXT[slice(*view.span(rate, change, level))] == "本年收入100万元，比上年增加８ 万元，增长8.7%"
    assert TEXT[slice(*view.span(rate, outlay))] == "增长8.7%"  # another paragraph
    assert TEXT[slice(*view.span(rate, None))] == "增长8.7%"


def test_a_span_does_not_reach_too_far(view_of: Look) -> None:
    text = f"收入100万元，{'其间情况较多，' * 40}增长8.7%。"
    view = view_of(text)
    level, rate = view.page.mentions
    assert text[slice(*view.span(rate, level))] == "增长8.7%"
    assert text[slice(*view.span(rate, level, reach=1000))].startswith("收入100万元")


def test_places_leave_out_what_is_missing(view_of: Look) -> None:
    view = view_of(TEXT)
    level, *_ = view.page.mentions
    assert [TEXT[a:b] for a, b in view.places(level, None, level)] == ["100万元", "100万元"]
    assert view.places() == ()


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="甲支出收入，。；（）、 \n0123万元%增长占", max_size=60))
def test_clauses_of_any_text_hold_their_number(text: str) -> None:
    view = look(of_text(text))
    for mention in view.page.mentions:
        start, end = view.clause(mention)
        a, b = view.page.original(mention)
        assert 0 <= start <= a < b <= end <= len(text)


@pytest.mark.parametrize("text", ["", "没有数字", "\n\n"])
def test_texts_without_numbers(text: str, view_of: Look) -> None:
    view = view_of(text)
    assert (view.page.mentions, view.groups, view.grids) == ([], [], [])
