"""The searched text made anew: as it is declared now, without touching the record."""

from dataclasses import replace

import pytest

from luji.record.registers.registry import Kept
from luji.record.registers.search import gramindex, reindexing
from luji.record.workflow.models import Entry


@pytest.fixture
def more(tiny) -> Kept:
    """The register after another field came to be searched, and one no longer is."""
    listed = tiny.spec.list_.model_copy(update={"search": ("number", "story")})
    return replace(tiny, spec=tiny.spec.model_copy(update={"list_": listed}))


def test_rows_are_found_by_what_is_searched_now(tiny, more, filed):
    row = filed(tiny, what="护栏缺失", story="夜间发现")
    before = (row.version, row.changed_at, Entry.objects.count())
    assert reindexing.reindex([more]) == {"tiny": 1}
    row.refresh_from_db()
    assert (row.version, row.changed_at, Entry.objects.count()) == before
    assert gramindex.rows_with(tiny.model, ["夜间"], 9) == [row.row]
    assert gramindex.rows_with(tiny.model, ["护栏"], 9) == []


def test_twice_changes_nothing(tiny, filed):
    filed(tiny), filed(tiny)
    assert reindexing.reindex([tiny]) == {"tiny": 0}


def test_many_are_gone_through_to_the_end(tiny, more, filed, monkeypatch):
    monkeypatch.setattr(reindexing, "BATCH", 2)
    rows = [filed(tiny, what=f"第{n}件", story="夜间") for n in range(5)]
    assert reindexing.remark(more) == 5
    assert set(gramindex.rows_with(tiny.model, ["夜间"], 9)) == {row.row for row in rows}


def test_an_empty_register_is_nothing_to_do(tiny):
    assert reindexing.reindex([tiny]) == {"tiny": 0}
