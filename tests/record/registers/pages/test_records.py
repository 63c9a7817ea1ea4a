"""Pages that show: registers, list, record."""

import re

from luji.record.registers.pages import records
from luji.record.registers.pages.shown import Cell
from luji.record.registers.search import listing
from luji.record.registers.search.listing import Asked


def test_the_registers_somebody_sees_are_listed_with_the_reason(people):
    page = people.client("officer", "officer").get("/registers/").content.decode()
    assert "道路隐患" in page
    assert "本单位的记录" in page


def test_the_reason_most_registers_share_is_said_once(people):
    page = people.client("officer", "officer").get("/registers/").content.decode()
    assert page.count('class="usual"') == 1
    assert page.count("本单位的记录") < page.count("<h3>") / 2
    assert "/registers/hazard/new/" in page
    assert "/registers/hazard/new/" not in people.client("legal", "legal").get("/registers/").content.decode()


def test_fields_that_hold_nothing_are_named_in_one_line():
    cells = [("路线", Cell("G60")), ("方向", Cell("")), ("照片", Cell("", files=("f",)))]
    assert records.filled("位置", cells) == ("位置", [cells[0], cells[2]], ["方向"])


def test_headings_sort_and_turn(tiny):
    first = {h.name: h for h in records.headings(tiny, Asked(), "-number")}
    assert (first["number"].sorted, first["number"].target) == ("descending", "?sort=number")
    assert first["what"].target == ""
    assert next(records.headings(tiny, Asked(order="number"), "number")).target == "?sort=-number"


def test_links_of_the_pager_keep_filters_and_order(people, tiny, filed, monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 2)
    for _ in range(5):
        filed(tiny)
    client = people.client("officer")
    page = client.get("/registers/tiny/?f.kind=a&sort=number").content.decode()
    forward = re.search(r'href="(\?[^"]*at=[^"]+)"', page)[1].replace("&amp;", "&")
    assert "f.kind=a" in forward
    assert "sort=number" in forward
    second = client.get("/registers/tiny/" + forward).content.decode()
    assert "T2026-003" in second
    assert "T2026-001" not in second


def test_a_late_hazard_says_so(people, hazard, filed, walk):
    from datetime import UTC, datetime

    row = walk(hazard, filed(hazard), "pushed", at=datetime(2025, 1, 6, 2, 0, tzinfo=UTC)).row
    page = people.client("officer").get(f"/registers/hazard/{row.row}/").content.decode()
    assert "已超期" in page
    assert 'class="clock late"' in page


def test_who_may_import(rf, people, tiny):
    from luji.record.registers.pages.asking import Ask

    people.cast()
    assert records.may_import(Ask(rf.get("/"), people.actor("officer"), tiny))
    assert records.may_import(Ask(rf.get("/"), people.actor("keeper"), tiny))
    assert not records.may_import(Ask(rf.get("/"), people.actor("lead"), tiny))
    assert people.client("lead").get("/registers/tiny/import/").status_code == 403


def test_names_of_those_without_account_are_left_out(people):
    people.account("officer")
    assert records.names(["officer", "ghost"]) == {"officer": "officer同志"}
