"""What `luji person` does to accounts. Needs Django set up on the home; callers import it only then."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from luji.base.people import accounts, department, personnel, posts
from luji.base.people.by import installation
from luji.base.people.office import listing
from luji.base.people.roles import find_role


@dataclass(frozen=True, slots=True)
class Added:
    """A new account: its number, name, unit code, the labels of its posts, its one-time password."""

    number: str
    name: str
    unit: str
    posts: list[str]
    password: str


@transaction.atomic
def add(number: str, name: str, unit: str, roles: list[str], party: str) -> Added:
    """Enter somebody at a unit (the root when none is named) with posts from today.

    Raises `Refused`: PPL-001, PPL-103, PPL-105, PPL-202, PPL-205.
    """
    here, by = department.current(), installation()
    code = here.units.find(unit).code if unit else here.units.root.code
    wanted = [find_role(here.roles, role) for role in roles]
    account, password = personnel.enter(by, personnel.Entry(number, name, code))
    for role in wanted:
        posts.appoint(account, role, code, by.day, party=party, by=by)
    return Added(number, name, code, [here.role(role).zh for role in wanted], password)


def reset(number: str) -> str:
    """Another one-time password. Raises `Refused` (PPL-106)."""
    return accounts.reset_password(accounts.find(number), installation())


def rows(unit: str) -> list[dict[str, object]]:
    """Everybody of a unit and those below it, with the roles held today. Raises `Refused` (PPL-001)."""
    here, by = department.current(), installation()
    wanted = listing.Wanted(unit=here.units.find(unit).code if unit else "")
    people = list(listing.found(by, wanted))
    held = listing.posts_of(people, by.day)
    return [
        {
            "number": one.username, "name": one.name, "unit": one.unit, "open": one.is_active,
            "roles": [post.role for post in held[one.pk]],
        }
        for one in people
    ]  # fmt: skip
