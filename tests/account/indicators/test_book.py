"""The book over a handful of rows counted by hand."""

from decimal import Context, Decimal

import pytest

from luji.base.kernel.period import Period

Y20, Y19 = Period.year(2020), Period.year(2019)


def value(book, key, unit="hh", period="2020"):
    return book.value(key, unit, Period.parse(period))


@pytest.mark.parametrize(
    ("key", "unit", "period", "expected"),
    [
        ("violation.total", "hh", "2020", 6),
        ("violation.total", "a", "2020", 3),
        ("violation.total", "a1", "2020", 1),
        ("violation.total", "b", "2020Q1", 1),
        ("violation.total", "hh", "2020H2", 2),
        ("violation.total", "hh", "2020-W27", 2),
        ("violation.total", "hh", "2020-01-01..2020-01-15", 2),
        ("violation.total", "hh", "2022", 0),
        ("violation.on_site", "hh", "2020", 3),
        ("violation.key", "hh", "2020", 3),
        ("violation.key", "hh", "2020H1", 1),
        ("violation.key", "hh", "2020-07", 1),
        ("violation.key", "hh", "2020-06-01..2020-07-01", 1),
        ("violation.dear", "hh", "2020", 2),
        ("violation.mixed", "hh", "2020", 3),
        ("violation.fines", "hh", "2020", "300.33"),
        ("violation.points", "hh", "2020", 36),
        ("violation.kinds", "hh", "2020", 2),
        ("violation.brigades", "hh", "2020", 3),
        ("violation.buckets", "hh", "2020", 1),
        ("violation.plates", "hh", "2020", 2),
        ("violation.plates", "hh", "2020-01", 1),
        ("violation.plates", "hh", "2020-01-01..2020-06-30", 2),
        ("violation.last_fine", "hh", "2020", "0.03"),
        ("violation.last_fine", "b", "2020", "600.00"),
        ("violation.noted", "hh", "2021", 1),
        ("violation.on_site_rate", "hh", "2020", 50),
        ("violation.weighted", "hh", "2020", 9),
        ("accident.deaths", "hh", "2020", 1),
        ("road.network_length", "hh", "2020", "170.875"),
        ("road.network_length", "hh", "2020H1", "180.5"),
        ("road.network_length", "hh", "2013", "100.5"),
        ("road.routes", "hh", "2020", 3),
        ("trend.falls", "hh", "2020", 2),
        ("trend.rises", "hh", "2020", 2),
    ],
)  # fmt: skip
def test_values(book, key, unit, period, expected):
    assert value(book, key, unit, period) == Decimal(str(expected))


def test_mean_is_exact(book):
    found = value(book, "violation.mean_fine")
    assert found == Context(prec=34).divide(Decimal("850.30"), 3)
    assert value(book, "violation.mean_fine", "b", "2019") is None
