"""Values: grids computed once, parameters not yet in force, sets too large to hold."""

from decimal import Decimal

import pytest

from luji.account.indicators import grid, values
from luji.account.indicators.values import contributions, divided, measures_of
from luji.base.kernel.period import Period
from luji.base.kernel.problem import Refused


class Counting:
    """An engine that counts what it is asked."""

    def __init__(self, engine):
        self.engine, self.asked = engine, []

    def query(self, sql, sources, parameters=()):
        self.asked.append(sql)
        return self.engine.query(sql, sources, parameters)


@pytest.fixture
def counting(engine):
    return Counting(engine)


def test_one_scan_for_all_units_months_and_measures(filled, counting):
    book = filled.book(counting)
    keys = [d.key for d in book.catalogue if d.base and d.group.time == "at" and d.base.kind != "latest"]
    for key in keys:
        for unit in ("hh", "a", "b", "a1"):
            for period in ("2019", "2020", "2020H1", "2020-05", "2020-02-01..2020-04-30"):
                book.value(key, unit, Period.parse(period))
    often = [sql for sql in counting.asked if 'AS "n"' in sql]
    assert len(often) == 2, "median and decile of the fines are one question"
    scans = [sql for sql in counting.asked if "GROUP BY" in sql and sql not in often]
    assert len(scans) == 1
    assert len(counting.asked) == 5, "the scan, one set of plates, one latest, values of two columns"


def test_weeks_are_asked_once_each(filled, counting):
    book = filled.book(counting)
    for _ in range(3):
        book.value("accident.cases", "hh", Period.parse("2020-W09"))
        book.value("accident.cases", "a", Period.parse("2020-W09"))
    assert len(counting.asked) == 1


def test_old_weeks_are_forgotten(filled, counting, monkeypatch):
    monkeypatch.setattr(values, "KEPT", 2)
    book = filled.book(counting)
    for week in (1, 2, 3, 4):
        assert book.value("accident.cases", "hh", Period.week(2020, week)) == 0
    assert len(book.values._others) <= 2


def test_before_the_first_value_of_a_parameter_nothing_is_known(book):
    assert book.value("violation.key", "hh", Period.year(2018)) is None
    assert book.value("violation.weighted", "hh", Period.year(2019)) is None
    figure = book.figure("violation.weighted", "hh", Period.year(2020))
    assert (figure.previous, figure.growth) == (None, None)


def test_too_large_sets_are_counted_by_query(filled, counting, monkeypatch):
    monkeypatch.setattr(grid, "SET_LIMIT", 1)
    book = filled.book(counting)
    assert book.value("violation.plates", "hh", Period.year(2020)) == 2
    assert book.value("violation.plates", "a1", Period.year(2020)) == 1
    assert any("count(DISTINCT" in sql for sql in counting.asked)


def test_formulas_count_their_rows_once(world):
    catalogue = world.catalogue()
    ((group, base),) = contributions(catalogue, "violation.on_site_rate")
    assert (group.table, base.where) == ("violation", None)
    assert len(list(contributions(catalogue, "accident.deaths_per_100km"))) == 2
    assert all(base.kind != "mean" for bases in measures_of(catalogue).values() for base in bases)


def test_a_value_outside_its_bounds_is_counted_all_the_same(filled, engine):
    filled.rows["violation"][3]["bucket"] = 5000
    book = filled.book(engine)
    assert book.value("violation.buckets", "hh", Period.year(2020)) == 2
    assert book.value("violation.total", "hh", Period.year(2020)) == 6


def test_a_broken_source_is_refused(filled, engine):
    book = filled.book(engine)
    path = filled.folder / "violation.parquet"
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(Refused):
        book.value("violation.total", "hh", Period.year(2020))


def test_divided():
    assert divided(Decimal(1), Decimal(0)) is None
    assert divided(Decimal(1), Decimal(8)) == Decimal("0.125")


def test_only_base_indicators_have_values_over_rows(book):
    with pytest.raises(ValueError, match="not over rows"):
        book.values.value(book.catalogue.find("trend.falls"), ["hh"], Period.year(2020))


def test_many_threads_compute_one_grid(filled, counting):
    from concurrent.futures import ThreadPoolExecutor

    book = filled.book(counting)
    with ThreadPoolExecutor(8) as pool:
        found = list(
            pool.map(lambda n: book.value("accident.cases", "hh", Period.month(2020, n % 12 + 1)), range(48))
        )
    assert sum(found) == 8
    assert len(counting.asked) == 1


def test_too_many_values_for_a_median_are_ranked_by_query(filled, counting, monkeypatch):
    monkeypatch.setattr(grid, "SET_LIMIT", 1)
    book = filled.book(counting)
    assert book.value("violation.median_fine", "hh", Period.year(2020)) == Decimal("300.30")
    assert book.value("violation.p90_points", "hh", Period.year(2018)) is None
    assert any("row_number()" in sql for sql in counting.asked)
