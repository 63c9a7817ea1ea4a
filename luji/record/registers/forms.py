"""Forms made from declared fields: inputs with help and problems beside them, and what was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from luji.base.kernel.problem import Problem
from luji.base.people.person import Person
from luji.base.people.units import UnitTree
from luji.base.ui.jinja import say
from luji.record.registers import attachments
from luji.record.registers.asking import Ask
from luji.record.registers.attachments import Widget
from luji.record.registers.kinds import kind_of, length
from luji.record.registers.permission import hats_of, own_unit
from luji.record.registers.problems import EMPTY
from luji.record.registers.reading import local
from luji.record.registers.registry import Kept
from luji.record.registers.spec import Field
from luji.record.registers.values import Values, Wrong, read, spelled


@dataclass(frozen=True)
class Input:
    """One input of a form; `kind` is that of its type: select, area, text, date, time …"""

    name: str
    label: str
    help: str
    kind: str
    value: str
    required: bool
    length: int
    mode: str
    options: tuple[tuple[str, str], ...] = ()
    problem: Problem | None = None
    files: Widget | None = None


@dataclass(frozen=True)
class Written:
    """What somebody wrote: the values that could be read, and a problem for each field that could not."""

    values: Values
    wrong: dict[str, Problem]


def taken(ask: Ask, fields: Mapping[str, Field], required: frozenset[str]) -> Written:
    """The posted form."""
    values: Values = {}
    wrong: dict[str, Problem] = attachments.arrive(ask, fields)
    for name, field in fields.items():
        if name in wrong:
            continue
        try:
            values[name] = read(ask.request.POST.get(name, ""), field, ask.registry.units)
        except Wrong as error:
            wrong[name] = error.problem
            continue
        if values[name] is None and (field.required or name in required):
            wrong[name] = EMPTY(label=field.label)
    return Written(values, wrong)


def inputs(
    ask: Ask,
    fields: Mapping[str, Field],
    values: Mapping[str, str],
    required: frozenset[str] = frozenset(),
    wrong: Mapping[str, Problem] | None = None,
) -> dict[str, Input]:
    """The inputs of a form by name, holding what is there."""
    return {
        name: _input(ask, name, field, values.get(name, ""), name in required, (wrong or {}).get(name))
        for name, field in fields.items()
    }


def spelled_all(kept: Kept, values: Mapping[str, object]) -> dict[str, str]:
    """Values as inputs hold them."""
    return {
        name: kind_of(kept.spec.fields[name]).spell(value, kept.spec.fields[name])
        for name, value in values.items()
    }


def defaults(kept: Kept, person: Person, now: datetime) -> dict[str, str]:
    """What a new form begins with."""
    special: dict[object, str] = {
        "own": own_unit(kept, person),
        "today": local(now).date().isoformat(),
        "now": spelled(now.replace(second=0, microsecond=0)),
        "me": person.number,
    }
    return {
        name: special[field.default] if field.default in special else spelled(field.default)
        for name, field in kept.spec.content.items()
        if field.default is not None
    }


def _input(ask: Ask, name: str, field: Field, value: str, required: bool, problem: Problem | None) -> Input:
    kind = kind_of(field)
    return Input(
        name=name,
        label=say(field.label),
        help=say(field.help) if field.help else "",
        kind=kind.input,
        value=value,
        required=required or field.required,
        length=length(field),
        mode=kind.mode,
        options=tuple(_options(ask, field, value)),
        problem=problem,
        files=attachments.widget(ask, name, field, value) if kind.input == "files" else None,
    )


def _options(ask: Ask, field: Field, value: str) -> list[tuple[str, str]]:
    empty = ("", _("choose"))
    if field.type == "code":
        return [empty, *((code, say(label)) for code, label in field.values.items())]
    if field.type == "flag":
        return [empty, ("true", _("yes")), ("false", _("no"))]
    if field.type == "unit":
        return [empty, *_units(ask.registry.units, ask.kept, ask.actor.person, value)]
    return []


def _units(tree: UnitTree, kept: Kept, person: Person, value: str) -> list[tuple[str, str]]:
    """The units somebody may file for, and the one the record has."""
    own = [hat.post.unit for hat in hats_of(person) if hat.post.role in kept.flow.create]
    if kept.flow.create_scope == "below":
        own = [code for unit in own if unit in tree for code in tree.subtree(unit)]
    codes = dict.fromkeys([*own, *([value] if value else [])])
    return [(code, say(tree.find(code).short) if code in tree else code) for code in codes]
