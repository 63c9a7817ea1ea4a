"""Rows of a file compared with the stored ones: what is new, what would change, and everything wrong."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from luji.base.facts.spec import SOURCE, FactTable
from luji.base.kernel.problem import Problem, Refused, Where
from luji.base.kernel.text import Text
from luji.base.people.visible import visible
from luji.record.registers import problems
from luji.record.registers.carried.cells import Taker
from luji.record.registers.declared import serial
from luji.record.registers.declared.spec import STATE, Field, Register
from luji.record.registers.declared.withdrawing import WITHDRAWN
from luji.record.registers.fields.depending import consequences
from luji.record.registers.fields.kinds import all_fit, kind_of
from luji.record.registers.fields.values import Values, Wrong, checked, missing, there
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept
from luji.record.registers.verbs import permission, privacy, sole
from luji.record.registers.verbs.actions import changes, may_edit, next_number
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.verbs.story import TAKE_OVER
from luji.record.registers.verbs.world import World
from luji.record.workflow.hats import Hat
from luji.record.workflow.models import Entry
from luji.record.workflow.spec import CREATE

MOST = 200
# Keys a file need not hold: the register numbers its records, or makes the key of their fields.
MADE = frozenset({"serial", "computed"})
CHUNK = 500
AHEAD = "_made"
"""Where a line keeps what follows from its fields, worked out for its key and good for the new record too."""


@dataclass(frozen=True, slots=True)
class New:
    """A row that is not there yet: its values, the state it comes in, in which hat it is brought."""

    values: Values
    state: str
    hat: Hat
    verb: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A row that is there with other content."""

    row: Row
    before: Values
    after: Values
    hat: Hat


@dataclass(slots=True)
class Step:
    """What some rows of a file would do."""

    new: list[New] = field(default_factory=list)
    edited: list[Edited] = field(default_factory=list)
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """Some rows of a file looked at by columns, so that what all of them have right is not asked of each.

    `asked`: whether any says something that must agree with the world around. `gaps`: the fields that may be
    missing in one. `unsure`: those with a value that may not fit; what it is is found row by row.
    """

    asked: bool
    gaps: Mapping[str, Field]
    unsure: Sequence[str]

    @classmethod
    def at(
        cls,
        spec: Register,
        lines: Sequence[Mapping[str, Any]],
        carried: Mapping[str, str],
        read: Container[str],
    ) -> Look:
        """Look at rows; `read` are the fields whose values were checked when they were read."""
        columns = {name: [line[column] for line in lines] for name, column in carried.items()}
        changing = spec.asking | spec.following.keys()
        full = {name for name, values in columns.items() if name not in changing and all(map(there, values))}
        return cls(
            any(value is not None for name in spec.asking & columns.keys() for value in columns[name]),
            {name: field for name, field in spec.content.items() if field.required and name not in full},
            [
                name for name, field in spec.fields.items()
                if name in changing
                or (name in columns and name not in read and not all_fit(columns[name], field))
            ],
        )  # fmt: skip


class Shape(FactTable):
    """The shape of an import: the register's own, but a number may be left to the register.

    Fields that name a person may be missing too: who may not take them out brings the rest in again. New rows
    are asked for them all the same.
    """

    numbered: bool = False

    def needed(self, name: str) -> bool:
        """Whether the column must be filled."""
        column = self.columns[name]
        return (column.required and not column.personal) or (name in self.key and not self.numbered)


def shape_of(kept: Kept) -> FactTable:
    """What a file for this register looks like."""
    spec, table = kept.spec, kept.table
    key = spec.fact_name(spec.key)
    numbered = spec.fields[spec.key].type in MADE
    column = table.columns[key].model_copy(update={"required": not numbered})
    given = {name: getattr(table, name) for name in FactTable.model_fields}
    columns = dict(table.columns) | {key: column}
    return Shape.model_construct(**(given | {"columns": columns, "numbered": numbered}))


class Numbering:
    """Gives numbers to rows without one: after the highest of the year, stored or in the same file."""

    def __init__(self, kept: Kept, given: Iterable[str | None]) -> None:
        self.kept, self.given = kept, given
        self.pattern = kept.spec.fields[kept.spec.key].pattern
        self.started: set[int | None] = set()

    @cached_property
    def highest(self) -> dict[int | None, int]:
        """The highest counter of each year; in a file that leaves no number out nobody asks."""
        highest: dict[int | None, int] = {}
        for number in self.given:
            found = serial.counter(self.pattern, number) if number else None
            if found:
                highest[found[0]] = max(found[1], highest.get(found[0], 0))
        return highest

    def next(self, year: int) -> str:
        """The next number of the year."""
        of = year if "{year}" in self.pattern else None
        if of not in self.started:
            self.started.add(of)
            found = serial.counter(self.pattern, next_number(self.kept, self.pattern, year))
            self.highest[of] = max(found[1] - 1 if found else 0, self.highest.get(of, 0))
        self.highest[of] += 1
        return serial.made(self.pattern, year, self.highest[of])


class Planner:
    """Takes the rows of a file a few hundred at a time; problems gather until `refuse`.

    `said` are the fields the file says anything about. With `only_new` a stored row is left as it is.
    """

    def __init__(
        self, actor: Actor, kept: Kept, said: Sequence[str], numbering: Numbering | None,
        only_new: bool = False,
    ) -> None:  # fmt: skip
        self.actor, self.kept, self.said, self.only_new = actor, kept, said, only_new
        self.numbering = numbering
        self.wrong: list[Problem] = []
        self.column = {name: column for column, name in kept.spec.facts.items()}
        self.hats: dict[str, Hat | None] = {}
        self.taken = Taker(kept.spec, actor.registry.units)
        carried = {n for n, f in kept.spec.fields.items() if f.type != "computed" and kind_of(f).sheet}
        self.carried = {name: self.column[name] for name in kept.spec.fields if name in carried}
        self.world = World(actor.registry, actor.person, actor.day, lenient=self.taker is not None)
        self.look = Look(True, kept.spec.content, tuple(kept.spec.fields))
        self.made: dict[str, str] = {}
        self.sole: dict[sole.Mark, str] = {}

    def step(self, lines: Sequence[dict[str, Any]]) -> Step:
        """What these rows would do; what is wrong with them is kept in `wrong`."""
        found = Step()
        for line in lines:
            self.wrong.extend(placed(p, line) for p in self.taken.take(line))
        self.look = Look.at(self.kept.spec, lines, self.carried, self.taken.read)
        if self.look.asked:
            self.world.learn(self.kept.spec, lines, self.carried)
        if self.kept.spec.fields[self.kept.spec.key].type == "computed":
            self._make_keys(lines)
        key = self.column[self.kept.spec.key]
        stored = self._stored([line[key] for line in lines if line[key] is not None])
        hidden = set() if self.only_new else self._hidden(stored)
        for line in lines:
            row = stored.get(line[key]) if line[key] is not None else None
            try:
                if row is None:
                    found.new.extend(self._new(line))
                elif self.only_new:
                    found.unchanged += 1
                elif row.row in hidden:
                    label = self._label(self.kept.spec.key)
                    raise Refused([problems.NUMBER_TAKEN(label=label, value=line[key])])
                else:
                    self._old(found, row, line)
            except Refused as refused:
                self.wrong.extend(placed(p, line) for p in refused.problems)
        return found

    def _make_keys(self, lines: Sequence[dict[str, Any]]) -> None:
        """The keys of records without a number, made of their fields; no two rows of a file share one."""
        spec, key = self.kept.spec, self.column[self.kept.spec.key]
        for line in lines:
            made = consequences(spec, {}, {name: line[column] for name, column in self.carried.items()})
            line[key] = made.get(spec.key)
            if not self.look.asked:
                line[AHEAD] = made
            here = str(line[SOURCE])
            first = self.made.setdefault(line[key], here) if line[key] is not None else here
            if first != here:
                same = problems.SAME_KEY(key=line[key], row=first.rpartition("#")[2])
                self.wrong.append(placed(same, line))

    def refuse(self) -> None:
        """Raise `Refused` with what was wrong, the first two hundred and how many more."""
        if self.wrong:
            raise Refused(capped(self.wrong))

    @cached_property
    def taker(self) -> Hat | None:
        """The hat in which old rows may be taken over with a state of their own."""
        spec = self.kept.spec
        return next((h for h in permission.hats_of(self.actor.person) if h.post.role in spec.takeover), None)

    def _stored(self, keys: Sequence[str]) -> dict[str, Row]:
        found: dict[str, Row] = {}
        name = self.kept.spec.key
        for at in range(0, len(keys), CHUNK):
            rows = self.kept.rows.filter(**{f"{name}__in": keys[at : at + CHUNK]})
            found |= {getattr(row, name): row for row in rows}
        return found

    def _hidden(self, stored: Mapping[str, Row]) -> set[int]:
        """Of the stored rows those the person may not see."""
        registry = self.actor.registry
        seen = visible(self.actor.person, self.kept.rule, registry.units, registry.roles)
        ids = [row.row for row in stored.values()]
        known: set[int] = set()
        for at in range(0, len(ids), CHUNK):
            part = self.kept.rows.filter(seen.query, pk__in=ids[at : at + CHUNK])
            known |= set(part.values_list("pk", flat=True))
        return set(ids) - known

    def _new(self, line: Mapping[str, Any]) -> Iterator[New]:
        spec, flow = self.kept.spec, self.kept.flow
        values = {name: line[column] for name, column in self.carried.items()}
        unsettled = self.world.settle(spec, {}, values) if self.look.asked else []
        values = line[AHEAD] if AHEAD in line else consequences(spec, {}, values)
        state = line[STATE] or flow.initial
        unsettled += missing(values, self.look.gaps)
        wrong = [*self._values(line, values), *(placed(p, line) for p in unsettled)]
        unit = str(values.get(spec.unit) or "")
        hat = self.taker or self._creating(unit)
        if hat is None:
            found = permission.no_creating(self.actor.registry, self.kept, self.actor.person, unit)
            wrong.append(placed(found, line))
        if self.taker is None:
            wrong.extend(self._beginning(line, values, state))
        elif state != flow.initial:
            wrong.extend(self._too_late(line, values, state))
        self.wrong.extend(wrong)
        if hat is not None and not wrong:
            self._refuse_second(line, values, state, None)
            self._number(values)
            yield New(values, state, hat, TAKE_OVER if self.taker else CREATE)

    @cached_property
    def begun(self) -> date | None:
        """The day of the first act on this register here: from then on its records are kept here."""
        here = Entry.objects.filter(subject__startswith=f"{self.kept.name}/").exclude(verb=TAKE_OVER)
        first = here.order_by("number").values_list("at", flat=True).first()
        return timezone.localdate(first) if first else None

    def _too_late(self, line: Mapping[str, Any], values: Values, state: str) -> Iterator[Problem]:
        """What is not from an old ledger goes its way from the first state, whoever brings it in."""
        spec, flow = self.kept.spec, self.kept.flow
        value = values.get(spec.time) if spec.time else None
        day = timezone.localdate(value) if isinstance(value, datetime) else value
        from_then = self.begun or self.actor.day
        if day >= from_then if isinstance(day, date) else self.begun is not None:
            yield problems.NOT_FROM_A_LEDGER(
                self._where(line, STATE), number=values.get(spec.key) or "—", given=flow.state_label(state),
                first=flow.state_label(flow.initial), day=from_then,
            )  # fmt: skip

    def _creating(self, unit: str) -> Hat | None:
        if unit not in self.hats:
            self.hats[unit] = permission.creating(self.kept, self.actor.person, unit)
        return self.hats[unit]

    def _number(self, values: Values) -> None:
        """A number where the file leaves it to us: of this year, or of an old row's own."""
        spec = self.kept.spec
        if self.numbering is None or values.get(spec.key):
            return
        day = values.get(spec.time) if spec.time and self.taker else None
        values[spec.key] = self.numbering.next(day.year if isinstance(day, date) else self.actor.day.year)

    def _beginning(self, line: Mapping[str, Any], values: Values, state: str) -> Iterator[Problem]:
        """What a new row may not have unless it is taken over: a later state, fields of actions."""
        spec, flow = self.kept.spec, self.kept.flow
        number = values.get(spec.key) or "—"
        if state != flow.initial:
            roles = permission.allowed(self.actor.registry, spec.takeover, "any", "")
            yield problems.NEW_WITH_STATE(
                self._where(line, STATE), number=number, first=flow.state_label(flow.initial),
                given=flow.state_label(state), roles=roles,
            )  # fmt: skip
        for name, value in values.items():
            if value is not None and name in self.carried and name not in spec.content and name != spec.key:
                yield problems.FILLED_BY_ACTION(
                    self._where(line, name), number=number, label=self._label(name)
                )

    def _old(self, found: Step, row: Row, line: Mapping[str, Any]) -> None:
        spec = self.kept.spec
        given = {name: line[self.column[name]] for name in self.said if name in self.carried}
        now = permission.values_of(self.kept, row)
        unsettled = self.world.settle(spec, now, given)
        before, after = changes(row, given)
        number = getattr(row, spec.key)
        wrong = [
            problems.FILLED_BY_ACTION(self._where(line, name), number=number, label=self._label(name))
            for name in after
            if name not in spec.content
        ]
        wrong += [
            problems.NOT_YOURS_TO_WRITE(self._where(line, name), label=self._label(name))
            for name in sorted(privacy.closed(self.kept, self.actor.person, row) & after.keys())
        ]
        wrong += [
            problems.ONLY_A_MASK(self._where(line, name), label=self._label(name))
            for name in privacy.masks(self.kept, before, after)
        ]
        if STATE in self.said and line[STATE] and line[STATE] != row.state:
            here, then = (self.kept.flow.state_label(s) for s in (row.state, line[STATE]))
            where = self._where(line, STATE)
            wrong.append(problems.STATE_BY_ACTION(where, number=number, now=here, given=then))
        before, after = changes(row, consequences(spec, now, after)) if after else (before, after)
        unsettled += missing(now | after, spec.content)
        wrong += [*self._values(line, after), *(placed(p, line) for p in unsettled)]
        self.wrong.extend(wrong)
        if not after and not wrong:
            found.unchanged += 1
        elif not wrong:
            self._refuse_second(line, now | after, row.state, row.row)
            hat = may_edit(self.actor, self.kept, row, after)
            found.edited.append(Edited(row, before, after, hat))

    def _refuse_second(self, line: Mapping[str, Any], values: Values, state: str, row: int | None) -> None:
        """Raise `Refused` (REG-630) for a second one of what there may be one of, here or in the register."""
        wanted = None if state == WITHDRAWN else sole.mark(self.kept.spec, values)
        if wanted is None:
            return
        here = str(line[SOURCE])
        if (first := self.sole.setdefault(wanted, here)) != here:
            place = first.rpartition("#")[2].rpartition("!")[2]
            row_said = Text(f"文件第 {place} 行", f"row {place} of the file")
            raise Refused([sole.told(self.actor.registry, self.kept, wanted, row_said)])
        if wrong := sole.second(self.actor, self.kept, values, state, row):
            raise Refused([wrong])

    def _values(self, line: Mapping[str, Any], values: Values) -> Iterator[Problem]:
        for name in self.look.unsure:
            try:
                checked(values.get(name), self.kept.spec.fields[name])
            except Wrong as error:
                yield placed(error.problem, line)

    def _label(self, name: str) -> Text:
        return self.kept.spec.label_of(name)

    def _where(self, line: Mapping[str, Any], name: str) -> Where:
        return where_of(line, self._label(name).zh)


def placed(problem: Problem, line: Mapping[str, Any]) -> Problem:
    """The problem at the row's place in its file."""
    where = where_of(line)
    return Problem(
        problem.code, problem.zh, problem.en, problem.cure_zh, problem.cure_en, where, problem.level
    )


def where_of(line: Mapping[str, Any], column: str = "") -> Where:
    """The place of a row in its file: sheet, row and the column's heading."""
    file, _, place = str(line[SOURCE]).rpartition("#")
    sheet, _, row = place.rpartition("!")
    return Where(file=file, sheet=sheet, row=int(row) if row.isdecimal() else None, column=column)


def capped(wrong: Iterable[Problem]) -> list[Problem]:
    """The first two hundred, and how many more there are."""
    listed = list(wrong)
    rest = len(listed) - MOST
    return listed if rest <= 0 else [*listed[:MOST], problems.MORE_ROWS(rest=rest)]
