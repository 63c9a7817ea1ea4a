"""Whom to tell: at the unit, above it, by organisation, standing in; never the barred or those who do not see."""

from datetime import timedelta

import pytest
from django.utils import timezone

from luji.base.people.models import Appointment
from luji.record.registers.work.addressees import Staff, all_of
from luji.record.workflow.models import Matter, Wait


@pytest.fixture
def staff(crew):
    return Staff(crew.registry.units, timezone.localdate(crew.now))


@pytest.fixture
def matter(crew):
    crew.open()
    return Matter.objects.get()


def wait(role, scope="own", barred="", owner=""):
    return Wait(action="x", role=role, scope=scope, barred=barred, owner=owner)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("brigade_lead", {"lead"}),
        ("officer", {"officer", "second"}),
        ("detachment_lead", {"chief"}),
        ("partner", {"partner"}),
        ("supervision", set()),
        ("nonsense", set()),
    ],
)
def test_the_nearest_holders(crew, staff, matter, role, expected):
    assert staff.nearest(role, matter, crew.kept) == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (wait("officer"), {"officer", "second"}),
        (wait("officer", barred=",officer,"), {"second"}),
        (wait("officer", barred=",officer,second,"), set()),
        (wait("officer", "parent"), set()),
        (wait("officer", "any"), {"officer", "second"}),  # the stranger sees no record of this brigade
        (wait("legal", "parent"), {"legal"}),
        (wait("legal", "own"), set()),
        (wait("partner", "any"), {"partner"}),
        (wait("bureau_review", "any"), set()),
    ],
)
def test_those_a_step_waits_for(crew, staff, matter, one, expected):
    assert staff.waiting(one, matter, crew.kept) == expected


def test_who_stands_in_hears_too_unless_the_one_they_stand_for_is_barred(crew, staff, matter):
    crew.lend("lead", "second", "brigade_lead")
    assert staff.waiting(wait("brigade_lead"), matter, crew.kept) == {"lead", "second"}
    barred = wait("brigade_lead", barred=",lead,")
    assert staff.waiting(barred, matter, crew.kept) == set()


def test_posts_that_ended_or_have_not_begun_do_not_count(crew, matter):
    today = timezone.localdate(crew.now)
    Appointment.objects.filter(account__username="officer").update(end=today - timedelta(days=1))
    Appointment.objects.filter(account__username="second").update(start=today + timedelta(days=1))
    assert Staff(crew.registry.units, today).nearest("officer", matter, crew.kept) == set()


def test_a_role_is_asked_for_once(crew, staff, matter, django_assert_num_queries):
    with django_assert_num_queries(2):
        for _ in range(4):
            staff.nearest("officer", matter, crew.kept)


def test_all_of_nothing():
    assert all_of([]) == set()
    assert all_of([{"a"}, {"b", "a"}]) == {"a", "b"}
