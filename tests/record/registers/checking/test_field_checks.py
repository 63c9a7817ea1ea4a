"""Declarations of fields that depend on something: every mistake has its number."""

import pytest
import yaml

from luji.base.kernel.declaration import parse
from luji.base.kernel.problem import Refused
from luji.record.registers import models
from luji.record.registers.checking import checks
from luji.record.registers.declared.codelists import from_tree as list_of

LISTS = {"shades": list_of(parse("codes: {light: {label: {zh: 浅, en: Light}}}"))}
L = {"zh": "甲字段", "en": "Field A"}
M = {"zh": "乙字段", "en": "Field B"}
N = {"zh": "丙字段", "en": "Field C"}


def declared(text: str, fields=None, **more):
    """The problems of the tiny register with other fields and keys."""
    tree = yaml.safe_load(text)
    tree["fields"] |= fields or {}
    tree |= more
    try:
        checks.from_tree(
            parse(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)), models.ROLES, LISTS
        )
    except Refused as refused:
        return [problem.code for problem in refused.problems]
    return []


def rows(**fields):
    return {"type": "rows", "label": L, "fields": fields}


@pytest.mark.parametrize(("fields", "code"), [
    ({"a": {"type": "code", "label": L, "codes": "nowhere"}}, "REG-520"),
    ({"a": rows(b={"type": "code", "label": M, "codes": "shade"})}, "REG-520"),
    ({"a": {"type": "code", "label": L, "codes": "shades", "values": {"x": M}}}, "REG-524"),
    ({"a": {"type": "text", "label": L, "when": "nobody == 'x'"}}, "REG-526"),
    ({"a": {"type": "text", "label": L, "when": "kind == 'z'"}}, "REG-526"),
    ({"a": {"type": "text", "label": L, "when": "count + 1"}}, "REG-526"),
    ({"a": {"type": "text", "label": L, "when": "count >"}}, "REG-526"),
    ({"a": {"type": "computed", "label": L, "formula": "what + 1"}}, "REG-527"),
    ({"a": {"type": "computed", "label": L, "formula": "kind"}}, "REG-527"),
    ({"a": {"type": "computed", "label": L, "as": "text", "formula": "count"}}, "REG-527"),
    ({"a": {"type": "computed", "label": L, "formula": "b.count"}}, "REG-527"),
    ({"a": {"type": "computed", "label": L, "formula": "@limit"}}, "REG-527"),
    ({"a": {"type": "computed", "label": L}}, "REG-533"),
    ({"a": {"type": "computed", "label": L, "as": "files", "formula": "count"}}, "REG-534"),
    ({"a": {"type": "computed", "label": L, "formula": "count", "required": True}}, "REG-005"),
    ({"a": {"type": "computed", "label": L, "formula": "count", "by": "review"}}, "REG-005"),
    ({"a": {"type": "computed", "label": L, "formula": "a + 1"}}, "REG-528"),
    ({"a": {"type": "computed", "label": L, "formula": "b"}, "b": {"type": "computed", "label": M, "formula": "a"}}, "REG-528"),
    ({"a": {"type": "text", "label": L, "when": "b == 'x'"}, "b": {"type": "text", "label": M, "when": "a == 'x'"}}, "REG-528"),
    ({"a": rows()}, "REG-529"),
    ({"a": rows(b={"type": "long_text", "label": M})}, "REG-530"),
    ({"a": rows(b={"type": "rows", "label": M, "fields": {"c": {"type": "text", "label": N}}})}, "REG-530"),
    ({"a": rows(b={"type": "files", "label": M})}, "REG-530"),
    ({"a": rows(b={"type": "computed", "label": M, "formula": "1"})}, "REG-530"),
    ({"a": rows(b={"type": "text", "label": M, "when": "count > 1"})}, "REG-531"),
    ({"a": rows(b={"type": "text", "label": M, "by": "review"})}, "REG-531"),
    ({"a": rows(b={"type": "text", "label": M, "values": {"x": N}})}, "REG-005"),
    ({"a": rows(b={"type": "code", "label": M})}, "REG-006"),
    ({"a": rows(B={"type": "text", "label": M})}, "REG-001"),
    ({"a": rows(b={"type": "text", "label": M}, c={"type": "text", "label": M})}, "REG-012"),
    ({"a": rows(line={"type": "text", "label": M}) | {"publish": "lines"}}, "REG-012"),
    ({"a": rows(unit={"type": "text", "label": M}) | {"publish": "lines"}}, "REG-012"),
    ({"a": rows(b={"type": "text", "label": M}) | {"publish": "Lines"}}, "REG-001"),
    ({"a": {"type": "text", "label": L, "publish": "lines"}}, "REG-005"),
    ({"a": {"type": "text", "label": L, "formula": "count"}}, "REG-005"),
    ({"a": {"type": "text", "label": L, "to": "tiny"}}, "REG-005"),
    ({"a": {"type": "photo", "label": L}}, "KRN-015"),
    ({"unit": {"type": "unit", "label": L, "when": "count > 1"}}, "REG-536"),
    ({"opinion": {"type": "text", "label": L, "by": "review", "when": "count > 1"}}, "REG-536"),
])  # fmt: skip
def test_every_mistake_has_its_number(tiny_text, fields, code):
    assert code in declared(tiny_text, fields)


def test_good_ones_pass(tiny_text):
    fields = {
        "a": rows(
            b={"type": "person", "label": M, "required": True},
            c={"type": "code", "codes": "shades", "label": N},
        )
        | {"publish": "lines", "most": 9},
        "d": {"type": "computed", "label": M, "as": "duration", "formula": "a.count * 5"},
        "e": {"type": "text", "label": N, "when": "a.count > 2 and kind == 'b'", "required": True},
    }
    assert declared(tiny_text, fields) == []


@pytest.mark.parametrize("key", ["sort", "filters"])
def test_sub_rows_neither_sort_nor_filter(tiny_text, key):
    listed = yaml.safe_load(tiny_text)["list"] | {key: ["a"]}
    assert "REG-535" in declared(tiny_text, {"a": rows(b={"type": "text", "label": M})}, list=listed)


@pytest.mark.parametrize("name", ["what", "story", "count", "where"])
def test_a_list_filters_only_by_what_can_be_chosen(tiny_text, name):
    listed = yaml.safe_load(tiny_text)["list"] | {"filters": ["kind", name]}
    assert declared(tiny_text, list=listed) == ["REG-535"]


def test_a_stamp_does_not_fill_what_is_computed(tiny_text):
    fields = {"a": {"type": "computed", "label": L, "formula": "count"}}
    assert "REG-005" in declared(tiny_text, fields, stamps={"finish": {"a": "today"}})


@pytest.mark.parametrize(("fields", "code"), [
    ({"a": {"type": "reference", "label": L, "to": "nowhere"}}, "REG-525"),
    ({"a": {"type": "reference", "label": L}}, "REG-525"),
    ({"a": rows(b={"type": "reference", "label": M, "to": "tinny"})}, "REG-525"),
    ({"a": rows(b={"type": "text", "label": M}) | {"publish": "tiny"}}, "REG-532"),
    ({"a": rows(b={"type": "text", "label": M}) | {"publish": "x"}, "c": rows(b={"type": "text", "label": M}) | {"publish": "x",
     "label": N}}, "REG-532"),
])  # fmt: skip
def test_what_leads_to_other_registers(tiny_text, tmp_path, fields, code):
    tree = yaml.safe_load(tiny_text)
    tree["fields"] |= fields
    (tmp_path / "tiny.yaml").write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
    with pytest.raises(Refused) as refused:
        checks.load_registers([tmp_path / "tiny.yaml"], models.ROLES)
    assert [p.code for p in refused.value.problems] == [code]
    assert refused.value.problems[0].where.file == "tiny.yaml"
