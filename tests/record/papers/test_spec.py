"""Blocks of a paper: of which kind, and every line in which fields may stand."""

import pytest

from luji.record.papers.spec import KINDS, Block


@pytest.mark.parametrize(("given", "kind", "lines"), [
    ({"text": "甲"}, "text", ["甲"]),
    ({"right": "乙", "when": "a == 1"}, "right", ["乙"]),
    ({"sign": ["丙", "丁"]}, "sign", ["丙", "丁"]),
    ({"table": [["一", "二"], ["三", "四"]]}, "table", ["一", "二", "三", "四"]),
])  # fmt: skip
def test_a_block_knows_its_kind_and_its_lines(given: dict[str, object], kind: str, lines: list[str]) -> None:
    block = Block.model_validate(given)
    assert (block.kind, list(block.lines())) == (kind, lines)


@pytest.mark.parametrize(
    "given", [{}, {"when": "a"}, {"text": ""}, {"text": "甲", "sign": ["乙"]}, {"txet": "甲"}]
)
def test_a_block_of_no_kind_of_two_or_of_an_unknown_one_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"one of|txet"):
        Block.model_validate(given)


def test_all_kinds_are_fields() -> None:
    assert set(KINDS) <= set(Block.model_fields)
