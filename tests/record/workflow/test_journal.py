"""The chain shows every change inside it; forgers who reseal are caught at the next link or by the anchor."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.kernel.problem import Level, Refused
from luji.record.workflow.journal import (
    GENESIS,
    Anchor,
    Entry,
    Record,
    anchor,
    append,
    canonical,
    chain,
    digest,
    sealed,
    verify,
)

NOON = datetime(2020, 6, 1, 4, tzinfo=UTC)


def resealed(entry: Entry) -> Entry:
    """The entry with a hash that fits its content: what a forger would write."""
    return replace(entry, hash=digest(entry.number, entry.record, entry.previous, entry.algorithm))


NAUGHTY = "\u202eevil\x00\"\\\n</script>'; DROP TABLE 𝕏 ﷽ 台账"


def record(number: int, **more: Any) -> Record:
    base: dict[str, Any] = {
        "at": NOON + timedelta(minutes=number), "person": f"p{number}", "verb": "submit", "subject": f"case/{number}",
        "before": {"state": "draft"}, "after": {"state": "submitted", "fine": Decimal("200.00")}, "origin": "10.0.0.8",
    }  # fmt: skip
    return Record(**(base | more))


def codes(entries: list[Entry], known: Anchor | None = None) -> list[str]:
    return [p.code for p in verify(entries, known)]


def test_an_honest_chain_holds() -> None:
    entries = chain(record(n) for n in range(20))
    assert verify(entries) == [] and verify(entries, anchor(entries)) == []
    assert verify(entries, anchor(entries[:7])) == []  # it may have grown since
    assert verify([]) == [] and anchor([]) == Anchor(0, GENESIS) and verify(entries, anchor([])) == []
    assert entries[0].previous == GENESIS and entries[5].previous == entries[4].hash


def test_appending_one_by_one_is_the_same_chain() -> None:
    last: Entry | None = None
    for entry in chain(record(n) for n in range(5)):
        last = append(last, record(entry.number - 1))
        assert last == entry


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc键", min_size=1), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(
    changes=st.lists(st.dictionaries(st.text("xyz名", min_size=1), PLAIN, max_size=3), min_size=1, max_size=4)
)
def test_the_hashes_agree_with_the_dull_chain(changes: list[dict[str, Any]], reference: Any) -> None:
    records = [record(n, after=change) for n, change in enumerate(changes)]
    plain = [
        {"at": {"$at": f"2020-06-01T04:{n:02d}:00.000000+00:00"}, "person": f"p{n}", "verb": "submit",
         "subject": f"case/{n}", "before": {"state": "draft"}, "after": change, "origin": "10.0.0.8",
         "behalf": None, "reason": ""}
        for n, change in enumerate(changes)
    ]  # fmt: skip
    assert [e.hash for e in chain(records)] == reference("workflow_journal").hashes(plain)


CHANGES = [
    {"at": NOON + timedelta(seconds=1)}, {"person": "other"}, {"verb": "approve"}, {"subject": "case/99"},
    {"before": {}}, {"before": {"state": "draft "}}, {"after": {"state": "submitted", "fine": Decimal("200.0")}},
    {"after": {"state": "submitted", "fine": "200.00"}}, {"origin": ""}, {"behalf": "王"}, {"reason": "无"},
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=str)
@pytest.mark.parametrize("place", [0, 4, 9])
def test_any_changed_field_is_found_where_it_stands(change: dict[str, Any], place: int) -> None:
    entries = chain(record(n) for n in range(10))
    entries[place] = replace(entries[place], record=replace(entries[place].record, **change))
    (problem,) = verify(entries)
    assert problem.code == "WFL-502" and f"第 {place + 1} 条" in problem.zh


SIZE = st.integers(3, 12)


@settings(max_examples=80, deadline=None)
@given(size=SIZE, data=st.data())
def test_tampering_is_found(size: int, data: st.DataObject) -> None:
    """Deletion, insertion, exchange, doubling: with every hash as it was, or resealed by the forger."""
    entries = chain(record(n) for n in range(size))
    place = data.draw(st.integers(0, size - 2))
    kind = data.draw(st.sampled_from(["delete", "insert", "swap", "double", "change", "renumber"]))
    forged = list(entries)
    if kind == "delete":
        del forged[place]
    elif kind == "insert":
        forged.insert(place, append(entries[place - 1] if place else None, record(77)))
    elif kind == "swap":
        forged[place], forged[place + 1] = forged[place + 1], forged[place]
    elif kind == "double":
        forged.insert(place, entries[place])
    elif kind == "change":
        forged[place] = resealed(replace(entries[place], record=record(77)))
    else:
        forged[place] = resealed(replace(entries[place], number=entries[place].number + 1))
    found = verify(forged)
    assert [p.level for p in found if p.level is Level.ERROR] == [Level.ERROR]
    assert found[-1].code in ("WFL-501", "WFL-502", "WFL-503")


@settings(max_examples=40, deadline=None)
@given(size=SIZE, data=st.data())
def test_renumbered_after_deletion_is_found_by_the_links(size: int, data: st.DataObject) -> None:
    entries = chain(record(n) for n in range(size))
    place = data.draw(st.integers(0, size - 2))
    rest = entries[:place] + entries[place + 1 :]
    renumbered = [resealed(replace(e, number=n)) for n, e in enumerate(rest, 1)]
    assert codes(renumbered)[-1] == "WFL-501"


def test_a_cut_end_or_a_whole_forgery_shows_only_against_the_anchor() -> None:
    entries = chain(record(n) for n in range(10))
    kept = anchor(entries)
    assert codes(entries[:6]) == [] and codes(entries[:6], kept) == ["WFL-504"]
    forged = chain(record(n, person="x") for n in range(10))
    assert codes(forged) == [] and codes(forged, kept) == ["WFL-504"]
    assert codes([], kept) == ["WFL-504"]


def test_only_the_first_broken_entry_is_told() -> None:
    entries = chain(record(n) for n in range(10))
    for place in (2, 5, 8):
        entries[place] = replace(entries[place], hash="0" * 64)
    (problem,) = verify(entries)
    assert "第 3 条" in problem.zh


def test_time_running_backwards_is_a_warning() -> None:
    entries = chain([record(5), record(1), record(6)])
    (problem,) = verify(entries)
    assert problem.code == "WFL-505" and problem.level is Level.WARNING


class Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        (Decimal("1.50"), '{"$decimal":"1.50"}'),
        (Decimal("1E+3"), '{"$decimal":"1000"}'),
        (date(2020, 6, 1), '{"$date":"2020-06-01"}'),
        (NOON.astimezone(), '{"$at":"2020-06-01T04:00:00.000000+00:00"}'),
        ((1, "二"), '[1,"二"]'),
        (Colour.RED, '"red"'),
    ],
)
def test_one_spelling_only(value: object, text: str) -> None:
    assert canonical(value) == text


def test_alike_is_not_the_same() -> None:
    spellings = [
        1,
        "1",
        True,
        Decimal(1),
        Decimal("1.0"),
        date(2020, 1, 1),
        "2020-01-01",
        [1],
        [[1]],
        {},
        [],
        None,
        "",
        "null",
    ]
    assert len({canonical(v) for v in spellings}) == len(spellings)


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        {"x": 0.1},
        [float("nan")],
        {1: "x"},
        {"$date": "2020-01-01"},
        b"x",
        {1, 2},
        datetime(2020, 1, 1),  # noqa: DTZ001
        object(),
    ],
)
def test_what_has_no_exact_spelling_is_a_mistake(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)


def test_naughty_text_is_stored_faithfully() -> None:
    entries = chain([record(1, after={"text": NAUGHTY}, reason=NAUGHTY * 500)])
    assert verify(entries) == []
    with pytest.raises(UnicodeEncodeError):
        chain([record(1, reason="\ud800")])


def test_unknown_hashes_are_refused() -> None:
    for name in ("md5", "none", ""):
        with pytest.raises(Refused, match="WFL-506"):
            digest(1, record(1), GENESIS, name)
    entries = chain(record(n) for n in range(3))
    assert codes([entries[0], replace(entries[1], algorithm="md5")]) == ["WFL-506"]
    assert codes([replace(entries[0], algorithm="sm3")]) in (["WFL-502"], ["WFL-506"])


@pytest.mark.skipif("sm3" not in hashlib.algorithms_available, reason="this OpenSSL has no SM3")
def test_sm3_where_there_is_one() -> None:
    entries = chain((record(n) for n in range(5)), "sm3")
    assert verify(entries) == [] and len(entries[0].hash) == 64
    mixed = [*entries, append(entries[-1], record(9), "sha256")]
    assert verify(mixed) == []


def test_sm3_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise ValueError("unsupported hash type sm3")

    monkeypatch.setattr(hashlib, "new", gone)
    with pytest.raises(Refused, match="WFL-506"):
        chain([record(1)], "sm3")


FIELDS = st.dictionaries(
    st.sampled_from(["a", "名", "z z"]),
    st.none() | st.text() | st.integers() | st.decimals(allow_nan=False, places=2),
)


@given(reason=st.text(), behalf=st.none() | st.text(), before=FIELDS, after=FIELDS)
@settings(max_examples=60)
def test_the_text_that_is_hashed_is_the_canonical_one(reason, behalf, before, after) -> None:
    told = record(7, reason=reason, behalf=behalf, before={"fields": before}, after=after)
    fields = {name: getattr(told, name) for name in told.__slots__}
    text = canonical({"number": 7, "previous": "p", "algorithm": "sha256", "record": fields})
    made = sealed(7, told, "p")
    assert (
        made.hash == hashlib.sha256(b"luji.journal.1\n" + text.encode()).hexdigest() == digest(7, told, "p")
    )
    assert (made.before, made.after) == (canonical(told.before), canonical(told.after))
