"""Every rule: its passing example gives no finding of it, its failing one does, and its page can be written."""

from __future__ import annotations

import pytest

from luji.account.reconcile import check
from luji.account.reconcile.relation import Level, Verdict
from luji.account.reconcile.rules import REGISTER, Rule, in_order, rule

RULES = in_order()


def found(text: str, number: str) -> list[str]:
    return [f.quote for f in check(text).findings if f.rule == number]


@pytest.mark.parametrize("one", RULES, ids=lambda r: r.number)
def test_the_failing_example_is_found(one: Rule) -> None:
    quotes = found(one.fails, one.number)
    assert quotes
    assert all(q and q in one.fails for q in quotes)


@pytest.mark.parametrize("one", RULES, ids=lambda r: r.number)
def test_the_passing_example_is_silent(one: Rule) -> None:
    result = check(one.passes)
    assert not [f for f in result.findings if f.rule == one.number]
    assert not [f for f in result.findings if f.level is not Level.NOTE]


@pytest.mark.parametrize("one", RULES, ids=lambda r: r.number)
def test_a_rule_says_its_clause_in_both_languages_and_explains_itself(one: Rule) -> None:
    assert one.clause.zh and one.clause.en and one.clause.zh != one.clause.en
    assert len(one.explanation) > 40
    assert one.number.startswith("REC-") and one.number[4:].isdigit()


@pytest.mark.parametrize(
    "number",
    [
        r.number
        for r in RULES
        if r.family in ("sum", "growth", "share", "ratio", "difference") and r.number < "REC-501"
    ],
)
def test_arithmetic_rules_tell_relations_that_hold_too(number: str) -> None:
    held = [
        r for r in check(REGISTER[number].passes).relations if r.rule == number and r.verdict is Verdict.HOLDS
    ]
    assert held or number == "REC-105"


def test_a_number_is_registered_once() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        rule("REC-101", "sum", "重复", "again", passes="", fails="")(lambda view: iter(()))


def test_numbers_are_in_order_and_unique() -> None:
    numbers = [r.number for r in RULES]
    assert numbers == sorted(set(numbers))
    assert len(numbers) >= 45
