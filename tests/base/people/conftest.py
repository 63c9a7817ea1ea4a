# ruff: noqa: E402 — models can be imported only after Django is set up
"""Django set up before anything of it is imported, the translations compiled, and a small crew."""

import os
from datetime import date, timedelta

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from dataclasses import replace

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from luji.base.kernel.problem import Refused
from luji.base.people import accounts, posts, telling
from luji.base.people.by import By, installation
from luji.base.ui import messages

messages.compile_all()

# Hashing takes as long as it must on a site; tests hash hundreds of times.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64

PASSWORD = "lu-ji-2020-x"
SINCE = date(2020, 1, 1)
CREW = {
    "080001": ("王建设", "hh", "admin"),
    "080002": ("李备份", "hh", "admin"),
    "080101": ("张三丰", "hh-hecheng", "officer"),
    "080102": ("李四光", "hh-hecheng", "brigade_lead"),
    "080103": ("赵六安", "hh-zhijiang", "officer"),
}


class Crew(dict):
    """Accounts by number; `by` is an actor of one of them, `client` a signed-in browser."""

    password = PASSWORD

    def by(self, number, **more):
        from luji.base.people import department

        tree = department.current().units
        actor = installation()
        person = posts.person_of(self[number], actor.day, tree)
        return replace(By.of(person, tree, "10.0.0.1"), **more)

    def client(self, number, language="zh-hans"):
        client = Client()
        client.force_login(self[number], backend="django.contrib.auth.backends.ModelBackend")
        client.cookies["luji-language"] = language
        return client


@pytest.fixture
def crew(db):
    """Two administrators of the detachment, a lead and two officers of two brigades."""
    made = Crew()
    for number, (name, unit, role) in CREW.items():
        made[number] = accounts.create(number, PASSWORD, unit, name)
        posts.appoint(made[number], role, unit, SINCE)
    return made


@pytest.fixture
def heard():
    """What was told while a test ran: verbs in order; `all` keeps everything."""

    class Heard(list):
        all: list = []

    kept = Heard()
    kept.all = []

    def listen(sender, happened, **more):
        kept.append(happened.verb)
        kept.all.append(happened)

    telling.told.connect(listen)
    yield kept
    telling.told.disconnect(listen)


@pytest.fixture
def codes():
    """The numbers of the problems a call is refused with."""

    def refused(call, *args, **more):
        with pytest.raises(Refused) as why:
            call(*args, **more)
        return [problem.code for problem in why.value.problems]

    return refused


@pytest.fixture
def options(settings):
    """Changes the options of signing in for a test."""

    def change(**more):
        settings.LUJI_SIGN_IN = replace(settings.LUJI_SIGN_IN, **more)

    return change


@pytest.fixture
def day():
    """Today, and days around it."""
    today = installation().day
    return lambda n=0: today + timedelta(days=n)
