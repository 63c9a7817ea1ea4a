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
