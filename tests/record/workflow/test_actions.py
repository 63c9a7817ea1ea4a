# ruff: noqa: E402 — models can be imported only after Django is set up
"""The journal's verb: chained, whole or not at all, and every forgery found."""

import os
from datetime import UTC, date, datetime
from decimal import Decimal

import django
import pytest
from django.db import transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.record.workflow import actions
from luji.record.workflow.journal import Record
from luji.record.workflow.models import ChainEnd, Entry

pytestmark = pytest.mark.django_db


def record(n, **changed):
    given = {"at": datetime(2026, 1, n, 8, tzinfo=UTC), "person": "080123", "verb": "edit", "subject": f"hazard/{n % 2}",
             "before": {"fields": {"cost": Decimal("1.50")}}, "after": {"fields": {"cost": Decimal("2.50"), "day": date(2026, 1, n)}}}  # fmt: skip
    return Record(**given | changed)


@pytest.fixture
def written():
    with transaction.atomic():
        actions.write([record(1), record(2)])
        return actions.write([record(3, reason="退回", behalf="080999", origin="10.0.0.1")])


def test_entries_are_chained_and_come_back_as_written(written):
    assert actions.verify() == []
    assert [e.number for e in Entry.objects.all()] == [1, 2, 3]
    assert ChainEnd.objects.get().count == 3
    assert actions.record_of(Entry.objects.get(number=3)) == record(
        3, reason="退回", behalf="080999", origin="10.0.0.1"
    )
    assert [e.number for e in actions.story("hazard/1")] == [1, 3]


@pytest.mark.parametrize("change", [
    {"person": "080124"}, {"after": '{"fields":{"cost":{"$decimal":"9.50"}}}'}, {"reason": "x"}, {"subject": "hazard/9"},
    {"hash": "0" * 64}, {"previous": "0" * 64}, {"at": datetime(2026, 2, 1, tzinfo=UTC)},
])  # fmt: skip
@pytest.mark.parametrize("number", [1, 3])
def test_a_changed_entry_is_found(written, number, change):
    Entry.objects.filter(number=number).update(**change)
    assert [p.code for p in actions.verify() if p.code != "WFL-505"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_removed_entry_is_found_at_the_end_too(written, number):
    Entry.objects.filter(number=number).delete()
    assert actions.verify()


def test_outside_a_transaction_nothing_is_written(monkeypatch):
    connection = transaction.get_connection()
    monkeypatch.setattr(connection, "in_atomic_block", False)
    with pytest.raises(RuntimeError, match="together with the change"):
        actions.hold()


def test_an_empty_journal_is_whole():
    assert actions.verify() == []
