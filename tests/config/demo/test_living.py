# ruff: noqa: E402 — models can be imported only after Django is set up
"""Records in hand: done by people who exist, in order of time, after the published year, by the real verbs."""

import os
from collections import Counter
from datetime import date, timedelta

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.utils import timezone

from luji.base.people.models import Account
from luji.config import publishing
from luji.config.demo import cases, fines, living
from luji.config.demo.ground import Ground
from luji.record.registers import registry
from luji.record.workflow import actions as journal
from luji.record.workflow.models import Entry

LAST = date(2026, 11, 22)
KEPT = {
    "activity", "meeting", "care_survey", "difficulty", "relocation", "training", "supervision",
    "supervision_finding", "accountability", "discipline_report", "article", "exposure", "campaign",
    "reinforcement", "task",
}  # fmt: skip


@pytest.mark.parametrize("last", [LAST + timedelta(days=days) for days in range(7)])
def test_deeds_come_in_order_of_time_in_the_weeks_before_the_last_day(ground: Ground, last: date) -> None:
    moments = [deed.at for _, deed in living.deeds(ground, last)]
    assert moments == sorted(moments)
    assert moments[0].weekday() == 0
    assert last - timedelta(days=17) <= moments[0].date() and moments[-1].date() <= last


@pytest.mark.parametrize(
    ("today", "known", "last"),
    [
        ("2026-11-23", "2026-12-31", "2026-11-22"),
        ("2026-12-20", "2026-12-31", "2026-11-26"),  # next year's holidays are not known yet
        ("2031-05-01", "2026-12-31", "2026-11-26"),
        ("2027-01-01", "2027-12-31", "2026-12-31"),
    ],
)
def test_the_last_day_is_yesterday_unless_the_holidays_end(today: str, known: str, last: str) -> None:
    found = living.last_day(date.fromisoformat(today), date.fromisoformat(known))
    assert found == date.fromisoformat(last)


def test_a_course_over_the_turn_of_the_year_names_numbers_of_its_own_years(ground: Ground) -> None:
    told = [deed for _, deed in living.deeds(ground, date(2026, 1, 8))]
    assert {told[0].at.year, told[-1].at.year} == {2025, 2026}
    assert {str(d.values["supervision"])[:6] for d in told if "supervision" in d.values} == {"DC2025"}


def test_every_deed_is_done_by_somebody_of_the_staff(ground: Ground) -> None:
    known = {one.number for one in [*living.staff(ground), *cases.staff(ground)]}
    assert {deed.who for _, deed in living.deeds(ground, LAST)} <= known


def test_nobody_has_the_number_of_somebody_else(ground: Ground) -> None:
    numbers = Counter(one.number for one in [*living.staff(ground), *cases.staff(ground)])
    numbers.update(number for number, _, _ in ground.everybody())
    assert set(numbers.values()) == {1}


def test_every_register_of_the_team_has_work_in_hand(ground: Ground) -> None:
    assert {register for register, _ in living.deeds(ground, LAST)} == KEPT


@pytest.mark.django_db
def test_the_verbs_take_them_all_and_a_second_time_changes_nothing(ground: Ground) -> None:
    done = publishing.demo_deeds()
    parts = (living.deeds(ground, LAST), cases.deeds(ground, LAST), fines.deeds(ground, LAST))
    assert done == sum(map(len, parts))
    assert journal.verify() == []
    found = registry.current()
    latest = max(Entry.objects.values_list("at", flat=True))
    assert timedelta() < timezone.now() - latest, "nothing is done that has not happened yet"
    states = {name: set(found.find(name).rows.values_list("state", flat=True)) for name in KEPT}
    assert states["task"] == {"draft", "doing", "submitted", "done"}
    assert states["supervision_finding"] == {"draft", "issued", "rectified", "closed"}
    assert states["accountability"] == {"submitted"}
    assert publishing.demo_deeds() == 0
    assert not any(account.has_usable_password() for account in Account.objects.all())
