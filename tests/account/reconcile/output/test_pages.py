"""Rule pages: one for each rule, written from the rule itself, linked from the index."""

import re

import pytest

from luji.account.reconcile.output.pages import FAMILIES, everything, index, name, page
from luji.account.reconcile.relation import Level
from luji.account.reconcile.rules import Rule, in_order

RULES = in_order()


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.number)
def test_a_page_tells_clause_explanation_and_examples(rule: Rule) -> None:
    text = page(rule)
    assert text.startswith(f"# {rule.number} {rule.clause.zh}\n")
    for part in (rule.clause.en, rule.explanation, rule.passes.rstrip(), rule.fails.rstrip()):
        assert part in text
    assert text.index(rule.passes.rstrip()) < text.rindex(rule.fails.rstrip())
    assert text.endswith("\n") and text.count("```") == 4


def test_a_page_may_tell_how_grave_a_finding_is() -> None:
    assert "· error" in page(RULES[0], Level.ERROR)
    assert "·" not in page(RULES[0]).split("\n")[2]


def test_every_family_has_its_name_in_both_languages() -> None:
    assert {r.family for r in RULES} <= set(FAMILIES)
    assert all(zh and en for zh, en in FAMILIES.values())


def test_the_index_links_every_page_once() -> None:
    links = re.findall(r"\]\(([^)]+)\)", index())
    assert links == [name(r) for r in RULES]
    assert index().count("\n| [") == len(RULES)


def test_everything_is_the_index_and_a_page_for_each_rule() -> None:
    made = everything()
    assert set(made) == {"README.md"} | {name(r) for r in RULES}
    assert made["README.md"] == index()
    assert all(re.fullmatch(r"rec-\d{3}\.md|README\.md", n) for n in made)


def test_bars_in_a_clause_would_break_the_table() -> None:
    assert not any("|" in r.clause.zh + r.clause.en for r in RULES)
