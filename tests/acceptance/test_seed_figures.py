"""The demo's figures against every figure the reference department published for 2020."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luji.account.indicators.figure import Figure
from luji.base.kernel.declaration import parse_file
from luji.base.kernel.period import Period
from luji.base.kernel.quantity import Bound
from luji.config.house import House

PUBLISHED = parse_file(Path(__file__).with_name("figures.yaml")).data
STATED: dict[str, dict[str, Any]] = {entry["key"]: entry for entry in PUBLISHED["figures"]}
YEAR = Period.year(PUBLISHED["year"])
GRADES = {"优秀": "优"}
"""The report says 优秀 where the rule of scoring says 优; either word is the same grade."""


@pytest.fixture(scope="module")
def figures(house: House) -> dict[str, Figure]:
    return {figure.key: figure for figure in house.figures(PUBLISHED["unit"], YEAR)}


def test_there_are_53_published_figures_and_all_are_computed(figures: dict[str, Figure]) -> None:
    assert len(STATED) == 53
    assert set(STATED) <= set(figures)


@pytest.mark.parametrize("key", STATED)
def test_the_value_is_the_published_one(figures: dict[str, Figure], key: str) -> None:
    stated, value = STATED[key]["value"], figures[key].value
    if not isinstance(value, Decimal):
        assert GRADES.get(str(value), value) == GRADES.get(stated, stated)
        return
    bound = STATED[key].get("bound", "exact")
    if bound == "over":
        step = Decimal(10) ** (len(stated) - len(stated.rstrip("0")))
        assert Decimal(stated) < value < Decimal(stated) + step, "more than stated, and not so much more"
    else:
        assert Decimal(str(figures[key].as_json()["value"])) == Decimal(stated)
    assert figures[key].wording.bound == Bound(bound)


@pytest.mark.parametrize("key", [key for key, entry in STATED.items() if "measure" in entry])
def test_the_measure_word_is_the_published_one(figures: dict[str, Figure], key: str) -> None:
    assert figures[key].as_json()["measure"] == STATED[key]["measure"]


@pytest.mark.parametrize("key", [key for key, entry in STATED.items() if "growth" in entry])
def test_growth_is_the_published_one_to_two_decimals(figures: dict[str, Figure], key: str) -> None:
    assert figures[key].growth_stated() == Decimal(STATED[key]["growth"])
    previous = figures[key].previous
    assert previous is not None
    assert previous > 0


@pytest.mark.parametrize("key", [key for key, entry in STATED.items() if "names" in entry])
def test_the_names_listed_are_the_published_ones_in_their_order(figures: dict[str, Figure], key: str) -> None:
    assert [item.zh for item in figures[key].items] == STATED[key]["names"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("violation.total", "50.52万起"),
        ("team.activities", "30余次"),
        ("training.attendances", "900余人次"),
        ("bulletin.published", "110余条"),
        ("publicity.views", "超100万次"),
        ("publicity.central_media", "10余家"),
        ("evidence.server_investment", "29万元"),
        ("hazard.rectified", "389处"),
        ("inspection.violations_of_discipline", "0起"),
    ],
)
def test_figures_are_worded_as_a_report_words_them(figures: dict[str, Figure], key: str, said: str) -> None:
    assert figures[key].display("zh") == said


def test_basic_outlay_is_personnel_and_office(figures: dict[str, Figure]) -> None:
    values = [figures[f"finance.basic{part}"].value for part in ("", ".personnel", ".office")]
    whole, personnel, office = (value for value in values if isinstance(value, Decimal))
    assert whole == personnel + office


def test_what_the_detachment_says_its_brigades_and_sections_say_together(house: House) -> None:
    codes = [code for code in house.units.subtree("hh") if code != "hh"]
    for key in ("violation.total", "accident.deaths", "hazard.rectified", "road.network_length"):
        parts = house.book.by_unit(key, codes, YEAR)
        assert sum(p.value for p in parts if isinstance(p.value, Decimal)) == house.book.value(
            key, "hh", YEAR
        )


def test_batches_are_not_added_up_over_brigades(house: House) -> None:
    parts = house.book.by_unit("hazard.batches", house.units.subtree("hh")[1:], YEAR)
    whole = house.book.number("hazard.batches", "hh", YEAR)
    assert whole is not None
    assert sum(p.value for p in parts if isinstance(p.value, Decimal)) > whole


def test_the_trace_of_a_hazard_figure_ends_in_its_rows(house: House) -> None:
    keys = house.book.row_keys("hazard.rectified", "怀化支队", YEAR)
    assert len(set(keys)) == len(keys) == 389


def test_only_the_execution_line_loses_points(house: House) -> None:
    evaluation = house.evaluation("怀化支队", 2020)
    losing = [(line.key, line.points - line.score) for line in evaluation.lines if line.score != line.points]
    assert len(losing) == 1
    assert losing[0][1] == Decimal("0.05")


def test_nothing_of_2020_is_said_of_a_year_without_ledgers(house: House) -> None:
    assert house.book.number("violation.total", "hh", Period.year(2018)) == 0
    assert house.book.figure("accident.cases", "hh", Period.year(2019)).growth is None
