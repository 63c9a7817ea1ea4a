"""Sense of a self-evaluation: problems, points lost and measures belong together; all of it is only noted."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from luji.account.reconcile.relation import Relation
from luji.account.reconcile.relations.sense import scored
from luji.account.reconcile.view import View

Rules = Callable[[str], list[str]]
ByRule = Callable[[str, str], list[Relation]]
Look = Callable[[str], View]

PROBLEMS = "四、存在的问题\n（一）预算编制不够精准。部分指标偏低。\n（二）资产管理有待加强。"
MEASURES = "五、下一步改进措施\n一是严格预算管理。\n二是加强资产管理。"


@pytest.mark.parametrize("score", ["99.95", "99.5", "100", "99.99"])
def test_problems_without_a_loss_are_noted(score: str, noted: Rules, grave: Rules) -> None:
    text = f"自评得分{score}分。\n{PROBLEMS}"
    assert "REC-511" in noted(text)
    assert grave(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"自评得分94.00分。\n{PROBLEMS}",
        f"自评得分99.4分。\n{PROBLEMS}",
        f"自评得分99.95分，其中预算编制扣0.05分。\n{PROBLEMS}",
        f"满分105分，自评得分104.0分。\n{PROBLEMS}",
        "自评得分99.95分。\n四、存在的问题\n（一）预算编制不够精准。",  # one problem, one small loss
        "自评得分99.95分。",
        PROBLEMS,
        "四、存在的问题\n无。\n自评得分99.95分。",
    ],
)
def test_losses_that_are_told_or_no_problems(text: str, noted: Rules) -> None:
    assert "REC-511" not in noted(text)


def test_the_note_names_the_problems_and_the_loss(by_rule: ByRule) -> None:
    (found,) = by_rule(f"自评得分99.95分。\n{PROBLEMS}", "REC-511")
    assert "2 项问题" in found.message.zh and "0.05" in found.message.zh
    assert "预算编制不够精准" in found.message.zh
    assert found.level == "note"


def test_problems_and_measures_that_answer_each_other(noted: Rules) -> None:
    assert noted(f"{PROBLEMS}\n{MEASURES}") == []


@pytest.mark.parametrize(
    ("problem", "measure", "rule"),
    [
        ("（三）大型项目进度缓慢。", "", "REC-512"),
        ("（三）政府采购不够规范。", "", "REC-512"),
        ("", "三是规范会计核算。", "REC-513"),
        ("", "三是加强宣传教育。", "REC-513"),
        ("（三）宣传不够深入。", "三是规范会计核算。", "REC-512"),
    ],
)
def test_the_odd_one_out_is_noted(problem: str, measure: str, rule: str, noted: Rules, grave: Rules) -> None:
    text = "\n".join(t for t in (PROBLEMS, problem, MEASURES, measure) if t)
    assert rule in noted(text)
    assert grave(text) == []


@pytest.mark.parametrize(
    "text",
    [
        PROBLEMS,
        MEASURES,
        f"{PROBLEMS}\n五、其他需要说明的情况\n无。",
        "四、存在的问题\n（一）有关方面需要进一步努力。\n五、下一步改进措施\n一是进一步努力。",
        "存在的问题是什么，下一步改进措施是什么。",
        "",
    ],
)
def test_nothing_to_compare(text: str, noted: Rules) -> None:
    assert [n for n in noted(text) if n in ("REC-512", "REC-513")] == []


@pytest.mark.parametrize("lead", ["", "主要有以下方面："])
def test_items_in_one_paragraph_are_items_too(lead: str, noted: Rules) -> None:
    text = (
        f"四、存在的主要问题\n{lead}一是预算编制不够精准；二是项目进度缓慢。\n"
        f"五、改进措施\n{lead}一是严格预算管理；二是加强预算执行分析。"
    )
    assert "REC-512" in noted(text)


@pytest.mark.parametrize(
    ("text", "score", "full"),
    [
        ("总分100分，自评得分98.5分。", "98.5", "100"),
        ("满分120分，综合得分115分。", "115", "120"),
        ("平均扣2分，实得96分。", "96", "100"),
        ("自评得分98分，项目评分90分。", "98", "100"),
    ],
)
def test_the_overall_score(text: str, score: str, full: str, view_of: Look) -> None:
    found = scored(view_of(text))
    assert found is not None
    assert (found[0].quantity.value, found[1]) == (Decimal(score), Decimal(full))


@pytest.mark.parametrize(
    "text", ["", "总分100分。", "扣2分。", "自评得分120分。", "完成率98%。", "平均得分98分。"]
)
def test_no_overall_score(text: str, view_of: Look) -> None:
    assert scored(view_of(text)) is None
