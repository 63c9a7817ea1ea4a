"""Verbs on the personnel file: enter an officer, correct it, move somebody, let somebody leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from luji.base.kernel.problem import Problem, Refused
from luji.base.people import accounts, delegations, department, guards, history, posts
from luji.base.people import post_problems as problems
from luji.base.people.by import By
from luji.base.people.models import Account, Appointment, Delegation, Service
from luji.base.people.person import acting_unit
from luji.base.people.signin import passwords
from luji.base.people.telling import tell


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody new: number, name, unit code, rank code, title, first day of service here."""

    number: str
    name: str
    unit: str
    rank: str = ""
    title: str = ""
    entered: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """Another unit, rank or title from `day` on. `role` is the post begun there, if any.

    Unless `keep_posts`, the posts held at the unit that is left end the day before.
    """

    unit: str
    rank: str
    title: str
    day: date
    document: str = ""
    role: str = ""
    keep_posts: bool = False


@transaction.atomic
def enter(by: By, entry: Entry) -> tuple[Account, str]:
    """A new officer with an account and its first service; also the one-time password, told this once.

    Raises `Refused`: PPL-301, PPL-103, PPL-105, PPL-001 unknown unit, PPL-209 no name.
    """
    guards.keeper(by, entry.unit)
    wrong = [*accounts.name_problems(entry.number), *_unit_problems(entry.unit)]
    if not entry.name.strip():
        wrong.append(problems.MISSING(label="姓名", label_en="Name"))
    if wrong:
        raise Refused(wrong)
    account = Account(
        username=entry.number, name=entry.name, unit=entry.unit, rank=entry.rank, title=entry.title,
        entered=entry.entered,
    )  # fmt: skip
    password = accounts.one_time()
    passwords.give(account, password, by.at, hours=passwords.options().one_time_hours)
    history.serve_from(account, entry.entered or by.day, entry.document)
    tell(by, "person_create", account, after=file_of(account))
    return account, password


@transaction.atomic
def correct(by: By, account: Account, name: str, rank: str, title: str, entered: date | None) -> None:
    """Correct what was entered wrongly, the present service with it. Raises `Refused` (PPL-301)."""
    guards.keeper(by, account.unit)
    before = file_of(account)
    account.name, account.rank, account.title, account.entered = name, rank, title, entered
    account.save()
    history.correct(account, by.day)
    after = file_of(account)
    if before != after:
        tell(by, "person_edit", account, *_differing(before, after))


@transaction.atomic
def move(by: By, account: Account, to: Move) -> Service:
    """Transfer or promote somebody: one service ends, another begins; history stays.

    Raises `Refused`: PPL-301, PPL-302, PPL-207 closed, PPL-001 unit, PPL-311, PPL-312, PPL-303.
    """
    guards.keeper(by, account.unit)
    guards.not_oneself(by, account)
    last = Service.objects.filter(account=account).order_by("-start", "-id").first()
    wrong = list(_move_problems(account, last, to))
    if wrong:
        raise Refused(wrong)
    before = {"unit": account.unit, "rank": account.rank, "title": account.title}
    eve = to.day - timedelta(days=1)
    made = _moved(account, last, to, eve)
    tell(by, "move", account, before, history.file_of_service(made))
    if to.unit != before["unit"] and not to.keep_posts:
        _end_posts(by, _posts_at(account, str(before["unit"])), eve)
    if to.role:
        posts.appoint(account, to.role, to.unit, to.day, document=to.document, by=by)
    history.settle(by.day, account)
    return made


@transaction.atomic
def leave(by: By, account: Account, last: date, reason: str = "") -> None:
    """Somebody leaves: service and posts end on the day `last`, the account is closed.

    Raises `Refused`: PPL-301, PPL-302, PPL-303, PPL-313 a day to come.
    """
    guards.keeper(by, account.unit)
    guards.not_oneself(by, account)
    if last > by.day:
        raise Refused([problems.LEAVES_AHEAD(day=last)])
    with guards.an_administrator_stays(by.day):
        for service in Service.objects.filter(account=account, start__lte=last).filter(history.lasting(last)):
            service.end = last
            service.save()
        _end_posts(by, Appointment.objects.filter(account=account), last, reason)
        _take_back(by, account)
        accounts.close(account.username, by, reason, last)
    account.refresh_from_db()


def file_of(account: Account) -> dict[str, object]:
    """What the file says of somebody; empty things left out."""
    names = ("name", "unit", "rank", "title", "entered", "left")
    return {name: getattr(account, name) for name in names if getattr(account, name)}


def _moved(account: Account, last: Service | None, to: Move, eve: date) -> Service:
    """The service begun, the one before ended; one begun the same day only said something else."""
    if last is None:  # what was before the file was kept
        start = account.entered or min(account.created.date(), eve)
        last = Service(
            account=account, unit=account.unit, rank=account.rank, title=account.title, start=min(start, eve)
        )
    made = Service(account=account, start=to.day)
    if last.start == to.day:
        made = last
    elif last.end is None or last.end >= to.day:  # somebody who left and came back has a gap
        last.end = eve
        last.save()
    made.unit, made.rank, made.title, made.document = to.unit, to.rank, to.title, to.document
    made.save()
    return made


def _unit_problems(unit: str) -> list[Problem]:
    try:
        department.current().units.find(unit)
    except Refused as refused:
        return list(refused.problems)
    return []


def _move_problems(account: Account, last: Service | None, to: Move) -> Iterator[Problem]:
    if not account.is_active:
        yield problems.CLOSED(name=account.name)
    yield from _unit_problems(to.unit)
    if last is not None and to.day < last.start:
        yield problems.MOVES_BACK(day=to.day, start=last.start)
    now = last or account
    if (to.unit, to.rank, to.title) == (now.unit, now.rank, now.title):
        yield problems.MOVES_NOWHERE()


def _posts_at(account: Account, unit: str) -> QuerySet[Appointment]:
    """The posts somebody has at a unit and at the one its sections act for."""
    left = {unit, acting_unit(department.current().units, unit)}
    return Appointment.objects.filter(account=account, unit__in=left)


def _end_posts(by: By, held: QuerySet[Appointment], last: date, reason: str = "") -> None:
    """End posts after a day, at the earliest the day they began; those still to come are withdrawn."""
    for post in held.filter(history.lasting(last)):
        if post.start > max(last, by.day):
            posts.withdraw(post, by, reason)
        else:
            posts.end(post, max(last, post.start), by, reason)


def _take_back(by: By, account: Account) -> None:
    """What somebody who leaves has lent or borrowed is over."""
    mine = Q(giver=account) | Q(taker=account)
    for loan in Delegation.objects.filter(mine, revoked=None, end__gte=by.day):
        delegations.revoke(by, loan)


def _differing(
    before: dict[str, object], after: dict[str, object]
) -> tuple[dict[str, object], dict[str, object]]:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {n: before.get(n) for n in names}, {n: after.get(n) for n in names}
