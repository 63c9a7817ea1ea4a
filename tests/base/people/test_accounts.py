"""Creating, changing and closing accounts."""

import pytest
from django.db import connection

from luji.base.kernel.problem import Refused
from luji.base.people import accounts
from luji.base.people.models import Account

GOOD = "lu-ji-2020-x"


def codes(call, *args):
    with pytest.raises(Refused) as refused:
        call(*args)
    return [problem.code for problem in refused.value.problems]


@pytest.fixture
def zhang(db):
    return accounts.create("080123", GOOD, "hh", "张警官")


def test_a_new_account_has_a_hashed_password_and_can_sign_in(zhang):
    assert zhang.password.startswith("argon2$")
    assert zhang.check_password(GOOD)
    assert (zhang.unit, zhang.name, zhang.is_active) == ("hh", "张警官", True)
    assert GOOD not in str(connection.queries)


@pytest.mark.parametrize("username", ["", "a b", "x" * 65, "甲", "a/b", "a\n", "<x>"])
def test_names_that_cannot_be_typed_are_refused(db, username):
    assert codes(accounts.create, username, GOOD, "hh", "x") == ["PPL-105"]
    assert not Account.objects.exists()


@pytest.mark.parametrize("username", ["080123", "A.b_c-d@x"])
def test_usual_names_are_taken(db, username):
    assert accounts.create(username, GOOD, "hh", "x").username == username


def test_a_name_is_taken_whatever_its_case(zhang):
    accounts.create("Li", GOOD, "hh", "李")
    assert codes(accounts.create, "080123", GOOD, "hh", "x") == ["PPL-103"]
    assert codes(accounts.create, "LI", GOOD, "hh", "x") == ["PPL-103"]


@pytest.mark.parametrize("password", ["", "short", "password", "12345678"])
def test_weak_passwords_are_refused_in_both_languages(db, password):
    with pytest.raises(Refused) as refused:
        accounts.create("080123", password, "hh", "x")
    (problem,) = refused.value.problems
    assert problem.code == "PPL-104"
    assert "密码" in problem.zh
    assert "password" in problem.en


def test_a_password_like_the_account_is_refused(db):
    assert codes(accounts.create, "zhangsanfeng", "zhangsanfeng1", "hh", "x") == ["PPL-104"]


def test_every_mistake_is_told_at_once(db):
    assert codes(accounts.create, "a b", "1", "hh", "x") == ["PPL-105", "PPL-104"]


def test_ensure_makes_changes_and_then_rests(db):
    first = accounts.ensure("demo", GOOD, "hh", "演示")
    digest = first.password
    again = accounts.ensure("demo", GOOD, "hh", "演示")
    assert (again.pk, again.password) == (first.pk, digest)
    moved = accounts.ensure("demo", "another-pass-9", "hh-a", "演示二")
    assert (moved.unit, moved.name) == ("hh-a", "演示二")
    assert moved.check_password("another-pass-9")


def test_ensure_opens_a_closed_account(zhang):
    accounts.close("080123")
    assert accounts.ensure("080123", GOOD, "hh", "张警官").is_active


def test_a_new_password_replaces_the_old(zhang):
    accounts.set_password("080123", "another-pass-9")
    zhang.refresh_from_db()
    assert zhang.check_password("another-pass-9")
    assert not zhang.check_password(GOOD)
    assert codes(accounts.set_password, "080123", "1") == ["PPL-104"]


def test_unknown_accounts_are_told(db):
    assert codes(accounts.set_password, "nobody", GOOD) == ["PPL-106"]
    assert codes(accounts.close, "nobody") == ["PPL-106"]
