"""All shipped content is read by the real loaders, and its pieces fit each other."""

import re
from pathlib import Path

import pytest

from luji.account.indicators.catalogue import Catalogue
from luji.base.facts.spec import FactTable
from luji.base.kernel.content import Content
from luji.base.kernel.declaration import parse_file
from luji.base.people.units import UnitTree, road_rows, unit_rows
from luji.config.declared import SCORED_KEYS, Declared, load
from luji.record.registers.checking.shape import every_table

CONTENT = Content.shipped()
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def tables() -> dict[str, FactTable]:
    return every_table(CONTENT)


@pytest.fixture(scope="module")
def catalogue(tables: dict[str, FactTable]) -> Catalogue:
    return Catalogue.load(CONTENT.folders, tables)


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory) -> Declared:
    return load(tmp_path_factory.mktemp("home"))


def test_the_whole_installation_is_declared_soundly(declared: Declared) -> None:
    assert declared.units.find("怀化支队").code == "hh"
    assert ("hh", 2020) in declared.plans


def test_every_published_key_is_an_indicator_or_comes_from_scoring(
    catalogue: Catalogue, figures_file: Path
) -> None:
    keys = {entry["key"] for entry in parse_file(figures_file).data["figures"]}
    assert keys - set(catalogue.indicators) == set(SCORED_KEYS)


def test_every_indicator_says_what_it_counts_in_both_languages(catalogue: Catalogue) -> None:
    for one in catalogue:
        said = [one.spec.label, one.spec.note, one.spec.group]
        assert all(text and CHINESE.search(text.zh) and not CHINESE.search(text.en) for text in said), one.key
        wording = one.spec.wording
        assert wording.measure in ("%", "km") or wording.measure_en(), one.key


def test_labels_are_told_apart(catalogue: Catalogue) -> None:
    labels = [one.spec.label.zh for one in catalogue]
    assert sorted(set(labels)) == sorted(labels)


def test_every_table_is_read_by_an_indicator(catalogue: Catalogue, tables: dict[str, FactTable]) -> None:
    assert {one.group.table for one in catalogue if one.group} == set(tables)


def test_every_parameter_is_read_and_names_its_source(catalogue: Catalogue) -> None:
    read = {name for key in catalogue.indicators for name in catalogue.parameters_of(key)}
    assert set(catalogue.parameters) == read
    assert all(value.source for spec in catalogue.parameters.values() for value in spec.values)


def test_columns_and_codes_are_labelled_in_both_languages(tables: dict[str, FactTable]) -> None:
    for table in tables.values():
        for name, column in table.columns.items():
            texts = [column.label, *column.values.values()]
            wrong = [t.zh for t in texts if not CHINESE.search(t.zh) or CHINESE.search(t.en)]
            assert wrong == [], (table.table, name)


def test_service_numbers_of_officers_are_personal(tables: dict[str, FactTable]) -> None:
    numbers = [c for t in tables.values() for c in t.columns.values() if "警号" in c.label.zh]
    assert numbers
    assert all(column.personal for column in numbers)


def test_the_unit_tree_fits_the_standing_tables(declared: Declared, tables: dict[str, FactTable]) -> None:
    tree: UnitTree = declared.units
    for name, rows in (("unit", unit_rows(tree)), ("road_section", road_rows(tree))):
        assert {tuple(row) for row in rows} == {tuple(tables[name].columns)}
        codes = {n: set(c.values) for n, c in tables[name].columns.items() if c.type == "code"}
        assert all(row[column] in known for row in rows for column, known in codes.items())


def test_no_published_figure_of_the_year_stands_in_the_declarations(figures_file: Path) -> None:
    published = {str(e["value"]) for e in parse_file(figures_file).data["figures"]}
    telling = {value for value in published if len(value.strip("0").replace(".", "")) >= 3} - {
        "100",
        "1000000",
    }
    for room in ("facts", "indicators", "parameters"):
        for path in CONTENT.files(room):
            numbers = set(re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])", path.read_text("utf-8")))
            assert not numbers & telling, path.name
