"""The journal read for many records: one query, in order, each record's own."""

from django.db import transaction

from luji.record.workflow import actions as journal
from luji.record.workflow.journal import Record
from luji.record.workflow.stories import stories, subjects_but


def written(now, *told):
    with transaction.atomic():
        journal.write([Record(now, "x", verb, subject, {}, {}) for subject, verb in told])


def test_each_its_own_in_order(crew, django_assert_num_queries):
    written(crew.now, ("a/1", "one"), ("a/2", "one"), ("a/1", "two"), ("b/1", "one"))
    with django_assert_num_queries(1):
        found = stories(["a/1", "a/2", "a/9"])
    assert {subject: [entry.verb for entry in entries] for subject, entries in found.items()} == {
        "a/1": ["one", "two"], "a/2": ["one"],
    }  # fmt: skip


def test_nothing_of_nobody(db):
    assert stories([]) == {}
    assert stories(["gone/1"]) == {}


def test_records_to_which_more_was_done(crew):
    written(crew.now, ("a/1", "create"), ("a/2", "create"), ("a/2", "send"), ("a/2", "send"))
    records = {"a/1", "a/2"}
    assert records.intersection(subjects_but(["create"])) == {"a/2"}
    assert not records.intersection(subjects_but(["create", "send"]))
    assert len(subjects_but([])) == len(set(subjects_but([])))
