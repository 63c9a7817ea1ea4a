"""Different accounts of one point are told, with every source; what agrees is left alone."""

import pytest

from luji.base.kernel.problem import Level
from luji.record.registers.declared.spec import Compare
from luji.record.registers.verbs.accounts import differing

COMPARE = Compare(rows="timeline", point="point", said="said", source="source")


def line(point: str | None, said: str | None, source: str | None = "监控") -> dict[str, object]:
    return {"point": point, "said": said, "source": source}


def test_two_sources_that_differ_are_told_with_both():
    (found,) = differing(
        COMPARE, [line("车速", "42公里"), line("车速", "60公里", "鉴定"), line("报警", "05:36")]
    )
    assert (found.code, found.level) == ("REG-309", Level.WARNING)
    for said in ("车速", "42公里", "60公里", "监控", "鉴定"):
        assert said in found.zh
    assert "05:36" not in found.zh


@pytest.mark.parametrize("lines", [
    [],
    [line("车速", "42公里")],
    [line("车速", "42公里"), line("车速", "42公里", "鉴定")],
    [line("车速", "４２公里 "), line(" 车速", "42公里", "鉴定")],
    [line(None, "42公里"), line(None, "60公里")],
    [line("车速", None), line("车速", "60公里")],
])  # fmt: skip
def test_what_agrees_or_says_nothing_is_no_contradiction(lines: list[dict[str, object]]):
    assert list(differing(COMPARE, lines)) == []


def test_three_accounts_are_one_problem_and_a_source_left_out_is_said():
    (found,) = differing(COMPARE, [line("时间", "1"), line("时间", "2", None), line("时间", "1", "笔录")])
    assert found.zh.count("：1") == 2
    assert "未注明来源：2" in found.zh


def test_every_point_is_told_once():
    told = [line(point, said) for point in ("甲", "乙") for said in ("1", "2", "3")]
    assert len(list(differing(COMPARE, told))) == 2
