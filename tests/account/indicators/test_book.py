"""The book over a handful of rows counted by hand."""

from decimal import Context, Decimal

import pytest

from luji.base.kernel.period import Period
from luji.base.kernel.problem import Refused

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
        ("violation.median_fine", "hh", "2020", "300.30"),
        ("violation.p90_fine", "hh", "2020", "460.06"),
        ("violation.p90_points", "a", "2020H1", 6),
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


@pytest.mark.parametrize(
    ("key", "unit", "period", "expected"),
    [
        ("violation.total:previous", "hh", "2020", "2"),
        ("violation.total:growth", "hh", "2020", "200"),
        ("violation.total:growth", "hh", "2020Q2", None),
        ("violation.total:cumulative", "hh", "2020-02", "3"),
        ("violation.total:share", "a", "2020", "50"),
        ("violation.total:share", "hh", "2020", None),
        ("violation.total:share", "a", "2018", None),
        ("violation.total:per_100km", "b", "2020H1", "2.5"),
        ("violation.total:per_100km", "a1", "2020", None),
        ("accident.deaths_per_100km", "a1", "2020", None),
        ("violation.on_site_rate", "hh", "2022", None),
        ("violation.last_fine", "hh", "2022", None),
    ],
)
def test_derived_and_not_applicable(book, key, unit, period, expected):
    found = value(book, key, unit, period)
    assert found is None if expected is None else round(found, 1) == Decimal(expected)


def test_growth_of_published_size(world, engine):
    """505,2xx rows against the base that gives +62.42 %: rounding is that of the report."""
    now, before = 505_213, 311_053
    day = {2019: "2019-06-01T00:00", 2020: "2020-06-01T00:00"}
    import pyarrow as pa
    import pyarrow.parquet as pq

    from luji.base.facts.engine import Source

    schema = world.tables["violation"].arrow
    years = [2019] * before + [2020] * now
    columns = {
        "id": [str(n) for n in range(len(years))],
        "unit": ["a"] * len(years),
        "at": pa.array([day[y] for y in years]).cast(pa.timestamp("us")),
    }
    table = pa.table(
        {f.name: columns.get(f.name, pa.nulls(len(years), f.type)) for f in schema}, schema=schema
    )
    path = world.folder / "large.parquet"
    pq.write_table(table, path)
    book = world.book(engine)
    book.values.sources["violation"] = Source((str(path),), schema, len(years))
    figure = book.figure("violation.total", "hh", Y20)
    assert figure.display() == "50.52万起"
    assert figure.growth_stated() == Decimal("62.42")
    assert figure.as_json() | {"value": "50.52", "growth": "62.42", "rows": now} == figure.as_json()


def test_a_table_without_rows_gives_zero_not_absence(world, engine):
    book = world.book(engine)
    figure = book.figure("violation.total", "hh", Y20)
    assert (figure.value, figure.previous, figure.growth, figure.rows) == (0, 0, None, 0)
    assert figure.display() == "0.00万起"
    assert book.value("violation.fines", "hh", Y20) == 0
    assert book.value("violation.kinds", "hh", Y20) == 0
    assert book.value("violation.mean_fine", "hh", Y20) is None


def test_all_figures_of_a_unit(book):
    found = book.figures("怀化支队", Y20)
    assert [f.key for f in found] == list(book.catalogue.indicators)
    assert {f.unit for f in found} == {"hh"}
    assert all(f.snapshot == "test" and len(f.definition) == 64 for f in found)
    assert [f.key for f in book.figures("hh", Y20, ["accident.cases"])] == ["accident.cases"]


def test_a_figure_knows_how_it_came_to_be(book):
    figure = book.figure("violation.key", "鹤城大队", Y20)
    assert figure.unit == "a"
    assert (figure.value, figure.previous, figure.growth) == (2, 1, 100)
    assert [name for name, _, _ in figure.parameters] == ["key_kinds", "key_kinds"]
    assert figure.rows == 2
    assert figure.better == "none"


def test_series_and_units(book):
    months = [Period.month(2020, m) for m in range(1, 13)]
    values = [f.value for f in book.series("violation.total", "hh", months)]
    assert values == [3, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1]
    assert [f.value for f in book.by_unit("violation.total", ["a", "b", "a1"], Y20)] == [3, 3, 1]


def test_own_scope_leaves_out_what_is_below(filled, engine):
    text = "table: violation\nindicators:\n  own: {label: {zh: 本, en: O}, count: rows, scope: own}\n"
    filled.write("indicators", text)
    book = filled.book(engine)
    assert value(book, "own", "a") == 2
    assert value(book, "own", "hh") == 0


def test_the_latest_of_standing_facts(filled, engine):
    text = """
        table: road_section
        indicators:
          x: {label: {zh: 甲, en: A}, latest: ordinal, where: route == '包茂高速', stock: true}
          y: {label: {zh: 乙, en: B}, latest: valid_to, stock: {from: valid_from}}
        """
    filled.write("indicators", text)
    book = filled.book(engine)
    june = Period.parse("2020H1")
    assert value(book, "x", "hh", "2020H1") == 2
    assert book.row_keys("x", "hh", june) == ["包茂高速/60.250"]
    assert book.figure("x", "hh", june).rows == 1
    assert value(book, "y", "hh", "2020H1") == "2020-06-30"
    assert value(book, "y", "a") is None


def test_derived_figures_are_figures(book):
    figure = book.figure("violation.total:share", "a", Y20)
    assert figure.display() == "50.00%"
    assert figure.label.zh == "查处违法（占上级单位比重）"
    assert figure.parts == ("violation.total",)
    assert (
        book.figure("violation.total:per_100km", "b", Period.parse("2020H1"))
        .display("en")
        .endswith("per 100 km")
    )


def test_rows_of_several_figures_come_once(book):
    both = book.rows_of(("violation.total", "violation.key", "accident.cases"), "hh", Y20)
    apart = [book.rows(key, "hh", Y20).total for key in ("violation.total", "accident.cases")]
    assert both.total == sum(apart)


def test_rows_of_a_cumulative_figure_are_those_since_january(book):
    february = Period.parse("2020-02")
    figure = book.figure("violation.total:cumulative", "hh", february)
    assert (figure.value, figure.rows) == (3, 3)
    assert len(book.row_keys("violation.total:cumulative", "hh", february)) == 3
    assert book.rows("violation.total:cumulative", "hh", february).total == 3


@pytest.mark.parametrize(
    ("key", "unit", "period", "below"),
    [
        ("violation.total:cumulative", "hh", "2020-06", [("violation.total", "hh", "2020H1")]),
        ("violation.total:previous", "hh", "2020", [("violation.total", "hh", "2019")]),
        (
            "violation.total:growth", "hh", "2020",
            [("violation.total", "hh", "2020"), ("violation.total", "hh", "2019")],
        ),
        (
            "violation.total:share", "a", "2020",
            [("violation.total", "a", "2020"), ("violation.total", "hh", "2020")],
        ),
        ("violation.total:share", "hh", "2020", [("violation.total", "hh", "2020")]),
        (
            "violation.total:per_100km", "b", "2020",
            [("violation.total", "b", "2020"), ("road.network_length", "b", "2020")],
        ),
    ],
)  # fmt: skip
def test_a_derived_figure_is_traced_to_everything_it_compares(book, key, unit, period, below):
    trace = book.trace(key, unit, Period.parse(period))
    found = [(c.figure.key, c.figure.unit, str(c.figure.period)) for c in trace.children]
    assert found == below
    assert trace.row_keys == ()


@pytest.mark.parametrize(
    ("key", "unit", "code"),
    [
        ("violation.totl", "hh", "IND-006"),
        ("violation.total:groth", "hh", "IND-015"),
        ("violation.total", "靖州", "PPL-001"),
    ],
)
def test_unknown_is_refused(book, key, unit, code):
    with pytest.raises(Refused) as refused:
        book.figure(key, unit, Y20)
    assert refused.value.problems[0].code == code


def test_numbers_only(book):
    assert book.number("violation.total", "hh", Y20) == 6
    assert book.number("violation.mean_fine", "b", Y19) is None
