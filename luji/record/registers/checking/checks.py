"""A register's declaration checked in meaning: names, references, options, roles, and its workflow proven."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from luji.base.kernel.declaration import Tree, bind, nearest, parse_file
from luji.base.kernel.expression import Type
from luji.base.kernel.problem import Problem, ProblemKind, Refused, Where, errors
from luji.base.people.roles import Role
from luji.record.registers import problems
from luji.record.registers.checking.begetting_checks import begotten, check_begets
from luji.record.registers.checking.field_checks import check_fields, targets, unfit, with_lists
from luji.record.registers.checking.presence_checks import check_presence
from luji.record.registers.declared import serial, withdrawing
from luji.record.registers.declared.codelists import CodeList
from luji.record.registers.declared.spec import STATE, Field, Register
from luji.record.registers.declared.withdrawing import with_withdrawal
from luji.record.registers.fields import conditions
from luji.record.workflow.explore import explore
from luji.record.workflow.problems import UNKNOWN_ACTION
from luji.record.workflow.references import Surroundings, references
from luji.record.workflow.spec import CREATE

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
RESERVED = frozenset({
    "id", "pk", "row", "state", "version", "sought", "named", "created_at", "changed_at", "created_by",
    "objects",
    "save", "asave", "save_base", "delete", "adelete", "check", "clean", "full_clean", "clean_fields",
    "refresh_from_db", "arefresh_from_db", "from_db", "serializable_value", "validate_unique",
    "validate_constraints", "date_error_message", "unique_error_message", "get_constraints",
    "prepare_database_save", "get_deferred_fields", "get_next_by_created_at", "get_previous_by_created_at",
    "get_next_by_changed_at", "get_previous_by_changed_at",
})  # fmt: skip
PARTNER = "partner"
KEPT = frozenset({"serial", "text"})
DAYS = frozenset({"date", "moment"})
PARTS = frozenset({"month", "year"})
COMPARED = DAYS | {"text", "code", "unit", "integer", "person", "reference", "stake", "flag"}
SEARCHED = KEPT | {"long_text", "stake", "person", "reference"}
Lists = Mapping[str, CodeList]
NO_LISTS: Lists = {}


def load_register(
    path: Path, roles: Mapping[str, Role], lists: Lists = NO_LISTS, prove: bool = True
) -> Register:
    """The register declared in one file, its workflow proven if told so. Raises `Refused`."""
    return from_tree(parse_file(path), roles, lists, prove)


def load_registers(
    paths: Iterable[Path], roles: Mapping[str, Role], lists: Lists = NO_LISTS, prove: bool = True
) -> dict[str, Register]:
    """All registers by name; `lists` are the dated lists of codes. Raises `Refused` with all mistakes.

    Who only reads the shape of their facts need not `prove` the workflows again.
    """
    found: dict[str, Register] = {}
    files: dict[str, str] = {}
    wrong: list[Problem] = []
    for path in paths:
        try:
            register = load_register(path, roles, lists, prove)
        except Refused as refused:
            wrong.extend(refused.problems)
            continue
        name = register.name
        if name in found:
            wrong.append(problems.REGISTER_TWICE(Where(file=path.name), name=name, first=files[name]))
        found[name], files[name] = register, path.name
    if not wrong:
        where = {name: Where(file=file) for name, file in files.items()}
        wrong.extend(watched(found, where))
        wrong.extend(begotten(found, where))
        wrong.extend(targets(found, lambda name, _field: Where(file=files[name])))
    if wrong:
        raise Refused(wrong)
    return found


def from_tree(tree: Tree, roles: Mapping[str, Role], lists: Lists = NO_LISTS, prove: bool = True) -> Register:
    """The register of parsed YAML. Raises `Refused`."""
    declared = with_lists(bind(tree, Register), lists)
    register = with_withdrawal(declared)
    persons = [name for name, field in register.fields.items() if field.held == "person"]
    around = Surroundings(roles=roles, fields=types(register), persons=persons)
    register.workflow.learn({name: field.label for name, field in register.fields.items()})
    judged = explore if prove else references
    found = [
        *check(register, tree, roles),
        *check_fields(register, tree, lists),
        *withdrawing.check(declared, tree),
        *judged(register.workflow, around, lambda *path: tree.where("workflow", *path)),
    ]
    if wrong := errors(found):
        raise Refused(wrong)
    return register


def types(register: Register) -> dict[str, Type]:
    """What the conditions of the workflow may read."""
    found = conditions.types(register)
    return found | {STATE: Type("text", codes=tuple(register.workflow.states))}


def check(register: Register, tree: Tree, roles: Mapping[str, Role]) -> Iterator[Problem]:
    """Everything wrong with a register but its workflow (REG-001 … 013)."""
    if not NAME.fullmatch(register.name):
        yield problems.BAD_NAME(tree.where("register"), name=register.name)
    for name, field in register.fields.items():
        yield from _field(name, field, register, tree)
    yield from _places(register, tree)
    yield from _headings(register, tree)
    yield from _roles(register, tree, roles)
    yield from _views(register, tree)
    yield from _measures(register, tree)
    yield from _fresh(register, tree)
    yield from _watch(register, tree)
    yield from _compare(register, tree)
    yield from _answers(register, tree, roles)
    yield from _unique(register, tree)
    yield from check_presence(register, tree)
    yield from check_begets(register, tree)


def _field(name: str, field: Field, register: Register, tree: Tree) -> Iterator[Problem]:
    where = tree.where("fields", name)
    if not NAME.fullmatch(name):
        yield problems.BAD_NAME(where, name=name)
    if name in RESERVED:
        yield problems.RESERVED_NAME(where, name=name)
    yield from unfit(name, field, where)
    if field.type == "code" and not field.values and not field.codes:
        yield problems.NO_VALUES(where, name=name)
    if field.type == "serial" and not serial.is_pattern(field.pattern):
        yield problems.BAD_PATTERN(where, pattern=field.pattern)
    for action in field.by:
        if action not in register.workflow.actions:
            known = "、".join(register.workflow.actions)
            yield problems.UNKNOWN_ACT(
                tree.where("fields", name, "by"), name=name, action=action, known=known
            )
    if field.type == "code" and field.default is not None and field.default not in field.values:
        at = tree.where("fields", name, "default")
        yield problems.BAD_DEFAULT(
            at, name=name, value=field.default, why="不在取值中", why_en="no such code"
        )


def _places(register: Register, tree: Tree) -> Iterator[Problem]:
    """The fields that other parts of the declaration name."""
    listed = register.list_
    named: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
        ("key", (register.key,), ("serial", "text")),
        ("unit", (register.unit,), ("unit",)),
        ("time", (register.time,) if register.time else (), ("date", "moment")),
        ("party", (register.party,) if register.party else (), ("text", "code")),
        ("title", register.title, ()),
        *(("form", group.fields, ()) for group in register.form),
        ("list", (*listed.columns, *listed.filters, *listed.sort, listed.order.removeprefix("-")), ()),
        ("list", listed.search, tuple(sorted(SEARCHED))),
        *(("stamps", tuple(fields), ()) for fields in register.stamps.values()),
    ]
    for key, names, wanted in named:
        for name in names:
            yield from _named(key, name, wanted, register, tree)
    for action, fields in register.stamps.items():
        if action not in register.workflow.actions:
            known = "、".join(register.workflow.actions)
            first = next(iter(fields), "")
            yield problems.UNKNOWN_ACT(tree.where("stamps", action), name=first, action=action, known=known)


def _named(key: str, name: str, wanted: tuple[str, ...], register: Register, tree: Tree) -> Iterator[Problem]:
    if name in ("", STATE):
        return
    if name not in register.fields:
        known = "、".join(register.fields)
        kind = problems.NO_FIELD
        yield kind(tree.where(key), key=key, name=name, known=known, **_hints(name, register.fields))
    elif wanted and register.fields[name].held not in wanted:
        yield problems.WRONG_FIELD_TYPE(
            tree.where(key), key=key, name=name, type=register.fields[name].type, wanted=" / ".join(wanted)
        )


def _views(register: Register, tree: Tree) -> Iterator[Problem]:
    """The fields that calendar and timeline stand on: they tell a day."""
    views = register.views
    lasting = (views.timeline.from_, views.timeline.to) if views.timeline else ()
    for name in (views.calendar, *lasting):
        yield from _named("views", name, ("date", "moment"), register, tree)


def _unique(register: Register, tree: Tree) -> Iterator[Problem]:
    """Fields no two records share: such as can be compared, of days perhaps the month or the year."""
    for name, part in register.sole:
        yield from _named("unique", name, tuple(sorted(COMPARED)), register, tree)
        held = register.fields[name].held if name in register.fields else ""
        if part and (part not in PARTS or held not in DAYS):
            yield problems.NO_PART_OF_A_DAY(tree.where("unique"), name=name, part=part)


def _headings(register: Register, tree: Tree) -> Iterator[Problem]:
    """No two fields may have one heading or one fact column: an import could not tell them apart."""
    meant: dict[str, str] = dict.fromkeys((STATE, "状态", "State"), STATE)
    for name, field in register.fields.items():
        words = {register.fact_name(name), field.label.zh, field.label.en, *field.aliases}
        for word in sorted(words):
            first = meant.setdefault(word, name)
            if first != name:
                yield problems.NAME_TWICE(tree.where("fields", name), first=first, second=name, word=word)
    for name, measure in register.measures.items():
        for word in (name, measure.label.zh, measure.label.en):
            first = meant.setdefault(word, f"measures.{name}")
            if first != f"measures.{name}":
                yield problems.NAME_TWICE(tree.where("measures", name), first=first, second=name, word=word)


def _measures(register: Register, tree: Tree) -> Iterator[Problem]:
    """Times measured between acts of the workflow, under names nothing else has."""
    acts = [CREATE, *register.workflow.actions]
    for name, measure in register.measures.items():
        where = tree.where("measures", name)
        if not NAME.fullmatch(name):
            yield problems.BAD_NAME(where, name=name)
        for act in (measure.after, measure.until):
            if act not in acts:
                yield UNKNOWN_ACTION(where, owner=name, name=act, known="、".join(acts), **_hints(act, acts))
        if measure.until in (measure.after, CREATE):
            yield problems.NO_SPAN(where, name=name)
        if measure.stated:
            yield from _named("measures", measure.stated, ("integer", "duration"), register, tree)


def _fresh(register: Register, tree: Tree) -> Iterator[Problem]:
    """Fresh photographs: of photographs only, after an action there is, near a stake there is."""
    for name, field in register.fields.items():
        if field.fresh is None:
            continue
        where = tree.where("fields", name)
        if field.accept != ("photo",):
            yield problems.FRESH_OF_NO_PHOTO(where, name=name)
        acts = tuple(register.workflow.actions)
        if field.fresh.after and field.fresh.after not in acts:
            hints = _hints(field.fresh.after, acts)
            yield UNKNOWN_ACTION(where, owner=name, name=field.fresh.after, known="、".join(acts), **hints)
        yield from _named("fresh", field.fresh.near, ("stake",), register, tree)


def _compare(register: Register, tree: Tree) -> Iterator[Problem]:
    """Accounts that are compared are lines of one field."""
    for compare in register.compare:
        yield from _named("compare", compare.rows, ("rows",), register, tree)
        inner = register.fields[compare.rows].fields if compare.rows in register.fields else {}
        for name in (compare.point, compare.said, compare.source):
            if inner and name not in inner:
                known, hints = "、".join(inner), _hints(name, inner)
                yield problems.NO_FIELD(tree.where("compare"), key="compare", name=name, known=known, **hints)


def _watch(register: Register, tree: Tree) -> Iterator[Problem]:
    """What a register says of its own fields when it watches another; the other is looked at with all."""
    for watch in register.watch:
        yield from _named("watch", watch.near, ("stake",), register, tree)
        yield from _named("watch", watch.since, ("date",), register, tree)
        for name in watch.same:
            yield from _named("watch", name, (), register, tree)


def _answers(register: Register, tree: Tree, roles: Mapping[str, Role]) -> Iterator[Problem]:
    """Answers of organisations: by an action partners may take, in a register that names the organisation."""
    answers = register.answers
    if answers is None:
        return
    where = tree.where("answers")
    acts = register.workflow.actions
    if answers.action not in acts:
        hints = _hints(answers.action, acts)
        yield UNKNOWN_ACTION(where, owner="answers", name=answers.action, known="、".join(acts), **hints)
    elif PARTNER not in acts[answers.action].who or not register.party:
        yield problems.NO_PARTNER_ANSWERS(where, action=acts[answers.action].label)
    yield from _named("answers", answers.batch, (), register, tree)
    for name in answers.who:
        if name not in roles:
            yield _unknown_role(problems.UNKNOWN_ROLE, "answers", name, roles, where)


def watched(registers: Mapping[str, Register], where: Mapping[str, Where]) -> Iterator[Problem]:
    """Whether the registers that are watched are there and have the fields (REG-551, 552)."""
    for register in registers.values():
        for watch in register.watch:
            at, other = where[register.name], registers.get(watch.register_)
            if other is None or other.time is None:
                known, hints = "、".join(registers), _hints(watch.register_, registers)
                yield problems.WATCHES_NOTHING(at, name=watch.register_, known=known, **hints)
                continue
            for name in (watch.near, *watch.same):
                field = other.fields.get(name)
                if field is None or (name == watch.near and field.type != "stake"):
                    yield problems.WATCHED_FIELD(at, register=other.name, name=name)


def _roles(register: Register, tree: Tree, roles: Mapping[str, Role]) -> Iterator[Problem]:
    for key, names in (
        ("see", tuple(register.see)),
        ("takeover", register.takeover),
        ("personal", register.personal),
        ("withdraw", register.withdraw),
    ):
        for name in names:
            if name not in roles:
                yield _unknown_role(problems.UNKNOWN_ROLE, key, name, roles, tree.where(key))
    flow = register.workflow
    acting = {CREATE: flow.create} | {name: action.who for name, action in flow.actions.items()}
    for action, names in acting.items():
        for name in names:
            if name in roles and name not in register.see:
                label = flow.act_label(action)
                yield problems.CANNOT_SEE(tree.where("see"), role=roles[name].label, action=label)


def _unknown_role(kind: ProblemKind, key: str, name: str, roles: Mapping[str, Role], where: Where) -> Problem:
    return kind(where, key=key, name=name, known="、".join(roles), **_hints(name, roles))


def _hints(name: str, known: Iterable[str]) -> dict[str, str]:
    near = nearest(name, known)
    if not near:
        return {"hint_zh": "", "hint_en": ""}
    return {"hint_zh": f"，是否指「{near}」？", "hint_en": f", did you mean '{near}'?"}
