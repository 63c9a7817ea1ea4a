"""Values: read, checked, spelled; each kind of mistake with its number."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.problem import Refused
from luji.record.registers import models
from luji.record.registers import registry as registries
from luji.record.registers.declared.spec import Field
from luji.record.registers.fields import values

UNITS = registries.installed().units
HAZARD = models.REGISTERS["hazard"].fields
LABEL = {"zh": "字段", "en": "field"}


def field(type, **options):
    return Field.model_validate({"type": type, "label": LABEL, **options})


@pytest.mark.parametrize(("kind", "text", "value"), [
    ("text", " 护栏 ", "护栏"), ("text", "   ", None), ("integer", "1,234", 1234), ("integer", "１２", 12), ("integer", "-3", -3),
    ("money", "12.5", Decimal("12.50")), ("decimal", "0.1", Decimal("0.10")), ("date", "2020年3月6日", date(2020, 3, 6)),
    ("date", "2020/03/06", date(2020, 3, 6)), ("flag", "是", True), ("flag", "NO", False), ("unit", "鹤城大队", "hh-hecheng"),
    ("unit", "hh-hecheng", "hh-hecheng"), ("stake", "k12+5", "K12+005"), ("long_text", "a\r\nb", "a\nb"),
])  # fmt: skip
def test_what_was_written_becomes_a_value(kind, text, value):
    assert values.read(text, field(kind), UNITS) == value


@pytest.mark.parametrize(("kind", "text", "code"), [
    ("integer", "1.5", "REG-102"), ("integer", "abc", "REG-102"), ("money", "1.234", "REG-102"), ("money", "1e5", "REG-102"),
    ("money", "NaN", "REG-102"), ("integer", "9" * 20, "REG-102"), ("date", "2020-02-30", "REG-103"), ("date", "昨天", "REG-103"),
    ("unit", "无此大队", "REG-105"), ("stake", "1430", "REG-106"), ("text", "长" * 201, "REG-107"), ("flag", "也许", "REG-104"),
    ("text", "a\x07b", "REG-109"), ("text", "\ud800", "REG-109"), ("long_text", "x" * 20_001, "REG-107"),
])  # fmt: skip
def test_what_does_not_fit_is_told(kind, text, code):
    with pytest.raises(values.Wrong) as wrong:
        values.read(text, field(kind), UNITS)
    assert wrong.value.problem.code == code


def test_codes_are_known_by_code_and_label():
    for text in ("barrier", "护栏"):
        assert values.read(text, HAZARD["kind"], UNITS) == "barrier"
    with pytest.raises(values.Wrong) as wrong:
        values.read("桥", HAZARD["kind"], UNITS)
    assert "线形" in wrong.value.problem.cure_zh


@pytest.mark.parametrize(("text", "good"), [("0", True), ("10", True), ("11", False), ("-1", False)])
def test_bounds_are_inside(text, good):
    bounded = field("integer", min=0, max=10)
    if good:
        assert values.read(text, bounded, UNITS) == int(text)
    else:
        with pytest.raises(values.Wrong, match="REG-108"):
            values.read(text, bounded, UNITS)


def test_a_form_tells_all_its_mistakes():
    with pytest.raises(Refused) as found:
        values.read_all(
            {"a": "x", "b": "y"}, {"a": field("integer"), "b": field("date"), "c": field("text")}, UNITS
        )
    assert [p.code for p in found.value.problems] == ["REG-102", "REG-103"]


def test_missing_names_the_label():
    (problem,) = values.missing({"a": ""}, {"a": field("text", required=True), "b": field("text")})
    assert (problem.code, "字段" in problem.zh) == ("REG-101", True)


@given(st.one_of(st.none(), st.booleans(), st.dates(), st.integers(-(10**14), 10**14),
                 st.decimals(min_value=-(10**9), max_value=10**9, places=2)))  # fmt: skip
def test_a_spelled_value_is_read_back(value):
    kind = {bool: "flag", date: "date", int: "integer", Decimal: "money"}.get(type(value), "text")
    assert values.read(values.spelled(value), field(kind), UNITS) == value


@pytest.mark.parametrize(
    ("text", "folded"), [("Ｇ６０  Ｋ1", "g60 k1"), ("ABC\nd", "abc d"), ("护栏", "护栏")]
)
def test_searching_folds(text, folded):
    assert values.folded(text) == folded
