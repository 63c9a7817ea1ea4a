"""Selections are plain SQL that picks the contributing rows."""

import pytest

from luji.account.indicators.selection import Selection
from luji.base.kernel.period import Period


@pytest.fixture
def select(world):
    catalogue = world.catalogue()

    def make(key, period="2020", codes=("a",)):
        return Selection.of(catalogue.find(key), codes, Period.parse(period), catalogue.parameters)

    return make


def test_units_days_and_condition(select):
    assert select("violation.on_site", "2020-02").where() == (
        "\"unit\" IN ('a') AND \"at\" >= CAST('2020-02-01' AS DATE) AND \"at\" < CAST('2020-03-01' AS DATE)"
        ' AND ("on_site" = TRUE)'
    )


def test_a_year_across_a_change_of_parameter(select):
    assert "2020-07-01" in select("violation.key").where()
    assert "overload" not in select("violation.key", "2020H1").where()


@pytest.mark.parametrize(
    ("key", "head"),
    [
        ("violation.total", "SELECT count(*) FROM"),
        ("violation.fines", 'SELECT coalesce(sum("fine"), 0) FROM'),
        ("violation.plates", 'SELECT count(DISTINCT "plate") FROM'),
        ("violation.mean_fine", 'SELECT sum("fine"), count("fine") FROM'),
        ("violation.last_fine", 'SELECT "fine" FROM'),
    ],
)
def test_queries(select, key, head):
    assert select(key).query().startswith(head)


def test_standing_facts_have_no_first_day(select):
    where = select("road.network_length", "2020H1").where()
    assert where.count("2020-06-30") == 2
    assert "2020-01-01" not in where


def test_hostile_unit_codes_stay_text(select, engine, filled):
    query = select("violation.total", codes=("a' OR '1'='1",)).query()
    assert engine.query(query, filled.sources()).column(0).to_pylist() == [0]


def test_formulas_have_no_rows_of_their_own(select):
    with pytest.raises(ValueError, match="not over rows"):
        select("violation.weighted")
