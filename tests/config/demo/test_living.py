# ruff: noqa: E402 — models can be imported only after Django is set up
"""Records in hand: done by people who exist, in order of time, after the published year, by the real verbs."""

import os
from collections import Counter

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.base.people.models import Account
from luji.config import publishing
from luji.config.demo import cases, fines, living
from luji.config.demo.ground import Ground
from luji.config.demo.totals import YEARS
from luji.record.registers import registry
from luji.record.workflow import actions as journal

KEPT = {
    "activity", "meeting", "care_survey", "difficulty", "relocation", "training", "supervision",
    "supervision_finding", "accountability", "discipline_report", "article", "exposure", "campaign",
    "reinforcement", "task",
}  # fmt: skip


def test_deeds_come_in_order_of_time_after_the_published_year(ground: Ground) -> None:
    moments = [deed.at for _, deed in living.deeds(ground)]
    assert moments == sorted(moments)
    assert {moment.year for moment in moments} == {YEARS[-1] + 1}


def test_every_deed_is_done_by_somebody_of_the_staff(ground: Ground) -> None:
    known = {one.number for one in [*living.staff(ground), *cases.staff(ground)]}
    assert {deed.who for _, deed in living.deeds(ground)} <= known


def test_nobody_has_the_number_of_somebody_else(ground: Ground) -> None:
    numbers = Counter(one.number for one in [*living.staff(ground), *cases.staff(ground)])
    numbers.update(number for number, _, _ in ground.everybody())
    assert set(numbers.values()) == {1}


def test_every_register_of_the_team_has_work_in_hand(ground: Ground) -> None:
    assert {register for register, _ in living.deeds(ground)} == KEPT


@pytest.mark.django_db
def test_the_verbs_take_them_all_and_a_second_time_changes_nothing(ground: Ground) -> None:
    done = publishing.demo_deeds()
    assert done == len(living.deeds(ground)) + len(cases.deeds(ground)) + len(fines.deeds(ground))
    assert journal.verify() == []
    found = registry.current()
    states = {name: set(found.find(name).rows.values_list("state", flat=True)) for name in KEPT}
    assert states["task"] == {"draft", "doing", "submitted", "done"}
    assert states["supervision_finding"] == {"draft", "issued", "rectified", "closed"}
    assert states["accountability"] == {"submitted"}
    assert publishing.demo_deeds() == 0
    assert not any(account.has_usable_password() for account in Account.objects.all())
