"""Posts: given, ended, kept; who somebody is on a day."""

from datetime import date

import pytest

from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused
from luji.base.people import posts
from luji.base.people.models import Account, Appointment
from luji.base.people.person import Held
from luji.base.people.units import UnitTree

TREE = UnitTree.load(Content.shipped().file("units/huaihua.yaml"))
START = date(2020, 1, 1)


@pytest.fixture
def account(db):
    return Account.objects.create(username="080123", name="甲", unit="hh-hecheng", password="!")


def roles(account, day):
    return [(h.role, h.unit) for h in posts.person_of(account, day, TREE).posts]


def test_a_transfer_keeps_its_history(account):
    first = posts.appoint(account, "officer", "hh-hecheng", START)
    posts.end(first, date(2020, 6, 30))
    posts.appoint(account, "legal", "hh-legal", date(2020, 7, 1))
    assert roles(account, date(2019, 12, 31)) == []
    assert roles(account, date(2020, 6, 30)) == [("officer", "hh-hecheng")]
    assert roles(account, date(2020, 7, 1)) == [("legal", "hh")]
    assert Appointment.objects.count() == 2
    assert "080123" in str(first)


def test_one_post_twice_at_a_time_is_refused(account):
    posts.appoint(account, "officer", "hh-hecheng", START, date(2020, 12, 31))
    for start, end in ((date(2020, 5, 1), None), (date(2019, 1, 1), START), (date(2020, 12, 31), None)):
        with pytest.raises(Refused, match="PPL-204"):
            posts.appoint(account, "officer", "hh-hecheng", start, end)
    posts.appoint(account, "officer", "hh-hecheng", date(2021, 1, 1))
    posts.appoint(account, "officer", "hh-zhijiang", START)


def test_dates_run_forward(account):
    with pytest.raises(Refused, match="PPL-203"):
        posts.appoint(account, "officer", "hh-hecheng", START, date(2019, 12, 31))
    made = posts.appoint(account, "officer", "hh-hecheng", START)
    with pytest.raises(Refused, match="PPL-203"):
        posts.end(made, date(2019, 12, 31))


def test_a_partner_stands_for_somebody(account):
    with pytest.raises(Refused, match="PPL-205"):
        posts.appoint(account, "partner", "hh", START)
    posts.appoint(account, "partner", "hh", START, party="养护公司")
    assert posts.person_of(account, START, TREE).posts == (Held("partner", "hh", "养护公司"),)


def test_ensuring_twice_changes_nothing(account):
    assert posts.ensure(account, "officer", "hh", START) == posts.ensure(
        account, "officer", "hh", date(2021, 1, 1)
    )
