"""Sums in sentences: silent while parts and total agree, found as soon as one digit does not."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luji.account.reconcile.relation import Relation
from luji.account.reconcile.relations.sums import hint
from luji.base.kernel.text import Text

Rules = Callable[[str], list[str]]
Verdicts = Callable[[str, str], list[str]]
ByRule = Callable[[str, str], list[Relation]]

HOLDING = {
    "REC-101": [
        "本年支出合计356.20万元，其中：人员经费210.15万元，公用经费96.05万元，项目支出50.00万元。",
        "全年处理警情1286起，其中事故类412起、故障类698起、求助类176起。",
        "共投入1.2亿元，包括市级5000万元、县级7000万元。",
        "新购装备45台，其中测速仪20台，酒精检测仪25台。",
        "支队民警326人，分别为机关86人、大队240人。",
        "安排资金300万元，主要用于以下方面：一是信息化建设120万元；二是宣传教育60万元；三是设备维护120万元。",
        "收入356.2万元，其中：财政拨款300.1万元；事业收入50.0万元；其他收入6.1万元。",
        "支出１２０万元，其中：人员８０万元，公用４０万元。",
        "共检查车辆8，058辆，其中客车3，021辆、货车5，037辆。",
        "本年支出合计356.20万元，其中：人员经费210.15万元，\n公用经费96.05万元，项目支出50.00万元。",
    ],
    "REC-102": [
        "全年处理警情1286起（事故类412起、故障类698起、求助类176起）。",
        "共有民警126人（男性100人、女性26人）。",
        "新增债券205.77亿元（一般债券11.77亿元、专项债券194.00亿元），占比6.2%。",
    ],
    "REC-103": [
        "一般收入34709万元，转移收入25874万元，收入总计60583万元。",
        "甲大队12起、乙大队18起、丙大队25起，合计55起。",
        "一般公共预算支出347090万元，加上转移性支出258746万元，支出总计605836万元。",
    ],
    "REC-104": ["年末职工1286人，比上年增加12人；男职工886人，女职工400人。"],
}
FAILING = {
    "REC-101": [
        "本年支出合计356.20万元，其中：人员经费210.51万元，公用经费96.05万元，项目支出50.00万元。",
        "安排资金300万元，主要用于以下方面：一是信息化建设120万元；二是宣传教育60万元；三是设备维护210万元。",
        "收入356.2万元，其中：财政拨款300.1万元；事业收入50.0万元；其他收入61万元。",
        "收入365.2万元，其中：财政拨款300.1万元；事业收入50.0万元；其他收入6.1万元。",
        "支出120万元，其中：基本支出80万元，项目支出60万元。",
        "支出１２０万元，其中：人员８０万元，公用４５万元，其他１万元。",
        "本年支出合计356.20万元，其中：人员经费2101.5万元，公用经费96.05万元，项目支出50.00万元。",
    ],
    "REC-102": [
        "共有民警126人（男性100人、女性62人）。",
        "新增债券205.77亿元（一般债券11.77亿元、专项债券149.00亿元）。",
    ],
    "REC-103": [
        "一般收入34709万元，转移收入25874万元，收入总计60853万元。",
        "甲大队12起、乙大队18起、丙大队25起，合计65起。",
        "一般公共预算支出347090万元，加上转移性支出258746万元，支出总计605806万元。",
    ],
    "REC-104": ["年末职工1286人，比上年增加12人；男职工886人，女职工300人。"],
    "REC-105": ["各级投入29396万元。其中：投入10563万元治水；投入10079万元整治；投入8754元治气。"],
}
SILENT = [
    "全年投入356.20万元，其中：宣传教育117.80万元，标线施划96.05万元。",  # an open list
    "争取资金35.6亿元，其中用于教育5.2亿元、交通8.3亿元。",
    "出动警力1.2万人次（含夜间3000人次）。",
    "总投入约3000万元，其中甲1500万元、乙1400万元。",  # the total is a bound
    "收入100万元，增长5%，主要是存款增加20万元。",  # a reason, no part
    "检查企业320家，发现隐患86处，其中重大隐患3处。",
    "共有景区45家，其中5A级1家、4A级12家。",
    "人均支出1200元，其中食品400元、居住300元、交通900元。",  # an average is broken down by other averages
    "",
    "其中：。",
    "合计。",
]


@pytest.mark.parametrize(("number", "text"), [(n, t) for n, texts in HOLDING.items() for t in texts])
def test_what_adds_up_is_told_and_not_found(number: str, text: str, verdicts: Verdicts, grave: Rules) -> None:
    assert "holds" in verdicts(text, number)
    assert grave(text) == []


@pytest.mark.parametrize(("number", "text"), [(n, t) for n, texts in FAILING.items() for t in texts])
def test_what_does_not_add_up_is_found(number: str, text: str, grave: Rules) -> None:
    assert grave(text) == [number]


@pytest.mark.parametrize("text", SILENT)
def test_open_lists_and_other_amounts_are_left_alone(text: str, grave: Rules) -> None:
    assert [n for n in grave(text) if n.startswith("REC-10")] == []


@pytest.mark.parametrize(
    "text",
    [
        "共投入1.2亿元，包括市级5000万元、县级8000万元。",
        "支队民警326人，分别为机关68人、大队240人。",
    ],
)
def test_sums_that_should_not_pass(text: str, noted: Rules) -> None:
    assert "REC-101" in noted(text)


amounts = st.integers(1_000, 9_999_999)


def listed(parts: list[int], words: str) -> str:
    names = ("人员经费", "公用经费", "设备购置", "会议费", "其他支出")[-len(parts) :]
    return "，".join(f"{name}{D(part):.2f}{words}" for name, part in zip(names, parts, strict=True))


def D(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


@settings(max_examples=60, deadline=None)
@given(st.lists(amounts, min_size=2, max_size=5), st.sampled_from(["万元", "元", "亿元"]))
def test_random_parts_with_their_sum_are_silent(grave: Rules, parts: list[int], unit: str) -> None:
    text = f"本年支出合计{D(sum(parts)):.2f}{unit}，其中：{listed(parts, unit)}。"
    assert grave(text) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(amounts, min_size=2, max_size=5), st.integers(0, 4), st.sampled_from("123456789"), st.booleans()
)
def test_one_changed_digit_is_found(
    grave: Rules, parts: list[int], place: int, digit: str, of_total: bool
) -> None:
    """A list that ends in 其他支出 leaves nothing out, so any digit of it counts (the pence may be rounding)."""
    total = sum(parts)
    shown = [f"{D(p):.2f}" for p in [total, *parts]]
    index = 0 if of_total else 1 + place % len(parts)
    original = shown[index]
    at = place % (len(original) - 3)
    assume(original[at] not in (".", digit))
    shown[index] = original[:at] + digit + original[at + 1 :]
    names = ("人员经费", "公用经费", "设备购置", "会议费", "其他支出")[-len(parts) :]
    body = "，".join(f"{n}{v}万元" for n, v in zip(names, shown[1:], strict=True))
    assert "REC-101" in grave(f"本年支出合计{shown[0]}万元，其中：{body}。")


def test_a_finding_shows_the_sum_and_quotes_total_and_parts(by_rule: ByRule) -> None:
    text = FAILING["REC-101"][0]
    (found,) = by_rule(text, "REC-101")
    assert (found.expected, found.stated) == ("356.56", "356.20")
    assert found.computation.startswith("210.51 + 96.05 + 50.00 = 356.56万元")
    assert [text[slice(*p)] for p in found.numbers] == ["356.20万元", "210.51万元", "96.05万元", "50.00万元"]
    assert "0.36" in found.message.zh
    assert {text[slice(*p)] for p in found.suspects} >= {"210.51万元"}


def test_a_wrong_unit_is_an_error_with_what_was_meant(by_rule: ByRule) -> None:
    (found,) = by_rule(FAILING["REC-105"][0], "REC-105")
    assert (found.level, found.expected, found.stated) == ("error", "8754万元", "8754元")


def test_long_lists_are_shortened_in_the_middle(by_rule: ByRule) -> None:
    parts = "、".join(f"第{'一二三四五六七八九十'[i % 10]}片区{i + 1}起" for i in range(20))
    (found,) = by_rule(f"共查处210起，其中{parts}。", "REC-101")[:1]
    assert "…" in found.computation
    assert len(found.numbers) == 21


def test_hints_name_only_numbers_that_are_shown() -> None:
    assert hint({}, {}) == Text("", "")
    assert hint({(1, 2): "digit"}, {}) == Text("", "")
    said = hint({(1, 2): "transposed", (5, 6): "lost"}, {(1, 2): "21.05"})
    assert "21.05" in said.zh and "21.05" in said.en
    assert "；" in said.zh
