"""An account with a post, and a register."""

import os
from datetime import date

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.base.people import posts  # noqa: E402 — after Django is set up
from luji.base.people.models import Account  # noqa: E402
from luji.base.people.posts import person_of  # noqa: E402
from luji.record.registers import registry  # noqa: E402


@pytest.fixture
def hazard():
    return registry.current().find("hazard")


@pytest.fixture
def someone(db):
    """(account, person)"""

    def made(name, unit="hh-hecheng", role="officer"):
        account, new = Account.objects.get_or_create(
            username=name, defaults={"unit": unit, "name": name, "password": "!"}
        )
        if new and role:
            posts.appoint(account, role, unit, date(2020, 1, 1))
        return account, person_of(account, date(2026, 3, 2), registry.current().units)

    return made
