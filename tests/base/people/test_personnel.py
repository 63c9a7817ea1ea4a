"""The personnel file: enter, correct, move, leave; history stays whole."""

from datetime import date

import pytest

from luji.base.people import accounts, delegations, personnel, posts
from luji.base.people.delegations import Loan
from luji.base.people.models import Account, Appointment, Delegation, Service
from luji.base.people.personnel import Entry, Move


def enter(crew, number="080125", unit="hh-hecheng", **more):
    entry = Entry(number, "新警官", unit, "constable_2", "民警", date(2024, 7, 1), **more)
    return personnel.enter(crew.by("080001"), entry)


def services(account):
    return [(one.unit, one.start, one.end) for one in Service.objects.filter(account=account)]


def test_a_new_officer_has_a_file_a_service_and_a_one_time_password(crew, heard):
    account, password = enter(crew, document="1号")
    assert account.check_password(password)
    assert account.one_time_until is not None
    assert services(account) == [("hh-hecheng", date(2024, 7, 1), None)]
    assert account.appointments.count() == 0
    assert heard == ["person_create"]
    assert password not in str(heard.all)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"number": "080101"}, ["PPL-103"]),
        ({"number": "张三"}, ["PPL-105"]),
        ({"number": "luji"}, ["PPL-105"]),
        ({"number": "LUJI"}, ["PPL-105"]),
        ({"unit": "hn"}, ["PPL-304"]),
        ({"unit": "nowhere"}, ["PPL-304"]),
    ],
)
def test_what_cannot_be_entered(crew, codes, given, expected):
    before = Account.objects.count()
    assert codes(enter, crew, **given) == expected
    assert Account.objects.count() == before


def test_a_name_and_a_unit_are_needed(crew, codes):
    from luji.base.people.by import installation

    assert codes(personnel.enter, installation(), Entry("080130", " ", "nowhere")) == ["PPL-001", "PPL-209"]


def test_officers_enter_nobody(crew, codes):
    assert codes(personnel.enter, crew.by("080102"), Entry("080125", "新", "hh-hecheng")) == ["PPL-301"]


def test_a_correction_mends_the_file_and_the_service(crew, heard, day):
    account = crew["080101"]
    personnel.correct(crew.by("080001"), account, "张三峰", "supervisor_3", "中队长", date(2018, 1, 1))
    account.refresh_from_db()
    assert (account.name, account.rank, account.title) == ("张三峰", "supervisor_3", "中队长")
    assert Service.objects.get(account=account).rank == "supervisor_3"
    (told,) = heard.all
    assert told.before["name"] == "张三丰"
    assert told.after["name"] == "张三峰"
    personnel.correct(crew.by("080001"), account, "张三峰", "supervisor_3", "中队长", date(2018, 1, 1))
    assert len(heard) == 1


def test_a_transfer_ends_one_service_and_begins_another(crew, heard, day):
    account, _ = enter(crew)
    posts.appoint(account, "officer", "hh-hecheng", date(2024, 7, 1))
    to = Move("hh-zhijiang", "constable_1", "民警", day(), "怀高警人〔2026〕1号", "legal")
    personnel.move(crew.by("080001"), account, to)
    account.refresh_from_db()
    assert (account.unit, account.rank) == ("hh-zhijiang", "constable_1")
    assert services(account) == [
        ("hh-hecheng", date(2024, 7, 1), day(-1)), ("hh-zhijiang", day(), None),
    ]  # fmt: skip
    held = [(one.role, one.unit, one.start, one.end) for one in account.appointments.all()]
    assert held == [
        ("officer", "hh-hecheng", date(2024, 7, 1), day(-1)),
        ("legal", "hh-zhijiang", day(), None),
    ]
    assert heard == ["person_create", "appoint", "move", "end_post", "appoint"]


def test_posts_may_be_kept(crew, day):
    to = Move("hh-zhijiang", "", "", day(1), keep_posts=True)
    personnel.move(crew.by("080001"), crew["080101"], to)
    assert crew["080101"].appointments.get().end is None


def test_a_transfer_dated_ahead_takes_effect_on_its_day(crew, day):
    from luji.base.people import history

    account, _ = enter(crew)
    personnel.move(crew.by("080001"), account, Move("hh-zhijiang", "", "", day(10)))
    account.refresh_from_db()
    assert account.unit == "hh-hecheng"
    history.settle(day(9))
    account.refresh_from_db()
    assert account.unit == "hh-hecheng"
    history.settle(day(10))
    account.refresh_from_db()
    assert account.unit == "hh-zhijiang"


def test_a_promotion_keeps_the_posts(crew, day):
    account = crew["080101"]
    personnel.move(crew.by("080001"), account, Move("hh-hecheng", "supervisor_3", "", day(1)))
    assert account.appointments.get().end is None


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (lambda day: Move("hh-hecheng", "constable_2", "民警", day()), ["PPL-312"]),
        (lambda day: Move("hh-zhijiang", "", "", date(2024, 6, 30)), ["PPL-311"]),
        (lambda day: Move("hh-zhijiang", "", "", date(2020, 1, 1)), ["PPL-311"]),
        (lambda day: Move("nowhere", "", "", day()), ["PPL-001"]),
        (lambda day: Move("hh-zhijiang", "", "", day(), role="partner"), ["PPL-205"]),
    ],
)
def test_moves_that_make_no_sense_change_nothing(crew, codes, day, to, expected):
    account, _ = enter(crew)
    before = services(account)
    assert codes(personnel.move, crew.by("080001"), account, to(day)) == expected
    account.refresh_from_db()
    assert (services(account), account.unit) == (before, "hh-hecheng")


def test_the_closed_do_not_move(crew, codes, day):
    accounts.close("080101", crew.by("080001"))
    crew["080101"].refresh_from_db()
    assert codes(personnel.move, crew.by("080001"), crew["080101"], Move("hh-zhijiang", "", "", day(1))) == [
        "PPL-207"
    ]


def test_what_was_before_the_file_was_kept_gets_its_service(db, crew, day):
    old = Account.objects.create(username="070001", name="老警", unit="hh-hecheng", entered=date(1999, 9, 1))
    personnel.move(crew.by("080001"), old, Move("hh-zhijiang", "", "", day()))
    assert services(old) == [("hh-hecheng", date(1999, 9, 1), day(-1)), ("hh-zhijiang", day(), None)]


def test_leaving_ends_everything_and_closes_the_account(crew, heard, day):
    account = crew["080102"]
    by = crew.by("080001")
    posts.appoint(account, "legal", "hh-hecheng", day(20), by=by)
    loan = delegations.lend(
        crew.by("080102"), Loan(account, crew["080103"], "brigade_lead", "hh-hecheng", day(), day(5))
    )
    personnel.leave(by, account, day(), "调出")
    assert not account.is_active
    assert account.left == day()
    assert [(one.role, one.end) for one in account.appointments.all()] == [("brigade_lead", day())]
    assert Service.objects.get(account=account).end == day()
    assert Delegation.objects.get(pk=loan.pk).revoked is not None
    assert "withdraw_post" in heard
    assert heard[-1] == "close_account"
    assert heard.all[-1].reason == "调出"


def test_nobody_leaves_in_the_future(crew, codes, day):
    assert codes(personnel.leave, crew.by("080001"), crew["080101"], day(1)) == ["PPL-313"]


def test_who_comes_back_has_a_gap(crew, day):
    by = crew.by("080001")
    account, _ = enter(crew)
    personnel.leave(by, account, day(-30))
    accounts.reopen(account, by)
    personnel.move(by, account, Move("hh-zhijiang", "", "", day(3)))
    assert services(account) == [
        ("hh-hecheng", date(2024, 7, 1), day(-30)),
        ("hh-hecheng", day(), day(2)),
        ("hh-zhijiang", day(3), None),
    ]
    assert Appointment.objects.filter(account=account, end=None).count() == 0


def test_a_move_on_the_first_day_says_what_should_have_been_said(crew):
    account, _ = enter(crew)
    personnel.move(crew.by("080001"), account, Move("hh-zhijiang", "", "民警", date(2024, 7, 1)))
    assert services(account) == [("hh-zhijiang", date(2024, 7, 1), None)]
    account.refresh_from_db()
    assert account.unit == "hh-zhijiang"
