"""Declared papers: the shipped ones are sound, and every way to break one is told by number."""

from collections.abc import Callable
from pathlib import Path

import pytest

from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused
from luji.base.people.roles import load_roles
from luji.record.papers.checks import load_papers
from luji.record.registers.checking.checks import load_registers
from luji.record.registers.declared.codelists import load_codes

CONTENT = Content.shipped()


@pytest.fixture(scope="module")
def surroundings():
    roles = load_roles(CONTENT.files("posts"))
    return load_registers(CONTENT.files("registers"), roles, load_codes(CONTENT.files("codes"))), roles


def test_the_shipped_papers_are_sound_and_say_what_they_are_for(surroundings) -> None:
    papers = load_papers(CONTENT.files("papers"), *surroundings)
    assert {"revocation_notice", "revocation_decision", "hearing_notice", "service_receipt"} <= set(papers)
    assert all(paper.note for paper in papers.values())


def test_a_sound_paper_has_no_problem(paper_of: Callable) -> None:
    assert paper_of()[1] == []


@pytest.mark.parametrize(("old", "new", "code"), [
    ("{driver}", "{driver", "PAP-001"),
    ("{driver}", "{drvier}", "PAP-002"),
    ("{driver}", "{@nobody}", "PAP-002"),
    ("{sum|capital}", "{sum|loud}", "PAP-003"),
    ("{sum|capital}", "{driver|capital}", "PAP-003"),
    ("{sum|capital}", "{@number|day}", "PAP-003"),
    ("{facts?}", "{lines?}", "PAP-003"),
    ("register: fine", "register: fines", "PAP-004"),
    ("states: open", "states: opened", "PAP-005"),
    ("who: officer", "who: nobody", "PAP-005"),
    ("void: officer", "void: nobody", "PAP-005"),
    ("void: officer", "void: officer\nasks: facst", "PAP-005"),
    ("〔{year}〕{serial:3}", "{serial:3}", "PAP-006"),
    ("〔{year}〕{serial:3}", "〔{year}〕", "PAP-006"),
    ('kind == "a"', 'kind == "c"', "PAP-009"),
    ('kind == "a"', "kind + 1", "PAP-009"),
    ('kind == "a"', 'knid == "a"', "PAP-009"),
])  # fmt: skip
def test_a_broken_paper_is_told_by_number(paper_of: Callable, old: str, new: str, code: str) -> None:
    assert set(paper_of(old, new)[1]) == {code}


def test_two_papers_do_not_share_a_name_or_their_numbers(surroundings, tmp_path: Path) -> None:
    text = CONTENT.file("papers/service_receipt.yaml").read_text("utf-8")
    (tmp_path / "one.yaml").write_text(text, "utf-8")
    (tmp_path / "two.yaml").write_text(text, "utf-8")
    (tmp_path / "three.yaml").write_text(text.replace("paper: service_receipt", "paper: another"), "utf-8")
    with pytest.raises(Refused) as refused:
        load_papers(sorted(tmp_path.glob("*.yaml")), *surroundings)
    assert {problem.code for problem in refused.value.problems} == {"PAP-007", "PAP-008"}


@pytest.mark.parametrize("block", ["{text: 甲, right: 乙}", "{when: kind == 1}", "{}"])
def test_a_block_is_of_exactly_one_kind(paper_of: Callable, block: str) -> None:
    with pytest.raises(ValueError, match="one of"):
        paper_of("- sign: [签名：]", f"- {block}")
