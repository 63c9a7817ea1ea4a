"""The house on the demo's home: figures, evaluation, report, and what is refused."""

import shutil
from pathlib import Path

import pytest

from luji.account.reports.write import FORMATS
from luji.base.facts import snapshot
from luji.base.facts.lake import Lake
from luji.base.kernel.period import Period
from luji.base.kernel.problem import Refused
from luji.config.house import House, read_mark

YEAR = Period.year(2020)


@pytest.fixture(scope="module")
def house(demo_home: Path) -> House:
    return House.open(demo_home)


def test_the_figures_of_the_evaluation_stand_among_the_others(house: House) -> None:
    figures = {figure.key: figure for figure in house.figures("怀化支队", YEAR)}
    evaluation = house.evaluation("hh", 2020)
    assert figures["evaluation.score"].value == evaluation.score
    assert figures["evaluation.grade"].value == evaluation.word.zh
    assert figures["evaluation.full_score"].value == sum(line.points for line in evaluation.lines)
    assert list(figures) == sorted(figures)


def test_a_brigade_and_a_month_have_no_score(house: House) -> None:
    for unit, period in (("鹤城大队", YEAR), ("怀化支队", Period.parse("2020-07"))):
        keys = {figure.key for figure in house.figures(unit, period)}
        assert "violation.total" in keys
        assert "evaluation.score" not in keys


def test_brigades_add_up_to_the_detachment(house: House) -> None:
    brigades = [unit.code for unit in house.units if unit.kind == "brigade"]
    for key in ("violation.total", "hazard.rectified", "accident.deaths"):
        parts = [house.figure(key, code, YEAR).value for code in brigades]
        assert sum(parts) == house.figure(key, "hh", YEAR).value  # type: ignore[arg-type]


def test_months_add_up_to_the_year(house: House) -> None:
    months = [house.figure("violation.total", "hh", month).value for month in YEAR.months()]
    assert sum(months) == house.figure("violation.total", "hh", YEAR).value  # type: ignore[arg-type]


def test_the_score_is_traced_to_the_indicators_it_read(house: House) -> None:
    trace = house.trace("evaluation.score", "hh", YEAR)
    keys = {child.figure.key for child in trace.children}
    assert {"finance.executed", "hazard.rectified"} <= keys


@pytest.mark.parametrize("format", FORMATS)
def test_the_report_comes_in_every_format_and_again_the_same(
    house: House, demo_home: Path, format: str
) -> None:
    again = House.open(demo_home)
    assert house.report_file("hh", 2020, format) == again.report_file("怀化支队", 2020, format)


def test_the_demo_says_that_it_is_constructed(house: House) -> None:
    assert house.constructed
    assert house.default_unit == "hh"
    assert house.default_year == 2020


@pytest.mark.parametrize(
    ("unit", "year", "code"),
    [("怀化支队", 1999, "CLI-002"), ("鹤城大队", 2020, "CLI-002"), ("怀化", 2020, "PPL-001")],
)
def test_what_cannot_be_evaluated_is_refused(house: House, unit: str, year: int, code: str) -> None:
    with pytest.raises(Refused, match=code):
        house.evaluation(unit, year)


def test_a_home_without_snapshot_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="CLI-001"):
        House.open(tmp_path)
    assert read_mark(tmp_path) == {}


def test_an_unknown_snapshot_is_refused(demo_home: Path) -> None:
    with pytest.raises(Refused, match="FCT-403"):
        House.open(demo_home, "never")


def test_a_broken_own_declaration_stops_the_start_and_tells_all(demo_home: Path, tmp_path: Path) -> None:
    own = tmp_path / "content"
    (own / "facts").mkdir(parents=True)
    (own / "indicators").mkdir()
    (own / "facts" / "x.yaml").write_text("tabel: x\n", "utf-8")
    (own / "facts" / "y.yaml").write_text("table: [\n", "utf-8")
    with pytest.raises(Refused) as refused:
        House.open(tmp_path)
    assert {problem.where.file for problem in refused.value.problems} == {"x.yaml", "y.yaml"}


def test_a_snapshot_keeps_its_figures_when_the_ledgers_go_on(demo_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(demo_home, home, ignore=shutil.ignore_patterns("ledgers", "report", "luji.db*"))
    house = House.open(home)
    before = house.figure("hazard.rectified", "hh", YEAR).value
    lake = Lake(home, house.declared.tables)
    row = house.book.rows("hazard.rectified", "hh", YEAR, limit=1)
    merged = house.book.listing.engine.query(
        "SELECT * FROM hazard WHERE id = ?", {"hazard": lake.source("hazard")}, [row.rows[0]["id"]]
    )
    schema = lake.tables["hazard"].arrow
    changed = merged.select(schema.names).set_column(
        schema.names.index("state"), "state", [["pushed"]]
    ).cast(schema)  # fmt: skip
    lake.merge("hazard", changed)
    snapshot.create(lake, "later")
    assert House.open(home, house.snapshot).figure("hazard.rectified", "hh", YEAR).value == before
    assert House.open(home).snapshot == "later"
    assert House.open(home).figure("hazard.rectified", "hh", YEAR).value == before - 1  # type: ignore[operator]
