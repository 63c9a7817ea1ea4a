"""Published rows: what is not to be published stays, sources name the record, changes become updates."""

from luji.base.facts.engine import DuckEngine
from luji.base.facts.lake import Lake
from luji.record.registers.carried import facts
from luji.record.registers.checking.shape import fact_tables
from luji.record.registers.verbs import actions


def lake_of(registry, folder):
    return Lake(folder, fact_tables({name: kept.spec for name, kept in registry.kept.items()}))


def rows(lake, sql, table="hazard"):
    return DuckEngine().query(sql, {table: lake.source(table)}).to_pylist()


def test_a_hazard_is_a_fact_from_filing_to_closing(hazard, people, filed, walk, registry, tmp_path):
    lake = lake_of(registry, tmp_path)
    row = filed(hazard)
    assert facts.publish(lake, registry)["hazard"].nothing
    row = walk(hazard, row, "pushed").row
    assert facts.publish(lake, registry)["hazard"].inserted == 1
    walk(hazard, row, "closed")
    assert facts.publish(lake, registry)["hazard"].updated == 1
    (found,) = rows(lake, "SELECT id, state, closed_on, checker, _source FROM hazard")
    assert found["id"] == "YH2026-0001"
    assert (found["state"], found["checker"]) == ("closed", "second")
    assert str(found["closed_on"]) == "2026-03-02"
    assert found["_source"] == f"hazard#{row.row}"


def test_sub_rows_are_facts_of_their_own_and_go_when_they_are_gone(every, people, filed, registry, tmp_path):
    lake = lake_of(registry, tmp_path)
    row = filed(every)
    changes = facts.publish(lake, registry)
    assert (changes["every"].inserted, changes["every_attendance"].inserted) == (1, 2)
    found = rows(lake, "SELECT * FROM every_attendance ORDER BY line", "every_attendance")
    assert [(r["number"], r["line"], r["officer"], r["present"], str(r["hours"])) for r in found] == [
        ("E2026-001", 1, "080001", True, "1.50"), ("E2026-001", 2, "080002", False, "None"),
    ]  # fmt: skip
    assert str(found[1]["came"]) == "2026-03-01 14:00:33" and found[0]["unit"] == "hh-hecheng"
    (one,) = rows(lake, 'SELECT "at", clock, lasts, there, attendees FROM "every"', "every")
    assert (str(one["at"]), one["clock"], one["lasts"], one["there"], one["attendees"]) == (
        "2026-03-01 14:05:00", "08:30", 90, 1, 2,
    )  # fmt: skip
    left = [{"officer": "080002", "present": True}]
    actions.edit(people.actor("officer"), every, row.row, row.version, {"attendees": left})
    change = facts.publish(lake, registry)["every_attendance"]
    assert (change.inserted, change.updated, change.removed) == (0, 1, 1)
    assert facts.publish(lake, registry)["every_attendance"].nothing
    assert [r["officer"] for r in rows(lake, "SELECT officer FROM every_attendance", "every_attendance")] == [
        "080002"
    ]


def test_what_is_no_fact_any_more_leaves_the_lake(hazard, people, filed, walk, registry, tmp_path):
    lake = lake_of(registry, tmp_path)
    row = walk(hazard, filed(hazard), "filed").row
    assert facts.publish(lake, registry)["hazard"].inserted == 1
    lead = people.actor("lead")
    actions.act(lead, hazard, row.row, row.version, "send_back", {}, "补充桩号")
    assert facts.publish(lake, registry)["hazard"].removed == 1
    assert rows(lake, "SELECT * FROM hazard") == []
