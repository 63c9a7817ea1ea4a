"""Deductions: sentences, what they can lose, and parameters that deduct nothing."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.account.scoring.deductions import PerOccurrence, PerPoint
from luji.account.scoring.points import cents
from luji.account.scoring.rule import Case, Conventions
from luji.base.kernel.problem import Refused, Where

PLAIN = Conventions()


def test_sentences(tools: Any) -> None:
    outcome = tools.one({"function": "per_occurrence", "each": "0.5"}, weight="5", actual="4", target="2")
    assert outcome.formula == "max(5 − 0.5 × 2, 0)"
    assert outcome.words.zh == "实际 4，允许 2，超出 2，每次扣 0.5 分"
    per_point = {"function": "per_point", "side": "over", "each": "0.5", "part": "exact"}
    assert tools.one(per_point, weight="5", actual="101.5", target="100").formula == "max(5 − 0.5 × 1.5, 0)"


@pytest.mark.parametrize(("side", "sign"), [("over", "≤"), ("under", "≥"), ("either", "=")])
def test_the_relation_before_the_target(side: Any, sign: str) -> None:
    assert PerPoint(each=Decimal(1), side=side).symbol() == sign
    assert PerOccurrence(each=Decimal(1)).symbol() == "≤"


@pytest.mark.parametrize(
    ("score", "count"),
    [
        ({"function": "per_occurrence", "each": 0}, 1),
        ({"function": "per_occurrence", "each": -1}, 1),
        ({"function": "per_point", "each": 0, "per": 0}, 2),
        ({"function": "per_point", "each": 1, "per": -5}, 1),
    ],
)
def test_a_deduction_must_deduct(tools: Any, score: dict[str, Any], count: int) -> None:
    found = list(tools.rule(score).lint(Decimal(5), PLAIN, Where()))
    assert tools.codes(found) == ["SCO-015"] * count


@pytest.mark.parametrize("change", [{"side": "above"}, {"part": "half"}, {"each": "much"}, {"step": 1}])
def test_unknown_parameters_are_refused(tools: Any, change: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        tools.rule({"function": "per_point", "each": 1, **change})


def test_losses_are_multiples_capped_at_the_weight() -> None:
    assert PerPoint(each=Decimal(2), per=Decimal(5)).losses(Decimal(5), PLAIN).amounts == {0, 200, 400, 500}
    assert PerOccurrence(each=Decimal("1.5")).losses(Decimal(3), PLAIN).amounts == {0, 150, 300}
    assert PerPoint(each=Decimal(1), part="exact").losses(Decimal(1), PLAIN).continuous


@given(
    st.sampled_from(["over", "under", "either"]),
    st.sampled_from(["whole", "started"]),
    st.decimals(min_value=0, max_value=200, places=2),
)
def test_whole_units_lose_no_more_than_exact_and_begun_ones_no_less(
    side: Any, part: Any, actual: Decimal
) -> None:
    case = Case(Decimal(50), actual, Decimal(100))
    points = {
        p: PerPoint(each=Decimal("0.5"), side=side, part=p).score(case, PLAIN).points
        for p in ("whole", "started", "exact")
    }
    assert points["started"] <= points["exact"] <= points["whole"]
    rule = PerPoint(each=Decimal("0.5"), side=side, part=part)
    assert 5000 - cents(points[part]) in rule.losses(Decimal(50), PLAIN).amounts
