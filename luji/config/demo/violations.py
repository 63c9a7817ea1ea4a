"""The constructed violations as the national platform exports them, daily counts made in DuckDB, as CSV.

Violations come in bunches of a brigade's day. Every draw is whole-number arithmetic on the bunch's number, so
that any machine makes the same rows.
"""

from __future__ import annotations

import calendar
import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import csv

from luji.config.demo.chance import Chance, wheel
from luji.config.demo.ground import Ground
from luji.config.demo.totals import Violations
from luji.config.demo.workbook import BANNER, LedgerFile

HEADINGS = "统计日期,采集机关,违法行为代码,采集方式,车辆类型,违法数"
SLOTS = 10_000
PRIME = 2**31 - 1
MONTHS = {
    2019: (8, 10, 7, 8, 8, 8, 8, 9, 8, 10, 8, 8),
    2020: (8, 3, 5, 8, 9, 9, 9, 10, 9, 11, 10, 9),
}
"""Weight of each month; the spring of 2020 was quiet."""
KINDS: dict[tuple[bool, bool], dict[str, int]] = {
    (True, True): {
        "1602": 22, "4605": 15, "1712": 14, "4604": 9, "4608": 8, "1081": 7, "1611": 5, "1614": 5, "1702": 4,
        "1613": 2, "1615": 2, "1710": 2, "5702": 2, "5701": 1, "1617": 1, "4701": 1, "4702": 1, "4703": 1,
    },
    (True, False): {
        "1636": 38, "4608": 27, "4605": 24, "1603": 5, "4604": 3, "4701": 1, "4702": 1, "4703": 1,
    },
    (False, True): {
        "4204": 24, "3019": 21, "1223": 14, "1042": 12, "4010": 10, "4303": 7, "1201": 7, "4306": 3,
        "4001": 2,
    },
    (False, False): {"4305": 62, "1042": 13, "4204": 8, "1223": 6, "4010": 5, "1094": 5, "4306": 1},
}  # fmt: skip
"""Codes by (key kind, found on site) with their weights: a camera does not find a drunk driver."""
VEHICLES = {"小型客车": 70, "货车": 20, "大中型客车": 5, "危化品运输车": 2, "其他": 3}

_ROWS = """
WITH numbers AS (
    SELECT i, i < $key AS key, i < $key_on_site OR (NOT key AND i < $key + $other_on_site) AS on_site,
           3 * (i // 43) + CASE WHEN i % 43 < 5 THEN 0 WHEN i % 43 < 17 THEN 1 ELSE 2 END AS bunch
    FROM range($total) AS rows(i)
), bunches AS (
    SELECT bunch AS i, key, on_site, count(*) AS many FROM numbers GROUP BY bunch, key, on_site
), placed AS (
    SELECT unit, days.day AS day, kinds.name AS code, on_site, many,
           CASE WHEN kinds.name IN ('1201', '1602') THEN '货车'
                WHEN kinds.name IN ('1611', '1710') THEN '大中型客车'
                WHEN kinds.name = '1617' THEN '危化品运输车' ELSE vehicles.name END AS vehicle
    FROM bunches
    JOIN places ON places.slot = {place} % $slots
    JOIN days ON days.slot = {day} % $slots
    JOIN kinds ON kinds.slot = {kind} % $slots AND kinds.family = 2 * key::INT + on_site::INT
    JOIN vehicles ON vehicles.slot = {vehicle} % $slots
)
SELECT strftime(day, '%Y-%m-%d') AS day, unit, code,
       CASE WHEN on_site THEN '现场采集' ELSE '非现场采集' END AS capture, vehicle,
       sum(many)::VARCHAR AS count
FROM placed GROUP BY day, unit, code, on_site, vehicle ORDER BY day, unit, code, on_site, vehicle
"""
_DRAWS = ("place", "day", "kind", "vehicle")


def write_violations(ground: Ground, year: int, totals: Violations, folder: Path) -> LedgerFile:
    """The year's CSV file: banner, headings, rows in order of time."""
    path = folder / f"violation-{year}.csv"
    text = io.BytesIO(f"{BANNER}\n{HEADINGS}\n".encode())
    text.seek(0, io.SEEK_END)
    options = csv.WriteOptions(include_header=False, quoting_style="none")
    made = violation_rows(ground, year, totals)
    csv.write_csv(made, text, options)
    path.write_bytes(text.getvalue())
    return LedgerFile("violation", path, made.num_rows)


def violation_rows(ground: Ground, year: int, totals: Violations) -> pa.Table:
    """The rows as text columns in the order of `HEADINGS`."""
    with duckdb.connect(config={"threads": 2}) as connection:
        for name, table in _wheels(ground, year).items():
            connection.register(name, table)
        draws = {name: _draw(number + 10 * (year % 100)) for number, name in enumerate(_DRAWS, start=1)}
        values = {
            "total": totals.total,
            "key": totals.key,
            "key_on_site": totals.key_on_site,
            "other_on_site": totals.on_site - totals.key_on_site,
            "slots": SLOTS,
        }
        rows: pa.Table = connection.sql(_ROWS.format_map(draws), params=values).to_arrow_table()
        return rows


def _draw(number: int) -> str:
    """A pseudo-random whole number below PRIME made of `i`: a quadratic of a line, both modulo PRIME."""
    line = f"((i * {48271 + 2 * number} + {number * 69_621_133}) % {PRIME})"
    square = f"(({line} * {line} + 16807 * {line}) % {PRIME})"
    return f"(({square} * {square} + {line}) % {PRIME} // 7)"


def _wheels(ground: Ground, year: int) -> dict[str, pa.Table]:
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range(366 if calendar.isleap(year) else 365)]
    by_day = [MONTHS[year][d.month - 1] * 3000 // calendar.monthrange(year, d.month)[1] for d in days]
    return {
        "places": _places(ground, year),
        "days": _wheel({"day": days}, by_day),
        "kinds": pa.concat_tables(
            _wheel({"name": list(weights), "family": [2 * key + site] * len(weights)}, list(weights.values()))
            for (key, site), weights in KINDS.items()
        ),
        "vehicles": _wheel({"name": list(VEHICLES)}, list(VEHICLES.values())),
    }


def _places(ground: Ground, year: int) -> pa.Table:
    weights = [
        ground.traffic[unit.short.zh] * Chance("violations", year, unit.code).between(80, 120)
        for unit in ground.brigades
    ]
    return _wheel({"unit": [unit.short.zh for unit in ground.brigades]}, weights)


def _wheel(columns: Mapping[str, Sequence[object]], weights: list[int] | tuple[int, ...]) -> pa.Table:
    order = wheel(weights, SLOTS)
    drawn = {name: [values[index] for index in order] for name, values in columns.items()}
    return pa.table({"slot": range(SLOTS), **drawn})
