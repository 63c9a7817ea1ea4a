"""Importing: an empty column says nothing, an empty cell empties, hidden numbers stay hidden, caps are told."""

import csv

import pytest

from luji.base.kernel.problem import Refused
from luji.record.registers import takein
from luji.record.workflow import actions as journal


def file(tmp_path, *rows):
    path = tmp_path / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([["编号", "大队", "事项", "件数", "经过", "意见"], *rows])
    return path


def codes(call, *args):
    with pytest.raises(Refused) as refused:
        call(*args)
    return [p.code for p in refused.value.problems]


def test_an_empty_column_keeps_and_an_empty_cell_empties(tiny, people, filed, tmp_path):
    filed(tiny), filed(tiny)
    path = file(
        tmp_path,
        ["T2026-001", "鹤城大队", "样例", "", "", ""],
        ["T2026-002", "鹤城大队", "样例", "9", "", ""],
    )
    plan = takein.take_in(people.actor("officer"), tiny, path)
    assert [one.after for one in plan.edited] == [{"count": None}, {"count": 9}]
    assert list(tiny.rows.order_by("row").values_list("count", "story")) == [
        (None, "第一行\n第二行"),
        (9, "第一行\n第二行"),
    ]
    assert [e.verb for e in journal.story(tiny.subject(tiny.rows.order_by("row")[0].row))] == ["create", "edit"]


def test_the_number_of_a_hidden_record_is_taken(tiny, people, filed, tmp_path):
    filed(tiny)
    actor = people.actor("stranger", "officer", "hh-zhijiang")
    path = file(tmp_path, ["T2026-001", "芷江大队", "样例", "1", "", ""])
    assert codes(takein.plan, actor, tiny, path) == ["REG-111"]


def test_fields_of_actions_are_not_imported(tiny, people, filed, tmp_path):
    filed(tiny)
    path = file(
        tmp_path,
        ["T2026-001", "鹤城大队", "样例", "3", "", "同意"],
        ["T2026-002", "鹤城大队", "样例", "3", "", "同意"],
    )
    assert codes(takein.plan, people.actor("officer"), tiny, path) == ["REG-303", "REG-303"]


def test_frozen_content_is_not_changed_by_import(tiny, people, filed, walk, tmp_path):
    walk(tiny, filed(tiny), "sent")
    path = file(tmp_path, ["T2026-001", "鹤城大队", "别的", "3", "", ""])
    assert codes(takein.plan, people.actor("officer"), tiny, path) == ["REG-206"]


def test_problems_beyond_the_cap_are_counted(tiny, people, tmp_path, monkeypatch):
    monkeypatch.setattr(takein, "MOST", 5)
    path = file(
        tmp_path,
        *(["x", "鹤城大队", "样例", "3", "", ""] for _ in range(1)),
        *([f"错{n}", "鹤城大队", "事", "1", "", ""] for n in range(9)),
    )
    found = codes(takein.plan, people.actor("officer", "officer"), tiny, path)
    assert (len(found), found[-1]) == (6, "REG-307")
