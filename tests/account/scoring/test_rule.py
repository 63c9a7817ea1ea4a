"""Every score function at, just under and just over each of its boundaries, from scenarios.yaml."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luji.account.scoring.functions import FUNCTIONS
from luji.account.scoring.points import cents
from luji.account.scoring.rule import Case, Losses, Rule
from luji.base.kernel.declaration import parse_file

SCENARIOS = parse_file(Path(__file__).with_name("scenarios.yaml")).data
CASES = [(s["says"], s["score"], s["weight"], case) for s in SCENARIOS for case in s["cases"]]
ABOUT = ("actual", "target", "tier", "points", "answers")


def case_of(weight: Any, case: dict[str, Any]) -> dict[str, Any]:
    return {"weight": weight, **{k: v for k, v in case.items() if k in ABOUT}}


@pytest.mark.parametrize(
    ("says", "score", "weight", "case"), CASES, ids=lambda v: v if isinstance(v, str) else ""
)
def test_scenario(tools: Any, says: str, score: dict[str, Any], weight: Any, case: dict[str, Any]) -> None:
    outcome = tools.one(score, **case_of(weight, case))
    given = None if outcome.points is None else cents(outcome.points)
    expected = None if case["gives"] is None else cents(Decimal(case["gives"]))
    assert (given, outcome.met) == (expected, case["met"]), outcome.words.zh
    if score["function"] != "judged":
        assert list(outcome.flags) == case.get("flags", [])


@pytest.mark.parametrize(
    ("says", "score", "weight", "case"), CASES, ids=lambda v: v if isinstance(v, str) else ""
)
def test_no_scenario_loses_what_its_function_says_it_cannot(
    tools: Any, says: str, score: dict[str, Any], weight: Any, case: dict[str, Any]
) -> None:
    outcome = tools.one(score, **case_of(weight, case))
    plainly = "not_applicable" not in case.get("answers", {}).values()
    if outcome.points is not None and "outside" not in outcome.flags and plainly:
        losses = tools.rule(score).losses(Decimal(weight), tools.conventions())
        assert cents(Decimal(weight)) - cents(outcome.points) in losses.amounts


def test_every_function_has_scenarios() -> None:
    assert {s["score"]["function"] for s in SCENARIOS} == set(FUNCTIONS)


def test_every_function_says_formula_and_source() -> None:
    for rule in FUNCTIONS.values():
        assert "Source" in (rule.__doc__ or "") or "recalled" in (rule.__doc__ or ""), rule


def test_a_function_is_called_by_its_own_name() -> None:
    assert all(rule.model_fields["function"].default == name for name, rule in FUNCTIONS.items())


def test_values_are_needed_where_they_are_needed() -> None:
    with pytest.raises(ValueError, match="needed"):
        Case(Decimal(5), Decimal(1)).values()


def test_the_common_ancestor_scores_nothing(tools: Any) -> None:
    with pytest.raises(NotImplementedError):
        Rule(function="none").score(Case(Decimal(1)), tools.conventions())


def test_losses_of_any_cent() -> None:
    losses = Losses.any_cent(Decimal("0.05"))
    assert losses.continuous and losses.amounts == frozenset(range(6))
