"""Completion: rates of budgets and plans, words beside them, amounts over and short, adjusted budgets."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luji.account.reconcile.relation import Relation

Rules = Callable[[str], list[str]]
Verdicts = Callable[[str, str], list[str]]
ByRule = Callable[[str, str], list[Relation]]
D = Decimal

HOLDING = {
    "REC-301": [
        "年初预算为460.00万元，支出决算为451.26万元，完成年初预算的98.10%。",
        "全年预算数为500万元，执行数为480万元，预算执行率96%。",
        "收入完成103.5亿元，为年初预算100亿元的103.5%。",
        "公共安全支出（类）公安（款）行政运行（项）。年初预算为120.00万元，支出决算为126.60万元，完成年初预算的105.5%。",
        "年初预算为０万元，支出决算为5万元。",
    ],
    "REC-302": [
        "年初预算为46.00万元，支出决算为45.10万元，决算数小于预算数的主要原因是节约。",
        "年初预算为46.00万元，支出决算为47.10万元，决算数大于预算数的主要原因是追加。",
        "年初预算为46.00万元，支出决算为46.00万元，决算数与预算数持平。",
        "年初预算为46.00万元，支出决算为46.10万元，决算数与预算数基本持平。",
        "年初预算为46.00万元，支出决算为46.00万元，决算数等于预算数。",
    ],
    "REC-303": [
        "年初预算为1084万元，收入完成1038万元，短收46万元。",
        "年初预算为1000万元，收入完成1038万元，超收38万元。",
    ],
    "REC-304": [
        "年初预算安排1680.50万元，年中追加260.30万元，调减20.00万元，全年预算数1920.80万元。",
        "年初预算安排1680.50万元，年中追加260.30万元，全年预算数1940.80万元。",
    ],
}
FAILING = {
    "REC-301": [
        "年初预算为460.00万元，支出决算为451.26万元，完成年初预算的98.90%。",
        "全年预算数为500万元，执行数为480万元，预算执行率69%。",
        "收入完成103.5亿元，为年初预算100亿元的130.5%。",
        "公共安全支出（类）公安（款）行政运行（项）。年初预算为120.00万元，支出决算为126.60万元，完成年初预算的150.5%。",
        "年初预算为460.00万元，支出决算为451.26万元，完成年初预算的9.81%。",
    ],
    "REC-302": [
        "年初预算为46.00万元，支出决算为45.10万元，决算数大于预算数的主要原因是节约。",
        "年初预算为46.00万元，支出决算为47.10万元，决算数小于预算数的主要原因是追加。",
        "年初预算为46.00万元，支出决算为48.00万元，决算数与预算数持平。",
        "年初预算为46.00万元，支出决算为48.00万元，决算数等于预算数。",
    ],
    "REC-303": ["年初预算为1084万元，收入完成1038万元，短收64万元。"],
    "REC-304": [
        "年初预算安排1680.50万元，年中追加260.30万元，调减20.00万元，全年预算数1960.80万元。",
        "年初预算安排1680.50万元，年中追加260.30万元，全年预算数1904.80万元。",
    ],
}
SILENT = [
    "支出完成年初预算的98.7%。",  # no amounts
    "年初预算为460.00万元。\n\n完成年初预算的12.0%。",
    "教育支出年初预算为460.00万元。卫生支出决算为200.00万元，完成年初预算的88.0%。",  # another's budget
    "支出进度92.3%，较上年同期提高2.1个百分点。",
    "年初预算为0万元，支出决算为0万元，决算数与预算数持平。",
    "决算数大于预算数的主要原因是追加。",  # no figures
    "完成率。",
    "",
]


@pytest.mark.parametrize(("number", "text"), [(n, t) for n, texts in HOLDING.items() for t in texts])
def test_completion_that_fits(number: str, text: str, verdicts: Verdicts, grave: Rules) -> None:
    assert grave(text) == []
    assert "fails" not in verdicts(text, number)
    if "０" not in text:
        assert "holds" in verdicts(text, number)


@pytest.mark.parametrize(("number", "text"), [(n, t) for n, texts in FAILING.items() for t in texts])
def test_completion_that_does_not(number: str, text: str, grave: Rules) -> None:
    assert grave(text) == [number]


@pytest.mark.parametrize("text", SILENT)
def test_completion_without_its_budget_is_left_alone(text: str, grave: Rules) -> None:
    assert grave(text) == []


def test_plans_of_other_things(grave: Rules) -> None:
    assert grave("计划培训1200人次，实际培训1326人次，完成计划的105.1%。") == ["REC-301"]


figures = st.decimals(min_value=D("100.00"), max_value=D("99999.99"), places=2, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(figures, figures, st.integers(0, 2))
def test_true_rates_are_silent(grave: Rules, budget: Decimal, actual: Decimal, places: int) -> None:
    rate = (actual / budget * 100).quantize(D(1).scaleb(-places), rounding=ROUND_HALF_UP)
    assert grave(f"年初预算为{budget}万元，支出决算为{actual}万元，完成年初预算的{rate}%。") == []


@settings(max_examples=60, deadline=None)
@given(figures, figures, st.decimals(min_value=D("0.50"), max_value=50, places=2, allow_nan=False))
def test_rates_half_a_point_off_are_found(
    grave: Rules, budget: Decimal, actual: Decimal, off: Decimal
) -> None:
    assume(actual < budget * 20)
    rate = (actual / budget * 100).quantize(D("0.01"), rounding=ROUND_HALF_UP) + off
    assert grave(f"年初预算为{budget}万元，支出决算为{actual}万元，完成年初预算的{rate}%。") == ["REC-301"]


@settings(max_examples=40, deadline=None)
@given(figures, figures)
def test_the_words_follow_the_two_figures(grave: Rules, budget: Decimal, actual: Decimal) -> None:
    assume(budget != actual)
    right, wrong = ("大于", "小于") if actual > budget else ("小于", "大于")
    lead = f"年初预算为{budget}万元，支出决算为{actual}万元，决算数"
    assert grave(f"{lead}{right}预算数的主要原因是人员变动。") == []
    assert grave(f"{lead}{wrong}预算数的主要原因是人员变动。") == ["REC-302"]
    assert grave(f"{lead}与预算数持平。") == ["REC-302"]


def test_the_adjusted_budget_is_taken_where_the_rate_says_so(verdicts: Verdicts, by_rule: ByRule) -> None:
    text = "教育支出年初预算为400万元，调整预算为500万元，决算为480万元，完成调整预算的96.0%。"
    assert verdicts(text, "REC-301") == ["holds"]
    (found,) = by_rule(text, "REC-301")
    assert text[slice(*found.numbers[2])] == "500万元"


def test_a_finding_shows_the_quotient_and_its_two_numbers(by_rule: ByRule) -> None:
    text = FAILING["REC-301"][0]
    (found,) = by_rule(text, "REC-301")
    assert (found.expected, found.stated) == ("98.10", "98.90")
    assert found.computation.startswith("451.26万元 ÷ 460.00万元 = 98.1000%")
    assert [text[slice(*p)] for p in found.numbers] == ["98.90%", "451.26万元", "460.00万元"]


def test_words_against_figures_are_an_error(by_rule: ByRule) -> None:
    (found,) = by_rule(FAILING["REC-302"][0], "REC-302")
    assert (found.level, found.expected, found.stated) == ("error", "小于", "大于")
