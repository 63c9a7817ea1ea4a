# ruff: noqa: E402 — models can be imported only after Django is set up
"""Rows written at once are the rows `save` would have written; keys go on where the table ends."""

import os
from datetime import UTC, date, datetime
from decimal import Decimal

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.apps.registry import Apps
from django.db import IntegrityError, connection, models

from luji.record.workflow import bulk
from luji.record.workflow.models import ChainEnd

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 30, 15, 250, tzinfo=UTC)
VALUES = {
    "word": "一'二\"%s", "story": None, "day": date(2020, 2, 29), "at": AT, "cost": Decimal("12.50"), "sure": True,
    "parts": [{"a": "1"}], "count": -3,
}  # fmt: skip


APPS = Apps()


class Thing(models.Model):
    row = models.BigAutoField(primary_key=True)
    word = models.CharField(max_length=40)
    story = models.TextField(null=True)
    day = models.DateField(null=True)
    at = models.DateTimeField(null=True)
    cost = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    sure = models.BooleanField(null=True)
    parts = models.JSONField(null=True)
    count = models.BigIntegerField(null=True)

    objects = models.Manager()

    class Meta:
        app_label = "workflow"
        db_table = "test_thing"
        apps = APPS


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tables of the site, and one of these tests."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Thing)


@pytest.fixture
def thing(db):
    return Thing


def stored(model):
    return [list(line[1:]) for line in model.objects.order_by("pk").values_list()]


def test_rows_are_as_saved_ones(thing):
    thing(**VALUES).save()
    thing(word="x").save()
    bulk.keyed([thing(**VALUES), thing(word="x")])
    first, second, third, fourth = stored(thing)
    assert (first, second) == (third, fourth)
    assert first == list(VALUES.values())


def test_keys_go_on_and_the_next_save_too(thing):
    first = thing(word="a")
    first.save()
    made = [thing(word=str(n)) for n in range(5)]
    bulk.keyed(made)
    last = thing(word="z")
    last.save()
    assert [one.row for one in made] == [first.row + n for n in range(1, 6)]
    assert last.row == first.row + 6
    assert not any(one._state.adding for one in made)
    made[0].word = "changed"
    made[0].save(force_update=True)
    assert thing.objects.get(pk=first.row + 1).word == "changed"


def test_nothing_is_no_query(thing, django_assert_num_queries):
    with django_assert_num_queries(0):
        bulk.keyed([])
        bulk.insert(thing, [])


def test_equal_days_that_are_other_objects_are_the_same_day(thing):
    bulk.keyed([thing(word="a", day=date(2020, 1, n % 2 + 1), cost=Decimal(n % 2)) for n in range(6)])
    assert [str(d) for d in thing.objects.order_by("pk").values_list("day", flat=True)] == [
        "2020-01-01", "2020-01-02",
    ] * 3  # fmt: skip


def test_a_line_too_short_is_refused(thing):
    with pytest.raises(ValueError, match="zip"):
        bulk.insert(thing, [(1, "a")])


def test_constraints_hold():
    ChainEnd.objects.create(name="taken")
    with pytest.raises(IntegrityError):
        bulk.keyed([ChainEnd(name="taken")])
