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


def test_every_key_a_plan_reads_is_declared(tmp_path: Path) -> None:
    from luji.account.scoring.evaluate import keys_needed

    declared = load(tmp_path)
    for plan in declared.plans.values():
        missing = [k for k in keys_needed(declared.schemes[plan.scheme], plan) if k not in declared.catalogue]
        assert missing == []


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


def test_mistakes_of_two_rooms_come_together(tmp_path: Path) -> None:
    own(tmp_path, "units/own.yaml", "untis: 3\n")
    own(tmp_path, "facts/own.yaml", "tabel: own\n")
    with pytest.raises(Refused) as refused:
        load(tmp_path)
    assert len(refused.value.problems) >= 4
