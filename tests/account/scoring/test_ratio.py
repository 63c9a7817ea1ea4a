"""Ratio functions: their invariants, their sentences, and what they can lose at a known target."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.account.scoring.points import cents
from luji.account.scoring.ratio import Equal, Execution, Negative, Positive
from luji.account.scoring.rule import Case, Conventions
from luji.account.scoring.shown import Shown

RULES = [Execution(), Positive(), Negative(), Equal()]
PLAIN = Conventions()
amounts = st.decimals(min_value=0, max_value=10**6, places=2)
weights = st.decimals(min_value=Decimal("0.01"), max_value=50, places=2)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.function)
@given(
    weight=weights, actual=amounts, target=st.decimals(min_value=Decimal("0.01"), max_value=10**6, places=2)
)
def test_points_stay_between_nothing_and_the_weight(
    rule: Any, weight: Decimal, actual: Decimal, target: Decimal
) -> None:
    outcome = rule.score(Case(weight, actual, target), PLAIN)
    assert 0 <= outcome.points <= weight
    assert (outcome.points == weight) == outcome.met


@given(weights, amounts, amounts, amounts)
def test_more_never_scores_less_and_less_never_scores_more(
    weight: Decimal, target: Decimal, one: Decimal, other: Decimal
) -> None:
    low, high = sorted((one, other))
    for rule, better, worse in ((Positive(), high, low), (Negative(), low, high)):
        best = rule.score(Case(weight, better, target), PLAIN).points
        rest = rule.score(Case(weight, worse, target), PLAIN).points
        assert best is None or rest is None or best >= rest


def test_the_sentence_shows_the_numbers_used() -> None:
    shown = Shown(decimals=2, scale="万")
    case = Case(Decimal(10), Decimal(26640800), Decimal(26774700), shown)
    assert Execution().score(case, PLAIN).formula == "10 × min(2664.08 ÷ 2677.47, 1)"
    assert (
        Negative().score(Case(Decimal(4), Decimal(60), Decimal(45)), PLAIN).formula == "4 × min(45 ÷ 60, 1)"
    )
    assert Positive().score(Case(Decimal(4), Decimal(-3), Decimal(5)), PLAIN).formula == "4 × max(-3 ÷ 5, 0)"
    assert (
        Equal().score(Case(Decimal(4), Decimal(3), Decimal(5)), PLAIN).formula
        == "4 × max(1 − |3 − 5| ÷ 5, 0)"
    )


def test_words_say_whether_the_target_is_met() -> None:
    words = Positive().score(Case(Decimal(4), Decimal(3), Decimal(5)), PLAIN).words
    assert words.zh == "实际 3，目标 5，未达到"
    assert words.en == "actual 3, target 5, not met"


@pytest.mark.parametrize(("rule", "sign"), list(zip(RULES, ["", "≥", "≤", "="], strict=True)))
def test_the_relation_before_the_target(rule: Any, sign: str) -> None:
    assert rule.symbol() == sign and rule.ideals(Decimal(5)) == (Decimal(5),) and rule.ideals(None) == ()


def brute(rule: Any, weight: Decimal, target: Decimal, grain: Decimal, count: int) -> set[int]:
    scores = (rule.score(Case(weight, n * grain, target), PLAIN).points for n in range(count))
    return {cents(weight) - cents(points) for points in (*scores, weight) if points is not None}


@pytest.mark.parametrize("weight", ["0.3", "1"])
@pytest.mark.parametrize(
    ("target", "grain"), [("7", "1"), ("12", "1"), ("97", "1"), ("2.5", "1"), ("0.83", "0.01")]
)
def test_losses_at_a_known_target_are_those_some_actual_gives(weight: str, target: str, grain: str) -> None:
    w, t, g = Decimal(weight), Decimal(target), Decimal(grain)
    for rule in (Execution(), Positive()):
        assert rule.losses_at(w, PLAIN, t, g).amounts == brute(rule, w, t, g, int(t / g) + 2)
    # the longest way down for a falling ratio: half a cent is reached at 200 × weight × target
    far = int(200 * w * t / g) + 2
    assert Negative().losses_at(w, PLAIN, t, g).amounts == brute(Negative(), w, t, g, far) | {cents(w)}


def test_losses_without_a_usable_target() -> None:
    assert Positive().losses_at(Decimal(1), PLAIN, None, Decimal(1)).continuous
    assert Positive().losses_at(Decimal(1), PLAIN, Decimal(0), Decimal(1)).continuous
    assert Negative().losses_at(Decimal(1), PLAIN, None, Decimal(1)).continuous
    assert Negative().losses_at(Decimal(1), PLAIN, Decimal(0), Decimal(1)).amounts == {0, 100}


def test_cuts_for_over_fulfilment_are_losses_too() -> None:
    rule = Positive.model_validate({"over": {"flag_above": 130, "cuts": [{"above": 150, "take": 7}]}})
    assert 7 in rule.losses_at(Decimal(1), PLAIN, Decimal(2), Decimal(1)).amounts
    assert Positive().losses_at(Decimal(1), PLAIN, Decimal(2), Decimal(1)).amounts == {0, 50, 100}
