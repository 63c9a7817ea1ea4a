"""Paragraphs: lines broken by the page's width are joined; headings, items and short lines are not."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.language.paragraphs import full_width, paragraphs, width


def split(text: str, wrapped: bool = True) -> list[str]:
    full = full_width(text, [(0, len(text))]) if wrapped else 0
    return [text[p.start : p.end] for p in paragraphs(text, 0, len(text), full)]


def broken(text: str, columns: int) -> str:
    """A text as a page of so many wide columns prints it."""
    return "\n".join(text[i : i + columns] for i in range(0, len(text), columns))


LONG = (
    "全年本部门收入总计一百二十万元，与上年相比增加八万元，增长百分之七点一四，主要原因是人员经费按规定标准调整，"
    * 3
)


@pytest.mark.parametrize("columns", [20, 24, 33, 40])
def test_lines_broken_by_the_page_are_one_paragraph(columns: int) -> None:
    assert split(broken(LONG + "特此说明。", columns)) == [broken(LONG + "特此说明。", columns)]


def test_unwrapped_text_keeps_its_lines() -> None:
    text = broken(LONG, 30)
    assert split(text, wrapped=False) == text.split("\n")


def test_blank_lines_part_paragraphs() -> None:
    assert split("甲部门收入\n\n乙部门支出\n　\n丙") == ["甲部门收入", "乙部门支出", "丙"]


@pytest.mark.parametrize(
    "item",
    [
        "一、收入情况",
        "（二）支出情况",
        "3.其他情况",
        "（4）说明",
        "第五章总则",
        "二是加强管理",
        "①办公费",
        "其中：甲",
    ],
)
def test_items_begin_a_paragraph(item: str) -> None:
    text = broken(LONG, 30)[: 30 * 3 + 2] + "\n" + item + "\n" + broken(LONG, 30)
    assert item in [p[: len(item)] for p in split(text)]


def test_a_list_number_with_a_point_is_no_item_when_it_is_a_decimal() -> None:
    lines = [LONG[:30], LONG[30:58] + "达到", "3.5万元，" + LONG[60:84], LONG[84:114]]
    assert len(split("\n".join(lines))) == 1


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", "   ", "\u3000\n \t\n"])
def test_nothing_to_read(text: str) -> None:
    assert split(text) == []


def test_short_lines_stay_apart() -> None:
    assert split("鹤城大队12起\n洪江大队15起\n芷江大队18起") == [
        "鹤城大队12起",
        "洪江大队15起",
        "芷江大队18起",
    ]


def test_lines_as_long_as_they_like_are_paragraphs() -> None:
    lines = ["甲" * 90, "乙" * 20, "丙" * 70, "丁" * 8]
    assert split("\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("lines", "full"),
    [
        (["甲" * 30, "乙" * 30, "丙" * 30], 60),
        (["甲" * 30, "乙" * 28, "丙" * 30, "丁" * 3], 60),
        (["甲" * 30, "乙" * 12, "丙" * 11, "丁" * 3, "戊" * 7], 0),  # nothing is broken at one width
        (["甲" * 30, "乙" * 30], 0),  # two lines prove nothing
        (["甲" * 70, "乙" * 70, "丙" * 70], 0),  # wider than any page
        ([], 0),
        (["", "", ""], 0),
    ],
)
def test_the_width_of_the_page_is_that_of_its_full_lines(lines: list[str], full: int) -> None:
    text = "\n".join(lines)
    assert full_width(text, [(0, len(text))]) == full


def test_a_width_is_measured_over_all_stretches() -> None:
    text = "\n".join(["甲" * 30] * 4)
    assert full_width(text, [(0, 30), (31, 61), (62, 92)]) == 60
    assert full_width(text, [(0, 30)]) == 0


def test_a_sentence_that_ends_short_of_the_edge_ends_its_paragraph() -> None:
    text = "\n".join([LONG[:30], LONG[2:30] + "数。", "人员增加。", LONG[:30], LONG[2:32]])
    assert split(text)[0].endswith("人员增加。")
    assert len(split(text)) == 2


@settings(max_examples=120, deadline=None)
@given(st.text(alphabet="甲乙，。；一、（二）1.5万元\n　 A", max_size=160), st.booleans())
def test_paragraphs_cover_every_word_once_and_in_order(text: str, wrapped: bool) -> None:
    found = paragraphs(text, 0, len(text), wrapped)
    assert all(p.start < p.end for p in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    kept = "".join(text[p.start : p.end] for p in found)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(text[p.start : p.end].strip() for p in found)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="甲，。1\n", max_size=60), st.integers(0, 20), st.integers(0, 20))
def test_a_stretch_keeps_its_places(text: str, before: int, after: int) -> None:
    whole = "乙" * before + "\n" + text + "\n" + "丙" * after
    found = paragraphs(whole, before + 1, before + 1 + len(text), 40)
    assert all(before + 1 <= p.start < p.end <= before + 1 + len(text) for p in found)


@pytest.mark.parametrize(
    ("line", "columns"), [("", 0), ("abc", 3), ("甲乙", 4), ("甲a", 3), ("１２", 4), ("，", 2)]
)
def test_width_counts_columns_of_a_terminal(line: str, columns: int) -> None:
    assert width(line) == columns
