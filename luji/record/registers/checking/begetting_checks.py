"""A declaration of begetting checked in meaning: lines, where values come from, the form they fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from luji.base.kernel.declaration import Tree
from luji.base.kernel.expression import hint
from luji.base.kernel.problem import Problem, Where
from luji.record.registers.begetting_problems import (
    BEGETS_NOWHERE,
    DOES_NOT_FIT,
    NO_SOURCE,
    NOT_ON_FORM,
    NOT_THE_LINES,
)
from luji.record.registers.declared.spec import Begets, Field, Register

WORDS = frozenset({"text", "long_text", "stake", "serial"})


def check_begets(register: Register, tree: Tree) -> Iterator[Problem]:
    """What is wrong within the register itself (REG-610, 612)."""
    for name, begets in register.begets.items():
        where = tree.where("begets", name)
        lines = [one for one, field in register.fields.items() if field.type == "rows"]
        if begets.rows not in lines:
            hints = hint(begets.rows, lines)
            yield NOT_THE_LINES(where, name=name, rows=begets.rows, known="、".join(lines), **hints)
            continue
        there = sources(register, begets)
        for field, source in begets.fields.items():
            if source not in there:
                known, hints = "、".join(there), hint(source, there)
                yield NO_SOURCE(where, name=name, field=field, source=source, known=known, **hints)


def begotten(registers: Mapping[str, Register], where: Mapping[str, Where]) -> Iterator[Problem]:
    """What is wrong where the other register comes in (REG-611, 613, 614); the registers are sound."""
    for register in registers.values():
        for name, begets in register.begets.items():
            at, target = where[register.name], registers.get(begets.to)
            if target is None:
                known, hints = "、".join(registers), hint(begets.to, registers)
                yield BEGETS_NOWHERE(at, name=name, to=begets.to, known=known, **hints)
            else:
                yield from _filled(register, name, target, at)


def sources(register: Register, begets: Begets) -> dict[str, Field]:
    """What values may come from: the fields of the record, and before them those of the line."""
    return {**register.fields, **register.fields[begets.rows].fields}


def _filled(register: Register, name: str, target: Register, at: Where) -> Iterator[Problem]:
    begets, form = register.begets[name], target.on_form
    there = sources(register, begets)
    for field in (begets.origin, *begets.fields):
        if field not in form:
            known, hints = "、".join(form), hint(field, form)
            yield NOT_ON_FORM(at, name=name, field=field, to=target.name, known=known, **hints)
        elif why := (
            _no_origin(form[field], begets, register)
            if field == begets.origin
            else _unfit(there[begets.fields[field]], form[field])
        ):
            yield DOES_NOT_FIT(at, name=name, field=field, why=why[0], why_en=why[1])


def _no_origin(field: Field, begets: Begets, register: Register) -> tuple[str, str] | None:
    """Why a field cannot hold the number of the record it all came from."""
    if field.type != "reference" or field.to != register.name:
        return f"不是指向「{register.name}」的引用", f"it is no reference to '{register.name}'"
    if begets.origin in begets.fields:
        return "它放来源记录的编号", "it holds the number of the record it comes from"
    return None


def _unfit(source: Field, field: Field) -> tuple[str, str] | None:
    """Why what one field holds cannot be put into another; what names people is never carried over."""
    if source.names or source.private:
        return "个人信息不带出", "what names people is not carried over"
    alike = source.held == field.held or (source.held in WORDS and field.held in ("text", "long_text"))
    if not alike or source.held in ("rows", "files"):
        return f"{source.held} 不能填入 {field.held}", f"{source.held} does not go into {field.held}"
    if source.held == "code" and (beyond := [code for code in source.values if code not in field.values]):
        said = "、".join(beyond)
        return f"没有取值 {said}", f"it has no code {said}"
    if source.held == "reference" and source.to != field.to:
        return f"引用的是「{source.to}」", f"it refers to '{source.to}'"
    return None
