"""The fact table of a register."""

from luji.base.kernel.content import Content
from luji.record.registers import models
from luji.record.registers.checking import shape

TABLE = shape.fact_table(models.REGISTERS["hazard"])


def test_the_table_has_a_column_for_each_field_and_the_state():
    assert list(TABLE.columns)[-1] == "state"
    assert TABLE.key == ("id",)
    assert (TABLE.unit, TABLE.time) == ("unit", "pushed_on")
    assert TABLE.columns["checker"].personal
    assert not TABLE.columns["batch"].required
    assert TABLE.columns["kind"].values["barrier"].zh == "护栏"


def test_states_are_read_by_their_labels():
    meant = dict(TABLE.columns["state"].labels())
    assert (meant["整改中"], meant["待复查"], meant["整治到位"]) == ("pushed", "rectified", "closed")


def test_columns_can_be_left_out():
    left = shape.without(TABLE, ["checker"])
    assert set(TABLE.columns) - set(left.columns) == {"checker"}


def test_tables_of_all_registers_and_of_the_content():
    lists = {
        field.publish for spec in models.REGISTERS.values() for field in spec.fields.values() if field.publish
    }
    assert set(shape.fact_tables(models.REGISTERS)) == set(models.REGISTERS) | lists
    every = shape.every_table(Content.shipped())
    assert every["hazard"] == shape.published(models.REGISTERS["hazard"])
    assert "violation" in every


def test_a_field_that_comes_and_goes_is_no_required_column():
    spec = models.REGISTERS["hazard"]
    fields = spec.fields | {"route": spec.fields["route"].model_copy(update={"when": "kind == 'line'"})}
    changed = shape.fact_table(spec.model_copy(update={"fields": fields}))
    assert TABLE.columns["route"].required
    assert not changed.columns["route"].required


def test_sub_rows_have_a_table_of_their_own(every):
    (table,) = shape.children(every.spec).values()
    assert (table.table, table.key, table.unit, table.time) == (
        "every_attendance",
        ("number", "line"),
        "unit",
        "at",
    )
    assert [(n, c.type) for n, c in table.columns.items()] == [
        ("number", "text"), ("unit", "unit"), ("at", "timestamp"), ("line", "integer"), ("officer", "text"),
        ("present", "flag"), ("hours", "decimal"), ("came", "timestamp"), ("note", "text"),
    ]  # fmt: skip


def test_a_file_holds_other_columns_than_the_facts(every):
    files, told = every.table.columns, every.published.columns
    assert (files["lasts"].type, told["lasts"].type) == ("text", "integer")
    assert (files["attendees"].type, told["attendees"].type) == ("text", "integer")
    assert "papers" not in files and told["papers"].type == "integer"
    assert (files["there"].type, files["took"].type, told["took"].type) == ("integer", "text", "integer")
    assert set(files["shade"].values) == {"light", "gone", "other"}
