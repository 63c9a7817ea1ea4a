"""Balances: income less outlay, what is carried, natural growth, trade, and the two sides of an account."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luji.account.reconcile.relation import Relation

Rules = Callable[[str], list[str]]
Verdicts = Callable[[str, str], list[str]]
ByRule = Callable[[str, str], list[Relation]]
D = Decimal

HOLDING = {
    "REC-321": [
        "全年收入完成86.40亿元。支出完成80.20亿元。当年结余6.20亿元。",
        "保险费收入24.36亿元，保险费支出21.24亿元，本年收支结余3.12亿元。",
        "收入总计105.50亿元。支出总计98.20亿元。收支相抵，结余7.30亿元。",
        "收入86.4亿元，支出80.2亿元，当年收支结余6.2亿元。",
    ],
    "REC-322": ["当年结余6.20亿元，加上上年结余50.10亿元，年末滚存结余56.30亿元。"],
    "REC-323": [
        "人口出生率7.20‰，死亡率6.90‰，自然增长率0.30‰。",
        "出生率为6.10‰；死亡率为8.05‰；自然增长率为-1.95‰。",
    ],
    "REC-324": [
        "进出口总额860.0亿元，其中出口560.0亿元，进口300.0亿元，贸易顺差260.0亿元。",
        "出口额300.0亿元，进口额560.0亿元，贸易逆差260.0亿元。",
    ],
    "REC-325": ["收入总计343607万元。一般公共预算支出261713万元，支出总计343607万元。"],
}
FAILING = {
    "REC-321": [
        "全年收入完成86.40亿元。支出完成80.20亿元。当年结余2.60亿元。",
        "保险费收入24.36亿元，保险费支出21.24亿元，本年收支结余3.21亿元。",
        "收入86.4亿元，支出80.2亿元，当年收支结余62亿元。",
    ],
    "REC-322": ["当年结余6.20亿元，加上上年结余50.10亿元，年末滚存结余65.30亿元。"],
    "REC-323": [
        "人口出生率7.20‰，死亡率6.90‰，自然增长率3.00‰。",
        "出生率为6.10‰；死亡率为8.05‰；自然增长率为1.95‰。",  # the sign is part of it
    ],
    "REC-324": ["进出口总额860.0亿元，其中出口560.0亿元，进口300.0亿元，贸易顺差206.0亿元。"],
    "REC-325": ["收入总计343607万元。一般公共预算支出261713万元，支出总计346307万元。"],
}
SILENT = [
    "当年结余6.20亿元。",
    "上年结余50.10亿元。年末滚存结余56.30亿元。",
    "收入86.4亿元，支出80.2万人，当年结余6.2亿元。",
    "收入总计343607万元。支出总计300000万元，结余43607万元。",
    "当年收支平衡，略有结余。",
    "自然增长率0.30‰。",
    "出生率7.20‰，自然增长率0.30‰。",
    "贸易顺差260.0亿元。",
    "结余约6亿元。收入86.4亿元，支出80.2亿元，当年结余约6亿元。",
    "",
]


@pytest.mark.parametrize(("number", "text"), [(n, t) for n, texts in HOLDING.items() for t in texts])
def test_balances_that_come_out(number: str, text: str, verdicts: Verdicts, grave: Rules) -> None:
    assert "holds" in verdicts(text, number)
    assert grave(text) == []


@pytest.mark.parametrize(("number", "text"), [(n, t) for n, texts in FAILING.items() for t in texts])
def test_balances_that_do_not(number: str, text: str, grave: Rules) -> None:
    assert grave(text) == [number]


@pytest.mark.parametrize("text", SILENT)
def test_balances_without_both_sides_are_left_alone(text: str, grave: Rules) -> None:
    assert grave(text) == []


figures = st.decimals(min_value=D("1.00"), max_value=D("9999.99"), places=2, allow_nan=False)


@settings(max_examples=50, deadline=None)
@given(figures, figures, figures)
def test_true_balances_are_silent_and_others_found(
    grave: Rules, income: Decimal, left: Decimal, off: Decimal
) -> None:
    assume(left < income)
    outlay = income - left
    assert grave(f"全年收入完成{income}亿元。支出完成{outlay}亿元。当年结余{left}亿元。") == []
    assert grave(f"全年收入完成{income}亿元。支出完成{outlay}亿元。当年结余{left + off}亿元。") == ["REC-321"]


@settings(max_examples=40, deadline=None)
@given(st.integers(100, 2000), st.integers(100, 2000))
def test_natural_growth_keeps_its_sign(grave: Rules, births: int, deaths: int) -> None:
    assume(abs(births - deaths) > 2)
    b, d = D(births).scaleb(-2), D(deaths).scaleb(-2)
    assert grave(f"出生率为{b}‰，死亡率为{d}‰，自然增长率为{b - d}‰。") == []
    assert grave(f"出生率为{b}‰，死亡率为{d}‰，自然增长率为{d - b}‰。") == ["REC-323"]


def test_the_pair_of_one_name_is_taken_among_several(grave: Rules, verdicts: Verdicts) -> None:
    text = (
        "职工保险收入50.25亿元，职工保险支出48.13亿元，本年收支结余2.12亿元；"
        "居民保险收入12.36亿元，居民保险支出8.24亿元，本年收支结余4.12亿元。"
    )
    assert grave(text) == []
    assert verdicts(text, "REC-321") == ["holds", "holds"]


def test_a_balance_is_told_with_its_subtraction(by_rule: ByRule) -> None:
    text = FAILING["REC-321"][0]
    (found,) = by_rule(text, "REC-321")
    assert (found.expected, found.stated) == ("6.20", "2.60")
    assert found.computation.startswith("86.40亿元 − 80.20亿元 = 6.20亿元")
    assert [text[slice(*p)] for p in found.numbers] == ["2.60亿元", "86.40亿元", "80.20亿元"]
