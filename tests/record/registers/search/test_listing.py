"""Lists: keyset paging gives every row once in either direction, whatever the order and however empty."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luji.base.kernel.problem import Refused
from luji.record.registers.search import listing
from luji.record.registers.search.listing import Asked, listed


@pytest.fixture
def many(tiny, people, filed):
    for n in range(17):
        filed(
            tiny,
            what=f"第{n}件",
            count="" if n % 3 == 0 else str(n % 4),
            day="" if n % 5 == 0 else f"2026-01-{n + 1:02d}",
        )
    return tiny


@pytest.mark.parametrize("order", ["", "number", "-number", "count", "-count", "day", "-day", "row", "-row"])
def test_forward_and_back_give_every_row_once(many, people, registry, order, monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 4)
    person = people.actor("officer").person
    page = listed(registry, many, person, Asked(order=order))
    seen, pages = [r.row for r in page.rows], [[r.row for r in page.rows]]
    while page.after:
        page = listed(registry, many, person, Asked(order=order, place=page.after))
        pages.append([r.row for r in page.rows])
        seen += pages[-1]
    assert sorted(seen) == sorted(many.rows.values_list("row", flat=True))
    assert len(seen) == page.total == 17
    for wanted in reversed(pages[:-1]):
        page = listed(registry, many, person, Asked(order=order, place=page.before))
        assert [r.row for r in page.rows] == wanted
    assert page.before == ""


@pytest.mark.parametrize(("filters", "words", "count"), [
    ({}, "", 17), ({"state": "open"}, "", 17), ({"state": "sent"}, "", 0), ({"unit": "hh"}, "", 17), ({"unit": "hh-zhijiang"}, "", 0),
    ({"day": "2026"}, "", 13), ({"day": "2026-02"}, "", 0), ({"kind": "a"}, "第3件", 1), ({}, "t2026 第16件", 1), ({}, "100%", 0), ({}, "_", 0),
    ({"nothing": "x"}, "", 17), ({"sure": "true"}, "", 17),
])  # fmt: skip
def test_filters_and_words_narrow(many, people, registry, filters, words, count):
    assert listed(registry, many, people.actor("officer").person, Asked(filters, words)).total == count


@pytest.mark.parametrize("asked", [Asked(order="what"), Asked(order="password"), Asked(place="x"), Asked(place="WzFd"),
                                   Asked({"unit": "无"}), Asked({"day": "someday"})])  # fmt: skip
def test_what_cannot_be_read_is_refused(many, people, registry, asked):
    with pytest.raises(Refused):
        listed(registry, many, people.actor("officer").person, asked)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_no_token_breaks_the_list(registry, token):
    kept = registry.find("tiny")
    try:
        listing.read_place(registry.units, kept, "count", token)
    except Refused as refused:
        assert refused.problems[0].code == "REG-402"
