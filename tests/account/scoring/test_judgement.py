"""Judgement and checklists: sentences, losses, and declarations that cannot work."""

from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.account.scoring.judgement import Checklist, Judged, inside, span_text
from luji.account.scoring.points import cents
from luji.account.scoring.rule import Case, Conventions, Tier
from luji.account.scoring.shown import Shown
from luji.base.kernel.problem import Where


def items(*worths: str | None, critical: int | None = None) -> Checklist:
    return Checklist.model_validate(
        {
            "items": [
                {
                    "key": f"i{n}",
                    "label": {"zh": f"第{n}项", "en": f"item {n}"},
                    "points": w,
                    "critical": n == critical,
                }
                for n, w in enumerate(worths)
            ]
        }
    )


def test_a_judgement_says_tier_range_and_points(tools: Any) -> None:
    outcome = tools.one({"function": "judged"}, weight="5", tier="top", points="4.5")
    assert outcome.words.zh == "评为“达成”一档（[4, 5] 分），评定 4.5 分"
    assert outcome.met and outcome.flags == ("judged",)


def test_the_range_of_a_tier_in_points(tools: Any) -> None:
    middle = tools.conventions().tiers[1]
    assert span_text(middle, Decimal("2.5")) == "[1.5, 2)"
    assert inside(middle, Decimal("1.5"), Decimal("2.5")) and not inside(middle, Decimal(2), Decimal("2.5"))


@given(st.decimals(min_value=Decimal("0.01"), max_value=30, places=2), st.integers(0, 3000))
def test_points_lie_in_exactly_one_tier(weight: Decimal, count: int) -> None:
    tiers = [
        Tier.model_validate({"key": k, "label": {"zh": k, "en": k}, "share": s})
        for k, s in (("a", "[80, 100]"), ("b", "[60, 80)"), ("c", "[0, 60)"))
    ]
    points = Decimal(count) / 100
    assert sum(inside(tier, points, weight) for tier in tiers) == (points <= weight)


def test_losses_of_a_judgement_follow_grain_and_tiers(tools: Any) -> None:
    half = tools.rule({"function": "judged", "grain": "0.5"})
    assert half.losses(Decimal(2), tools.conventions()).amounts == {0, 50, 100, 150, 200}
    fine = tools.rule({"function": "judged"}).losses(Decimal(2), tools.conventions())
    assert fine.continuous and len(fine.amounts) == 201
    hole = {"function": "judged", "tiers": [tools.tiers[0], tools.tiers[2]]}
    assert 60 not in tools.rule(hole).losses(Decimal(2), tools.conventions()).amounts


def test_tiers_are_needed_from_somewhere(tools: Any) -> None:
    assert tools.codes(Judged().lint(Decimal(5), Conventions(), Where())) == ["SCO-011"]
    assert tools.codes(Judged(grain=Decimal(0)).lint(Decimal(5), tools.conventions(), Where())) == ["SCO-015"]
    assert list(Judged().lint(Decimal(5), tools.conventions(), Where())) == []


@pytest.mark.parametrize(
    ("checklist", "codes"),
    [
        (items("1", "2", "2"), []),
        (items(None, None), []),
        (items("1", "2", None), ["SCO-013"]),
        (items("1", "2", "3"), ["SCO-013"]),
    ],
)
def test_items_are_worth_the_line(tools: Any, checklist: Checklist, codes: list[str]) -> None:
    assert tools.codes(checklist.lint(Decimal(5), Conventions(), Where())) == codes


def test_an_item_named_twice(tools: Any) -> None:
    item = {"key": "a", "label": {"zh": "甲", "en": "A"}}
    twice = Checklist.model_validate({"items": [item, item]})
    assert tools.codes(twice.lint(Decimal(5), Conventions(), Where())) == ["SCO-014"]


@pytest.mark.parametrize(
    "checklist", [items("1", "2", "2"), items(None, None, None), items("2", "1", "2", critical=1)]
)
def test_losses_of_a_checklist_are_those_some_answers_give(checklist: Checklist) -> None:
    weight = Decimal(5)
    scores = set()
    for answers in product(["met", "unmet"], repeat=3):
        case = Case(weight, answers={f"i{n}": answer for n, answer in enumerate(answers)})  # type: ignore[misc]
        points = checklist.score(case, Conventions()).points
        assert points is not None
        scores.add(500 - cents(points))
    assert checklist.losses(weight, Conventions()).amounts == scores


def test_sentences_of_a_checklist() -> None:
    case = Case(Decimal(2), answers={"i0": "met", "i1": "met", "i2": "unmet"})
    outcome = items(None, None, None).score(case, Conventions())
    assert (outcome.words.zh, outcome.formula) == ("核对 3 项，符合 2 项", "2 × 2 ÷ 3")
    broken = items(None, None, None, critical=2).score(case, Conventions())
    assert broken.words.en.endswith("a critical one is not") and broken.points == 0


def test_what_stands_in_the_target_column() -> None:
    assert Judged().aim(Shown()).zh == "达成预期目标"
    assert items(None).aim(Shown()).en == "all items met"
