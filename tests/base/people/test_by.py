"""Who acts: an administrator keeps a unit and those below, nobody else keeps any."""

from luji.base.people import department
from luji.base.people.by import By, installation
from luji.base.people.person import Held, Lent, Person


def by(*posts, lent=()):
    return By.of(Person("080101", "甲", "hh", posts, lent), department.current().units)


def test_an_administrator_keeps_the_unit_and_those_below():
    actor = by(Held("admin", "hh"))
    assert actor.admin
    assert actor.keeps_unit("hh")
    assert actor.keeps_unit("hh-hecheng")
    assert not actor.keeps_unit("hn")


def test_of_a_brigade_only_the_brigade():
    actor = by(Held("admin", "hh-hecheng"), Held("officer", "hh"))
    assert actor.keeps == frozenset({"hh-hecheng"})


def test_others_keep_nothing():
    for actor in (by(), by(Held("officer", "hh")), by(Held("detachment_lead", "hh"))):
        assert not actor.admin
        assert not actor.keeps_unit("hh")


def test_a_lent_post_keeps_nothing():
    assert not by(lent=(Lent(Held("admin", "hh"), "080001"),)).admin


def test_a_unit_that_is_gone_is_only_itself():
    assert by(Held("admin", "gone")).keeps == frozenset({"gone"})


def test_the_installation_keeps_everything():
    assert installation().admin
    assert installation().keeps_unit("anything")
    assert installation().number == "luji"
