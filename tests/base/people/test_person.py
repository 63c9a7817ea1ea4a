"""People, their posts, and the units these count for."""

import pytest

from luji.base.kernel.content import Content
from luji.base.people.person import Held, Lent, Person, acting_unit, units_above
from luji.base.people.units import UnitTree

TREE = UnitTree.load(Content.shipped().file("units/huaihua.yaml"))


def test_roles_are_held_anywhere():
    person = Person("1", "甲", "hh", (Held("officer", "hh"), Held("legal", "hh-hecheng")))
    assert person.roles == {"officer", "legal"}
    assert person.holds("legal", "x")
    assert not person.holds("admin")
    assert not person.holds()


def test_a_lent_role_is_acted_in_but_not_held():
    person = Person(
        "1", "甲", "hh", (Held("officer", "hh"),), (Lent(Held("brigade_lead", "hh-hecheng"), "2"),)
    )
    assert person.roles == {"officer"}
    assert not person.holds("brigade_lead")
    assert person.acts_as("brigade_lead")
    assert person.acts_as("officer")
    assert not person.acts_as("admin")
    assert not person.acts_as()


@pytest.mark.parametrize(
    ("unit", "acts_for"), [("hh-legal", "hh"), ("hh-hecheng", "hh-hecheng"), ("hh", "hh"), ("gone", "gone")]
)
def test_people_of_a_section_act_for_its_unit(unit, acts_for):
    assert acting_unit(TREE, unit) == acts_for


@pytest.mark.parametrize(("unit", "above"), [("hh-hecheng", ("hh", "hn")), ("hn", ()), ("gone", ())])
def test_units_above_come_nearest_first(unit, above):
    assert units_above(TREE, unit) == above
