# ruff: noqa: E402 — models can be imported only after Django is set up
"""What happens to people stands in the journal, and a journal that cannot be written stops it."""

import os
from datetime import date

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.base.people import accounts, posts
from luji.base.people.models import Account, Appointment
from luji.record.workflow import actions
from luji.record.workflow import people as listener

GOOD = "lu-ji-2020-x"


def test_a_new_account_and_its_post_are_entries_of_the_chain(db):
    account = accounts.create("080123", GOOD, "hh", "张警官")
    posts.appoint(account, "officer", "hh", date(2020, 1, 1))
    story = actions.story("person/080123")
    assert [(one.verb, one.person, one.origin) for one in story] == [
        ("person_create", "luji", "command line"),
        ("appoint", "luji", "command line"),
    ]
    assert actions.verify() == []


def test_no_password_stands_in_the_journal(db):
    account = accounts.create("080123", GOOD, "hh", "张警官")
    accounts.set_password("080123", "another-pass-9")
    account.refresh_from_db()
    told = " ".join(one.before + one.after for one in actions.story("person/080123"))
    assert GOOD not in told
    assert "another-pass-9" not in told
    assert account.password not in told


def test_what_cannot_be_journalled_does_not_happen(db, monkeypatch):
    account = accounts.create("080123", GOOD, "hh", "张警官")

    def full(records):
        raise OSError("disk full")

    monkeypatch.setattr(listener.actions, "write", full)
    with pytest.raises(OSError, match="disk full"):
        posts.appoint(account, "officer", "hh", date(2020, 1, 1))
    with pytest.raises(OSError, match="disk full"):
        accounts.create("080124", GOOD, "hh", "李警官")
    assert not Appointment.objects.exists()
    assert Account.objects.count() == 1
