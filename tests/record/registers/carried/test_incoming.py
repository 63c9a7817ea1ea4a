"""Rows against what is stored: numbers go on, the shape asks for no number, places name the column."""

from datetime import date

import pytest

from luji.base.facts import intake
from luji.base.kernel.problem import Refused
from luji.record.registers.carried import incoming
from luji.record.registers.carried.incoming import Numbering, Planner, capped, placed, shape_of, where_of
from luji.record.registers.problems import NO_FILE


def line(kept, **changed):
    names = dict.fromkeys(kept.table.columns)
    given = {"unit": "hh-hecheng", "what": "样例", "_source": "a.csv#7"} | changed
    return names | given


def planner(people, kept, *post, **options):
    actor = people.actor(*(post or ("officer", "officer")))
    return Planner(actor, kept, list(kept.spec.fields), Numbering(kept, []), **options)


@pytest.mark.parametrize(
    ("given", "first"),
    [
        ([], "T2026-001"),
        (["T2026-007", None], "T2026-008"),
        (["T2025-100", "nonsense"], "T2026-001"),
        (["T2026-1000"], "T2026-1001"),
    ],
)
def test_numbers_go_on_after_the_highest(tiny, given, first):
    numbering = Numbering(tiny, given)
    assert numbering.next(2026) == first
    assert numbering.next(2025).startswith("T2025-")
    assert numbering.next(2026) > first


def test_numbers_go_on_after_the_stored_ones(tiny, filed):
    filed(tiny), filed(tiny)
    assert Numbering(tiny, ["T2026-001"]).next(2026) == "T2026-003"


def test_the_shape_leaves_the_number_to_the_register_and_nothing_else(tiny, hazard):
    for kept in (tiny, hazard):
        shape = shape_of(kept)
        key = kept.spec.fact_name(kept.spec.key)
        assert [n for n in kept.table.columns if kept.table.needed(n) and not shape.needed(n)] == [key]
        assert [n for n in kept.table.columns if shape.needed(n) and not kept.table.needed(n)] == []
        assert shape.arrow == kept.table.arrow


def test_rows_that_are_new_and_rows_that_are_there(tiny, people, filed):
    filed(tiny)
    found = planner(people, tiny).step([line(tiny), line(tiny, number="T2026-001", what="别的"), line(tiny)])
    assert [new.values["number"] for new in found.new] == ["T2026-002", "T2026-003"]
    assert [one.after["what"] for one in found.edited] == ["别的"]


def test_old_rows_are_numbered_by_their_own_year(hazard, people, typed):
    people.cast()
    plan = planner(people, hazard, "keeper")
    values = {c: typed(hazard).get(n) for c, n in hazard.spec.facts.items()}
    row = values | {"_source": "a#1", "id": None, "state": "closed", "pushed_on": date(2019, 5, 1)}
    assert [new.values["number"] for new in plan.step([row]).new] == ["YH2019-0001"]


def test_only_new_rows_leaves_stored_ones_alone(tiny, people, filed):
    filed(tiny)
    found = planner(people, tiny, only_new=True).step([line(tiny, number="T2026-001", what="别的")])
    assert (found.unchanged, found.edited, found.new) == (1, [], [])


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"unit": "hh-zhijiang"}, {"REG-201"}), ({"what": None}, {"REG-101"}), ({"what": "长" * 300}, {"REG-107"}),
        ({"number": "7"}, {"REG-110"}), ({"state": "finished"}, {"REG-302"}), ({"opinion": "同意"}, {"REG-303"}),
        ({"what": "a\x00b"}, {"REG-109"}), ({"unit": None}, {"REG-101", "REG-201"}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_row_is_kept_with_its_place(tiny, people, changed, codes):
    plan = planner(people, tiny)
    found = plan.step([line(tiny, **changed), line(tiny)])
    assert len(found.new) == 1
    assert {p.code for p in plan.wrong} <= codes | {"REG-101"}
    assert {p.code for p in plan.wrong} & codes
    assert {(p.where.file, p.where.row) for p in plan.wrong} == {("a.csv", 7)}
    with pytest.raises(Refused):
        plan.refuse()


def test_what_was_sound_once_is_still_checked_in_another_column(tiny, people):
    plan = planner(people, tiny)
    plan.step([line(tiny, story="长" * 300)])
    assert plan.wrong == []
    plan.step([line(tiny, what="长" * 300)])
    assert [p.code for p in plan.wrong] == ["REG-107"]


def test_what_was_wrong_once_is_wrong_again(tiny, people):
    plan = planner(people, tiny)
    plan.step([line(tiny, what="长" * 300), line(tiny, what="长" * 300)])
    assert [p.code for p in plan.wrong] == ["REG-107"] * 2


@pytest.mark.parametrize(
    ("source", "said"),
    [("a.xlsx#表!12", ("a.xlsx", "表", 12)), ("b.csv#3", ("b.csv", "", 3)), ("odd", ("", "", None))],
)
def test_places(source, said):
    where = where_of({"_source": source}, "事项")
    assert (where.file, where.sheet, where.row) == said
    assert where.column == "事项"
    assert placed(NO_FILE(limit="1"), {"_source": source}).where.row == said[2]


def test_a_cap_counts_the_rest(monkeypatch):
    monkeypatch.setattr(incoming, "MOST", 2)
    assert [p.code for p in capped(NO_FILE(limit=str(n)) for n in range(5))] == [
        "REG-305",
        "REG-305",
        "REG-307",
    ]
    assert len(capped(NO_FILE(limit="1") for _ in range(2))) == 2


def test_a_file_without_any_number_can_be_read(tiny, registry, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("大队,事项\n鹤城大队,甲\n鹤城大队,乙\n", "utf-8")
    table = intake.read(path, shape_of(tiny), registry.units.code_of)
    assert table.column("number").null_count == 2
    with pytest.raises(Refused):
        intake.read(path, tiny.table, registry.units.code_of)
