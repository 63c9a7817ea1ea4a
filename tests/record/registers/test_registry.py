"""The registry finds registers and knows what is around them."""

import pytest

from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused
from luji.record.registers import registry as registries


def test_the_shipped_registers_are_installed():
    found = registries.installed()
    assert "hazard" in found.kept
    assert found.find("hazard").name == "hazard"
    assert found.units.find("hh").code == "hh"
    assert registries.current() is found


def test_an_unknown_register_is_refused():
    with pytest.raises(Refused, match="REG-204"):
        registries.installed().find("nothing")


def test_a_departments_units_replace_the_shipped(tmp_path):
    (tmp_path / "units").mkdir()
    (tmp_path / "units" / "own.yaml").write_text(
        "units: [{code: zz, name: {zh: 甲, en: A}, short: {zh: 甲, en: A}, kind: detachment}]", "utf-8"
    )
    assert registries.units_of(Content.shipped(tmp_path)).root.code == "zz"


def test_subjects_name_register_and_row(tiny):
    assert tiny.subject(7) == "tiny/7"
    assert tiny.rule.unit == "unit"
