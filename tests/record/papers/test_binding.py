"""Lines of a template: places found, braces that are none refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from luji.record.papers.binding import Bound, Broken, places, read


def test_words_and_places_in_their_order() -> None:
    assert read("{driver}于{day|day}，{note?}。") == (
        Bound("driver"), "于", Bound("day", form="day"), "，", Bound("note", optional=True), "。",
    )  # fmt: skip
    assert places("{@number}") == [Bound("@number")]
    assert read("没有") == ("没有",)
    assert read("") == ()


@pytest.mark.parametrize(
    "line", ["{driver", "driver}", "{}", "{Driver}", "{a b}", "{a|}", "{{a}}", "{a?b}", "{1a}"]
)
def test_a_brace_that_is_no_place_is_broken(line: str) -> None:
    with pytest.raises(Broken):
        read(line)


@given(some.text())
def test_what_is_read_says_the_same_as_what_was_written(text: str) -> None:
    try:
        pieces = read(text)
    except Broken:
        assert "{" in text or "}" in text
        return
    assert all(isinstance(piece, Bound) or ("{" not in piece and "}" not in piece) for piece in pieces)
    if "{" not in text:
        assert "".join(str(piece) for piece in pieces) == text
