"""Posts lent for a period (公出授权): what somebody may do for others on a day; lending and taking back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from luji.base.kernel.problem import Problem, Refused
from luji.base.people import department, posts
from luji.base.people import post_problems as problems
from luji.base.people.by import ADMIN, By
from luji.base.people.models import Account, Appointment, Delegation
from luji.base.people.signin.passwords import options
from luji.base.people.telling import tell

NEVER_LENT = (ADMIN, posts.PARTNER)
"""Keeping accounts and standing for another organisation are given by appointment only."""


@dataclass(frozen=True, slots=True)
class Loan:
    """What is lent: the giver's post, to whom, from when to when (both days inside), by which document."""

    giver: Account
    taker: Account
    role: str
    unit: str
    start: date
    end: date
    document: str = ""


def in_force(number: str, day: date) -> list[Delegation]:
    """What the person with the number may do for others on a day, the latest first.

    Only a post the giver then holds in their own right counts: what was received is not passed on.
    """
    held = posts.holding(day).filter(account=OuterRef("giver"), role=OuterRef("role"), unit=OuterRef("unit"))
    found = posts.lent_on(day).filter(Exists(held), taker__username=number, giver__is_active=True)
    return list(found.select_related("giver"))


@transaction.atomic
def lend(by: By, loan: Loan) -> Delegation:
    """Lend a post: the giver themself, or an administrator by a document.

    Raises `Refused`: PPL-301 somebody else's, PPL-207 closed, PPL-321 … 329, PPL-333 to a partner.
    """
    Account.objects.select_for_update().get(pk=loan.giver.pk)
    wrong = list(_problems(by, loan))
    if wrong:
        raise Refused(wrong)
    made = Delegation.objects.create(
        giver=loan.giver, taker=loan.taker, role=loan.role, unit=loan.unit, start=loan.start, end=loan.end,
        document=loan.document, made_by=by.number, made=by.at,
    )  # fmt: skip
    tell(by, "lend", loan.giver, after=_told(made))
    return made


@transaction.atomic
def take_back(by: By, made: Delegation) -> None:
    """End a delegation at once: the giver, or an administrator. Raises `Refused` (PPL-330, PPL-331)."""
    if by.number != made.giver.username and not by.keeps_unit(made.unit):
        raise Refused([problems.NOT_THEIRS()])
    if made.revoked is not None or made.end < by.day:
        raise Refused([problems.LENT_OVER()])
    revoke(by, made)


def revoke(by: By, made: Delegation) -> None:
    """End a delegation at once, nobody's leave asked: for verbs that have asked already."""
    made.revoked = by.at
    made.save(update_fields=["revoked"])
    tell(by, "take_back", made.giver, _told(made), {"revoked": by.at})


def _problems(by: By, loan: Loan) -> Iterator[Problem]:
    own = by.number == loan.giver.username
    if not own and not (by.admin and by.keeps_unit(loan.unit)):
        yield problems.NOT_ADMIN()
    elif not own and not loan.document.strip():
        yield problems.NO_DOCUMENT()
    for account in (loan.giver, loan.taker):
        if not account.is_active:
            yield problems.CLOSED(name=account.name)
    yield from _date_problems(by, loan)
    yield from _post_problems(loan)


def _date_problems(by: By, loan: Loan) -> Iterator[Problem]:
    days = (loan.end - loan.start).days + 1
    if loan.end < loan.start:
        yield problems.LENT_BACKWARDS(start=loan.start, end=loan.end)
    elif days > options().lend_days:
        yield problems.LENT_TOO_LONG(days=days, most=options().lend_days)
    if loan.start < by.day:
        yield problems.LENT_IN_THE_PAST(start=loan.start)


def _post_problems(loan: Loan) -> Iterator[Problem]:
    said = department.current().role(loan.role)
    if loan.role in NEVER_LENT:
        yield problems.NOT_LENDABLE(post=said.zh, post_en=said.en)
    if loan.giver == loan.taker:
        yield problems.LENT_TO_ONESELF()
        return
    held = posts.holding(loan.start).filter(role=loan.role, unit=loan.unit)
    if not held.filter(account=loan.giver).exists():
        yield problems.NOT_HELD(name=loan.giver.name, day=loan.start, post=said.zh, post_en=said.en)
    if held.filter(account=loan.taker).exists():
        yield problems.LENT_TO_HOLDER(name=loan.taker.name)
    partner = Appointment.objects.filter(account=loan.taker, role=posts.PARTNER, start__lte=loan.end)
    if partner.filter(Q(end=None) | Q(end__gte=loan.start)).exists():
        yield problems.LENT_TO_PARTNER(name=loan.taker.name)
    same = Delegation.objects.filter(giver=loan.giver, role=loan.role, unit=loan.unit, revoked=None)
    for other in same.filter(start__lte=loan.end, end__gte=loan.start).select_related("taker"):
        yield problems.LENT_ALREADY(name=other.taker.name, start=other.start, end=other.end)


def _told(one: Delegation) -> dict[str, object]:
    told: dict[str, object] = {
        name: getattr(one, name) for name in ("role", "unit", "start", "end", "document")
    }
    return told | {"taker": one.taker.username}
