"""JSON values are read as a form's would be, and records told with nothing lost."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from luji.base.kernel.problem import Refused
from luji.record.api import forms
from luji.record.registers.declared.spec import Field


def field(kind, **more):
    return Field.model_validate({"type": kind, "label": {"zh": "字段", "en": "Field"}} | more)


LINES = {
    "fields": {
        "who": {"type": "text", "label": {"zh": "谁", "en": "Who"}},
        "n": {"type": "integer", "label": {"zh": "数", "en": "N"}},
    }
}


@pytest.mark.parametrize(("kind", "given", "found"), [
    ("text", " a ", "a"), ("text", 12, "12"), ("integer", 3, 3), ("integer", "3", 3), ("decimal", "1.50", Decimal("1.50")), ("money", 2, Decimal("2.00")),
    ("flag", True, True), ("flag", "否", False), ("date", "2020-03-26", date(2020, 3, 26)), ("time", "14:05", time(14, 5)), ("text", None, None), ("text", "", None),
])  # fmt: skip
def test_values_are_read(kind, given, found):
    assert forms.values({"x": given}, {"x": field(kind)}, None) == {"x": found}


def test_lines_are_read_and_told():
    one = field("rows", **LINES)
    found = forms.values({"x": [{"who": "a|b", "n": 1}, {"who": "c"}]}, {"x": one}, None)["x"]
    assert [line["who"] for line in found] == ["a|b", "c"]
    assert forms.value_of(one, found, True)[0]["n"] == 1


@pytest.mark.parametrize(("kind", "given", "code"), [
    ("text", ["a"], "API-005"), ("text", {"a": 1}, "API-005"), ("integer", "x", "REG-102"), ("integer", 1.5, "REG-102"), ("flag", 3, "REG-104"),
    ("date", "2020-02-30", "REG-103"), ("files", [1], "API-005"), ("rows", ["a"], "API-005"), ("text", "a\x00", "REG-109"),
])  # fmt: skip
def test_wrong_ones_are_told(kind, given, code):
    with pytest.raises(Refused) as refused:
        forms.values({"x": given}, {"x": field(kind, **(LINES if kind == "rows" else {}))}, None)
    assert [p.code for p in refused.value.problems] == [code]


def test_an_unknown_field_is_told():
    with pytest.raises(Refused, match="REG-112"):
        forms.values({"y": 1}, {}, None)


def test_values_are_told_exactly_and_masked():
    assert forms.value_of(field("money"), Decimal("1.50"), False) == "1.50"
    assert (
        forms.value_of(field("moment"), datetime(2020, 1, 2, 3, tzinfo=UTC), False)
        == "2020-01-02T03:00:00+00:00"
    )
    assert forms.value_of(field("text", personal=True), "080123", False) == "08****"
    assert forms.value_of(field("text", personal=True), "080123", True) == "080123"


def test_schemas_say_type_and_choices():
    made = forms.field_schema(field("code", values={"a": {"zh": "甲", "en": "A"}}))
    assert (made["enum"], made["title"]) == (["a"], "Field")
    assert forms.field_schema(field("rows", **LINES))["items"]["properties"]["n"]["type"] == "integer"
