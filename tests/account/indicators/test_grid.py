"""Grids unite cells exactly; too large sets are left to queries."""

from decimal import Decimal

import pytest

from luji.account.indicators import grid as room
from luji.account.indicators.binding import MONTHS, months_in
from luji.account.indicators.definition import Base, Group
from luji.account.indicators.grid import Grid, fill
from luji.account.indicators.planner import count_of, plan
from luji.base.kernel.expression import parse
from luji.base.kernel.period import Period

COUNT, BITS, SET, LAST = (Base(k, None, None) for k in ("count", "distinct", "sum", "latest"))
CELLS = {
    COUNT: {("a", 1): 2, ("a", 2): 3, ("b", 1): 5},
    BITS: {("a", 1): 0b0110, ("b", 1): 0b0011},
    SET: {("a", 1): frozenset("xy"), ("b", 2): frozenset("yz")},
    LAST: {("a", 1): ((1, "k"), "old"), ("b", 1): ((2, "a"), "new")},
}


def test_only_what_was_asked():
    grid = Grid(CELLS)
    assert grid.total(COUNT, ["a", "b"], range(1, 3)) == 10
    assert grid.total(COUNT, ["a"], range(2, 9)) == 3
    assert grid.total(COUNT, ["none"], range(9)) == 0


def test_distinct_is_united_never_added():
    grid = Grid(CELLS)
    assert grid.distinct(BITS, ["a", "b"], range(3)) == 3
    assert grid.distinct(SET, ["a", "b"], range(3)) == 3
    assert grid.distinct(SET, ["a"], range(3)) == 2
    assert grid.distinct(SET, ["c"], range(3)) == 0


def test_latest():
    grid = Grid(CELLS)
    assert grid.latest(LAST, ["a", "b"], range(3)) == "new"
    assert grid.latest(LAST, ["a"], range(3)) == "old"
    assert grid.latest(LAST, ["c"], range(3)) is None


@pytest.fixture
def filled_grid(filled, engine):
    def make(*bases):
        group = Group("violation", "unit", "at")
        made = plan(group, bases, filled.tables["violation"], {}, MONTHS)
        return fill(made, engine, {"violation": filled.source("violation")})

    return make


def test_filled_from_the_engine(filled_grid):
    total = count_of(None)
    fines = Base("sum", parse("fine").root, None)
    grid = filled_grid(total, fines)
    assert len(grid.queries) == 1
    assert grid.total(total, ["a"], months_in(Period.year(2020))) == 2
    assert grid.total(fines, ["a"], months_in(Period.year(2020))) == Decimal("300.33")


def test_large_sets_are_not_held(filled_grid, monkeypatch):
    plates = Base("distinct", parse("plate").root, None)
    assert not filled_grid(plates).too_large
    monkeypatch.setattr(room, "SET_LIMIT", 3)
    grid = filled_grid(plates, count_of(None))
    assert grid.too_large == {plates}
    assert plates not in grid.cells
