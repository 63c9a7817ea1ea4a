"""Who is who: names of police numbers, the number a person was written by, and lists to choose from."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from luji.base.people.models import Account, Appointment
from luji.base.people.posts import PARTNER

# 张三（080123）, 张三 (080123): a name with its number behind it, as lists show people.
NUMBERED = re.compile(r"(?P<name>[^()（）]+?)\s*[(（]\s*(?P<number>[^()（）]+?)\s*[)）]")


def name_of(numbers: Collection[str]) -> dict[str, str]:
    """The names of these numbers, closed accounts too; numbers nobody has are left out. One query."""
    wanted = {number for number in numbers if number}
    found = Account.objects.filter(username__in=wanted) if wanted else Account.objects.none()
    return dict(found.values_list("username", "name"))


def find(text: str) -> str | None:
    """The number of the person written as a number, as a name only one serving person has, or as both.

    None when nobody or more than one is meant.
    """
    said = "" if "\x00" in text else text.strip()
    both = NUMBERED.fullmatch(said)
    if both:
        fits = Account.objects.filter(username=both["number"], name=both["name"])
        return fits.values_list("username", flat=True).first()
    exact = Account.objects.filter(username=said).values_list("username", flat=True).first()
    if exact is not None or not said:
        return exact
    named = list(serving().filter(name=said).values_list("username", flat=True)[:2])
    return named[0] if len(named) == 1 else None


def choices(unit_codes: Collection[str]) -> list[tuple[str, str]]:
    """Everybody who serves in the units: number and name, by unit and number; partners are no officers."""
    found = serving().filter(unit__in=set(unit_codes)).order_by("unit", "username")
    return list(found.values_list("username", "name"))


def serving() -> QuerySet[Account]:
    """Open accounts of people of the department."""
    partner = Appointment.objects.filter(account=OuterRef("pk"), role=PARTNER)
    return Account.objects.filter(~Exists(partner), is_active=True)
