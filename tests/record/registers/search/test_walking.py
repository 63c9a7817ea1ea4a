"""How rows are reached: whatever the way, the same rows in the same order as the dull query gives."""

from datetime import date

import pytest
from django.db.models import F, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luji.base.people.person import Held, Person
from luji.record.registers.search import listing, walking
from luji.record.registers.search.listing import Asked, listed
from luji.record.registers.search.walking import columns, equal, plain

OWN, OTHER = "hh-hecheng", "hh-zhijiang"


class Kit:
    """A register and its registry, told briefly when the property fails."""

    def __init__(self, kept, registry):
        self.kept, self.registry = kept, registry

    def __repr__(self):
        return "kit"


@pytest.fixture
def kit(rows, registry):
    return Kit(rows, registry)


@pytest.fixture
def rows(tiny, people, filed):
    for n in range(24):
        filed(tiny, what=f"第{n}件 {'护栏' if n % 2 else '照明'}", kind="ab"[n % 3 == 0], count=str(n % 5) if n % 4 else "",
              day=f"2026-0{n % 3 + 1}-1{n % 7}" if n % 5 else "")  # fmt: skip
    return tiny


def dull(kept, query, order, words=()):
    """The same by the plainest statement."""
    falls, name = order.startswith("-"), order.removeprefix("-")
    keys = [F(k).desc(nulls_last=True) if falls else F(k).asc(nulls_first=True) for k in (name, "row")]
    found = kept.rows.filter(query)
    for word in words:
        found = found.filter(sought__contains=word)
    return [row.row for row in found.order_by(*keys)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    order=st.sampled_from(["number", "-number", "count", "-count", "day", "-day", "row", "-row"]),
    state=st.sampled_from(["", "open", "sent"]), kind=st.sampled_from(["", "a", "b"]), day=st.sampled_from(["", "2026-02", "2025"]),
    words=st.sampled_from(["", "护栏", "件", "照明 第1", "hl", "无"]), rare=st.sampled_from([0, 3, 2000]), seen=st.sampled_from(["own", "below"]),
)  # fmt: skip
def test_every_way_gives_what_the_dull_query_gives(
    kit, monkeypatch, order, state, kind, day, words, rare, seen
):
    monkeypatch.setattr(walking, "RARE", rare)
    monkeypatch.setattr(listing, "RARE", rare)
    monkeypatch.setattr(walking.probed, "__defaults__", (rare,))
    person = Person(
        "x", "x", OWN, (Held("officer", OWN), *((Held("officer", OTHER),) if seen == "below" else ()))
    )
    filters = {"state": state, "kind": kind, "day": day}
    query = Q(unit__in=[OWN, OTHER])
    for name, value in filters.items():
        if value and name != "day":
            query &= Q(**{name: value})
    if day == "2026-02":
        query &= Q(day__range=(date(2026, 2, 1), date(2026, 2, 28)))
    elif day:
        query &= Q(day__range=(date(2025, 1, 1), date(2025, 12, 31)))
    page = listed(kit.registry, kit.kept, person, Asked(filters, words, order))
    assert [row.row for row in page.rows] == dull(kit.kept, query, order, words.split())
    assert page.total == len(page.rows)


def test_only_so_many_rows_are_probed(rows):
    every = Q(unit=OWN)
    assert walking.probed(rows.rows, every, 23) is None
    assert len(walking.probed(rows.rows, every, 24)) == 24
    assert walking.probed(rows.rows, Q(unit=OTHER), 0) == []


def test_many_are_not_counted_unless_it_is_asked(rows, registry, people, monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 5)
    monkeypatch.setattr(listing, "COUNTED", 7)
    monkeypatch.setattr(walking.probed, "__defaults__", (10,))
    person = people.actor("officer").person
    page = listed(registry, rows, person, Asked())
    assert (page.total, page.over) == (7, True)
    page = listed(registry, rows, person, Asked(exact=True))
    assert (page.total, page.over) == (24, False)
    page = listed(registry, rows, person, Asked({"state": "sent"}))
    assert (page.total, page.over) == (0, False)


@pytest.mark.parametrize(("query", "is_equal"), [
    (Q(unit="a"), True), (Q(unit="a") & Q(state="b"), True), (Q(unit="a") | Q(unit="b"), False), (~Q(unit="a"), False),
    (Q(unit__in=["a"]), False), (Q(pk__in=[]) | Q(unit="a"), True), (Q(pk__in=[]) | Q(unit="a") | Q(unit="a"), True),
    (Q(), False), ((Q(pk__in=[]) | Q(unit="a")) & Q(state="b"), True), ((Q(unit="a") | Q(unit="b")) & Q(state="b"), False),
])  # fmt: skip
def test_one_unit_is_seen_as_one(query, is_equal):
    assert equal(plain(query), "unit") == is_equal


def test_what_finds_nothing_is_left_out_only_beside_something():
    assert plain(Q(pk__in=[])) == Q(pk__in=[])
    assert plain(Q(pk__in=[]) | Q(unit="a")).children == [("unit", "a")]
    assert plain(Q(pk__in=[]) & Q(unit="a")).children == [("pk__in", []), ("unit", "a")]


def test_columns_are_those_read():
    assert columns(Q(unit="a") & ~(Q(day__gte=1) | Q(pk__in=[2]))) == {"unit", "day", "pk"}
