"""The portable form gives what the fast plan gives."""

from decimal import Decimal

import ibis
import pytest

from luji.account.indicators import portable
from luji.account.indicators.ranks import ranked
from luji.account.indicators.values import divided
from luji.base.kernel.expression import parse
from luji.base.kernel.period import Period

# Ibis 12 still calls the old name of a DuckDB 2 method.
pytestmark = pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
PERIODS = ["2020", "2020Q1", "2020-W27", "2019-12-01..2020-01-01"]


@pytest.fixture(scope="module")
def connection():
    made = ibis.duckdb.connect()
    yield made
    made.disconnect()


def memory(connection, world, name):
    return connection.read_parquet(world.source(name).files[0])


def portable_value(definition, made):
    found = made.to_pyarrow()
    if definition.measure == "mean":
        (row,) = found.to_pylist()
        return None if not row["count"] else divided(Decimal(row["total"]), Decimal(row["count"]))
    if definition.measure in ("median", "p90"):
        return ranked({Decimal(row["v"]): row["n"] for row in found.to_pylist()}, definition.measure)
    if definition.measure == "latest":
        return next(iter(found.to_pylist()), None)
    return Decimal(found.as_py() or 0)


def test_every_base_indicator(filled, book, connection, units):
    tables = {name: memory(connection, filled, name) for name in filled.rows}
    for definition in book.catalogue:
        if definition.base is None:
            continue
        for unit in ("hh", "a", "b"):
            for period in map(Period.parse, PERIODS):
                table, codes = tables[definition.table.table], units.subtree(unit)
                made = portable.expression(definition, table, codes, period, book.catalogue.parameters)
                expected = book.value(definition.key, unit, period)
                if expected is None and definition.parameters:
                    continue
                assert portable_value(definition, made) == expected, (definition.key, unit, str(period))


@pytest.mark.parametrize(
    "text",
    [
        "if(on_site, points, 0 - points) > min(points, 3)",
        "max(points, 2) <= abs(-points) or month(at) in [1, 12]",
        "days(noted, at) > 1 or year(at) not in [2019]",
        "minutes(noted, at) > 1440",
        "round(fine * 0.5, 1) >= 50 and not (kind == 'phone')",
        "plate != null and fine == null",
    ],
)
def test_functions_mean_the_same(filled, engine, connection, text):
    filled.write(
        "indicators",
        f"""
        table: violation
        indicators:
          x: {{label: {{zh: x, en: x}}, count: rows, where: "{text}"}}
        """,
    )
    book = filled.book(engine)
    table = memory(connection, filled, "violation")
    definition = book.catalogue.find("x")
    made = portable.expression(definition, table, ["a", "b", "a1"], Period.year(2020), {})
    rows = [r for r in filled.rows["violation"] if r["unit"] != "other" and r["at"].year == 2020]
    expected = sum(parse(text).evaluate(row.get) is True for row in rows)
    assert made.to_pyarrow().as_py() == book.value("x", "hh", Period.year(2020)) == expected


def test_only_base_indicators(book):
    with pytest.raises(ValueError, match="not over rows"):
        portable.contributing(book.catalogue.find("trend.falls"), None, [], Period.year(2020), {})
