"""The tables of people agree with their migrations."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError

from luji.base.people.models import Account, FailedSignIns


def test_accounts_are_the_users_of_the_site():
    assert get_user_model() is Account


def test_migrations_are_complete(db):
    call_command("makemigrations", "people", "--check", "--dry-run", verbosity=0)


def test_a_login_is_there_once(db):
    Account.objects.create(username="a", name="甲", unit="hh")
    with pytest.raises(IntegrityError):
        Account.objects.create(username="a", name="乙", unit="hh")


def test_what_they_are_called():
    assert str(Account(username="080123", name="张警官")) == "张警官 (080123)"
    assert str(FailedSignIns(username="x", failures=3)) == "x: 3"
