"""Verbs: give a form out to an organisation; take its answer in, on its behalf and in one's own name."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from luji.base.kernel.problem import Problem, Refused, Where
from luji.base.kernel.text import Text
from luji.base.people.person import Held, Lent, Person
from luji.base.people.visible import visible
from luji.record.evidence import actions as evidence
from luji.record.evidence.pictures import HERE
from luji.record.partners import problems, tickets
from luji.record.partners.answers import Answer, Reply, Sent
from luji.record.partners.models import IssuedForm, IssuedRecord
from luji.record.partners.tickets import Ticket
from luji.record.registers.declared.spec import Answers
from luji.record.registers.fields.values import Values, read_all
from luji.record.registers.model import Row
from luji.record.registers.problems import NOT_FOR_YOU
from luji.record.registers.registry import Kept
from luji.record.registers.verbs import actions, attachments, permission
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.verbs.story import FORM_IN, FORM_OUT, LABELS
from luji.record.workflow import actions as journal
from luji.record.workflow.journal import Record

PARTNER = "partner"
MOST_RECORDS = 60
MOST_BEHALF = 64
Brought: TypeAlias = Mapping[int, Mapping[str, list[str]]]


@dataclass(frozen=True)
class Form:
    """A form as it is given out: its ticket, the ticket's text and the secret that seals answers."""

    ticket: Ticket
    text: str
    secret: str
    rows: tuple[Row, ...]


def key() -> bytes:
    """The key of this installation for forms."""
    return tickets.key(settings.SECRET_KEY)


def declared(kept: Kept) -> Answers:
    """How organisations answer in this register. Raises `Refused` (PTN-201) when they do not."""
    if kept.spec.answers is None:
        raise Refused([problems.NO_FORMS(label=kept.spec.label)])
    return kept.spec.answers


def refuse_others(actor: Actor, kept: Kept) -> None:
    """Raise `Refused` (REG-201) for whoever may neither give out forms nor take in answers."""
    roles = declared(kept).who
    if not any(hat.post.role in roles for hat in permission.hats_of(actor.person)):
        allowed = permission.allowed(actor.registry, roles, "any", "")
        mine = permission.held_by(actor.registry, actor.person)
        raise Refused([NOT_FOR_YOU(action=LABELS[FORM_OUT], mine=mine, allowed=allowed)])


def open_to(actor: Actor, kept: Kept) -> QuerySet[Any]:
    """The records the person sees and that wait for some organisation's answer."""
    return seen(actor, kept).filter(state__in=kept.flow.actions[declared(kept).action].from_)


def seen(actor: Actor, kept: Kept) -> QuerySet[Any]:
    """The records the person sees."""
    registry = actor.registry
    return kept.rows.filter(visible(actor.person, kept.rule, registry.units, registry.roles).query)


def waiting(actor: Actor, kept: Kept, party: str, batch: str = "", row: int | None = None) -> list[Row]:
    """The records of an organisation the person sees and that wait for its answer, one batch or all."""
    answers = declared(kept)
    found = open_to(actor, kept).filter(**{kept.spec.party: party})
    if batch and answers.batch:
        found = found.filter(**{answers.batch: batch})
    if row is not None:
        found = found.filter(pk=row)
    return list(found.order_by(kept.spec.key)[: MOST_RECORDS + 1])


@transaction.atomic
def give_out(actor: Actor, kept: Kept, rows: Collection[Row]) -> Form:
    """A form for records of one organisation. Raises `Refused` (REG-201, PTN-201 … 204)."""
    refuse_others(actor, kept)
    parties = {str(getattr(row, kept.spec.party)) for row in rows}
    if not rows:
        raise Refused([problems.NOTHING_OPEN()])
    if len(parties) > 1:
        raise Refused([problems.OTHER_PARTY()])
    if len(rows) > MOST_RECORDS:
        raise Refused([problems.TOO_MANY(most=MOST_RECORDS, count=len(rows))])
    journal.hold()
    ticket = _ticket(actor, kept, rows, parties.pop())
    form = IssuedForm.objects.create(
        number=ticket.number, register=kept.name, action=ticket.action, party=ticket.party,
        by=actor.person.number, at=actor.at, until=ticket.until,
    )  # fmt: skip
    IssuedRecord.objects.bulk_create(IssuedRecord(form=form, row=row.row) for row in rows)
    journal.write([_told(actor, kept, row, FORM_OUT, ticket, f"表单 form {ticket.number}") for row in rows])
    return Form(ticket, tickets.sign(ticket, key()), tickets.secret(ticket.number, key()), tuple(rows))


def bring(actor: Actor, kept: Kept, answer: Answer) -> dict[int, dict[str, list[str]]]:
    """Put the files of an answer into the archive, where they wait. Raises `Refused` (EVI)."""
    found: dict[int, dict[str, list[str]]] = {}
    wrong: list[Problem] = []
    asked = attachments.fields_of_files(kept)
    for reply in answer.replies:
        for name, files in reply.files.items():
            if name not in asked:
                continue
            for one in files:
                try:
                    sha256 = _brought(actor, kept, name, one)
                except Refused as refused:
                    wrong += _placed(refused.problems, kept, reply.row)
                else:
                    found.setdefault(reply.row, {}).setdefault(name, []).append(sha256)
    if wrong:
        raise Refused(wrong)
    return found


@transaction.atomic
def take_in(actor: Actor, kept: Kept, answer: Answer, brought: Brought, remark: str = "") -> list[Row]:
    """Do what the organisation answered: all of it or nothing.

    Each act is the taker's, on behalf of the organisation: four eyes count both. Raises `Refused` with all
    problems of all records: REG, WFL, EVI, and PTN-105 unknown form, 106 answered already, 107 stale.
    """
    refuse_others(actor, kept)
    journal.hold()
    form = _form(kept, answer.ticket)
    proxy = replace(actor, person=on_behalf(actor.person, answer.ticket.party))
    done: list[Row] = []
    wrong: list[Problem] = []
    for reply in answer.replies:
        try:
            done.append(_do(actor, proxy, kept, form, answer, reply, brought, remark))
        except Refused as refused:
            wrong += _placed(refused.problems, kept, reply.row)
    if wrong:
        raise Refused(wrong)
    return done


def rehearse(actor: Actor, kept: Kept, answer: Answer, brought: Brought, remark: str = "") -> list[Problem]:
    """What `take_in` would be refused for; nothing stays."""
    try:
        with transaction.atomic():
            take_in(actor, kept, answer, brought, remark)
            transaction.set_rollback(True)
    except Refused as refused:
        return list(refused.problems)
    return []


def on_behalf(person: Person, party: str) -> Person:
    """The person in the one capacity of standing for an organisation, as if its post were lent to them."""
    held = Held(PARTNER, person.unit, party)
    return Person(person.number, person.name, person.unit, (), (Lent(held, party[:MOST_BEHALF]),))


def _do(
    actor: Actor, proxy: Actor, kept: Kept, form: IssuedForm, answer: Answer, reply: Reply,
    brought: Brought, remark: str,
) -> Row:  # fmt: skip
    one = form.records.select_for_update().filter(row=reply.row).first()
    if one is None:
        raise Refused([problems.NOT_IN_FORM(row=reply.row)])
    row = actions.fetch(actor, kept, reply.row)
    number = getattr(row, kept.spec.key)
    if one.answered_at is not None:
        at = f"{one.answered_at.astimezone(HERE):%Y-%m-%d %H:%M}"
        raise Refused([problems.ANSWERED(number=number, at=at)])
    if wrong := list(_stale(kept, row, answer.ticket)):
        raise Refused(wrong)
    values = replies(kept, answer.ticket.action, reply, actor) | dict(brought.get(reply.row, {}))
    journal.write(
        [_told(actor, kept, row, FORM_IN, answer.ticket, f"表单 form {answer.ticket.number} · {answer.by}")]
    )
    done = actions.act(proxy, kept, row.row, row.version, answer.ticket.action, values, remark)
    one.answered_at, one.taken_by = actor.at, actor.person.number
    one.save(update_fields=["answered_at", "taken_by"])
    return done


def replies(kept: Kept, action: str, reply: Reply, actor: Actor) -> Values:
    """What was written, as values. Raises `Refused` (REG-1xx)."""
    fields = {name: field for name, field in kept.spec.asked_by(action).items() if field.held != "files"}
    return read_all(reply.texts, fields, actor.registry.units)


def _stale(kept: Kept, row: Row, ticket: Ticket) -> Iterator[Problem]:
    number = getattr(row, kept.spec.key)
    if actions.revision(kept, row) != ticket.records[row.row]:
        yield problems.STALE(number=number, what=Text("内容改过", "its content was changed"))
    story = journal.story(kept.subject(row.row))
    if any(entry.verb == ticket.action and entry.at > ticket.issued for entry in story):
        yield problems.STALE(number=number, what=kept.flow.act_label(ticket.action))


def _ticket(actor: Actor, kept: Kept, rows: Iterable[Row], party: str) -> Ticket:
    answers = declared(kept)
    return Ticket(
        number=secrets.token_hex(6).upper(),
        register=kept.name,
        action=answers.action,
        party=party,
        issued=actor.at,
        until=_end_of(actor.at + timedelta(days=answers.days)),
        records={row.row: actions.revision(kept, row) for row in rows},
    )


def _end_of(at: datetime) -> datetime:
    """The last second of a day here."""
    return at.astimezone(HERE).replace(hour=23, minute=59, second=59, microsecond=0)


def _form(kept: Kept, ticket: Ticket) -> IssuedForm:
    form = IssuedForm.objects.filter(
        number=ticket.number, register=kept.name, action=ticket.action, party=ticket.party
    ).first()
    if form is None:
        raise Refused([problems.UNKNOWN_FORM(number=ticket.number)])
    return form


def _brought(actor: Actor, kept: Kept, name: str, sent: Sent) -> str:
    """The hash of a file that waits, brought now or when the answer was looked at before."""
    sha256 = hashlib.sha256(sent.content).hexdigest()
    if evidence.waiting_of(actor.person.number).filter(file_id=sha256).exists():
        return sha256
    accept = attachments.families(kept.spec.fields[name])
    return evidence.bring([sent.content], sent.name, actor.person.number, actor.at, accept).file_id


def _told(actor: Actor, kept: Kept, row: Row, verb: str, ticket: Ticket, reason: str) -> Record:
    """An entry beside the acts: it tells of no state, so the workflow does not reckon with it."""
    after = {"form": ticket.number, "party": ticket.party, "until": ticket.until}
    subject = kept.subject(row.row)
    return Record(actor.at, actor.person.number, verb, subject, {}, after, actor.origin, None, reason)


def _placed(found: Iterable[Problem], kept: Kept, row: int) -> Iterator[Problem]:
    """The problems at the number of their record."""
    one = kept.rows.filter(pk=row).first()
    number = str(getattr(one, kept.spec.key)) if one else f"#{row}"
    return (replace(problem, where=Where(file=number)) for problem in found)
