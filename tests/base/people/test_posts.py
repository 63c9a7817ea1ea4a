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


def test_appointing_needs_an_administrator_and_is_told(crew, codes, heard, day):
    assert codes(posts.appoint, crew["080101"], "legal", "hh-hecheng", day(), by=crew.by("080102")) == [
        "PPL-301"
    ]
    made = posts.appoint(crew["080101"], "legal", "hh-hecheng", day(), document="2号", by=crew.by("080001"))
    posts.end(made, day(3), crew.by("080001"), "到期")
    assert heard == ["appoint", "end_post"]
    assert heard.all[0].after["document"] == "2号"
    assert (heard.all[1].before.get("end"), heard.all[1].after["end"]) == (None, day(3))


def test_the_closed_get_no_post(crew, codes, day):
    crew["080101"].is_active = False
    assert codes(posts.appoint, crew["080101"], "legal", "hh-hecheng", day()) == ["PPL-207"]


def test_a_post_to_come_is_withdrawn_one_begun_is_not(crew, codes, day, heard):
    by = crew.by("080001")
    to_come = posts.appoint(crew["080101"], "legal", "hh-hecheng", day(5), by=by)
    posts.withdraw(to_come, by)
    assert not Appointment.objects.filter(role="legal").exists()
    assert heard[-1] == "withdraw_post"
    assert codes(posts.withdraw, crew["080101"].appointments.get(), by) == ["PPL-211"]
    later = posts.appoint(crew["080101"], "legal", "hh-hecheng", day(5), by=by)
    assert codes(posts.withdraw, later, crew.by("080101")) == ["PPL-301"]
