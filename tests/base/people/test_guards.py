"""No verb without leave, none on oneself, none that takes the last administrator away."""

import pytest

from luji.base.people import accounts, guards, personnel, posts
from luji.base.people.by import installation
from luji.base.people.models import Appointment


def test_nobody_named_is_the_installation():
    assert guards.keeper(None).number == "luji"


def test_administrators_keep_their_units(crew, codes):
    assert guards.keeper(crew.by("080001"), "hh", "hh-hecheng").number == "080001"
    assert codes(guards.keeper, crew.by("080001"), "hn") == ["PPL-304"]
    assert codes(guards.keeper, crew.by("080101")) == ["PPL-301"]
    assert codes(guards.keeper, crew.by("080102"), "hh-hecheng") == ["PPL-301"]


def test_an_administrator_of_a_brigade_gives_no_post_of_the_detachment(crew, codes):
    posts.appoint(crew["080102"], "admin", "hh-hecheng", crew.by("080001").day)
    by, today = crew.by("080102"), crew.by("080001").day
    posts.appoint(crew["080101"], "legal", "hh-hecheng", today, by=by)
    assert codes(posts.appoint, crew["080101"], "admin", "hh", today, by=by) == ["PPL-304"]
    assert codes(posts.appoint, crew["080101"], "admin", "hh-zhijiang", today, by=by) == ["PPL-304"]
    assert codes(accounts.reset_password, crew["080001"], by) == ["PPL-304"]


@pytest.mark.parametrize("number", ["080001", "080101"])
def test_nobody_handles_themself(crew, codes, number, day):
    by, account = crew.by(number, keeps=None), crew[number]
    own = account.appointments.get()
    assert codes(posts.appoint, account, "detachment_lead", "hh", day(), by=by) == ["PPL-302"]
    assert codes(posts.end, own, day(), by) == ["PPL-302"]
    assert codes(accounts.reset_password, account, by) == ["PPL-302"]
    assert codes(accounts.close, number, by) == ["PPL-302"]
    assert codes(accounts.reopen, account, by) == ["PPL-302"]
    assert codes(personnel.leave, by, account, day()) == ["PPL-302"]
    assert codes(personnel.move, by, account, personnel.Move("hh-zhijiang", "", "", day(1))) == ["PPL-302"]


def test_the_last_administrator_stays(crew, codes, day):
    by = installation()
    accounts.close("080002", by)
    last = crew["080001"]
    held = last.appointments.get()
    for call, args in (
        (accounts.close, ("080001", by)),
        (posts.end, (held, day(-1), by)),
        (posts.end, (held, day(), by)),
        (posts.end, (held, day(30), by)),
        (personnel.leave, (by, last, day())),
        (personnel.move, (by, last, personnel.Move("hh-hecheng", "", "", day(1)))),
    ):
        assert codes(call, *args) == ["PPL-303"], call
        last.refresh_from_db()
        assert last.is_active
        assert Appointment.objects.get(pk=held.pk).end is None


def test_of_two_one_may_go(crew, day):
    accounts.close("080002", crew.by("080001"))
    assert [one.username for one in guards.administrators(day())] == ["080001"]


def test_without_any_administrator_people_may_still_be_closed(db):
    accounts.create("080101", "lu-ji-2020-x", "hh", "张三丰")
    accounts.close("080101")
