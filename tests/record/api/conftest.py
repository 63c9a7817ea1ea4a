# ruff: noqa: E402 — models can be imported only after Django is set up
"""People with posts, and callers of the interface: by token and by session."""

import json
import os
from datetime import date

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.test import Client

from luji.base.people import posts
from luji.base.people.models import Account
from luji.base.ui import messages
from luji.record.api import tokens
from luji.record.registers import registry

messages.compile_all()
HAZARD = {
    "unit": "鹤城大队", "route": "G60", "stake": "K1430+500", "kind": "护栏", "grade": "general",
    "description": "护栏缺失", "responsible": "高速公路经营单位",
}  # fmt: skip


class Caller:
    """A program that calls with a token."""

    def __init__(self, secret: str) -> None:
        self.client, self.secret = Client(), secret

    def __call__(self, method: str, path: str, body=None, **headers):
        given = {"HTTP_AUTHORIZATION": f"Bearer {self.secret}"} | headers
        data = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        return getattr(self.client, method)(f"/api/{path}", **data, **given)


@pytest.fixture
def person(db, settings, tmp_path):
    """An account with a post."""
    settings.LUJI_HOME = tmp_path / "home"

    def made(
        name: str = "080123", role: str = "officer", unit: str = "hh-hecheng", party: str = ""
    ) -> Account:
        account, new = Account.objects.get_or_create(
            username=name, defaults={"unit": unit, "name": name, "password": "!"}
        )
        if new and role:
            posts.appoint(account, role, unit, date(2020, 1, 1), party=party)
        return account

    return made


@pytest.fixture
def caller(person):
    """A caller for somebody."""

    def made(
        name: str = "080123",
        role: str = "officer",
        unit: str = "hh-hecheng",
        writes: bool = True,
        party: str = "",
    ) -> Caller:
        return Caller(tokens.make(person(name, role, unit, party), "test", writes, 30)[1])

    return made


@pytest.fixture
def hazard():
    return registry.current().find("hazard")


@pytest.fixture
def values():
    return dict(HAZARD)
