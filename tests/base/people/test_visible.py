"""What somebody sees is a query with its reason."""

from datetime import date

import pytest

from luji.base.kernel.content import Content
from luji.base.people import posts
from luji.base.people.models import Account, Appointment
from luji.base.people.person import Held, Person
from luji.base.people.roles import load_roles
from luji.base.people.units import UnitTree
from luji.base.people.visible import Rule, visible

TREE = UnitTree.load(Content.shipped().file("units/huaihua.yaml"))
ROLES = load_roles(Content.shipped().files("posts"))
RULE = Rule({"officer": "own", "legal": "below", "admin": "any", "partner": "party"}, "unit", "party")


@pytest.fixture
def table(db):
    """Any table with a unit and an organisation will do: posts themselves."""
    account = Account.objects.create(username="x", name="x", unit="hh", password="!")
    for unit, party in (("hn", ""), ("hh", ""), ("hh-hecheng", "甲公司"), ("hh-zhijiang", "乙公司")):
        posts.appoint(account, "officer", unit, date(2020, 1, 1), party=party)
    return Appointment.objects.all()


def person(*held):
    return Person("1", "甲", "hh", tuple(Held(*one) for one in held))


@pytest.mark.parametrize(("held", "units"), [
    ([], []), ([("finance", "hh")], []), ([("officer", "hh-hecheng")], ["hh-hecheng"]), ([("officer", "hh")], ["hh"]),
    ([("legal", "hh")], ["hh", "hh-hecheng", "hh-zhijiang"]), ([("admin", "hh-hecheng")], ["hn", "hh", "hh-hecheng", "hh-zhijiang"]),
    ([("partner", "hh", "甲公司")], ["hh-hecheng"]), ([("partner", "hh", "")], []), ([("legal", "gone")], []),
    ([("officer", "hh-hecheng"), ("officer", "hh-zhijiang")], ["hh-hecheng", "hh-zhijiang"]),
])  # fmt: skip
def test_each_post_adds_what_it_may_see(table, held, units):
    seen = visible(person(*held), RULE, TREE, ROLES)
    assert [a.unit for a in table.filter(seen.query)] == units
    assert seen.nothing == (not units and held != [("legal", "gone")])


def test_reasons_name_post_and_scope():
    seen = visible(person(("officer", "hh-hecheng"), ("partner", "hh", "甲公司")), RULE, TREE, ROLES)
    assert seen.reason.zh == "鹤城大队民警：本单位的记录；甲公司外部协同单位：涉及本单位的记录"
    assert "Officer of Hecheng Brigade" in seen.reason.en


def test_who_sees_nothing_is_told_who_may():
    assert (
        visible(person(), RULE, TREE, ROLES).reason.zh
        == "可以查看的岗位：民警、法制员、系统管理员、外部协同单位"
    )
