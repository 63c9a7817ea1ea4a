"""A file taken into a register: first what it would do, then all of it in one transaction or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from luji.base.facts import intake
from luji.base.facts.spec import SOURCE
from luji.base.kernel.problem import Problem, Refused, Where
from luji.base.kernel.text import Text
from luji.base.people.visible import visible
from luji.record.registers import permission, problems
from luji.record.registers.actions import (
    Actor,
    change,
    changes,
    filled,
    may_edit,
    new_row,
    told,
)
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept
from luji.record.registers.spec import STATE
from luji.record.registers.story import TAKE_OVER
from luji.record.registers.values import Values, Wrong, checked, missing
from luji.record.workflow import actions as journal
from luji.record.workflow.hats import Hat
from luji.record.workflow.spec import CREATE, EDIT

MOST = 200
CHUNK = 500


@dataclass(frozen=True)
class New:
    """A row that is not there yet: its values, the state it comes in, in which hat it is brought."""

    values: Values
    state: str
    hat: Hat
    verb: str


@dataclass(frozen=True)
class Edited:
    """A row that is there with other content."""

    row: Row
    before: Values
    after: Values
    hat: Hat


@dataclass
class Plan:
    """What a file would do."""

    new: list[New] = field(default_factory=list)
    edited: list[Edited] = field(default_factory=list)
    unchanged: int = 0

    @property
    def nothing(self) -> bool:
        """Whether nothing would change."""
        return not self.new and not self.edited


def plan(actor: Actor, kept: Kept, path: Path) -> Plan:
    """What the file would do, nothing written. Raises `Refused` with the problems of all rows (FCT, REG).

    A column that is empty in the whole file says nothing; in others an empty cell empties the field.
    """
    units = actor.registry.units
    names = [name for unit in units for name in unit.names()]
    table = intake.read(path, kept.table, units.code_of, unit_names=names)
    said = [name for name in kept.table.columns if table.column(name).null_count < table.num_rows]
    return _Planner(actor, kept, [kept.spec.facts[name] for name in said]).planned(table.to_pylist())


@transaction.atomic
def take_in(actor: Actor, kept: Kept, path: Path) -> Plan:
    """Do what `plan` says, in one transaction. Raises `Refused`; then nothing was written."""
    journal.hold()
    found = plan(actor, kept, path)
    rows = [new_row(actor, kept, new.values, new.state) for new in found.new]
    kept.model._default_manager.bulk_create(rows, batch_size=CHUNK)
    records = [
        told(actor, kept, row, new.verb, new.hat, {}, filled(new.values))
        for row, new in zip(rows, found.new, strict=True)
    ]
    for one in found.edited:
        change(actor, kept, one.row, one.after, one.row.state)
        records.append(told(actor, kept, one.row, EDIT, one.hat, one.before, one.after, one.row.state))
    if records:
        journal.write(records)
    return found


class _Planner:
    """Compares the rows of a file with the stored ones."""

    def __init__(self, actor: Actor, kept: Kept, said: list[str]) -> None:
        self.actor, self.kept, self.said = actor, kept, said
        self.plan = Plan()
        self.wrong: list[Problem] = []
        self.column = {name: column for column, name in kept.spec.facts.items()}

    def planned(self, lines: list[dict[str, Any]]) -> Plan:
        key = self.column[self.kept.spec.key]
        stored = self._stored([line[key] for line in lines])
        hidden = self._hidden(stored)
        for line in lines:
            row = stored.get(line[key])
            try:
                if row is None:
                    self._new(line)
                elif row.row in hidden:
                    self._refuse(
                        line, problems.NUMBER_TAKEN(label=self._label(self.kept.spec.key), value=line[key])
                    )
                else:
                    self._old(row, line)
            except Refused as refused:
                self.wrong.extend(_placed(p, line) for p in refused.problems)
        if self.wrong:
            raise Refused(_capped(self.wrong))
        return self.plan

    def _stored(self, keys: list[str]) -> dict[str, Row]:
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

    def _new(self, line: Mapping[str, Any]) -> None:
        spec, flow = self.kept.spec, self.kept.flow
        values = {name: line[self.column[name]] for name in spec.fields}
        state = line[STATE] or flow.initial
        taker = next((h for h in permission.hats_of(self.actor.person) if h.post.role in spec.takeover), None)
        wrong = [*self._values(line, values), *(_placed(p, line) for p in missing(values, spec.content))]
        unit = str(values.get(spec.unit) or "")
        hat = taker or permission.creating(self.kept, self.actor.person, unit)
        if hat is None:
            found = permission.no_creating(self.actor.registry, self.kept, self.actor.person, unit)
            wrong.append(_placed(found, line))
        if taker is None:
            wrong.extend(self._beginning(line, values, state))
        self.wrong.extend(wrong)
        if hat is not None and not wrong:
            self.plan.new.append(New(values, state, hat, TAKE_OVER if taker else CREATE))

    def _beginning(self, line: Mapping[str, Any], values: Values, state: str) -> Iterator[Problem]:
        """What a new row may not have unless it is taken over: a later state, fields of actions."""
        spec, flow = self.kept.spec, self.kept.flow
        number = values.get(spec.key)
        if state != flow.initial:
            roles = permission.allowed(self.actor.registry, spec.takeover, "any", "")
            yield problems.NEW_WITH_STATE(
                _where(line, STATE), number=number, first=flow.state_label(flow.initial),
                given=flow.state_label(state), roles=roles,
            )  # fmt: skip
        for name, value in values.items():
            if value is not None and name not in spec.content and name != spec.key:
                yield problems.FILLED_BY_ACTION(_where(line, name), number=number, label=self._label(name))

    def _old(self, row: Row, line: Mapping[str, Any]) -> None:
        spec = self.kept.spec
        given = {name: line[self.column[name]] for name in self.said if name != STATE}
        before, after = changes(row, given)
        number = getattr(row, spec.key)
        wrong = [
            problems.FILLED_BY_ACTION(_where(line, name), number=number, label=self._label(name))
            for name in after
            if name not in spec.content
        ]
        if STATE in self.said and line[STATE] and line[STATE] != row.state:
            now, then = (self.kept.flow.state_label(s) for s in (row.state, line[STATE]))
            wrong.append(problems.STATE_BY_ACTION(_where(line, STATE), number=number, now=now, given=then))
        whole = permission.values_of(self.kept, row) | dict(after)
        wrong += [*self._values(line, after), *(_placed(p, line) for p in missing(whole, spec.content))]  # type: ignore[arg-type]
        self.wrong.extend(wrong)
        if not after and not wrong:
            self.plan.unchanged += 1
        elif not wrong:
            hat = may_edit(self.actor, self.kept, row, after)
            self.plan.edited.append(Edited(row, before, after, hat))

    def _values(self, line: Mapping[str, Any], values: Values) -> Iterator[Problem]:
        for name, value in values.items():
            try:
                checked(value, self.kept.spec.fields[name])
            except Wrong as error:
                yield _placed(error.problem, line)

    def _refuse(self, line: Mapping[str, Any], problem: Problem) -> None:
        self.wrong.append(_placed(problem, line))

    def _label(self, name: str) -> Text:
        return self.kept.spec.label_of(name)


def _placed(problem: Problem, line: Mapping[str, Any]) -> Problem:
    """The problem at the row's place in its file."""
    where = _where(line)
    return Problem(
        problem.code, problem.zh, problem.en, problem.cure_zh, problem.cure_en, where, problem.level
    )


def _where(line: Mapping[str, Any], column: str = "") -> Where:
    del column
    file, _, place = str(line[SOURCE]).rpartition("#")
    sheet, _, row = place.rpartition("!")
    return Where(file=file, sheet=sheet, row=int(row) if row.isdecimal() else None)


def _capped(wrong: Iterable[Problem]) -> list[Problem]:
    listed = list(wrong)
    rest = len(listed) - MOST
    return listed if rest <= 0 else [*listed[:MOST], problems.MORE_ROWS(rest=rest)]
