"""The fast plan against the dull reference and the portable form, on random rows; and its shape."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from luji.account.indicators.binding import MONTHS, Window
from luji.account.indicators.definition import Base, Group
from luji.account.indicators.planner import CUBE_LIMIT, Scan, count_of, plan, split_mean
from luji.base.kernel.expression import parse
from luji.base.kernel.period import Period

GROUP = Group("violation", "unit", "at")
PERIODS = ["2020", "2019", "2020H1", "2020Q3", "2020-02", "2020-W01", "2020-06-20..2020-07-10", "2018"]


def some(random, values, absent=0.15):
    return None if random.random() < absent else random.choice(values)


def random_rows(seed, count=400):
    r = random.Random(seed)
    moments = [
        datetime.fromisoformat("2018-12-20") + timedelta(hours=r.randrange(20_000)) for _ in range(count)
    ]
    violations = [
        {
            "id": f"v{n:04d}", "unit": r.choice(["hh", "a", "b", "a1", "other"]), "at": some(r, [at], 0.05),
            "noted": some(r, [at.date() + timedelta(days=r.randrange(40))], 0.2),
            "kind": some(r, ["speeding", "overload", "phone"]), "on_site": some(r, [True, False]),
            "fine": some(r, [Decimal(r.randrange(0, 200_000)) / 100]), "points": some(r, range(13)),
            "bucket": some(r, range(720)), "plate": some(r, ["A", "B", "C", "D"]),
        }
        for n, at in enumerate(moments)
    ]  # fmt: skip
    accidents = [
        {"id": f"s{n}", "unit": r.choice(["a", "b", "a1"]), "day": date(2018, 6, 1) + timedelta(days=r.randrange(900)), "deaths": some(r, range(4))}
        for n in range(60)
    ]  # fmt: skip
    roads = [
        {"route": r.choice("甲乙丙"), "start_km": Decimal(n).quantize(Decimal("0.001")), "end_km": n + Decimal(r.randrange(1, 9000)) / 1000,
         "ordinal": n, "unit": r.choice(["a", "b"]), "valid_from": some(r, [date(2019, 5, 5), date(2020, 6, 30)]),
         "valid_to": some(r, [date(2020, 6, 30), date(2021, 1, 1)], 0.5)}
        for n in range(20)
    ]  # fmt: skip
    return {"violation": violations, "accident": accidents, "road_section": roads}


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_equals_the_reference(world, engine, reference, units, seed):
    world.rows = random_rows(seed)
    book = world.book(engine)
    dull = reference.Reference(book.catalogue, world.rows, units)
    for key in book.catalogue.indicators:
        for period in map(Period.parse, PERIODS):
            for unit in ("hh", "a", "b", "a1"):
                found, expected = book.value(key, unit, period), dull.value(key, unit, period)
                assert found == expected, (key, unit, str(period), found, expected)


@pytest.mark.parametrize("seed", [11, 12])
def test_rows_equal_the_reference(world, engine, reference, units, seed):
    world.rows = random_rows(seed)
    book = world.book(engine)
    dull = reference.Reference(book.catalogue, world.rows, units)
    for key in book.catalogue.indicators:
        if key == "violation.last_fine" or not book.catalogue.bases(key):
            continue
        tables = {b.table.table for b in book.catalogue.bases(key)}
        for period in map(Period.parse, PERIODS[:6]):
            expected = dull.row_keys(key, "hh", period)
            named = {f"{t}:{k}" if len(tables) > 1 else k for t, k in expected}
            assert set(book.row_keys(key, "hh", period)) == named, (key, str(period))
            if book.value(key, "hh", period) is not None or "key" not in key:
                assert book.figure(key, "hh", period).rows == len(expected), (key, str(period))


def shape(world, *wheres):
    bases = [count_of(parse(w).root if w else None) for w in wheres]
    parameters = world.catalogue().parameters
    return plan(GROUP, bases, world.tables["violation"], parameters, MONTHS)


def test_one_scan_with_two_passes(world):
    made = shape(world, None, "on_site", "kind == 'phone' and on_site", "on_site and fine > 100")
    sql = made.scan.sql("duckdb")
    assert sql.count('FROM "violation"') == 1
    assert made.dimensions == ("on_site",)
    assert not made.sets
    assert not made.latest


def test_few_valued_columns_become_the_small_cube(world):
    made = shape(world, "kind == 'phone'", "kind == 'speeding' and on_site", "not on_site", "kind != 'phone'")
    assert set(made.dimensions) == {"kind", "on_site"}
    inner = made.scan.args["with_"].expressions[0].this.sql("duckdb")
    assert "COUNT_IF" not in inner
    assert inner.count("COUNT(*)") == 1


def test_the_rest_of_a_condition_is_counted_once(world):
    made = shape(world, "on_site and fine > 100", "not on_site and fine > 100", "fine > 100")
    assert made.scan.sql("duckdb").count("COUNT_IF") == 1


def test_the_cube_stays_small(world):
    table = world.tables["violation"]
    wide = {f"c{n}": table.columns["kind"] for n in range(12)}
    table = table.model_copy(update={"columns": {**table.columns, **wide}})
    bases = [count_of(parse(f"{name} == 'phone'").root) for name in wide for _ in range(2)]
    bases += [count_of(parse(f"{name} == 'speeding'").root) for name in wide]
    made = plan(GROUP, bases, table, {}, MONTHS)
    assert 4 ** len(made.dimensions) <= CUBE_LIMIT
    assert made.dimensions


def test_distinct_never_adds(world):
    bases = [Base("distinct", parse(c).root, None) for c in ("bucket", "plate", "kind", "unit")]
    made = plan(GROUP, bases, world.tables["violation"], {}, MONTHS)
    assert list(made.sets) == [bases[1]]
    assert "BITSTRING_AGG" in made.scan.sql("duckdb")


def test_weeks_read_only_their_days(world):
    table = world.tables["violation"]
    made = plan(GROUP, [count_of(None)], table, {}, Window(date(2020, 6, 29), date(2020, 7, 5)))
    assert "2020-06-29" in made.scan.sql("duckdb")


def test_mean_is_split():
    total, count = split_mean(Base("mean", parse("fine").root, parse("on_site").root))
    assert (total.kind, count.kind) == ("sum", "count")
    assert count.where is not None


def test_unplanned_names_are_a_mistake(world):
    with pytest.raises(ValueError, match="operand"):
        plan(GROUP, [Base("sum", None, None)], world.tables["violation"], {}, MONTHS)


def test_the_plan_can_be_written_for_another_engine(world):
    sql = shape(world, "on_site", "on_site and fine > 1").scan.sql("spark")
    assert "COUNT_IF" in sql
    assert "FILTER" in sql


def test_standing_facts_hold_on_the_last_day(world):
    group = Group("road_section", "unit", None, ("valid_from", "valid_to"))
    scan = Scan(group, world.tables["road_section"], {}, Window(None, date(2020, 6, 30)))
    assert scan.windowed().sql("duckdb").count("2020-06-30") == 2
