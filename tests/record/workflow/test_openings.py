"""Who opened a record first: kept once, let go when the database is busy, counted as the beginning of work."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from luji.record.registers.verbs import measures
from luji.record.workflow import openings
from luji.record.workflow.models import Opening


def handled(crew, row):
    """(waiting, in hand) of the last step in minutes."""
    (told,) = measures.told(crew.kept, [crew.kept.rows.get(pk=row.row)], crew.registry.calendar)
    leg = told.legs[-1]
    return leg.waiting // timedelta(minutes=1), leg.handling // timedelta(minutes=1)


def look(crew, who, row, ago=None):
    """Somebody opens the page of a record, so many minutes ago."""
    assert crew.client(who).get(f"/registers/errand/{row.row}/").status_code == 200
    if ago is not None:
        Opening.objects.filter(person=who).update(at=crew.now - timedelta(minutes=ago))


def test_time_in_hand_begins_when_the_page_is_opened(crew):
    row = crew.walk((60, "officer", "submit"))
    look(crew, "legal", row, ago=25)
    row = crew.act(row, "legal", "review", 10)
    assert handled(crew, row) == (35, 15)


def test_without_an_opening_all_of_it_is_waiting(crew):
    row = crew.walk((60, "officer", "submit"), (10, "legal", "review"))
    assert handled(crew, row) == (50, 0)


def test_looking_again_adds_nothing_but_a_second_round_does(crew):
    row = crew.walk((60, "officer", "submit"))
    look(crew, "legal", row), look(crew, "legal", row)
    assert Opening.objects.count() == 1
    row = crew.walk((50, "legal", "back"), (40, "officer", "submit"), row=row)
    look(crew, "legal", row)
    assert Opening.objects.count() == 2
    assert {
        one.person for listed in openings.of([crew.kept.subject(row.row)]).values() for one in listed
    } == {"legal"}


@pytest.mark.parametrize("who", ["officer", "lead", "second", "keeper"])
def test_who_may_do_nothing_or_did_the_last_step_is_not_kept(crew, who):
    look(crew, who, crew.walk((60, "officer", "submit")))
    assert not Opening.objects.exists()


def test_the_opening_of_another_is_not_ones_own(crew):
    crew.lend("legal", "second", "legal", "hh")
    row = crew.walk((60, "officer", "submit"))
    look(crew, "second", row, ago=55)
    assert handled(crew, crew.act(row, "legal", "review", 10)) == (50, 0)


def test_a_busy_database_costs_an_opening_and_no_page(crew, monkeypatch):
    row = crew.walk((60, "officer", "submit"))

    def busy(*_given, **_more):
        raise OperationalError("database is locked")

    monkeypatch.setattr(Opening.objects, "bulk_create", busy)
    look(crew, "legal", row)
    monkeypatch.undo()
    assert not Opening.objects.exists()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout")
            assert cursor.fetchone()[0] != openings.PATIENCE  # patient again


def test_openings_may_be_deleted(crew):
    row = crew.walk((60, "officer", "submit"))
    look(crew, "legal", row, ago=25)
    row = crew.act(row, "legal", "review", 10)
    Opening.objects.all().delete()
    assert handled(crew, row) == (50, 0) and openings.of([]) == {}
