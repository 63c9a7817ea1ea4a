"""The rules of look-ups as they are declared."""

import pytest

from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused
from luji.base.people.roles import load_roles
from luji.record.finding.spec import load_rules

GOOD = """
look_up:
  who: [officer]
  supervise: {supervision: below}
  most_per_hour: 10
  purposes:
    case: {label: {zh: 办案, en: case}, number: true}
"""


@pytest.fixture(scope="module")
def roles():
    return load_roles(Content.shipped().files("posts"))


def read(tmp_path, text, roles):
    path = tmp_path / "lookups.yaml"
    path.write_text(text, "utf-8")
    return load_rules(path, roles)


def test_the_shipped_rules_are_sound(roles):
    rules = load_rules(Content.shipped().file("lookups/lookups.yaml"), roles)
    assert "partner" not in rules.who
    assert any(purpose.number for purpose in rules.purposes.values())


def test_rules_are_read(tmp_path, roles):
    rules = read(tmp_path, GOOD, roles)
    assert rules.who == ("officer",)
    assert rules.purposes["case"].number


@pytest.mark.parametrize(("before", "after"), [
    ("[officer]", "[oficer]"), ("supervision: below", "supervisor: below"), ("below", "everything"), ("10", "0"), ("10", "many"),
    ("    case: {label: {zh: 办案, en: case}, number: true}", "    {}"), ("most_per_hour", "most_per_day"), ("number: true", "number: maybe"),
    ("look_up:", "lookup:"),
])  # fmt: skip
def test_mistakes_are_refused(tmp_path, roles, before, after):
    with pytest.raises(Refused):
        read(tmp_path, GOOD.replace(before, after), roles)
