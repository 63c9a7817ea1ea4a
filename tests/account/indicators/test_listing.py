"""The rows and names behind figures."""

from decimal import Decimal

import pytest

from luji.account.indicators.listing import TABLE
from luji.base.kernel.period import Period

Y20 = Period.year(2020)


def keys(book, key, unit="hh", period="2020", limit=None):
    return book.row_keys(key, unit, Period.parse(period), limit)


@pytest.mark.parametrize(
    ("key", "unit", "period", "expected"),
    [
        ("violation.total", "hh", "2020", ["v0003", "v0004", "v0005", "v0006", "v0007", "v0008"]),
        ("violation.key", "hh", "2020", ["v0003", "v0007", "v0008"]),
        ("violation.fines", "a", "2020", ["v0003", "v0008"]),
        ("violation.last_fine", "hh", "2020", ["v0008"]),
        ("violation.last_fine", "hh", "2018", []),
        ("violation.on_site_rate", "hh", "2020Q1", ["v0003", "v0004", "v0005"]),
        ("violation.noted", "hh", "2021", ["v0007"]),
        ("accident.cases", "hh", "2020-W09", ["s4"]),
        ("road.network_length", "a", "2020", ["杭瑞高速/10.000", "沪昆高速/0.000"]),
        ("violation.weighted", "b", "2020-06", ["v0006"]),
    ],
)
def test_row_keys(book, key, unit, period, expected):
    assert keys(book, key, unit, period) == expected


def test_keys_over_several_tables_name_the_table(book):
    found = keys(book, "accident.deaths_per_100km", "a")
    assert found == ["accident:s4", "road_section:杭瑞高速/10.000", "road_section:沪昆高速/0.000"]
    assert keys(book, "accident.deaths_per_100km", "a", limit=2) == found[:2]


def test_pages(book):
    first = book.rows("violation.total", "hh", Y20, limit=4)
    second = book.rows("violation.total", "hh", Y20, limit=4, offset=4)
    assert (first.total, len(first.rows), len(second.rows)) == (6, 4, 2)
    assert [r["id"] for r in (*first.rows, *second.rows)] == keys(book, "violation.total")
    assert first.rows[0]["fine"] == Decimal("300.30")
    assert first.rows[0]["_source"] == "v.xlsx#3"
    assert book.rows("violation.total", "hh", Y20, offset=99).rows == ()


def test_columns_say_what_is_personal(book):
    columns = {c.name: c for c in book.rows("violation.total", "hh", Y20).columns}
    assert columns["plate"].personal
    assert not columns["fine"].personal
    assert columns["kind"].label.zh == "种类"
    assert list(columns)[-1] == "_source"


def test_pages_over_several_tables(book):
    whole = book.rows("accident.deaths_per_100km", "hh", Y20, limit=50)
    assert [r[TABLE] for r in whole.rows] == ["accident"] * 2 + ["road_section"] * 3
    assert whole.columns[0].name == TABLE
    cut = book.rows("accident.deaths_per_100km", "hh", Y20, limit=2, offset=1)
    assert cut.total == whole.total == 5
    assert cut.rows == whole.rows[1:3]


def test_a_row_of_two_parts_is_listed_once(book):
    assert len(keys(book, "violation.on_site_rate")) == len(set(keys(book, "violation.on_site_rate"))) == 6


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("road.routes", ["杭瑞高速", "沪昆高速", "包茂高速"]),
        ("violation.kinds", ["超速", "超载"]),
        ("violation.brigades", ["鹤城", "鹤东", "芷江"]),
        ("violation.plates", []),
        ("trend.falls", ["事故起数", "亡人"]),
        ("trend.rises", ["查处违法", "现场查处"]),
    ],
)
def test_items(book, key, names):
    assert [t.zh for t in book.figure(key, "hh", Y20).items] == names


def test_nothing_is_listed_of_nothing(world, engine):
    book = world.book(engine)
    page = book.rows("violation.total", "hh", Y20)
    assert (page.total, page.rows) == (0, ())
    assert book.row_keys("accident.deaths_per_100km", "hh", Y20) == []
