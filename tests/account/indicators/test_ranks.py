"""Median and ninth decile: by hand, against the dull way, the same from SQL, over parts as over the whole."""

import statistics
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.indicators.ranks import TENTHS, is_ranked, query, ranked, together

NUMBERS = st.lists(st.decimals(-10_000, 10_000, places=2), min_size=1, max_size=40)


def often(values):
    found = {}
    for value in values:
        found[Decimal(value)] = found.get(Decimal(value), 0) + 1
    return found


@pytest.mark.parametrize(
    ("values", "median", "p90"),
    [
        ([], None, None),
        ([7], "7", "7"),
        ([1, 2], "1.5", "1.9"),
        ([3, 1, 2], "2", "2.8"),
        ([5, 5, 5, 9], "5", "7.8"),
        (["0.01", "0.02"], "0.015", "0.019"),
        (range(1, 12), "6", "10"),
        ([-4, -2, 0, 0], "-1", "0"),
        ([10] * 9 + [0], "10", "10"),
    ],
)
def test_by_hand(values, median, p90):
    expected = [None if v is None else Decimal(v) for v in (median, p90)]
    assert [ranked(often(values), kind) for kind in TENTHS] == expected


@settings(max_examples=60)
@given(NUMBERS)
def test_as_the_library_says(values):
    assert ranked(often(values), "median") == statistics.median(values)
    if len(values) > 1:
        tenth = statistics.quantiles(values, n=10, method="inclusive")[8]
        assert ranked(often(values), "p90") == tenth


@settings(max_examples=40)
@given(NUMBERS, NUMBERS)
def test_parts_together_are_the_whole(one, other):
    assert together([often(one), often(other)]) == often([*one, *other])


@settings(max_examples=40)
@given(NUMBERS, st.sampled_from(sorted(TENTHS)))
def test_sql_says_the_same(duck, values, kind):
    rows = ", ".join(f"(CAST('{value}' AS DECIMAL(18,2)))" for value in values)
    found = duck.execute(query(kind, "x", f"(VALUES {rows}) AS t(x)", "true")).fetchone()[0]
    assert found == ranked(often(values), kind)


@pytest.fixture(scope="module")
def duck():
    with duckdb.connect() as made:
        yield made


def test_sql_of_nothing_and_of_whole_numbers(duck):
    assert duck.execute(query("median", "x", "(VALUES (1), (2)) AS t(x)", "x > 5")).fetchone() == (None,)
    assert duck.execute(query("p90", "x", "(VALUES (1), (2)) AS t(x)", "true")).fetchone() == (
        Decimal("1.9"),
    )


@pytest.mark.parametrize("kind", ["mean", "latest", "p50", ""])
def test_nothing_else_is_a_rank(kind):
    assert not is_ranked(kind)
