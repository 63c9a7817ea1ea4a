"""Rows against what is stored: numbers go on, the shape asks for no number, places name the column."""

import random
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction

from luji.base.facts import intake
from luji.base.kernel.problem import Refused
from luji.record.registers.carried import incoming
from luji.record.registers.carried.incoming import (
    Look,
    Numbering,
    Planner,
    capped,
    placed,
    shape_of,
    where_of,
)
from luji.record.registers.problems import NO_FILE
from luji.record.workflow import actions as journal
from luji.record.workflow.journal import Record


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


@pytest.mark.parametrize(("pushed", "kept_here", "codes"), [
    (date(2019, 5, 1), False, []), (date(2026, 3, 1), False, []), (date(2026, 3, 2), False, ["REG-310"]),
    (date(2030, 1, 1), False, ["REG-310"]), (None, False, []),
    (date(2019, 5, 1), True, []), (date(2026, 3, 1), True, []), (date(2026, 3, 2), True, ["REG-310"]), (None, True, ["REG-310"]),
])  # fmt: skip
def test_only_what_is_older_than_the_register_is_taken_over_decided(
    hazard, people, typed, filed, pushed, kept_here, codes
):
    people.cast()
    if kept_here:
        filed(hazard)
    plan = planner(people, hazard, "keeper")
    values = {c: typed(hazard).get(n) for c, n in hazard.spec.facts.items()}
    row = values | {"_source": "a#1", "id": "YH2019-0009", "pushed_on": pushed}
    found = plan.step([row | {"state": "closed"}])
    assert [problem.code for problem in plan.wrong] == codes
    assert [new.verb for new in found.new] == ([] if codes else ["take_over"])
    # In the first state it is no decided case: it still has its whole way to go.
    again = planner(people, hazard, "keeper")
    assert len(again.step([row | {"state": "draft"}]).new) == 1


def test_a_register_taken_over_is_not_begun_by_that(hazard, people, typed):
    people.cast()
    keeper = people.actor("keeper")
    assert Planner(keeper, hazard, [], None).begun is None
    with transaction.atomic():
        journal.write([Record(keeper.at, "keeper", "take_over", "hazard/1", {}, {}),
                       Record(keeper.at, "keeper", "create", "tiny/1", {}, {})])  # fmt: skip
    assert Planner(keeper, hazard, [], None).begun is None
    with transaction.atomic():
        journal.write([Record(keeper.at, "keeper", "create", "hazard/2", {}, {})])
    assert Planner(keeper, hazard, [], None).begun == date(2026, 3, 2)


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


DAYS = [datetime(year, 3, 1, 9, tzinfo=UTC).replace(tzinfo=None) for year in (2025, 2026)]
# The first of each is right.
CELLS = {
    "tiny": {
        "unit": ["hh-hecheng", "hh-zhijiang", None], "what": ["样例", "长" * 300, "a\x00b", None],
        "count": [3, 5000, None], "where": ["k1290+3", "K1290+003", "nowhere", None], "number": [None, "T2026-004", "7"],
        "opinion": [None, "同意"], "cost": [Decimal("1.00"), None], "state": [None, "open", "finished"],
    },
    "every": {
        "unit": ["hh-hecheng", None], "what": ["样例", "b" * 300], "at": [*DAYS, None], "reason": [None, "因"],
        "chair": ["080001", "张三", "无此人", None], "shade": ["light", "gone", "other", None], "about": [None, "T2026-001"],
        "attendees": ["080001|是", "080001|maybe", None], "lasts": ["1:30", "99:00", None],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.parametrize("post", ["officer", "admin"])
def test_what_all_rows_have_right_is_not_asked_of_each_and_nothing_is_missed(
    registry, people, monkeypatch, name, post
):
    """The same rows, in batches, and with every question asked of every row."""
    kept, chance = registry.find(name), random.Random(f"{name} {post}")
    told = []
    for batch in range(60):
        cells = {key: values if chance.random() < 0.2 else values[:1] for key, values in CELLS[name].items()}
        rows = [
            {key: chance.choice(values) for key, values in cells.items()} | {"_source": f"a.csv#{number}"}
            for number in range(2, 2 + chance.randint(1, 4))
        ]
        found = []
        for asks_all in (False, True):
            plan = planner(people, kept, post, post)
            everything = Look(True, kept.spec.content, tuple(kept.spec.fields))
            with monkeypatch.context() as patched:
                if asks_all:
                    patched.setattr(Look, "at", lambda *_, all_=everything: all_)
                step = plan.step([line(kept, **row) for row in rows])
            found.append((step, plan.wrong))
        assert found[0] == found[1], f"batch {batch}"
        told.append(found[0])
    assert any(step.new and not wrong for step, wrong in told)
    assert len({p.code for _, wrong in told for p in wrong}) > 4


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
