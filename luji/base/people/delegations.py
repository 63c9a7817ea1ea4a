"""Posts lent for a period (公出授权): what somebody may do for others on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from luji.base.people import posts
from luji.base.people.models import Delegation


def in_force(number: str, day: date) -> list[Delegation]:
    """What the person with the number may do for others on a day, the latest first.

    Only a post the giver then holds in their own right counts: what was received is not passed on.
    """
    held = posts.holding(day).filter(account=OuterRef("giver"), role=OuterRef("role"), unit=OuterRef("unit"))
    found = posts.lent_on(day).filter(Exists(held), taker__username=number, giver__is_active=True)
    return list(found.select_related("giver"))
