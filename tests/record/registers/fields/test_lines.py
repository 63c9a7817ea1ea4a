"""Sub-rows: any cells survive the way through text, and what is kept can be told apart exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.text import Text
from luji.record.registers.declared.spec import Field
from luji.record.registers.fields import lines
from luji.record.registers.fields.kinds import checked, kind_of, read
from luji.record.registers.fields.reading import Wrong

ROWS = Field(type="rows", label=Text("人员", "People"), most=3, fields={
    "who": Field(type="text", label=Text("谁", "Who"), required=True),
    "there": Field(type="flag", label=Text("到会", "There")),
    "hours": Field(type="decimal", label=Text("学时", "Hours")),
    "took": Field(type="duration", label=Text("用时", "Took")),
})  # fmt: skip


@given(st.lists(st.lists(st.text(st.characters(blacklist_characters="\x00\r", blacklist_categories=["Cs"])), min_size=1,
                         max_size=4), max_size=4))  # fmt: skip
def test_cells_are_joined_and_split_again(cells):
    told = [[cell.strip() for cell in line] for line in cells if any(cell.strip() for cell in line)]
    assert lines.split(lines.joined(cells)) == told


def test_lines_are_kept_plainly_and_typed_again():
    found = read("张三|是|1.50|1:30\n\n李四|||\n", ROWS, None)
    assert found == [{"who": "张三", "there": True, "hours": "1.50", "took": 90}, {"who": "李四"}]
    assert lines.typed(found[0], ROWS) == ["张三", True, Decimal("1.50"), 90]
    assert lines.typed(found[1], ROWS) == ["李四", None, None, None]
    spelled = kind_of(ROWS).spell(found, ROWS)
    assert spelled == "张三|true|1.50|1:30\n李四|||"
    assert read(spelled, ROWS, None) == found


def test_a_cell_may_hold_the_sign_quotes_and_new_lines():
    found = read('"a|b"|\n"c ""d""\ne"|', ROWS, None)
    assert [line["who"] for line in found] == ["a|b", 'c "d"\ne']
    assert read(kind_of(ROWS).spell(found, ROWS), ROWS, None) == found


@pytest.mark.parametrize(("text", "code", "said"), [
    ("张三|maybe", "REG-104", "第 1 行"), ("张三\n|是", "REG-101", "第 2 行"), ("a\nb\nc\nd", "REG-508", "4"),
    ("a|是|1|1:00|x", "REG-507", "5"), ("a|是|1.234", "REG-102", "第 1 行"), ("x" * 201, "REG-107", "第 1 行"),
])  # fmt: skip
def test_problems_say_the_line(text, code, said):
    with pytest.raises(Wrong) as wrong:
        read(text, ROWS, None)
    assert wrong.value.problem.code == code
    assert said in wrong.value.problem.zh


@pytest.mark.parametrize("value", [
    [{"nobody": "x"}], [{"who": 3}], [{"who": "x", "there": "true"}], [{"who": "x", "hours": 1.5}], [{"there": True}],
    ["x"], [{"who": "x"}] * 4, [{"who": "a\x00"}], [{"who": "x", "took": True}],
])  # fmt: skip
def test_lines_that_did_not_come_from_text_are_checked_too(value):
    with pytest.raises(Wrong):
        lines.checked(value, ROWS, checked)


def test_lines_that_say_nothing_are_dropped():
    assert lines.checked([{}, {"who": "x"}], ROWS, checked) == [{"who": "x"}]
