"""Growth in sentences: change, rate and figure; from one value to another; year on year; points; changes of parts."""

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
    "REC-201": [
        "收入总计986.40万元，比上年增加106.40万元，增长12.09%。",
        "全年查处违法8640起，同比减少360起，下降4.0%。",
        "支出决算56.00万元，较上年减少14.00万元，降低20%。",
        "本年收入260.5万元，较去年增收10.5万元，增幅4.2%。",
        "收入总计９８６．４０万元，比上年增加１０６．４０万元，增长１２．０９％。",
        "支出决算56.00万元。与上年相比，减少14.00万元，下降20.0%。",
        "收入总计50.00万元，支出总计50.00万元。与上年相比，收、支总计各增加5.00万元，增长11.11%。",
    ],
    "REC-202": ["培训由260人次增加到312人次，增长20.0%。", "投诉从80件下降到60件，下降25%。"],
    "REC-203": ["人均收入由2.50万元提高到3.20万元，年均增长5.1%。"],
    "REC-204": [
        "2024年查处违法1320起，2023年查处1200起，增长10.0%。",
        "全年收入1320万元，上年收入1200万元，增加120万元。",
        "事故损失36万元，上年同期40万元，下降10.0%。",
    ],
    "REC-205": [
        "满意率由95.20%提高到97.00%，提高1.80个百分点。",
        "占比由40.0%下降到35.5%，下降4.5个百分点。",
    ],
    "REC-206": [
        "支出58.0万元，比上年增加16.0万元，其中：人员经费36.0万元，比上年增加4.0万元；公用经费22.0万元，比上年增加12.0万元。",
    ],
}
FAILING = {
    "REC-201": [
        "收入总计986.40万元，比上年增加106.40万元，增长12.90%。",
        "全年查处违法8640起，同比减少360起，下降4.4%。",
        "支出决算56.00万元，较上年减少14.00万元，降低25%。",
        "支出决算56.00万元。与上年相比，减少14.00万元，下降2.00%。",
        "收入总计50.00万元，支出总计50.00万元。与上年相比，收、支总计各增加5.00万元，增长10.00%。",
    ],
    "REC-202": ["培训由260人次增加到312人次，增长22.0%。", "投诉从80件下降到60件，下降35%。"],
    "REC-203": ["人均收入由2.50万元提高到3.20万元，年均增长15.1%。"],
    "REC-204": [
        "2024年查处违法1320起，2023年查处1200起，增长11.0%。",
        "全年收入1320万元，上年收入1200万元，增加210万元。",
        "事故损失36万元，上年同期40万元，下降22.0%。",
    ],
    "REC-205": [
        "满意率由95.20%提高到97.00%，提高8.10个百分点。",
        "占比由40.0%下降到35.5%，下降5.4个百分点。",
    ],
    "REC-206": [
        "支出58.0万元，比上年增加16.0万元，其中：人员经费36.0万元，比上年增加4.0万元；公用经费22.0万元，比上年增加21.0万元。",
    ],
}
SILENT = [
    "公务接待费5.20万元，较上年增加5.20万元，增长100%。",  # from nothing
    "营业收入120亿元，增加20亿元，按可比口径增长18%。",
    "生产总值由1650亿元增加到2150亿元，按可比价格计算，年均增长5.1%。",
    "增加8万元，增长3%。",  # nobody's figure
    "专利申请量增长1.5倍，企业由126家增加到252家，翻一番。",
    "收入增长8.0%，支出下降3.0%。",
    "满意率提高2.1个百分点。",
    "同比增长。",
    "",
]


@pytest.mark.parametrize(("number", "text"), [(n, t) for n, texts in HOLDING.items() for t in texts])
def test_growth_that_fits_is_told_and_not_found(
    number: str, text: str, verdicts: Verdicts, grave: Rules
) -> None:
    assert "holds" in verdicts(text, number)
    assert grave(text) == []


@pytest.mark.parametrize(("number", "text"), [(n, t) for n, texts in FAILING.items() for t in texts])
def test_growth_that_does_not_fit_is_found(number: str, text: str, grave: Rules) -> None:
    assert grave(text) == [number]


@pytest.mark.parametrize("text", SILENT)
def test_growth_that_cannot_be_checked_is_left_alone(text: str, grave: Rules) -> None:
    assert grave(text) == []


def test_last_years_figure_is_not_taken_for_this_years(grave: Rules) -> None:
    assert grave("事故起数36起，上年同期40起，下降10.0%。") == []


def rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(D(1).scaleb(-places), rounding=ROUND_HALF_UP)


figures = st.decimals(min_value=D("100.00"), max_value=D("99999.99"), places=2, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(figures, figures, st.integers(1, 2))
def test_true_changes_and_rates_are_silent(grave: Rules, before: Decimal, now: Decimal, places: int) -> None:
    assume(before != now)
    change = now - before
    rate = rounded(abs(change) / before * 100, places)
    up = change > 0
    text = f"本年支出{now}万元，比上年{'增加' if up else '减少'}{abs(change)}万元，{'增长' if up else '下降'}{rate}%。"
    assert grave(text) == []


@settings(max_examples=60, deadline=None)
@given(figures, figures, st.decimals(min_value=D("0.50"), max_value=D(40), places=2, allow_nan=False))
def test_rates_half_a_point_off_are_found(grave: Rules, before: Decimal, now: Decimal, off: Decimal) -> None:
    assume(abs(now - before) > 20 and now < 9 * before)
    change = now - before
    rate = rounded(abs(change) / before * 100, 2) + off
    up = change > 0
    text = f"本年支出{now}万元，比上年{'增加' if up else '减少'}{abs(change)}万元，{'增长' if up else '下降'}{rate}%。"
    assert grave(text) == ["REC-201"]


@settings(max_examples=40, deadline=None)
@given(figures, figures)
def test_two_years_side_by_side(grave: Rules, before: Decimal, now: Decimal) -> None:
    assume(now > before + 10)
    rate = rounded((now - before) / before * 100, 2)
    assert grave(f"全年收入{now}万元，上年收入{before}万元，增长{rate}%。") == []
    assert "REC-204" in grave(f"全年收入{now}万元，上年收入{before}万元，增长{rate + 7}%。")


def test_the_computation_and_the_places_are_told(by_rule: ByRule) -> None:
    text = FAILING["REC-201"][0]
    (found,) = by_rule(text, "REC-201")
    assert (found.expected, found.stated) == ("12.09", "12.90")
    assert "106.40万元 ÷ (986.40万元 - 106.40万元)" in found.computation
    assert [text[slice(*p)] for p in found.numbers] == ["12.90%", "106.40万元", "986.40万元"]
    start, end = found.span
    assert text[start:end].startswith("比上年增加")


def test_one_unit_of_the_last_digit_is_only_a_note(by_rule: ByRule, grave: Rules) -> None:
    """12.0909 is printed 12.09; 12.10 is one unit off, perhaps rounded twice."""
    text = "收入总计986.40万元，比上年增加106.40万元，增长12.10%。"
    (found,) = by_rule(text, "REC-201")
    assert found.verdict == "slip"
    assert grave(text) == []
