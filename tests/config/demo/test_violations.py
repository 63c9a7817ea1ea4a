"""The constructed violations: exact totals, one row for each cell, believable kinds, the same on any machine."""

import hashlib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from luji.base.kernel.content import Content
from luji.base.kernel.declaration import parse_file
from luji.config.demo.ground import Ground
from luji.config.demo.totals import Violations
from luji.config.demo.violations import HEADINGS, KINDS, VEHICLES, violation_rows, write_violations
from luji.config.demo.workbook import BANNER
from luji.record.registers.declared.codelists import load_codes

SMALL = Violations(total=6000, on_site=1700, key=800, key_on_site=450)
SEALED = "b4bdf0aa5731b7f93d80d31d1fd8c1f49f0f7bffc579cdf2faa7e7d4963d7b20"
"""SHA-256 of the small file of 2020: the rows do not depend on machine, threads or versions."""
ON_SITE = "现场采集"
Row = dict[str, str]


@pytest.fixture(scope="module")
def rows(ground: Ground) -> list[Row]:
    return violation_rows(ground, 2020, SMALL).to_pylist()


@pytest.fixture(scope="module")
def key_kinds() -> set[str]:
    tree = parse_file(Content.shipped().file("parameters/enforcement.yaml"))
    return set(tree.data["key_violation_kinds"]["values"][0]["value"])


def total(rows: list[Row]) -> int:
    return sum(int(row["count"]) for row in rows)


def test_the_totals_are_exact(rows: list[Row], key_kinds: set[str]) -> None:
    on_site = [r for r in rows if r["capture"] == ON_SITE]
    assert total(rows) == SMALL.total
    assert total(on_site) == SMALL.on_site
    assert total([r for r in rows if r["code"] in key_kinds]) == SMALL.key
    assert total([r for r in on_site if r["code"] in key_kinds]) == SMALL.key_on_site


def test_a_cell_has_one_row(rows: list[Row]) -> None:
    cells = Counter((r["unit"], r["day"], r["code"], r["capture"], r["vehicle"]) for r in rows)
    assert set(cells.values()) == {1}
    assert all(int(r["count"]) > 0 for r in rows)
    assert len(rows) < SMALL.total / 5, "statistics, not single cases"


def test_key_kinds_are_those_of_the_dated_parameter(key_kinds: set[str]) -> None:
    drawn = {
        is_key: {c for (k, _), codes in KINDS.items() if k is is_key for c in codes}
        for is_key in (True, False)
    }
    assert drawn[True] == key_kinds
    assert not drawn[False] & key_kinds


def test_every_code_was_in_force_and_every_vehicle_is_declared() -> None:
    known = load_codes(Content.shipped().files("codes"))["violation_behaviour"]
    register = parse_file(Content.shipped().file("registers/violation.yaml")).data
    codes = {code for codes in KINDS.values() for code in codes}
    assert codes <= set(known.at(date(2019, 1, 1)))
    assert codes <= set(known.at(date(2026, 1, 1)))
    assert set(VEHICLES) == {label["zh"] for label in register["fields"]["vehicle"]["values"].values()}


def test_no_camera_finds_drink_tiredness_or_overloading(rows: list[Row]) -> None:
    by_camera = {r["code"] for r in rows if r["capture"] != ON_SITE}
    assert not by_camera & {"1712", "1702", "1081", "1611", "1602", "1710"}


def test_lorries_are_overloaded_and_coaches_overcrowded(rows: list[Row]) -> None:
    fitting = {"1602": "货车", "1201": "货车", "1710": "大中型客车", "1617": "危化品运输车"}
    assert {r["vehicle"] for r in rows if r["code"] in fitting} <= set(fitting.values())
    assert all(fitting.get(r["code"], r["vehicle"]) == r["vehicle"] for r in rows)


def test_all_brigades_and_months_take_part(rows: list[Row], ground: Ground) -> None:
    assert {r["unit"] for r in rows} == set(ground.traffic)
    months: Counter[str] = Counter()
    for row in rows:
        months[row["day"][5:7]] += int(row["count"])
    assert set(months) == {f"{month:02d}" for month in range(1, 13)}
    assert months["02"] < months["10"] / 2, "the spring of 2020 was quiet"
    assert [r["day"] for r in rows] == sorted(r["day"] for r in rows)


def test_the_two_years_differ_between_brigades(ground: Ground) -> None:
    before = Counter(violation_rows(ground, 2019, SMALL)["unit"].to_pylist())
    now = Counter(violation_rows(ground, 2020, SMALL)["unit"].to_pylist())
    assert len({round(now[unit] / before[unit], 2) for unit in now}) > 5


def test_the_file_begins_with_the_banner_and_repeats_byte_for_byte(ground: Ground, tmp_path: Path) -> None:
    written = write_violations(ground, 2020, SMALL, tmp_path)
    first, head, row, *rest = written.path.read_text("utf-8").splitlines()
    assert (first, head, written.path.name) == (BANNER, HEADINGS, "violation-2020.csv")
    assert written.rows == len(rest) + 1
    assert row.count(",") == HEADINGS.count(",")
    digest = hashlib.sha256(written.path.read_bytes()).hexdigest()
    again = write_violations(ground, 2020, SMALL, tmp_path)
    assert hashlib.sha256(again.path.read_bytes()).hexdigest() == digest
    assert digest == SEALED
