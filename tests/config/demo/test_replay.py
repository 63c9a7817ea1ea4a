# ruff: noqa: E402 — models can be imported only after Django is set up
"""Constructed deeds through the real verbs: measured from the journal, refused like anybody's, done once."""

import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.base.kernel.problem import Refused
from luji.base.people.models import Account
from luji.config.demo import cases
from luji.config.demo.cases import REGISTER, Deed, deeds, staff
from luji.config.demo.ground import Ground
from luji.config.demo.replay import replay
from luji.record.registers import registry
from luji.record.registers.verbs import measures
from luji.record.workflow import actions as journal

SOME = 12


@pytest.fixture
def people(db: None, ground: Ground) -> list[cases.Officer]:
    found = staff(ground)
    for one in found:
        Account.objects.create(username=one.number, name=one.name, unit=one.unit, password="!")
    return found


@pytest.fixture
def some(ground: Ground) -> list[Deed]:
    """The first cases, from beginning to end."""
    return [deed for deed in deeds(ground, date(2026, 11, 22)) if deed.case < SOME]


def test_the_journal_measures_what_the_deeds_say(people: list[cases.Officer], some: list[Deed]) -> None:
    assert replay(REGISTER, some, people) == len(some)
    found = registry.current()
    kept = found.find(REGISTER)
    told = measures.told(kept, kept.rows.order_by("row"), found.calendar)
    minutes = {one.row.licence: one.measure(kept.spec.measures["minutes"]) for one in told}
    assert len(minutes) == SOME
    for case in range(SOME):
        story = [deed for deed in some if deed.case == case]
        licence = str(story[0].values["licence"])
        work = [d for d in story if d.verb not in ("forgo", "ask_hearing", "accept_hearing", "hear")]
        assert minutes[licence] is not None
        assert Decimal(str(minutes[licence])) > len([d for d in work if d.verb == "review"])
    assert journal.verify() == []


def test_a_second_time_changes_nothing(people: list[cases.Officer], some: list[Deed]) -> None:
    replay(REGISTER, some, people)
    assert replay(REGISTER, some, people) == 0


def test_constructed_people_have_no_other_rights(people: list[cases.Officer], some: list[Deed]) -> None:
    forged = [replace(d, who=some[0].who) if d.verb == "decide" else d for d in some]
    with pytest.raises(Refused):
        replay(REGISTER, forged, people)
    assert not registry.current().find(REGISTER).rows.exists(), "all or nothing"


def test_the_module_has_no_way_round_the_verbs() -> None:
    text = Path(cases.__file__).with_name("replay.py").read_text("utf-8")
    assert "bulk_create" not in text
    assert ".save(" not in text
