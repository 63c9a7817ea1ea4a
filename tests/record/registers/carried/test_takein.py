"""Importing: an empty column says nothing, an empty cell empties, hidden numbers stay hidden, caps are told."""

import csv

import pytest

from luji.base.kernel.problem import Refused, errors
from luji.record.registers.carried import incoming, takein
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
    assert [one.after for one in plan.first_edited] == [{"count": None}, {"count": 9}]
    assert list(tiny.rows.order_by("row").values_list("count", "story")) == [
        (None, "第一行\n第二行"),
        (9, "第一行\n第二行"),
    ]
    assert [e.verb for e in journal.story(tiny.subject(tiny.rows.order_by("row")[0].row))] == [
        "create",
        "edit",
    ]


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
    monkeypatch.setattr(incoming, "MOST", 5)
    path = file(
        tmp_path,
        *(["x", "鹤城大队", "样例", "3", "", ""] for _ in range(1)),
        *([f"错{n}", "鹤城大队", "事", "1", "", ""] for n in range(9)),
    )
    found = codes(takein.plan, people.actor("officer", "officer"), tiny, path)
    assert (len(found), found[-1]) == (6, "REG-307")


def test_rows_without_a_number_are_numbered_and_the_preview_says_so(tiny, people, filed, tmp_path):
    filed(tiny)
    path = file(
        tmp_path,
        ["", "鹤城大队", "甲", "", "", ""],
        ["T2026-005", "鹤城大队", "乙", "", "", ""],
        ["", "鹤城大队", "丙", "", "", ""],
    )
    actor = people.actor("officer")
    shown = [new.values["number"] for new in takein.plan(actor, tiny, path).first_new]
    assert shown == ["T2026-006", "T2026-005", "T2026-007"]
    takein.take_in(actor, tiny, path)
    assert sorted(tiny.rows.values_list("number", "what")) == [
        ("T2026-001", "样例"), ("T2026-005", "乙"), ("T2026-006", "甲"), ("T2026-007", "丙"),
    ]  # fmt: skip
    assert errors(journal.verify()) == []


def test_the_file_itself_is_journalled_but_not_one_that_changes_nothing(tiny, people, tmp_path):
    path = file(tmp_path, ["T2026-001", "鹤城大队", "甲", "1", "", ""])
    actor = people.actor("officer", "officer")
    for _ in range(2):
        takein.take_in(actor, tiny, path)
    (entry,) = journal.story("import/tiny")
    assert (entry.verb, entry.person) == ("take_in", "officer")
    assert '"file":"in.csv"' in entry.after
    assert '"new":1' in entry.after
    assert len(takein.taken_before(tiny)) == 1


def test_several_old_ledgers_fill_one_register_and_twice_changes_nothing(tiny, people, tmp_path):
    people.cast()
    keeper = people.actor("keeper")
    head = "编号,大队,事项,状态\n"
    for year in (2019, 2020):
        (tmp_path / f"{year}.csv").write_text(
            head + f"T{year}-001,鹤城大队,甲,办结\n,鹤城大队,乙,办结\n", "utf-8"
        )
    for new in (2, 0):
        assert [takein.take_over(keeper, tiny, tmp_path / f"{y}.csv").new for y in (2019, 2020)] == [new, new]
    assert tiny.rows.count() == 4
    assert errors(journal.verify()) == []


def test_taking_over_leaves_rows_as_people_changed_them(tiny, people, filed, walk, tmp_path):
    row = walk(tiny, filed(tiny), "sent").row
    path = tmp_path / "old.csv"
    path.write_text(
        "编号,大队,事项,状态\nT2026-001,鹤城大队,旧,办结\nT2019-001,鹤城大队,新,办理中\n", "utf-8"
    )
    plan = takein.take_over(people.actor("keeper"), tiny, path)
    row.refresh_from_db()
    assert (plan.new, plan.unchanged, row.state, row.what) == (1, 1, "sent", "样例")


def test_one_bad_row_and_nothing_is_written_however_late_it_stands(tiny, people, tmp_path, monkeypatch):
    monkeypatch.setattr(takein, "BATCH", 2)
    rows = [["", "鹤城大队", f"事{n}", "1", "", ""] for n in range(7)]
    actor = people.actor("officer", "officer")
    assert codes(takein.take_in, actor, tiny, file(tmp_path, *rows, ["", "芷江大队", "别", "1", "", ""])) == [
        "REG-201"
    ]
    assert (tiny.rows.count(), journal.story("import/tiny")) == (0, [])
    told = []
    plan = takein.take_in(actor, tiny, file(tmp_path, *rows), lambda done, total: told.append((done, total)))
    assert (plan.new, tiny.rows.count()) == (7, 7)
    assert [one for one in told if one[1] == 7][-4:] == [(2, 7), (4, 7), (6, 7), (7, 7)]
