"""Fields checked in meaning where they depend on others: conditions, formulas, lines, codes, references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from luji.base.kernel.declaration import Tree
from luji.base.kernel.expression import DATE, Type, hint, parse
from luji.base.kernel.problem import Problem, Refused, Where
from luji.record.registers import field_problems, problems
from luji.record.registers.declared.codelists import CodeList
from luji.record.registers.declared.spec import Field, Register, heads
from luji.record.registers.fields.conditions import DUE, type_of, types
from luji.record.registers.fields.depending import circles
from luji.record.registers.fields.kinds import KINDS, kind_of

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
OPTIONS = frozenset(option for kind in KINDS.values() for option in kind.options)
SIMPLE = tuple(name for name, kind in KINDS.items() if kind.simple)
RESULTS = ("integer", "decimal", "money", "duration", "flag", "text", "date")
INNER = frozenset({
    "type", "label", "help", "required", "values", "also", "codes", "scale", "min", "max", "most", "personal",
    "to", "fact", "aliases", "identity",
})  # fmt: skip
LINE = "line"


def with_lists(register: Register, lists: Mapping[str, CodeList]) -> Register:
    """The register with the codes of its dated lists; those not declared are left as they are."""
    fields = {name: _listed(field, lists) for name, field in register.fields.items()}
    return register.model_copy(update={"fields": fields})


def check_fields(register: Register, tree: Tree, lists: Mapping[str, CodeList]) -> Iterator[Problem]:
    """Everything wrong with fields that depend on something else (REG-520 … 536)."""
    for name, field in register.fields.items():
        yield from _codes(field, lists, tree, ("fields", name))
        yield from _expressions(name, field, register, tree)
        if field.type == "rows":
            yield from _rows(name, field, register, lists, tree)
    yield from _needed(register, tree)
    yield from _circles(register, tree)
    yield from _listable(register, tree)


def targets(registers: Mapping[str, Register], where: Callable[[str, str], Where]) -> Iterator[Problem]:
    """References that lead nowhere, and fact tables of sub-rows under a name that is taken (REG-525, 532)."""
    taken = set(registers)
    for register in registers.values():
        for name, field in register.fields.items():
            at = where(register.name, name)
            for one in (field, *field.fields.values()):
                if one.type == "reference" and one.to not in registers:
                    known = "、".join(registers)
                    yield field_problems.UNKNOWN_TARGET(
                        at, name=name, to=one.to, known=known, **hint(one.to, registers)
                    )
            if field.publish in taken:
                yield field_problems.PUBLISHED_TWICE(at, name=name, table=field.publish)
            taken |= {field.publish} if field.publish else set()


def unfit(name: str, field: Field, where: Where) -> Iterator[Problem]:
    """Options the type does not know."""
    for option in sorted(OPTIONS - KINDS[field.type].options):
        if option in field.model_fields_set:
            said = option.removesuffix("_")
            yield problems.OPTION_UNFIT(where, type=field.type, name=name, option=said)


def _listed(field: Field, lists: Mapping[str, CodeList]) -> Field:
    if field.codes in lists:
        return field.listed(lists[field.codes])
    if not field.fields:
        return field
    inner = {name: _listed(one, lists) for name, one in field.fields.items()}
    return field.model_copy(update={"fields": inner})


def _codes(
    field: Field, lists: Mapping[str, CodeList], tree: Tree, path: tuple[str, ...]
) -> Iterator[Problem]:
    where, name = tree.where(*path), path[-1]
    if field.codes and field.codes not in lists:
        known = "、".join(lists)
        yield field_problems.UNKNOWN_LIST(
            where, name=name, list=field.codes, known=known, **hint(field.codes, lists)
        )
    if field.codes and (*path, "values") in tree.lines:
        yield field_problems.VALUES_TWICE(where, name=name)


def _expressions(name: str, field: Field, register: Register, tree: Tree) -> Iterator[Problem]:
    where = tree.where("fields", name)
    known = types(register)
    if field.when:
        place = tree.where("fields", name, "when")
        yield from _checked(field_problems.BAD_CONDITION, name, field.when, Type("flag"), known, place)
    if field.type != "computed":
        return
    if not field.formula:
        yield field_problems.NO_FORMULA(where, name=name)
    elif field.as_ not in RESULTS:
        yield field_problems.NOT_COMPUTABLE(where, name=name, type=field.as_, known="、".join(RESULTS))
    else:
        place = tree.where("fields", name, "formula")
        dues = {f"{clock}{DUE}": DATE for clock, one in register.workflow.clocks.items() if one.since}
        formula = field.formula
        yield from _checked(field_problems.BAD_FORMULA, name, formula, type_of(field), known | dues, place)
    for option in ("required", "by", "default", "when"):
        if option in field.model_fields_set:
            yield problems.OPTION_UNFIT(where, type="computed", name=name, option=option)


def _checked(
    kind: Callable[..., Problem], name: str, text: str, wanted: Type, known: Mapping[str, Type], where: Where
) -> Iterator[Problem]:
    """An expression that cannot be read, reads what is not there, or gives something else than wanted."""
    try:
        found = parse(text).check(known, {}, where)
    except Refused as refused:
        for one in refused.problems:
            yield kind(
                where, name=name, why_zh=one.zh, why_en=one.en, cure_zh=one.cure_zh, cure_en=one.cure_en
            )
        return
    if found.kind not in (wanted.kind, "null"):
        why = (f"结果是 {found.kind}，应是 {wanted.kind}", f"it gives {found.kind}, not {wanted.kind}")
        cure = ("请改写。", "Rewrite it.")
        yield kind(where, name=name, why_zh=why[0], why_en=why[1], cure_zh=cure[0], cure_en=cure[1])


def _rows(
    name: str, field: Field, register: Register, lists: Mapping[str, CodeList], tree: Tree
) -> Iterator[Problem]:
    if not field.fields:
        yield field_problems.NO_SUBFIELDS(tree.where("fields", name), name=name)
    if field.publish and not NAME.fullmatch(field.publish):
        yield problems.BAD_NAME(tree.where("fields", name, "publish"), name=field.publish)
    taken: dict[str, str] = {LINE: f"{field.publish}.{LINE}"} if field.publish else {}
    for kept in (register.key, register.unit, register.time or register.key) if field.publish else ():
        if kept in register.fields:
            taken[register.fact_name(kept)] = f"{register.name}.{kept}"
    for inner, one in field.fields.items():
        where = tree.where("fields", name, "fields", inner)
        yield from _inner(name, inner, one, where)
        yield from _codes(one, lists, tree, ("fields", name, "fields", inner))
        for word in {one.fact or inner, one.label.zh, one.label.en}:
            if word in taken and taken[word] != inner:
                yield problems.NAME_TWICE(where, first=taken[word], second=inner, word=word)
            taken[word] = inner


def _inner(name: str, inner: str, field: Field, where: Where) -> Iterator[Problem]:
    if not NAME.fullmatch(inner):
        yield problems.BAD_NAME(where, name=inner)
    if not kind_of(field).simple or field.type not in SIMPLE:
        yield field_problems.NOT_SIMPLE(
            where, name=name, inner=inner, type=field.type, known="、".join(SIMPLE)
        )
        return
    yield from unfit(inner, field, where)
    for option in sorted(field.model_fields_set - INNER):
        if option not in OPTIONS:
            yield field_problems.NOT_IN_LINES(where, name=name, inner=inner, option=option)
    if field.type == "code" and not field.values and not field.codes:
        yield problems.NO_VALUES(where, name=f"{name}.{inner}")


def _needed(register: Register, tree: Tree) -> Iterator[Problem]:
    """Fields something else relies on may not come and go with a condition."""
    for key, names in (
        ("key", (register.key,)),
        ("unit", (register.unit,)),
        *((f"requires ({n})", action.requires) for n, action in register.workflow.actions.items()),
    ):
        for name in names:
            if name in register.fields and register.fields[name].when:
                yield field_problems.ALWAYS_REQUIRED(tree.where("fields", name, "when"), key=key, name=name)
    for action, stamped in register.stamps.items():
        for name in stamped:
            if name in register.fields and register.fields[name].type == "computed":
                at = tree.where("stamps", action)
                yield problems.OPTION_UNFIT(at, type="computed", name=name, option="stamps")


def _circles(register: Register, tree: Tree) -> Iterator[Problem]:
    links = {name: heads(text) for name, text in register.following.items()}
    for circle in circles(links):
        where = tree.where("fields", circle[0])
        yield field_problems.GOES_ROUND(where, circle=" → ".join(circle))


def _listable(register: Register, tree: Tree) -> Iterator[Problem]:
    listed = register.list_
    for key, names in (("sort", (*listed.sort, listed.order.removeprefix("-"))), ("filters", listed.filters)):
        for name in names:
            field = register.fields.get(name)
            if field is None or (kind_of(field).sorts if key == "sort" else kind_of(field).filters):
                continue
            yield field_problems.NOT_LISTABLE(tree.where("list", key), key=key, name=name, type=field.held)
