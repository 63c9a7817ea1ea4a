"""Forms made from declared fields: inputs with help and problems beside them, and what was written."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from luji.base.kernel.problem import Problem
from luji.base.people.person import Person
from luji.base.people.units import UnitTree
from luji.base.ui.jinja import say
from luji.record.registers.declared.spec import Field
from luji.record.registers.fields import lines, live
from luji.record.registers.fields.conditions import holds
from luji.record.registers.fields.kinds import kind_of, length
from luji.record.registers.fields.reading import local
from luji.record.registers.fields.values import Value, Values, Wrong, read, spelled
from luji.record.registers.pages import galleries
from luji.record.registers.pages.asking import Ask
from luji.record.registers.pages.galleries import Widget
from luji.record.registers.pages.suggestions import Suggestions, number_of
from luji.record.registers.problems import EMPTY
from luji.record.registers.registry import Kept
from luji.record.registers.verbs.permission import hats_of, own_unit
from luji.record.registers.verbs.world import World

NOTHING: Mapping[str, Value] = {}
SPARE, SPARE_MORE = 3, 10


@dataclass(frozen=True)
class Input:
    """One input of a form; `kind` is that of its type: select, area, text, date, time …

    `list` is the id of the list it offers; `when` the condition under which it applies, as the page's script
    reads it; `lines` the table of a field of sub-rows.
    """

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
    hint: str = ""
    list: str = ""
    when: str = ""
    lines: LineTable | None = None


@dataclass(frozen=True)
class LineTable:
    """The inputs of sub-rows: those of every line, spare ones with them, and a blank line for the script."""

    headings: tuple[Input, ...]
    rows: tuple[tuple[Input, ...], ...]
    blank: tuple[Input, ...]
    more: str


@dataclass(frozen=True)
class Written:
    """What somebody wrote: the values that could be read, and a problem for each field that could not."""

    values: Values
    wrong: dict[str, Problem]


def taken(
    ask: Ask, fields: Mapping[str, Field], required: frozenset[str], before: Mapping[str, Value] = NOTHING
) -> Written:
    """The posted form; a field whose condition does not hold is empty, whatever its hidden input says.

    `before` is the record as it is, for conditions on fields the form does not ask for.
    """
    values: Values = {}
    wrong: dict[str, Problem] = galleries.arrive(ask, fields)
    gather(ask, fields)
    for name, field in fields.items():
        if name in wrong:
            continue
        try:
            values[name] = read(ask.request.POST.get(name, ""), field, ask.registry.units)
        except Wrong as error:
            wrong[name] = error.problem
    for name, field in fields.items():
        if field.when and not holds(field.when, dict(before) | values):
            values[name] = None
            wrong.pop(name, None)
        elif name not in wrong and values[name] is None and (field.required or name in required):
            wrong[name] = EMPTY(label=field.label)
    return Written(values, wrong)


def more_asked(ask: Ask) -> bool:
    """Whether the form was sent only for more spare lines: nothing is to be saved."""
    return any(name.startswith("more-") for name in ask.request.POST)


def gather(ask: Ask, fields: Mapping[str, Field]) -> None:
    """Put posted sub-rows and people where texts are read: lines of cells, police numbers."""
    posted = ask.request.POST.copy()
    for name, field in fields.items():
        if field.held == "rows":
            posted[name] = lines.joined(_posted_cells(posted, name, field)) or posted.get(name, "")
        elif field.held == "person":
            posted[name] = number_of(posted.get(name, ""))
    ask.request.POST = posted  # type: ignore[assignment]


def _posted_cells(posted: Mapping[str, str], name: str, field: Field) -> list[list[str]]:
    """The cells of every posted line, in order of its number in the form."""
    numbers = {int(part) for key in posted if (part := _line_number(key, name)).isdecimal() and len(part) < 7}
    people = [inner.held == "person" for inner in field.fields.values()]
    return [
        [
            number_of(posted.get(f"{name}.{n}.{inner}", ""))
            if person
            else posted.get(f"{name}.{n}.{inner}", "")
            for inner, person in zip(field.fields, people, strict=True)
        ]
        for n in sorted(numbers)
    ]


def _line_number(key: str, name: str) -> str:
    head, _, rest = key.partition(".")
    return rest.partition(".")[0][:6] if head == name else ""


def inputs(
    ask: Ask,
    fields: Mapping[str, Field],
    values: Mapping[str, str],
    required: frozenset[str] = frozenset(),
    wrong: Mapping[str, Problem] | None = None,
    suggestions: Suggestions | None = None,
    before: Mapping[str, Value] = NOTHING,
) -> dict[str, Input]:
    """The inputs of a form by name, holding what is there."""
    maker = _Maker(ask, fields, values, suggestions or Suggestions(ask), before)
    found = wrong or {}
    return {n: maker.input(n, f, f.required or n in required, found.get(n)) for n, f in fields.items()}


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


@dataclass(frozen=True)
class _Maker:
    """Makes the inputs of one form."""

    ask: Ask
    fields: Mapping[str, Field]
    values: Mapping[str, str]
    suggestions: Suggestions
    before: Mapping[str, Value]

    def input(self, name: str, field: Field, required: bool, problem: Problem | None) -> Input:
        """The input of a field."""
        value = self.values.get(name, "")
        made = self._plain(name, field, value, required)
        return replace(
            made,
            problem=problem,
            files=galleries.widget(self.ask, name, field, value) if made.kind == "files" else None,
            lines=self._lines(name, field, value) if made.kind == "lines" else None,
            when=live.condition(field.when, self.fields, self.before) if field.when else "",
        )

    def _plain(self, name: str, field: Field, value: str, required: bool) -> Input:
        kind = kind_of(field)
        return Input(
            name=name,
            label=say(field.label),
            help=say(field.help) if field.help else "",
            kind=kind.input,
            value=self.suggestions.told(field, value),
            required=required,
            length=length(field),
            mode=kind.mode,
            hint=kind.hint,
            options=tuple(self._options(field, value)),
            list=self.suggestions.list_of(field),
        )

    def _lines(self, name: str, field: Field, text: str) -> LineTable:
        """Every line that is there and some spare ones, more of them when asked for."""
        try:
            cells = lines.split(text)
        except csv.Error:
            cells = []
        more = f"more-{name}"
        spare = SPARE_MORE if more in self.ask.request.POST else SPARE
        cells += [[] for _ in range(min(spare, max((field.most or lines.MOST) - len(cells), 0)))]
        return LineTable(
            headings=tuple(self._plain(inner, one, "", one.required) for inner, one in field.fields.items()),
            rows=tuple(self._line(f"{name}.{n}", field, line) for n, line in enumerate(cells)),
            blank=self._line(f"{name}.__n__", field, []),
            more=more,
        )

    def _line(self, name: str, field: Field, cells: list[str]) -> tuple[Input, ...]:
        there = cells + [""] * (len(field.fields) - len(cells))
        return tuple(
            self._plain(f"{name}.{inner}", one, cell, False)
            for (inner, one), cell in zip(field.fields.items(), there, strict=False)
        )

    def _options(self, field: Field, value: str) -> list[tuple[str, str]]:
        empty = ("", _("choose"))
        if field.held == "code":
            chosen = {value: field.values[value]} if value in field.values else {}
            labels = field.choices(self._day()) | chosen
            return [empty, *((code, say(label)) for code, label in labels.items())]
        if field.held == "flag":
            return [empty, ("true", _("yes")), ("false", _("no"))]
        if field.held == "unit":
            return [empty, *_units(self.ask.registry.units, self.ask.kept, self.ask.actor.person, value)]
        return []

    def _day(self) -> date:
        """The day the codes of a dated list are offered for: the record's own, as far as it can be read."""
        spec = self.ask.kept.spec
        found: Value = self.before.get(spec.time) if spec.time else None
        if spec.time and spec.time in self.fields:
            try:
                found = read(self.values.get(spec.time, ""), self.fields[spec.time], self.ask.registry.units)
            except Wrong:
                found = None
        return World(self.ask.registry, self.ask.actor.person, self.ask.actor.day).day(
            spec, {spec.time or "": found}
        )


def _units(tree: UnitTree, kept: Kept, person: Person, value: str) -> list[tuple[str, str]]:
    """The units somebody may file for, and the one the record has."""
    own = [hat.post.unit for hat in hats_of(person) if hat.post.role in kept.flow.create]
    if kept.flow.create_scope == "below":
        own = [code for unit in own if unit in tree for code in tree.subtree(unit)]
    codes = dict.fromkeys([*own, *([value] if value else [])])
    return [(code, say(tree.find(code).short) if code in tree else code) for code in codes]
