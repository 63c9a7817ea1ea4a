"""The verbs on papers: make one, declare it void; each with its journal entry."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from luji.base.kernel.expression import Value as Read
from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.base.people.officers import name_of
from luji.record.papers import docx, handed, kinds, problems
from luji.record.papers.models import Made
from luji.record.papers.page import compose
from luji.record.papers.spec import ISSUED, NUMBER, OFFICE, PERSON, UNIT, Paper
from luji.record.papers.writing import day, written
from luji.record.registers.declared import serial
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept
from luji.record.registers.verbs import permission
from luji.record.registers.verbs.actions import fetch, refuse_stale, told
from luji.record.registers.verbs.actor import Actor
from luji.record.workflow import actions as journal
from luji.record.workflow.hats import Hat

MAKE, VOID = handed.MAKE, "void_paper"
DEEDS = {MAKE: Text("制作", "make"), VOID: Text("作废", "void")}


@transaction.atomic
def make(actor: Actor, kept: Kept, row_id: int, version: int, paper: Paper) -> Made:
    """A paper of a record, numbered without a gap. Raises `Refused` (REG-202, 203, PAP-102 … 105)."""
    journal.hold()
    row = fetch(actor, kept, row_id, lock=True)
    refuse_stale(kept, row, version)
    hat = _may(actor, kept, row, paper, MAKE)
    found = of_record(kept, row)
    standing = next((m for m in found if m.kind == paper.name and m.void_at is None), None)
    if paper.once and standing is not None:
        raise Refused([problems.MADE_ALREADY(paper=paper.label, number=standing.number)])
    year = actor.day.year
    counted = Made.objects.filter(kind=paper.name, year=year).aggregate(last=Max("serial"))["last"] or 0
    number = serial.made(paper.number, year, counted + 1)
    page = compose(paper, kept.spec, number, _lookup(kept, row), _words(actor, kept, row, number))
    data, text = docx.render(page), page.dumped()
    made = Made.objects.create(
        kind=paper.name, year=year, serial=counted + 1, number=number, register=kept.name, row=row.row,
        unit=str(getattr(row, kept.spec.unit) or ""), made_at=actor.at, made_by=actor.person.number,
        page=text, digest=hashlib.sha256(data).hexdigest(),
    )  # fmt: skip
    handed.keep(made, data)
    what = {"paper": number, "kind": paper.name, "digest": made.digest, "page": handed.mark(text)}
    _told(actor, kept, row, MAKE, hat, what)
    return made


@transaction.atomic
def void(actor: Actor, kept: Kept, row_id: int, number: str, reason: str) -> Made:
    """Declare a paper void; its number is never used again. Raises `Refused` (PAP-101, 103, 106, 107)."""
    journal.hold()
    row = fetch(actor, kept, row_id, lock=True)
    made: Made | None = of_record(kept, row).filter(number=number).first()
    if made is None:
        raise Refused([problems.NO_PAPER(name=number[:60])])
    paper = kinds.find(made.kind)
    hat = _may(actor, kept, row, paper, VOID)
    wrong: list[Problem] = []
    if made.void_at is not None:
        wrong.append(problems.VOID_ALREADY(number=number))
    if not reason.strip():
        wrong.append(problems.NO_REASON(number=number))
    if wrong:
        raise Refused(wrong)
    made.void_at, made.void_by, made.void_reason = actor.at, actor.person.number, reason.strip()
    made.save(update_fields=["void_at", "void_by", "void_reason"])
    _told(actor, kept, row, VOID, hat, {"paper": number}, reason.strip())
    return made


def of_record(kept: Kept, row: Row) -> Any:
    """The papers of a record, void ones among them."""
    return Made.objects.filter(register=kept.name, row=row.row)


def offered(actor: Actor, kept: Kept, row: Row) -> list[Paper]:
    """The kinds of paper somebody could make of a record now."""
    standing = set(of_record(kept, row).filter(void_at=None).values_list("kind", flat=True))
    return [
        paper
        for paper in kinds.of(kept.name)
        if row.state in paper.states
        and not (paper.once and paper.name in standing)
        and _hat(actor, kept, row, paper.who) is not None
    ]


def _may(actor: Actor, kept: Kept, row: Row, paper: Paper, deed: str) -> Hat:
    roles = paper.who if deed == MAKE else paper.void
    if deed == MAKE and row.state not in paper.states:
        here, states = kept.flow.state_label(row.state), kept.flow.state_labels(paper.states)
        raise Refused([problems.NOT_NOW(paper=paper.label, state=here, states=states)])
    hat = _hat(actor, kept, row, roles)
    if hat is None:
        allowed = permission.allowed(actor.registry, roles, "any", "")
        raise Refused([problems.NOT_YOURS(deed=DEEDS[deed], paper=paper.label, allowed=allowed)])
    return hat


def _hat(actor: Actor, kept: Kept, row: Row, roles: tuple[str, ...]) -> Hat | None:
    """The hat in which somebody acts on papers: a role of the record's unit or of one above it."""
    units = actor.registry.units
    unit = str(getattr(row, kept.spec.unit) or "")
    fitting = {unit, *(above.code for above in _above(units, unit))}
    hats = permission.hats_of(actor.person)
    return next((h for h in hats if h.post.role in roles and h.post.unit in fitting), None)


def _above(units: Any, unit: str) -> list[Any]:
    found, here = [], units.parent(unit) if unit in units else None
    while here is not None:
        found.append(here)
        here = units.parent(here.code)
    return found


def _lookup(kept: Kept, row: Row) -> Callable[[str], Read]:
    return permission.lookup(permission.values_of(kept, row), row.state)


def _words(actor: Actor, kept: Kept, row: Row, number: str) -> Callable[[str, str], str]:
    """What stands in a place: a field's value as papers write it, or one of the special names."""
    units = actor.registry.units
    unit = str(getattr(row, kept.spec.unit) or "")

    def full(code: str) -> str:
        return units.find(code).name.zh if code in units else code

    office = next((one.name.zh for one in _above(units, unit) if one.kind == "detachment"), full(unit))
    special = {
        NUMBER: number, ISSUED: day(actor.day), UNIT: full(unit), OFFICE: office, PERSON: actor.person.name,
    }  # fmt: skip

    def words(name: str, form: str) -> str:
        if name in special:
            return special[name]
        field = kept.spec.fields[name]
        if field.type == "person":
            number = str(getattr(row, name) or "")
            return f"{name_of([number])[number]}（{number}）" if name_of([number]) else number
        return written(getattr(row, name), field, form, full, _on(kept, row))

    return words


def _on(kept: Kept, row: Row) -> date | None:
    """The day by which dated codes are read."""
    value = getattr(row, kept.spec.time) if kept.spec.time else None
    return timezone.localdate(value) if isinstance(value, datetime) else value


def _told(
    actor: Actor, kept: Kept, row: Row, verb: str, hat: Hat, what: dict[str, Any], reason: str = ""
) -> None:
    """The journal's entry stands in the record's own story; the record itself does not change."""
    journal.write([told(actor, kept, row, verb, hat, {}, what, row.state, reason)])
