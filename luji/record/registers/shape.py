"""The fact table of a register, derived from its declaration; also the shape of import and export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from luji.base.facts.spec import Column, ColumnType, FactTable, load_tables
from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused
from luji.base.people.roles import load_roles
from luji.record.registers.checks import load_registers
from luji.record.registers.problems import TABLE_TWICE
from luji.record.registers.spec import STATE, Field, Register

TYPES: dict[str, ColumnType] = {
    "serial": "text", "text": "text", "long_text": "text", "stake": "text", "code": "code", "unit": "unit",
    "integer": "integer", "decimal": "decimal", "money": "money", "date": "date", "flag": "flag",
}  # fmt: skip


def fact_table(register: Register) -> FactTable:
    """The table a register publishes: one column for each field, and the state."""
    columns = {register.fact_name(name): _column(field) for name, field in register.fields.items()}
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
        columns=columns | {STATE: state},
    )


def without(table: FactTable, names: Iterable[str]) -> FactTable:
    """The table without some columns: what somebody may take out."""
    left = set(names)
    kept = {name: column for name, column in table.columns.items() if name not in left}
    return table.model_copy(update={"columns": kept})


def fact_tables(registers: Mapping[str, Register]) -> dict[str, FactTable]:
    """The tables of all registers."""
    return {name: fact_table(register) for name, register in registers.items()}


def every_table(content: Content) -> dict[str, FactTable]:
    """The fact tables of an installation: those declared as such, and those registers publish.

    Raises `Refused` with the mistakes of all files, and REG-015 for a table declared in both ways.
    """
    declared = load_tables(folder / "facts" for folder in content.folders)
    roles = load_roles(content.files("posts"))
    published = fact_tables(load_registers(content.files("registers"), roles))
    twice = [TABLE_TWICE(name=name) for name in published if name in declared]
    if twice:
        raise Refused(twice)
    return dict(sorted((declared | published).items()))


def _column(field: Field) -> Column:
    given: dict[str, object] = {
        "type": TYPES[field.type],
        "label": field.label,
        "aliases": field.aliases,
        "required": field.required and not field.by,
        "personal": field.personal,
    }
    if field.type == "code":
        given |= {"values": field.values, "also": field.also}
    if field.type == "decimal":
        given["scale"] = field.scale
    for option in ("min", "max"):
        bound = getattr(field, option)
        if bound is not None:
            given[option] = bound if isinstance(bound, date) else Decimal(bound)
    return Column.model_validate(given)
