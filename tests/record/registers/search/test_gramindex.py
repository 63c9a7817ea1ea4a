"""The index of pairs: it finds what the scan finds, follows every change, and is made anew from the rows."""

from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luji.record.registers.search import gramindex
from luji.record.registers.search.listing import holding
from luji.record.registers.search.sought import words_of
from luji.record.registers.verbs import actions
from luji.record.workflow import bulk

LETTERS = "护栏缺失隐患整改abk1+-' \"\\%_*·—𠮷é"
TEXTS = st.text(alphabet=LETTERS, min_size=1, max_size=14).map(str.strip).filter(bool)


def scan(kept, words):
    found = kept.rows.all()
    for word in words:
        found = found.filter(sought__contains=word)
    return set(found.values_list("row", flat=True))


def pairs_only(kept, words):
    return set(gramindex.rows_with(kept.model, words, 1000))


class Kit:
    """What the property needs, told briefly when it fails."""

    def __init__(self, tiny, people, typed):
        people.cast()
        self.tiny, self.typed, self.actor = tiny, typed, people.actor("officer")

    def filed(self, text):
        actions.create(self.actor, self.tiny, self.typed(self.tiny, what=text))

    def __repr__(self):
        return "kit"


@pytest.fixture
def kit(tiny, people, typed):
    return Kit(tiny, people, typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(texts=st.lists(TEXTS, min_size=1, max_size=5), asked=st.text(alphabet=LETTERS, max_size=8))
def test_the_index_finds_what_the_scan_finds(kit, texts, asked):
    tiny = kit.tiny
    with transaction.atomic():
        for text in texts:
            kit.filed(text)
        for query in (asked, texts[0][:3], texts[-1][-2:], texts[0]):
            words = words_of(query)
            if words:
                assert pairs_only(tiny, words) >= scan(tiny, words)
                assert {row.row for row in holding(tiny, tiny.rows, words)} == scan(tiny, words)
        transaction.set_rollback(True)


def test_it_follows_edits_bulk_loads_and_removals(tiny, people, filed, typed):
    row = filed(tiny, what="护栏缺失")
    actions.edit(people.actor("officer"), tiny, row.row, 1, typed(tiny, what="照明不足"))
    assert pairs_only(tiny, ["护栏"]) == set()
    assert pairs_only(tiny, ["照明"]) == {row.row}
    made = [tiny.model(number=f"T2026-90{n}", state="open", created_by="x", created_at=row.created_at,
                       changed_at=row.changed_at, sought=f"标线 {n}", unit=row.unit) for n in range(3)]  # fmt: skip
    tiny.model._default_manager.bulk_create(made)
    assert len(pairs_only(tiny, ["标线"])) == 3
    tiny.rows.filter(sought="标线 1").delete()
    tiny.rows.filter(sought="标线 2").update(sought="隧道")
    assert len(pairs_only(tiny, ["标线"])) == 1
    assert len(pairs_only(tiny, ["隧道"])) == 1


def test_rows_put_by_hand_are_followed_like_any_other(tiny, filed):
    row = filed(tiny, what="护栏缺失")
    with transaction.atomic(), gramindex.by_hand(tiny.model):
        row.row, row.number, row.sought = row.row + 1, "T2026-777", "标线"
        row.save(force_insert=True)
        bulk.key_used(tiny.model)
        gramindex.put(tiny.model, [row.row], {"sought": ["标线"], "named": [""]})
    assert pairs_only(tiny, ["标线"]) == {row.row}
    tiny.rows.filter(row=row.row).update(sought="隧道")
    assert (pairs_only(tiny, ["标线"]), pairs_only(tiny, ["隧道"])) == (set(), {row.row})
    later = filed(tiny, what="照明")
    assert pairs_only(tiny, ["照明"]) == {later.row}


def test_what_was_raised_by_hand_leaves_the_index_as_it_was(tiny, filed):
    with pytest.raises(ZeroDivisionError), transaction.atomic(), gramindex.by_hand(tiny.model):
        raise ZeroDivisionError
    assert gramindex.ensure([tiny.model]) == []
    row = filed(tiny, what="护栏缺失")
    assert pairs_only(tiny, ["护栏"]) == {row.row}


def test_by_hand_is_only_for_transactions(tiny, monkeypatch):
    monkeypatch.setattr(gramindex, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError), gramindex.by_hand(tiny.model):
        pass


def test_what_is_undone_is_not_found(tiny, filed):
    with transaction.atomic():
        filed(tiny, what="护栏缺失")
        assert pairs_only(tiny, ["护栏"])
        transaction.set_rollback(True)
    assert pairs_only(tiny, ["护栏"]) == set()


def test_more_than_asked_for_is_no_answer(tiny, filed):
    for _ in range(3):
        filed(tiny, what="护栏缺失")
    assert gramindex.rows_with(tiny.model, ["护栏"], 2) is None
    assert len(gramindex.rows_with(tiny.model, ["护栏"], 3)) == 3
    assert gramindex.rows_with(tiny.model, [], 3) is None


def test_a_single_character_begins_a_pair_or_ends_a_word(tiny, filed):
    one, other = filed(tiny, what="护栏 缺"), filed(tiny, what="失")
    assert pairs_only(tiny, ["栏"]) == {one.row}
    assert pairs_only(tiny, ["缺"]) == {one.row}
    assert pairs_only(tiny, ["失"]) == {other.row}


def test_made_anew_it_holds_the_same_and_twice_changes_nothing(tiny, filed):
    row = filed(tiny, what="护栏缺失")
    assert gramindex.rebuild([tiny.model]) == 2
    assert pairs_only(tiny, ["护栏"]) == {row.row}
    assert gramindex.ensure([tiny.model]) == []


def test_a_lost_index_is_made_and_filled_again(tiny, filed):
    row = filed(tiny, what="护栏缺失")
    gramindex._drop(tiny.model, "sought")
    assert not gramindex.ready(tiny.model)
    assert gramindex.rows_with(tiny.model, ["护栏"], 10) is None
    assert {r.row for r in holding(tiny, tiny.rows, ["护栏"])} == {row.row}
    assert gramindex.ensure([tiny.model]) == ["register_tiny"]
    assert pairs_only(tiny, ["护栏"]) == {row.row}


def test_what_keeps_it_was_lost_and_it_is_made_anew(tiny, filed):
    row = filed(tiny, what="护栏缺失")
    lost = "TRIGGER" if connection.vendor == "sqlite" else "INDEX"
    name = "register_tiny_sought_add" if connection.vendor == "sqlite" else "register_tiny_sought"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP {lost} {name}")
    filed(tiny, what="护栏")
    gramindex.ensure([tiny.model])
    assert len(pairs_only(tiny, ["护栏"])) == 2
    assert row.row in pairs_only(tiny, ["护栏缺失"])


def test_every_shipped_register_has_its_index(registry, db):
    for kept in registry.kept.values():
        for column in gramindex.COLUMNS:
            assert gramindex.ready(kept.model, column), kept.name
