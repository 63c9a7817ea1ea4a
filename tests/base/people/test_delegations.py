"""Posts lent for a period: who may act for whom on which day."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from luji.base.kernel.content import Content
from luji.base.people import delegations, posts
from luji.base.people.models import Account, Delegation
from luji.base.people.person import Held, Lent
from luji.base.people.units import UnitTree

TREE = UnitTree.load(Content.shipped().file("units/huaihua.yaml"))
START, DAY, END = date(2026, 3, 1), date(2026, 3, 10), date(2026, 3, 20)


@pytest.fixture
def lent(db):
    giver = Account.objects.create(username="080101", name="甲", unit="hh-hecheng")
    taker = Account.objects.create(username="080102", name="乙", unit="hh-zhijiang")
    posts.appoint(giver, "brigade_lead", "hh-hecheng", date(2020, 1, 1))
    posts.appoint(taker, "officer", "hh-zhijiang", date(2020, 1, 1))
    return Delegation.objects.create(
        giver=giver, taker=taker, role="brigade_lead", unit="hh-hecheng", start=START, end=END,
        document="怀高警〔2026〕1号", made_by="080101", made=timezone.now(),
    )  # fmt: skip


def lent_to(account, day=DAY):
    return posts.person_of(account, day, TREE).lent


@pytest.mark.parametrize("day", [START, DAY, END])
def test_both_days_count(lent, day):
    assert delegations.in_force("080102", day) == [lent]
    assert lent_to(lent.taker, day) == (Lent(Held("brigade_lead", "hh-hecheng"), "080101"),)


@pytest.mark.parametrize("day", [START - timedelta(1), END + timedelta(1), date(2020, 1, 1)])
def test_outside_its_days_nothing_is_lent(lent, day):
    assert delegations.in_force("080102", day) == []
    assert lent_to(lent.taker, day) == ()


def test_own_posts_stay_own(lent):
    taker = posts.person_of(lent.taker, DAY, TREE)
    assert taker.posts == (Held("officer", "hh-zhijiang"),)
    assert not taker.holds("brigade_lead")
    giver = posts.person_of(lent.giver, DAY, TREE)
    assert giver.posts == (Held("brigade_lead", "hh-hecheng"),)
    assert giver.lent == ()


def test_it_is_one_query(lent, django_assert_num_queries):
    with django_assert_num_queries(1):
        lent_to(lent.taker)


def end_the_post(lent):
    posts.end(lent.giver.appointments.get(), DAY - timedelta(1))


def close_the_giver(lent):
    lent.giver.is_active = False
    lent.giver.save()


def take_it_back(lent):
    lent.revoked = timezone.now()
    lent.save()


def other_unit(lent):
    lent.unit = "hh-zhijiang"
    lent.save()


def other_role(lent):
    lent.role = "detachment_lead"
    lent.save()


@pytest.mark.parametrize("spoil", [end_the_post, close_the_giver, take_it_back, other_unit, other_role])
def test_what_the_giver_does_not_hold_is_not_lent(lent, spoil):
    spoil(lent)
    assert delegations.in_force("080102", DAY) == []
    assert lent_to(lent.taker) == ()


def test_what_was_received_is_not_passed_on(lent):
    third = Account.objects.create(username="080103", name="丙", unit="hh")
    Delegation.objects.create(
        giver=lent.taker, taker=third, role="brigade_lead", unit="hh-hecheng", start=START, end=END,
        made_by="080102", made=timezone.now(),
    )  # fmt: skip
    assert lent_to(third) == ()
    assert delegations.in_force("080103", DAY) == []


def loan(crew, day, **more):
    given = {
        "giver": crew["080102"], "taker": crew["080101"], "role": "brigade_lead", "unit": "hh-hecheng",
        "start": day(), "end": day(5), "document": "怀高警〔2026〕3号",
    }  # fmt: skip
    return delegations.Loan(**given | more)


def test_the_giver_lends_without_a_document(crew, day, heard):
    made = delegations.lend(crew.by("080102"), loan(crew, day, document=""))
    assert lent_to(crew["080101"], day()) == (Lent(Held("brigade_lead", "hh-hecheng"), "080102"),)
    assert (made.made_by, heard) == ("080102", ["lend"])
    assert heard.all[0].after["taker"] == "080101"


def test_an_administrator_lends_by_a_document(crew, day, codes):
    by = crew.by("080001")
    assert codes(delegations.lend, by, loan(crew, day, document=" ")) == ["PPL-329"]
    assert delegations.lend(by, loan(crew, day)).made_by == "080001"


@pytest.mark.parametrize(
    ("number", "changed", "expected"),
    [
        ("080103", {}, ["PPL-301"]),
        ("080101", {}, ["PPL-301"]),
        ("080102", {"end": -1}, ["PPL-325"]),
        ("080102", {"start": -1, "end": -2}, ["PPL-325", "PPL-326"]),
        ("080102", {"start": -1}, ["PPL-326"]),
        ("080102", {"end": 92}, ["PPL-327"]),
        ("080102", {"role": "officer"}, ["PPL-321", "PPL-324"]),
        ("080102", {"unit": "hh-zhijiang"}, ["PPL-321"]),
        ("080102", {"role": "detachment_lead"}, ["PPL-321"]),
        ("080102", {"taker": "080102"}, ["PPL-323"]),
        ("080001", {"giver": "080001", "role": "admin", "unit": "hh"}, ["PPL-322"]),
    ],
)
def test_what_cannot_be_lent(crew, day, codes, number, changed, expected):
    spoiled = {
        name: day(value) if isinstance(value, int) else crew.get(value, value)
        for name, value in changed.items()
    }
    assert codes(delegations.lend, crew.by(number), loan(crew, day, **spoiled)) == expected
    assert not Delegation.objects.exists()


def test_one_post_goes_to_one_person_at_a_time(crew, day, codes):
    by = crew.by("080102")
    first = delegations.lend(by, loan(crew, day))
    again = loan(crew, day, taker=crew["080103"], start=day(5), end=day(9))
    assert codes(delegations.lend, by, again) == ["PPL-328"]
    delegations.take_back(by, first)
    delegations.lend(by, again)


def test_who_holds_the_post_needs_no_loan(crew, day, codes):
    posts.appoint(crew["080101"], "brigade_lead", "hh-hecheng", day(-10))
    assert codes(delegations.lend, crew.by("080102"), loan(crew, day)) == ["PPL-324"]


def test_the_closed_neither_give_nor_take(crew, day, codes):
    crew["080101"].is_active = False
    crew["080101"].save()
    assert codes(delegations.lend, crew.by("080102"), loan(crew, day)) == ["PPL-207"]


def test_a_received_post_is_not_lent_on(crew, day, codes):
    delegations.lend(crew.by("080102"), loan(crew, day))
    passed_on = loan(crew, day, giver=crew["080101"], taker=crew["080103"])
    assert codes(delegations.lend, crew.by("080101"), passed_on) == ["PPL-321"]


def test_giver_and_administrator_take_back_others_do_not(crew, day, codes, heard):
    made = delegations.lend(crew.by("080102"), loan(crew, day))
    for number in ("080101", "080103"):
        assert codes(delegations.take_back, crew.by(number), made) == ["PPL-330"]
    delegations.take_back(crew.by("080001"), made)
    assert lent_to(crew["080101"], day()) == ()
    assert codes(delegations.take_back, crew.by("080102"), made) == ["PPL-331"]
    assert heard == ["lend", "take_back"]


def test_what_is_over_is_not_taken_back(crew, day, codes):
    made = delegations.lend(crew.by("080102"), loan(crew, day))
    made.start, made.end = day(-9), day(-1)
    made.save()
    assert codes(delegations.take_back, crew.by("080102"), made) == ["PPL-331"]


def test_the_days_of_a_loan_are_set_by_the_installation(crew, day, codes, options):
    options(lend_days=3)
    assert codes(delegations.lend, crew.by("080102"), loan(crew, day, end=day(3))) == ["PPL-327"]
    delegations.lend(crew.by("080102"), loan(crew, day, end=day(2)))


def test_no_post_of_the_department_is_lent_to_a_partner(crew, day, codes):
    posts.appoint(crew["080103"], "partner", "hh-zhijiang", day(3), party="某高速公路公司")
    by = crew.by("080102")
    assert codes(delegations.lend, by, loan(crew, day, taker=crew["080103"])) == ["PPL-333"]
    delegations.lend(by, loan(crew, day, taker=crew["080103"], end=day(2)))


def test_who_becomes_a_partner_acts_for_nobody_any_more(crew, day):
    delegations.lend(crew.by("080102"), loan(crew, day))
    posts.appoint(crew["080101"], "partner", "hh-hecheng", day(1), party="某高速公路公司")
    assert lent_to(crew["080101"], day())
    assert lent_to(crew["080101"], day(1)) == ()
