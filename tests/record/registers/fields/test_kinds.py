"""The table of types: complete, and each row agreeing with the declaration."""

from pathlib import Path
from typing import get_args

import pytest

from luji.base.facts.spec import Column
from luji.base.kernel.text import Text
from luji.record.registers.declared.spec import Field, FieldType
from luji.record.registers.fields.kinds import KINDS, kind_of, length


def test_every_type_that_may_be_declared_has_a_row():
    assert set(KINDS) == set(get_args(FieldType))


@pytest.mark.parametrize("name", KINDS)
def test_every_type_has_a_column_in_the_table_and_in_facts(name):
    field = Field(type=name, label=Text("甲", "A"), values={"a": Text("甲", "A")})
    column = kind_of(field).column(field)
    assert column.null
    assert Column(type=kind_of(field).fact, label=field.label).arrow is not None


@pytest.mark.parametrize(("kind", "most", "expected"), [
    ("text", None, 200), ("text", 40, 40), ("long_text", None, 20_000), ("person", None, 64), ("date", None, 0),
    ("files", 9, 0),
])  # fmt: skip
def test_lengths_have_defaults(kind, most, expected):
    assert length(Field(type=kind, label=Text("甲", "A"), most=most)) == expected


def test_every_type_is_told_in_the_docs():
    told = (Path(__file__).parents[4] / "docs" / "fields.md").read_text("utf-8")
    assert {name for name in KINDS if f"`{name}`" not in told} == set()
