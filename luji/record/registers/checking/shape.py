"""The fact table of a register, derived from its declaration; also the shape of import and export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from luji.base.facts.spec import Column, ColumnType, FactTable, load_tables
from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text
from luji.base.people.roles import load_roles
from luji.record.registers.checking.checks import load_registers
from luji.record.registers.checking.field_checks import LINE
from luji.record.registers.declared.codelists import load_codes
from luji.record.registers.declared.spec import STATE, Field, Measure, Register
from luji.record.registers.fields.kinds import kind_of
from luji.record.registers.problems import TABLE_TWICE


def fact_table(register: Register) -> FactTable:
    """What a register takes in and gives out: one column for each field a file can hold, and the state."""
    return _table(register, {name: _column(f, sheet) for name, f in register.fields.items()
                             if (sheet := kind_of(f).sheet)})  # fmt: skip


def _table(register: Register, columns: Mapping[str, Column]) -> FactTable:
    states = register.workflow.states
    state = Column(
        type="code",
        label=register.label_of(STATE),
        aliases=("办理状态", "整改状态"),
        values={name: declared.label for name, declared in states.items()},
    )
    return FactTable(
        table=register.name,
        label=register.label,
        unit=register.fact_name(register.unit),
        time=register.fact_name(register.time) if register.time else None,
        key=(register.fact_name(register.key),),
        columns={register.fact_name(name): column for name, column in columns.items()} | {STATE: state},
    )


def published(register: Register) -> FactTable:
    """The table it publishes: every field as a fact, and the times measured from the journal."""
    table = _table(register, {name: _column(f, kind_of(f).fact) for name, f in register.fields.items()})
    measured = {name: _measured(one) for name, one in register.measures.items()}
    return table.model_copy(update={"columns": table.columns | measured})


def without(table: FactTable, names: Iterable[str]) -> FactTable:
    """The table without some columns: what somebody may take out."""
    left = set(names)
    kept = {name: column for name, column in table.columns.items() if name not in left}
    return table.model_copy(update={"columns": kept})


def children(register: Register) -> dict[str, FactTable]:
    """Field of sub-rows → the fact table these become, of those that are published.

    The key is that of the record and the number of the line; the record's unit and time stand beside it.
    """
    return {name: _child(register, field) for name, field in register.fields.items() if field.publish}


def _child(register: Register, field: Field) -> FactTable:
    above = dict.fromkeys(filter(None, (register.key, register.unit, register.time)))
    columns = {
        register.fact_name(name): _column(register.fields[name], kind_of(register.fields[name]).fact)
        for name in above
    }
    columns |= {LINE: Column(type="integer", label=Text("行", "Line"))}
    columns |= {one.fact or name: _column(one, kind_of(one).fact) for name, one in field.fields.items()}
    return FactTable(
        table=field.publish,
        label=Text(f"{register.label.zh}·{field.label.zh}", f"{register.label.en}: {field.label.en}"),
        unit=register.fact_name(register.unit),
        time=register.fact_name(register.time) if register.time else None,
        key=(register.fact_name(register.key), LINE),
        columns=columns,
    )


def fact_tables(registers: Mapping[str, Register]) -> dict[str, FactTable]:
    """The tables of all registers, and of their published sub-rows."""
    found = {name: published(register) for name, register in registers.items()}
    for register in registers.values():
        found |= {table.table: table for table in children(register).values()}
    return found


def every_table(content: Content, prove: bool = False) -> dict[str, FactTable]:
    """The fact tables of an installation: those declared as such, and those registers publish.

    The registers' workflows are proven only if told so: a site does that when it starts.
    Raises `Refused` with the mistakes of all files, and REG-015 for a table declared in both ways.
    """
    declared = load_tables(folder / "facts" for folder in content.folders)
    roles = load_roles(content.files("posts"))
    lists = load_codes(content.files("codes"))
    published = fact_tables(load_registers(content.files("registers"), roles, lists, prove))
    twice = [TABLE_TWICE(name=name) for name in published if name in declared]
    if twice:
        raise Refused(twice)
    return dict(sorted((declared | published).items()))


def _measured(measure: Measure) -> Column:
    """The column of a measure: minutes, empty where the journal does not hold the acts."""
    return Column(type="integer", label=measure.label, note=measure.note, min=Decimal(0), measure=("分钟",))


def _column(field: Field, kind: ColumnType) -> Column:
    given: dict[str, object] = {
        "type": kind,
        "label": field.label,
        "aliases": field.aliases,
        "required": field.required and not field.by and not field.when,
        "personal": field.personal,
    }
    if kind == "code":
        given |= {"values": field.values, "also": field.also}
    if kind == "decimal":
        given["scale"] = field.scale
    for option in ("min", "max"):
        bound = getattr(field, option)
        if bound is not None and kind != "text":
            given[option] = bound if isinstance(bound, date) else Decimal(bound)
    return Column.model_validate(given)
