"""Definitions: what the hash depends on and what it does not; how a reader is told."""

import pytest

from luji.account.indicators.definition import Base, conjunction, disjunction, stock_columns
from luji.account.indicators.spec import StockSpec
from luji.base.kernel.expression import parse
from luji.base.kernel.syntax import canonical

BEFORE = """
table: violation
indicators:
  a: {label: {zh: 甲, en: A}, count: rows, where: "kind in ['phone', 'speeding'] and on_site"}
  b: {label: {zh: 乙, en: B}, formula: "a * 2"}
"""


def hashes(world, text):
    world.write("indicators", text)
    return {d.key: d.hash for d in world.catalogue()}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind in ['phone', 'speeding'] and on_site", "on_site   and (kind in ['speeding','phone'])"),
        ("label: {zh: 甲, en: A}, count: rows,", "count: rows, better: higher, label: {en: AA, zh: 甲甲},"),
        ("table: violation\n", "\n# a comment\ntable: violation\ngroup: {zh: 组, en: G}\n"),
        ("a * 2", "(a)*2.0"),
    ],
)
def test_the_hash_is_stable(world, old, new):
    assert old in BEFORE
    assert hashes(world, BEFORE) == hashes(world, BEFORE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'phone', ", ""),
        (" and on_site", " or on_site"),
        ("count: rows", "sum: fine"),
        ("count: rows", "count: rows, time: noted"),
        ("count: rows", "count: rows, scope: own"),
        ("count: rows", "count: rows, stock: true"),
    ],
)
def test_the_hash_follows_the_meaning_up_to_formulas(world, old, new):
    one, other = hashes(world, BEFORE), hashes(world, BEFORE.replace(old, new))
    assert one["a"] != other["a"]
    assert one["b"] != other["b"]


def test_the_text_for_readers(world):
    catalogue = world.catalogue()
    text = {key: (d.text("zh"), d.text("en")) for key, d in catalogue.indicators.items()}
    assert text["violation.dear"] == (
        "计数 违法，条件 fine >= 500 and kind != 'phone'，按 at 归入期间",
        "count Violations, where fine >= 500 and kind != 'phone', in the period by at",
    )
    assert text["road.network_length"][0] == "求和 路段 end_km - start_km，期末有效"
    assert text["violation.weighted"] == (
        "公式：violation.total * @weight",
        "formula: violation.total * @weight",
    )
    assert text["trend.falls"][0].startswith("与上年同期相比下降的指标数：accident.cases")
    assert "rose" in text["trend.rises"][1]


def test_joining_conditions():
    a, b = parse("a").root, parse("b").root
    assert conjunction([None, a, None]) == a
    assert conjunction([None]) is None
    assert canonical(disjunction([a, b, a])) == "(a or b)"
    assert disjunction([a, None]) is None


def test_contributing_rows_have_the_operand():
    base = Base("sum", parse("fine").root, parse("on_site").root)
    assert canonical(base.contributing()) == "((fine != null) and on_site)"
    assert Base("count", None, None).contributing() is None


def test_equal_measures_are_one():
    one, other = (Base("sum", parse(t).root, None) for t in ("fine", "  fine"))
    assert one == other
    assert hash(one) == hash(other)


def test_stock_columns(tables):
    road, violation = tables["road_section"], tables["violation"]
    assert stock_columns(False, road) is None
    assert stock_columns(True, road) == ("valid_from", "valid_to")
    assert stock_columns(True, violation) == (None, None)
    assert stock_columns(StockSpec.model_validate({"from": "noted"}), violation) == ("noted", None)
    assert stock_columns(StockSpec.model_validate({"to": "gone"}), road) == ("valid_from", "gone")
