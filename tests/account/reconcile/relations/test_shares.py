"""Shares: of the list's total, of a named whole, known rates, breakdowns that make a hundred, structures."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.relation import Relation

Rules = Callable[[str], list[str]]
Verdicts = Callable[[str, str], list[str]]
ByRule = Callable[[str, str], list[Relation]]
D = Decimal

HOLDING = {
    "REC-311": [
        "支出合计860.00万元，其中：基本支出516.00万元，占60.00%；项目支出344.00万元，占40.00%。",
        "查处违法1200起，其中超速480起，占40.0%。",
        "本年收入合计356.80万元，其中：财政拨款收入356.80万元，占100.00%；事业收入0.00万元，占0.00%。",
    ],
    "REC-312": ["总投资12.5亿元；已完成投资8.6亿元，占总投资的68.8%。"],
    "REC-313": [
        "年末常住人口500.0万人，其中城镇人口300.0万人，城镇化率为60.00%。",
        "排查隐患240处，已整改228处，整改率95.0%。",
        "受理案件320件，办结304件，办结率95.0%。",
    ],
    "REC-314": ["支出合计300.00万元，其中：基本支出100.00万元，占33.33%；项目支出200.00万元，占66.67%。"],
    "REC-315": ["三次产业结构为9.1∶40.2∶50.7。", "三次产业比重为9∶40∶51。"],
    "REC-316": [
        "地区生产总值1000.0亿元。其中，第一产业增加值100.0亿元；第二产业增加值400.0亿元；第三产业增加值500.0亿元。三次产业结构为10.0∶40.0∶50.0。"
    ],
    "REC-317": ["年末常住人口700.0万人。出生人口4.2万人，出生率为6.00‰。"],
    "REC-318": ["城镇居民人均可支配收入48000元；农村居民人均可支配收入30000元。城乡居民收入比为1.60。"],
}
FAILING = {
    "REC-311": [
        "查处违法1200起，其中超速480起，占44.0%。",
        "查处违法1200起，其中超速480起，占4.00%。",
    ],
    "REC-312": ["总投资12.5亿元；已完成投资8.6亿元，占总投资的86.8%。"],
    "REC-313": [
        "年末常住人口500.0万人，其中城镇人口300.0万人，城镇化率为66.00%。",
        "排查隐患240处，已整改228处，整改率59.0%。",
        "受理案件320件，办结304件，办结率98.0%。",
    ],
    "REC-315": ["三次产业结构为9.1∶40.2∶57.0。", "三次产业结构为9.1∶42.0∶50.7。"],
    "REC-316": [
        "地区生产总值1000.0亿元。其中，第一产业增加值100.0亿元；第二产业增加值400.0亿元；第三产业增加值500.0亿元。三次产业结构为10.0∶45.0∶45.0。"
    ],
    "REC-317": ["年末常住人口700.0万人。出生人口4.2万人，出生率为9.00‰。"],
    "REC-318": ["城镇居民人均可支配收入48000元；农村居民人均可支配收入30000元。城乡居民收入比为1.90。"],
}
SILENT = [
    "民生支出86.4亿元，占全国支出的12.3%。",  # the whole is not in the text
    "35周岁以下占46.3%。",
    "收入比为1.9∶1。",
    "比分为3∶2∶1。",
    "非税收入占比控制在35%以内。",
    "制造业企业占比超过四成。",
    "城镇化率65.3%。",
    "查处酒驾120起，占查处违法总数的3.5%。",
    "占。",
    "",
]


@pytest.mark.parametrize(("number", "text"), [(n, t) for n, texts in HOLDING.items() for t in texts])
def test_shares_that_fit(number: str, text: str, verdicts: Verdicts, grave: Rules) -> None:
    assert "holds" in verdicts(text, number)
    assert grave(text) == []


@pytest.mark.parametrize(("number", "text"), [(n, t) for n, texts in FAILING.items() for t in texts])
def test_shares_that_do_not(number: str, text: str, grave: Rules) -> None:
    assert set(grave(text)) == {number}


@pytest.mark.parametrize("text", SILENT)
def test_shares_without_a_whole_are_left_alone(text: str, grave: Rules) -> None:
    assert grave(text) == []


def test_a_breakdown_that_is_not_a_hundred_is_found_beside_the_wrong_share(grave: Rules) -> None:
    text = "支出合计300.00万元，其中：基本支出100.00万元，占33.33%；项目支出200.00万元，占66.97%。"
    assert sorted(grave(text)) == ["REC-311", "REC-314"]


amounts = st.lists(st.integers(100, 99_999), min_size=2, max_size=4)
NAMES = ("基本支出", "项目支出", "经营支出", "其他支出")


def breakdown(parts: list[int], shares: list[Decimal]) -> str:
    total = D(sum(parts)).scaleb(-2)
    body = "；".join(
        f"{name}{D(part).scaleb(-2)}万元，占{share}%"
        for name, part, share in zip(NAMES, parts, shares, strict=False)
    )
    return f"本年支出合计{total}万元，其中：{body}。"


def percentages(parts: list[int], places: int) -> list[Decimal]:
    return [(D(p) / sum(parts) * 100).quantize(D(1).scaleb(-places), rounding=ROUND_HALF_UP) for p in parts]


@settings(max_examples=60, deadline=None)
@given(amounts, st.integers(1, 2))
def test_true_breakdowns_are_silent(grave: Rules, parts: list[int], places: int) -> None:
    assert grave(breakdown(parts, percentages(parts, places))) == []


@settings(max_examples=60, deadline=None)
@given(amounts, st.integers(0, 3), st.sampled_from([D("0.50"), D("-0.40"), D(3), D(10)]))
def test_a_wrong_share_of_a_breakdown_is_found(
    grave: Rules, parts: list[int], which: int, off: Decimal
) -> None:
    shares = percentages(parts, 2)
    index = which % len(parts)
    shares[index] += off if shares[index] + off > 0 else D(7)
    assert "REC-311" in grave(breakdown(parts, shares))


@settings(max_examples=40, deadline=None)
@given(st.integers(10, 300), st.integers(100, 600))
def test_structures_make_a_hundred(grave: Rules, first: int, second: int) -> None:
    a, b = D(first).scaleb(-1), D(second).scaleb(-1)
    assert grave(f"产业结构调整为{a}∶{b}∶{100 - a - b}。") == []
    assert grave(f"产业结构调整为{a}∶{b}∶{101 - a - b}。") == ["REC-315"]


def test_lists_of_amounts_and_shares_keep_their_order(verdicts: Verdicts, grave: Rules) -> None:
    right = "查处违法1000起，其中超速、超员、酒驾分别为500、300、200起，占比50.0%、30.0%、20.0%。"
    assert grave(right) == []
    assert verdicts(right, "REC-311").count("holds") == 3
    wrong = right.replace("50.0%、30.0%", "30.0%、50.0%")
    assert grave(wrong).count("REC-311") == 2


def test_a_share_is_told_with_part_and_whole(by_rule: ByRule) -> None:
    text = FAILING["REC-312"][0]
    (found,) = by_rule(text, "REC-312")
    assert found.expected == "68.8"
    assert [text[slice(*p)] for p in found.numbers] == ["86.8%", "8.6亿元", "12.5亿元"]
