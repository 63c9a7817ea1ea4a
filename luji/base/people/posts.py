"""Verbs on posts: appoint somebody, end a post; and who somebody is on a day. History is kept."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from luji.base.kernel.problem import Problem, Refused
from luji.base.people import guards
from luji.base.people.by import By
from luji.base.people.models import Account, Appointment, Delegation
from luji.base.people.person import Held, Lent, Person, acting_unit
from luji.base.people.post_problems import BEGUN, CLOSED, ENDS_BEFORE, PARTY_MISSING, POST_OVERLAPS
from luji.base.people.telling import tell
from luji.base.people.units import UnitTree

PARTNER = "partner"


@transaction.atomic
def appoint(
    account: Account,
    role: str,
    unit: str,
    start: date,
    end: date | None = None,
    party: str = "",
    document: str = "",
    by: By | None = None,
) -> Appointment:
    """Give somebody a post from `start` to `end` (both days inside; None = until ended).

    Raises `Refused`: PPL-203 dates run backwards, PPL-204 held already, PPL-205 partner without a name,
    PPL-301 not allowed, PPL-302 one's own, PPL-207 the account is closed.
    """
    by = guards.keeper(by, unit)
    guards.not_oneself(by, account)
    made = Appointment(
        account=account, role=role, unit=unit, start=start, end=end, party=party, document=document
    )
    problems: list[Problem] = []
    if not account.is_active:
        problems.append(CLOSED(name=account.name))
    if end is not None and end < start:
        problems.append(ENDS_BEFORE(start=start, end=end))
    if role == PARTNER and not party:
        problems.append(PARTY_MISSING())
    same = Appointment.objects.filter(account=account, role=role, unit=unit, party=party)
    for other in same.filter(Q(end=None) | Q(end__gte=start)):
        if end is None or other.start <= end:
            problems.append(POST_OVERLAPS(name=account.name, start=other.start))
    if problems:
        raise Refused(problems)
    made.save()
    tell(by, "appoint", account, after=_told(made))
    return made


@transaction.atomic
def ensure(account: Account, role: str, unit: str, start: date, party: str = "") -> Appointment:
    """The post, held without end: calling it twice changes nothing."""
    held = Appointment.objects.filter(account=account, role=role, unit=unit, party=party, end=None).first()
    return held or appoint(account, role, unit, start, party=party)


@transaction.atomic
def end(appointment: Appointment, last: date, by: By | None = None, reason: str = "") -> None:
    """The post ends after the day `last`.

    Raises `Refused`: PPL-203, PPL-301, PPL-302, PPL-303 last administrator.
    """
    by = guards.keeper(by, appointment.unit)
    account = appointment.account
    guards.not_oneself(by, account)
    if last < appointment.start:
        raise Refused([ENDS_BEFORE(start=appointment.start, end=last)])
    before = _told(appointment)
    with guards.an_administrator_stays(by.day, last):
        appointment.end = last
        appointment.save(update_fields=["end"])
    tell(by, "end_post", account, before, _told(appointment), reason)


@transaction.atomic
def withdraw(appointment: Appointment, by: By, reason: str = "") -> None:
    """Take away a post that has not begun. Raises `Refused`: PPL-301, PPL-302, PPL-211 it has begun."""
    guards.keeper(by, appointment.unit)
    guards.not_oneself(by, appointment.account)
    if appointment.start <= by.day:
        raise Refused([BEGUN(start=appointment.start)])
    tell(by, "withdraw_post", appointment.account, _told(appointment), reason=reason)
    appointment.delete()


def person_of(account: Account, day: date, tree: UnitTree) -> Person:
    """Somebody with the posts of `day`, own and lent, in one query; a section's post counts for its unit.

    Whoever stands for another organisation acts in nobody's post of the department.
    """
    given = lent_on(day).filter(
        taker=account, giver=OuterRef("account"), role=OuterRef("role"), unit=OuterRef("unit")
    )
    held = holding(day).filter(Q(account=account) | Q(Exists(given), account__is_active=True))
    own: dict[Held, None] = {}
    lent: dict[Lent, None] = {}
    for holder, role, unit, party in held.values_list("account__username", "role", "unit", "party"):
        post = Held(role, acting_unit(tree, unit), party)
        if holder == account.username:
            own[post] = None
        else:
            lent[Lent(post, holder)] = None
    if any(post.role == PARTNER for post in own):
        lent = {}
    return Person(account.username, account.name, account.unit, tuple(own), tuple(lent))


def holding(day: date) -> QuerySet[Appointment]:
    """The posts held on a day, by anybody."""
    return Appointment.objects.filter(start__lte=day).filter(Q(end=None) | Q(end__gte=day))


def lent_on(day: date) -> QuerySet[Delegation]:
    """The delegations of a day that were not taken back, whether or not the giver still holds the post."""
    return Delegation.objects.filter(start__lte=day, end__gte=day, revoked=None)


def _told(one: Appointment) -> dict[str, object]:
    names = ("role", "unit", "party", "start", "end", "document")
    return {name: getattr(one, name) for name in names if getattr(one, name)}
