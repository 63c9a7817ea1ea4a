"""Everything declared is read at once; mistakes of several rooms come together."""

from pathlib import Path

import pytest

from luji.base.kernel.problem import Refused
from luji.config.declared import SCORED_KEYS, content_of, load, units_file


def own(home: Path, name: str, text: str) -> None:
    path = home / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_the_shipped_content_is_sound(tmp_path: Path) -> None:
    declared = load(tmp_path)
    assert len(declared.catalogue) > 50
    assert ("hh", 2020) in declared.plans
    assert ("hh", 2020) in declared.statements
    assert len(declared.schemes) >= 4
    assert not set(SCORED_KEYS) & set(declared.catalogue.indicators)


def test_a_department_brings_its_own_units(tmp_path: Path) -> None:
    own(
        tmp_path,
        "units/other.yaml",
        "units:\n  - {code: xx, name: {zh: 某支队, en: Some}, short: {zh: 某, en: S}, kind: detachment}\n",
    )
    assert units_file(content_of(tmp_path)).name == "other.yaml"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("units/own.yaml", "units: []\nuntis: 3\n", "KRN-013"),
        ("facts/own.yaml", "table: own\n", "KRN-014"),
        (
            "indicators/own.yaml",
            "table: nowhere\nindicators:\n  a.b: {label: {zh: a, en: a}, count: rows}\n",
            "IND-",
        ),
        ("schemes/own.yaml", "scheme: own\n", "KRN-014"),
        ("reports/self-evaluation.md", "no front\n", "REP-"),
    ],
)
def test_a_broken_declaration_is_refused(tmp_path: Path, name: str, text: str, code: str) -> None:
    own(tmp_path, name, text)
    with pytest.raises(Refused, match=code):
        load(tmp_path)


def test_only_who_asks_for_it_has_workflows_proven(tmp_path: Path) -> None:
    laid_over(tmp_path, "registers/hazard.yaml", ("not_by: [rectify, recheck]", "not_by: [rectify]"))
    assert "hazard" in load(tmp_path).tables
    with pytest.raises(Refused, match="WFL-"):
        load(tmp_path, prove=True)


def laid_over(home: Path, name: str, *changes: tuple[str, str]) -> None:
    """The shipped file of this name, with changes, as the department's own."""
    text = content_of(home).file(name).read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    own(home, name, text)


def test_ten_mistakes_in_five_rooms_show_at_once(tmp_path: Path) -> None:
    laid_over(tmp_path, "units/huaihua.yaml", ("parent:", "parnt:"))
    laid_over(tmp_path, "indicators/hazard.yaml", ("count: rows", "cuont: rows"), ("better:", "beter:"))
    laid_over(tmp_path, "schemes/central-2013.yaml", ("[80, 90)", "[80, 89)"), ("weight: ", "weihgt: "))
    laid_over(tmp_path, "schemes/hunan-old.yaml", ("full: 100", "full: 99"), ("[80, 90)", "[80, 91)"))
    laid_over(tmp_path, "schemes/project-2020.yaml", ("function: ", "funktion: "))
    laid_over(
        tmp_path,
        "reports/self-evaluation.md",
        ("# 部门（单位）基本情况", "# 部门（单位）基本情况\n\n共30人。"),
    )
    with pytest.raises(Refused) as refused:
        load(tmp_path)
    files = [(problem.where.file, problem.where.line) for problem in refused.value.problems]
    assert {file for file, _ in files} == {
        "huaihua.yaml", "hazard.yaml", "central-2013.yaml", "hunan-old.yaml", "project-2020.yaml",
        "self-evaluation.md",
    }  # fmt: skip
    assert all(line for _, line in files)
    assert len(files) >= 8


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("schemes/overall-2020.yaml", "finance.budget", "finance.budgett", "CLI-006"),
        ("evaluations/huaihua-2020.yaml", "unit: hh", "unit: hhh", "CLI-007"),
    ],
)
def test_what_a_plan_names_must_be_declared(tmp_path: Path, name: str, old: str, new: str, code: str) -> None:
    laid_over(tmp_path, name, (old, new))
    with pytest.raises(Refused, match=code) as refused:
        load(tmp_path)
    (problem,) = refused.value.problems
    assert problem.where.file == "huaihua-2020.yaml"
    assert problem.where.line


def test_mistakes_of_two_rooms_come_together(tmp_path: Path) -> None:
    own(tmp_path, "units/own.yaml", "untis: 3\n")
    own(tmp_path, "facts/own.yaml", "tabel: own\n")
    with pytest.raises(Refused) as refused:
        load(tmp_path)
    assert len(refused.value.problems) >= 4
