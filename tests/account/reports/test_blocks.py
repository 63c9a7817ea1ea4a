"""Headings, paragraphs, conditions and directives of a template body."""

import pytest

from luji.account.reports.blocks import Block, BlockReader, Directive, Heading, If, Paragraph, walk
from luji.account.reports.inline import Rules, Words
from luji.base.kernel.problem import Problem


def read(body: str, known: tuple[str, ...] | None = None) -> tuple[tuple[Block, ...], list[Problem]]:
    reader = BlockReader(Rules(known), "t.md")
    return reader.read(body.split("\n"), 1), reader.problems


def test_lines_of_a_paragraph_are_joined_without_a_blank() -> None:
    blocks, problems = read("# 甲\n\n前半，\n后半。\n\n另段")
    assert problems == []
    assert blocks == (
        Heading(1, 1, (Words("甲"),)),
        Paragraph(3, (Words("前半，"), Words("后半。"))),
        Paragraph(6, (Words("另段"),)),
    )


def test_levels_follow_the_marks() -> None:
    blocks, _ = read("# 甲\n## 乙\n### 丙\n#### 丁\n## 戊")
    assert [block.level for block in blocks if isinstance(block, Heading)] == [1, 2, 3, 4, 2]


def test_a_condition_has_two_branches() -> None:
    blocks, problems = read("# 甲\n{#if a.b > 0}\n有\n{#else}\n没有\n{#end}\n末")
    assert problems == []
    condition = blocks[1]
    assert isinstance(condition, If)
    assert condition.names() == {"a.b"}
    assert condition.then == (Paragraph(3, (Words("有"),)),)
    assert condition.otherwise == (Paragraph(5, (Words("没有"),)),)
    assert blocks[2] == Paragraph(7, (Words("末"),))


def test_conditions_nest() -> None:
    blocks, problems = read("# 甲\n{#if a > 0}\n{#if b > 0}\n里\n{#end}\n外\n{#end}")
    assert problems == []
    outer = blocks[1]
    assert isinstance(outer, If)
    assert isinstance(outer.then[0], If)
    assert isinstance(outer.then[1], Paragraph)


def test_directives() -> None:
    blocks, problems = read("# 甲\n{#problems}\n{#measures}\n{#losses}\n{#stated other_words}")
    assert problems == []
    assert blocks[1:] == (
        Directive(2, "problems"), Directive(3, "measures"), Directive(4, "losses"),
        Directive(5, "stated", "other_words"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("# 甲\n### 丙", "REP-007", 2),
        ("## 乙", "REP-007", 1),
        ("前言", "REP-010", 1),
        ("# 一、甲", "REP-008", 1),
        ("# 甲\n## （二）乙", "REP-008", 2),
        ("# 甲\n## 2. 乙", "REP-008", 2),
        ("# 甲\n## (3)乙", "REP-008", 2),
        ("# 甲\n{#if a > 0}\n有", "REP-009", 2),
        ("# 甲\n{#end}", "REP-009", 2),
        ("# 甲\n{#else}", "REP-009", 2),
        ("# 甲\n{#if a > 0}\n{#else}\n{#else}\n{#end}", "REP-009", 4),
        ("# 甲\n{#unless a}", "REP-009", 2),
        ("# 甲\n{#problem}", "REP-009", 2),
        ("# 甲\n{#problems now}", "REP-009", 2),
        ("# 甲\n{#stated}", "REP-009", 2),
        ("# 甲\n{#stated Other}", "REP-009", 2),
        ("# 甲\n{#if a >}\n{#end}", "REP-017", 2),
        ("# 甲\n{#if}\n{#end}", "REP-017", 2),
        ("# 甲\n{#if a > @limit}\n{#end}", "REP-017", 2),
        ("# 甲\n{#if hazard.rectifed > 0}\n{#end}", "REP-024", 2),
        ("# 甲三处\n整治5处", "REP-001", 2),
    ],
)
def test_what_is_wrong_is_told_with_its_line(body: str, code: str, line: int) -> None:
    _, problems = read(body, ("hazard.rectified", "a", "b"))
    assert (code, line) in [(problem.code, problem.where.line) for problem in problems]


def test_the_nearest_word_is_offered() -> None:
    _, problems = read("# 甲\n{#mesures}")
    assert "是否指「measures」" in problems[0].zh
    assert "{#measures}" in problems[0].cure_zh


def test_walk_sees_both_branches() -> None:
    blocks, _ = read("# 甲\n{#if a > 0}\n有\n{#else}\n无\n{#end}")
    assert [type(block).__name__ for block in walk(blocks)] == ["Heading", "If", "Paragraph", "Paragraph"]


def test_a_digit_in_a_condition_is_no_typed_number() -> None:
    _, problems = read("# 甲\n{#if a > 100}\n有\n{#end}")
    assert problems == []
