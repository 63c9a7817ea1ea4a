"""The constructed violations: exact totals, own roads, believable kinds, the same rows on any machine."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from luji.base.facts.spec import FactTable
from luji.base.kernel.content import Content
from luji.base.kernel.declaration import parse_file
from luji.config.demo.ground import Ground
from luji.config.demo.totals import Violations
from luji.config.demo.violations import HEADINGS, KINDS, VEHICLES, violation_rows, write_violations
from luji.config.demo.workbook import BANNER

SMALL = Violations(total=6000, on_site=1700, key=800, key_on_site=450)
SEALED = "706c0167cd61c230f7b4f5fc509f4795df27905b254635d341aa6c762f7c3403"
"""SHA-256 of the small file of 2020: the rows do not depend on machine, threads or versions."""
Row = dict[str, str]


@pytest.fixture(scope="module")
def rows(ground: Ground) -> list[Row]:
    return violation_rows(ground, 2020, SMALL).to_pylist()


@pytest.fixture(scope="module")
def key_kinds() -> set[str]:
    tree = parse_file(Content.shipped().file("parameters/enforcement.yaml"))
    return set(tree.data["key_violation_kinds"]["values"][0]["value"])


def test_the_totals_are_exact(rows: list[Row], key_kinds: set[str]) -> None:
    assert len(rows) == SMALL.total
    assert sum(r["on_site"] == "是" for r in rows) == SMALL.on_site
    assert sum(r["code"] in key_kinds for r in rows) == SMALL.key
    assert sum(r["code"] in key_kinds and r["on_site"] == "是" for r in rows) == SMALL.key_on_site


def test_key_kinds_are_those_of_the_dated_parameter(key_kinds: set[str]) -> None:
    drawn = {
        is_key: {c for (k, _), codes in KINDS.items() if k is is_key for c in codes}
        for is_key in (True, False)
    }
    assert drawn[True] == key_kinds
    assert not drawn[False] & key_kinds


def test_every_code_and_vehicle_is_declared(tables: dict[str, FactTable]) -> None:
    columns = tables["violation"].columns
    assert {code for codes in KINDS.values() for code in codes} <= set(columns["kind"].values)
    assert set(VEHICLES) == {label.zh for label in columns["vehicle"].values.values()}


def test_no_camera_finds_drink_tiredness_or_overloading(rows: list[Row]) -> None:
    by_camera = {r["code"] for r in rows if r["on_site"] == "否"}
    assert not by_camera & {"1712", "1702", "1081", "1611", "1602", "1710"}


def test_all_brigades_months_and_hours_take_part(rows: list[Row], ground: Ground) -> None:
    assert {r["unit"] for r in rows} == set(ground.traffic)
    assert {r["happened_at"][5:7] for r in rows} == {f"{month:02d}" for month in range(1, 13)}
    assert len({r["happened_at"][11:13] for r in rows}) == 24
    months = Counter(r["happened_at"][5:7] for r in rows)
    assert months["02"] < months["10"] / 2, "the spring of 2020 was quiet"


def test_stakes_lie_on_the_brigades_own_roads(rows: list[Row], ground: Ground) -> None:
    roads = {unit.short.zh: unit.roads for unit in ground.brigades}
    for row in rows[::17]:
        km, metres = row["stake"][1:].split("+")
        place = int(km) * 1000 + int(metres)
        assert any(
            s.route == row["route"] and s.start * 1000 <= place <= s.end * 1000 for s in roads[row["unit"]]
        ), row


def test_numbers_rise_with_time(rows: list[Row]) -> None:
    assert [r["id"] for r in rows] == [f"2020{n:07d}" for n in range(1, SMALL.total + 1)]
    times = [r["happened_at"] for r in rows]
    assert times == sorted(times)
    assert times[0] >= "2020-01-01 00:00"
    assert times[-1] <= "2020-12-31 23:59"


def test_the_two_years_differ_between_brigades(ground: Ground) -> None:
    before = Counter(violation_rows(ground, 2019, SMALL)["unit"].to_pylist())
    now = Counter(violation_rows(ground, 2020, SMALL)["unit"].to_pylist())
    assert len({round(now[unit] / before[unit], 2) for unit in now}) > 5


def test_the_file_begins_with_the_banner_and_repeats_byte_for_byte(ground: Ground, tmp_path: Path) -> None:
    written = write_violations(ground, 2020, SMALL, tmp_path)
    first, head, row, *_ = written.path.read_text("utf-8").splitlines()
    assert (first, head, written.rows, written.path.name) == (BANNER, HEADINGS, 6000, "violation-2020.csv")
    assert row.count(",") == HEADINGS.count(",")
    digest = hashlib.sha256(written.path.read_bytes()).hexdigest()
    assert (
        hashlib.sha256(write_violations(ground, 2020, SMALL, tmp_path).path.read_bytes()).hexdigest()
        == digest
    )
    assert digest == SEALED
