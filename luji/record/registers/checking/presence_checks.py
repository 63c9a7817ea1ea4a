"""A declaration of presence checked in meaning: its fields are there and of the right types."""

from __future__ import annotations

from collections.abc import Iterator

from luji.base.kernel.declaration import Tree
from luji.base.kernel.problem import Problem
from luji.record.registers.declared.spec import Field, Register
from luji.record.registers.presence_problems import BAD_PRESENCE


def check_presence(register: Register, tree: Tree) -> Iterator[Problem]:
    """Everything wrong with `presence` (REG-625)."""
    spec = register.presence
    if spec is None:
        return
    where = tree.where("presence")
    outer = register.fields
    inner: dict[str, Field] = outer[spec.rows].fields if spec.rows in outer else {}
    for name, fields, wanted in (
        (spec.rows, outer, "rows"),
        (spec.from_, outer, "moment"),
        (spec.to, outer, "moment"),
        (spec.person, inner, "person"),
        *([(spec.at, inner, "moment")] if spec.at else []),
        *([(spec.flag, inner, "flag")] if spec.flag else []),
    ):
        if name not in fields:
            yield BAD_PRESENCE(where, name=name, why="没有声明", why_en="is not declared")
        elif fields[name].type != wanted:
            said = fields[name].type
            yield BAD_PRESENCE(
                where, name=name, why=f"是 {said}，应为 {wanted}", why_en=f"is {said}, not {wanted}"
            )
    for state in spec.states:
        if state not in register.workflow.states:
            yield BAD_PRESENCE(where, name=state, why="不是状态", why_en="is no state")
