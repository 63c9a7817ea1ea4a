"""SQL means what the expression means, nulls included."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.account.indicators.sql import all_of, column, literal, month_of, render
from luji.base.kernel.expression import parse

NUMBERS = st.one_of(st.none(), st.integers(-5, 5).map(Decimal))
FLAGS = st.one_of(st.none(), st.booleans())
LEAVES = st.sampled_from(["a", "b", "1", "-2"])
TESTS = [
    "{x} > {y}", "{x} != {y}", "{x} in [1, {y}]", "{x} not in [{x}, {y}]", "min({x}, {y}) == {x}",
    "max({x}, {y}) <= {y}", "abs({x}) >= {y}", "if({p}, {x}, {y}) < 2", "{x} == null", "({x} + {y}) * 2 != null",
    "{p}", "not {q}", "{p} == {q}", "-{x} < {y} - 1", "round({x} * 0.5) == {y}",
]  # fmt: skip
conditions = st.recursive(
    st.tuples(st.sampled_from(TESTS), LEAVES, LEAVES).map(
        lambda t: t[0].format(x=t[1], y=t[2], p="p", q="q")
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
        inner.map(lambda t: f"not ({t})"),
    ),
    max_leaves=4,
)
connection = duckdb.connect()


def in_duckdb(text, **row):
    made = render(parse(text).root).sql("duckdb")
    columns = ", ".join(
        f'CAST(? AS {"BOOLEAN" if name in "pq" else "DECIMAL(18,2)" if name in "ab" else "VARCHAR"}) AS "{name}"'
        for name in row
    )
    return connection.execute(f"SELECT {made} FROM (SELECT {columns})", list(row.values())).fetchall()[0][0]


@given(conditions, NUMBERS, NUMBERS, FLAGS, FLAGS)
def test_conditions_mean_the_same_in_sql(text, a, b, p, q):
    row = {"a": a, "b": b, "p": p, "q": q}
    assert in_duckdb(text, **row) is parse(text).evaluate(row.__getitem__)


def test_text_cannot_leave_its_quotes():
    hostile = "x' OR '1'='1"
    assert in_duckdb(f't == "{hostile}"', t=hostile) is True
    assert in_duckdb(f't == "{hostile}"', t="x") is False


def test_names_are_quoted():
    assert render(parse("select").root).sql("duckdb") == '"select"'
    assert column('a"b').sql("duckdb") == '"a""b"'


def test_literals():
    assert literal(date(2020, 1, 2)).sql("duckdb") == "CAST('2020-01-02' AS DATE)"
    assert literal(Decimal("-1.50")).sql("duckdb") == "-1.50"
    assert literal(None).sql("duckdb") == "NULL"
    assert literal(True).sql("duckdb") == "TRUE"


def test_months_are_neighbours():
    made = (
        month_of(literal(date(2021, 1, 31))).sql("duckdb"),
        month_of(literal(date(2020, 12, 1))).sql("duckdb"),
    )
    (row,) = connection.execute(f"SELECT {made[0]} - ({made[1]})").fetchall()
    assert row == (1,)


def test_dates_in_sql():
    made = render(parse("days(t, u) + year(t) + month(u)").root).sql("duckdb")
    query = f"SELECT {made} FROM (SELECT TIMESTAMP '2020-03-01 23:00' t, DATE '2020-02-28' u)"
    assert connection.execute(query).fetchall() == [(2 + 2020 + 2,)]


def test_minutes_in_sql_are_those_of_the_clock():
    made = render(parse("minutes(t, u)").root).sql("duckdb")
    query = (
        f"SELECT {made} FROM (SELECT TIMESTAMP '2020-03-01 00:01:05' t, TIMESTAMP '2020-02-29 23:59:59' u)"
    )
    assert connection.execute(query).fetchall() == [(2,)]


def test_all_of():
    assert all_of([None]) is None
    assert all_of([literal(True), None, literal(False)]).sql() == "(TRUE) AND (FALSE)"


def test_unbound_parameters_are_a_mistake():
    with pytest.raises(ValueError, match="@limit"):
        render(parse("a > @limit").root)
