"""Published rows: what is not to be published stays, sources name the record, changes become updates."""

from luji.base.facts.engine import DuckEngine
from luji.base.facts.lake import Lake
from luji.record.registers import facts


def rows(lake, sql):
    return DuckEngine().query(sql, {"hazard": lake.source("hazard")}).to_pylist()


def test_a_hazard_is_a_fact_from_filing_to_closing(hazard, people, filed, walk, registry, tmp_path):
    lake = Lake(tmp_path, {name: kept.published for name, kept in registry.kept.items()})
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
