"""Counts: things stated and things listed, scores and their maxima, grades and their scores."""

import itertools
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.relation import Relation
from luji.account.reconcile.relations.counts import GRADES

Rules = Callable[[str], list[str]]
Verdicts = Callable[[str, str], list[str]]
ByRule = Callable[[str, str], list[Relation]]
D = Decimal

HOLDING = {
    "REC-341": [
        "本部门下属3家预算单位，具体包括：\n1.测速管理中心\n2.事故处理中心\n3.车辆管理所",
        "本部门有二级预算单位2个，具体如下：\n1.某某总队本级\n2.某某支队\n3.某某中心",  # the body itself is not counted
        "本部门下设科室两个，分别是：\n（一）办公室\n（二）法制科",
        "纳入决算的行政单位1家，事业单位2家，包括：\n1.某某支队\n2.某某中心\n3.某某所",
    ],
    "REC-342": [
        "下辖鹤城、芷江、洪江三个大队。",
        "下设办公室、法制科、事故科、宣传科4个科室。",
        "管辖甲乡、乙乡、丙镇、丁镇四个乡镇。",
    ],
    "REC-343": [
        "实现“四降三增”（事故起数、亡人、伤人、百公里亡人同比下降，违法总数、现场查处、重点违法同比增长）。",
        "呈现“一降二升”（事故起数同比下降，检查车辆、查处违法同比上升）。",
    ],
    "REC-344": ["共有沪昆、包茂、杭瑞三条高速穿行。", "涉及超速、超员、酒驾三类违法。"],
    "REC-351": ["总分100分，自评得分98.5分。", "满分120分，实得115分。", "总分值100分，实得100分。"],
    "REC-352": [
        "自评得分85.5分，评价等级为“良”。",
        "综合得分90分，评价等级为“优”。",
        "综合得分59.9分，等级为“差”。",
        "综合得分60分，等级为“中”。",
        "自评得分100分，评价等级为优秀。",
    ],
}
FAILING = {
    "REC-341": [
        "本部门下属4家预算单位，具体包括：\n1.测速管理中心\n2.事故处理中心\n3.车辆管理所",
        "本部门下设科室三个，分别是：\n（一）办公室\n（二）法制科",
        "纳入决算的行政单位1家，事业单位4家，包括：\n1.某某支队\n2.某某中心\n3.某某所",
    ],
    "REC-342": [
        "下辖鹤城、芷江、洪江四个大队。",
        "下设办公室、法制科、事故科、宣传科5个科室。",
        "管辖甲乡、乙乡、丙镇、丁镇三个乡镇。",
    ],
    "REC-343": [
        "实现“三降三增”（事故起数、亡人、伤人、百公里亡人同比下降，违法总数、现场查处、重点违法同比增长）。",
        "呈现“一降三升”（事故起数同比下降，检查车辆、查处违法同比上升）。",
    ],
    "REC-344": ["共有沪昆、包茂、杭瑞四条高速穿行。", "涉及超速、超员、酒驾五类违法。"],
    "REC-351": ["总分100分，自评得分108.5分。", "自评得分101分。", "满分80分，实得85分。"],
    "REC-352": [
        "自评得分85.5分，评价等级为“优”。",
        "综合得分79.9分，等级为“良”。",
        "综合得分59.9分，等级为“中”。",
        "综合得分92分，等级为“差”。",
    ],
}
SILENT = [
    "下设办公室、法制科、事故科等9个科室。",
    "开展宣传、组织检查、加强培训3次。",
    "共有大队10个。",
    "本部门下属3家预算单位。",
    "本部门下属3家预算单位，具体包括：\n1.测速管理中心",  # one item proves no list
    "本部门下属约3家预算单位，具体包括：\n1.甲中心\n2.乙中心",
    "全年完成“三降”目标。",
    "得分率98%。",
    "扣2分。",
    "项目自评得分85分，项目评价等级为优。",
    "等级为“优”。",
    "怀化、娄底、邵阳等5个市州参加。",
    "",
]


@pytest.mark.parametrize(("number", "text"), [(n, t) for n, texts in HOLDING.items() for t in texts])
def test_counts_that_fit(number: str, text: str, verdicts: Verdicts, grave: Rules) -> None:
    assert "holds" in verdicts(text, number)
    assert grave(text) == []


@pytest.mark.parametrize(("number", "text"), [(n, t) for n, texts in FAILING.items() for t in texts])
def test_counts_that_do_not(number: str, text: str, grave: Rules) -> None:
    assert grave(text) == [number]


@pytest.mark.parametrize("text", SILENT)
def test_open_lists_and_lone_counts_are_left_alone(text: str, grave: Rules) -> None:
    assert grave(text) == []


def test_two_is_written_another_way(grave: Rules) -> None:
    assert grave("实现“两降一升”（事故起数、亡人数下降，违法查处数上升）。") == []


BRIGADES = ("鹤城", "芷江", "洪江", "麻阳", "会同", "靖州", "通道", "溆浦", "辰溪", "沅陵")
NUMERALS = "零一两三四五六七八九十"


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 10), st.integers(2, 10))
def test_names_are_counted(grave: Rules, listed: int, stated: int) -> None:
    text = f"支队下辖{'、'.join(BRIGADES[:listed])}{NUMERALS[stated]}个大队。"
    assert grave(text) == ([] if listed == stated else ["REC-342"])


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 10), st.integers(2, 10))
def test_numbered_lines_are_counted(grave: Rules, listed: int, stated: int) -> None:
    lines = "\n".join(f"{i}.{name}大队" for i, name in enumerate(BRIGADES[:listed], 1))
    text = f"支队下属{stated}个单位，具体包括：\n{lines}"
    assert grave(text) == ([] if listed == stated else ["REC-341"])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1000), st.sampled_from("优良中差"))
def test_a_grade_is_that_of_its_score(grave: Rules, tenths: int, grade: str) -> None:
    score = D(tenths).scaleb(-1)
    right = next(name for name, low, _ in GRADES if score >= low)
    found = grave(f"自评得分{score}分，评价等级为“{grade}”。")
    assert found == ([] if grade == right else ["REC-352"])


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 300), st.integers(0, 300))
def test_no_score_exceeds_its_maximum(grave: Rules, full: int, score: int) -> None:
    found = grave(f"满分{full}分，实得{score}分。")
    assert found == ([] if score <= full else ["REC-351"])


def test_grades_leave_no_gap_between_nothing_and_a_hundred() -> None:
    edges = sorted((low, high) for _, low, high in GRADES)
    assert edges[0][0] == 0 and edges[-1][1] == 100
    assert all(a[1] == b[0] for a, b in itertools.pairwise(edges))


def test_the_list_is_quoted_with_its_number(by_rule: ByRule) -> None:
    text = FAILING["REC-342"][0]
    (found,) = by_rule(text, "REC-342")
    assert (found.expected, found.stated) == ("3", "四")
    assert text[slice(*found.span)] == "鹤城、芷江、洪江四个"


def test_an_impossible_score_is_an_error(by_rule: ByRule) -> None:
    found = by_rule(FAILING["REC-351"][0], "REC-351")[-1]
    assert (found.level, found.expected) == ("error", "≤100")
