"""The declared papers, each checked against its register: bindings, forms, states, roles, numbers; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from luji.base.kernel.declaration import Tree, bind, parse_file
from luji.base.kernel.expression import hint, parse
from luji.base.kernel.problem import Problem, Refused, Where
from luji.base.people.roles import Role
from luji.record.papers import binding, problems
from luji.record.papers.binding import Bound, Broken
from luji.record.papers.spec import SPECIAL, Paper
from luji.record.papers.writing import FORMS
from luji.record.registers.checking.checks import types
from luji.record.registers.declared import serial
from luji.record.registers.declared.spec import Register

UNWRITTEN = frozenset({"rows", "files"})
"""Types that no line of a paper can hold."""


def load_papers(
    paths: Iterable[Path], registers: Mapping[str, Register], roles: Mapping[str, Role]
) -> dict[str, Paper]:
    """All papers by name. Raises `Refused` with the mistakes of all files (PAP-0xx)."""
    found: dict[str, Paper] = {}
    files: dict[str, str] = {}
    numbered: dict[str, str] = {}
    wrong: list[Problem] = []
    for path in paths:
        tree = parse_file(path)
        try:
            paper = bind(tree, Paper)
        except Refused as refused:
            wrong.extend(refused.problems)
            continue
        if paper.name in found:
            where = Where(file=path.name)
            wrong.append(problems.PAPER_TWICE(where, name=paper.name, first=files[paper.name]))
        other = numbered.setdefault(paper.number, paper.name)
        if other != paper.name:
            wrong.append(problems.SAME_NUMBERS(tree.where("number"), name=paper.name, first=other))
        wrong.extend(check(paper, tree, registers, roles))
        found[paper.name], files[paper.name] = paper, path.name
    if wrong:
        raise Refused(wrong)
    return found


def check(
    paper: Paper, tree: Tree, registers: Mapping[str, Register], roles: Mapping[str, Role]
) -> Iterator[Problem]:
    """Everything wrong with one paper."""
    register = registers.get(paper.register_)
    if register is None:
        known = "、".join(registers)
        yield problems.NO_REGISTER(
            tree.where("register"), paper=paper.name, name=paper.register_, known=known
        )
        return
    if not _numbers(paper.number):
        yield problems.BAD_NUMBERS(tree.where("number"), paper=paper.name, pattern=paper.number)
    for key, names, known_names in (
        ("states", paper.states, tuple(register.workflow.states)),
        ("who", paper.who, tuple(roles)),
        ("void", paper.void, tuple(roles)),
        ("asks", paper.asks, tuple(register.fields)),
    ):
        for name in names:
            if name not in known_names:
                known = "、".join(known_names)
                yield problems.UNKNOWN_PLACE(
                    tree.where(key), paper=paper.name, key=key, name=name, known=known
                )
    for index, block in enumerate(paper.body):
        where = tree.where("body", index)
        for line in block.lines():
            yield from _line(paper, line, register, where)
        if block.when:
            yield from _condition(paper, block.when, register, where)


def _numbers(pattern: str) -> bool:
    return serial.is_pattern(pattern) and "{year}" in pattern


def _line(paper: Paper, line: str, register: Register, where: Where) -> Iterator[Problem]:
    try:
        bound = binding.places(line)
    except Broken:
        yield problems.BROKEN_BINDING(where, paper=paper.name, text=line[:60])
        return
    for place in bound:
        yield from _place(paper, place, register, where)


def _place(paper: Paper, place: Bound, register: Register, where: Where) -> Iterator[Problem]:
    known = [*register.fields, *SPECIAL]
    if place.name not in known:
        yield problems.UNBOUND(
            where, paper=paper.name, name=place.name, register=register.name, known="、".join(known),
            **hint(place.name, known),
        )  # fmt: skip
        return
    field = register.fields.get(place.name)
    if field is not None and field.held in UNWRITTEN:
        yield problems.UNKNOWN_FORM(where, paper=paper.name, name=place.name, form=field.held, known="—")
    if not place.form:
        return
    allowed = FORMS.get(place.form)
    if allowed is None or (allowed and (field is None or field.held not in allowed)):
        yield problems.UNKNOWN_FORM(
            where, paper=paper.name, name=place.name, form=place.form, known="、".join(FORMS)
        )


def _condition(paper: Paper, text: str, register: Register, where: Where) -> Iterator[Problem]:
    try:
        parse(text).check(types(register), None, where)
    except Refused as refused:
        for one in refused.problems:
            yield problems.BROKEN_CONDITION(
                where, paper=paper.name, text=text, why_zh=one.zh, why_en=one.en, cure_zh=one.cure_zh,
                cure_en=one.cure_en,
            )  # fmt: skip
