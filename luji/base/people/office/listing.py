"""The list of people: searched by name or number, filtered by unit, post and state, page by page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils import timezone

from luji.base.people import department, posts
from luji.base.people.by import By
from luji.base.people.models import Account, Appointment, FailedSignIns

SIZE = 50
OPEN, CLOSED, LOCKED, NO_POST = "open", "closed", "locked", "no-post"
STATES = (OPEN, CLOSED, LOCKED, NO_POST)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for."""

    words: str = ""
    unit: str = ""
    role: str = ""
    state: str = ""

    @classmethod
    def of(cls, given: QueryDict) -> Wanted:
        """From an address: `q`, `unit`, `role`, `state`; what is not known is left out."""
        here = department.current()
        unit, role, state = (given.get(name, "") for name in ("unit", "role", "state"))
        words = given.get("q", "").replace("\x00", "").strip()[:80]
        return cls(
            words, unit if unit in here.units else "", role if role in here.roles else "",
            state if state in STATES else "",
        )  # fmt: skip

    def query(self) -> dict[str, str]:
        """The address again."""
        given = {"q": self.words, "unit": self.unit, "role": self.role, "state": self.state}
        return {name: value for name, value in given.items() if value}


def found(by: By, wanted: Wanted) -> QuerySet[Account]:
    """The accounts the actor keeps that fit, by unit and number."""
    people = kept(by)
    day = by.day
    if wanted.words:
        people = people.filter(Q(name__icontains=wanted.words) | Q(username__icontains=wanted.words))
    if wanted.unit:
        people = people.filter(unit__in=department.current().units.subtree(wanted.unit))
    if wanted.role:
        holders = posts.holding(day).filter(role=wanted.role)
        people = people.filter(pk__in=holders.values("account"))
    return _in_state(people, wanted.state, day)


def kept(by: By) -> QuerySet[Account]:
    """The accounts an actor keeps."""
    every = Account.objects.all()
    return every if by.keeps is None else every.filter(unit__in=by.keeps)


def page_of(people: QuerySet[Account], number: str) -> Page[Account]:
    """One page; a number that is none shows the first, one too high the last."""
    return Paginator(people, SIZE).get_page(number)


def posts_of(people: Collection[Account], day: date) -> dict[int, list[Appointment]]:
    """The posts these people hold on a day, in one query."""
    held: dict[int, list[Appointment]] = {one.pk: [] for one in people}
    for post in posts.holding(day).filter(account__in=list(held)):
        held[post.account_id].append(post)
    return held


def _in_state(people: QuerySet[Account], state: str, day: date) -> QuerySet[Account]:
    if state == OPEN:
        return people.filter(is_active=True)
    if state == CLOSED:
        return people.filter(is_active=False)
    if state == LOCKED:
        locked = FailedSignIns.objects.filter(locked_until__gt=timezone.now())
        return people.alias(key=Lower("username")).filter(key__in=locked.values("username"))
    if state == NO_POST:
        return people.filter(is_active=True).exclude(pk__in=posts.holding(day).values("account"))
    return people
