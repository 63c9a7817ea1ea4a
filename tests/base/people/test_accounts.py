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


def test_the_name_the_system_uses_is_nobodys(db):
    assert codes(accounts.create, "luji", GOOD, "hh", "x") == ["PPL-105"]
    assert codes(accounts.create, "Luji", GOOD, "hh", "x") == ["PPL-105"]


def test_only_administrators_make_close_and_reset(crew, day):
    officer = crew.by("080101")
    assert codes(accounts.create, "080199", GOOD, "hh-hecheng", "新", officer) == ["PPL-301"]
    assert codes(accounts.set_password, "080103", "another-pass-9", officer) == ["PPL-301"]
    assert codes(accounts.reset_password, crew["080103"], officer) == ["PPL-301"]
    assert codes(accounts.close, "080103", officer) == ["PPL-301"]
    assert codes(accounts.reopen, crew["080103"], officer) == ["PPL-301"]
    assert codes(accounts.unlock, crew["080103"], officer) == ["PPL-301"]


def test_a_reset_gives_a_one_time_password_and_lets_in_again(crew, heard):
    from luji.base.people.signin import lockout

    by = crew.by("080001")
    for _ in range(5):
        lockout.note_failure("080101", by.at)
    password = accounts.reset_password(crew["080101"], by)
    crew["080101"].refresh_from_db()
    assert crew["080101"].check_password(password)
    assert crew["080101"].one_time_until > by.at
    assert lockout.locked_until("080101", by.at) is None
    assert password not in str(heard.all)


def test_one_time_passwords_differ_and_are_strong(crew):
    made = {accounts.one_time() for _ in range(200)}
    assert len(made) == 200
    from luji.base.people.signin import passwords

    assert all(passwords.problems(one, crew["080101"]) == [] for one in made)
    assert all(set(one) <= set(accounts.ONE_TIME + "-") for one in made)


def test_closing_keeps_the_account_and_reopening_begins_anew(crew, heard, day):
    by = crew.by("080001")
    accounts.close("080101", by, "调出", day(-1))
    account = Account.objects.get(username="080101")
    assert (account.is_active, account.left) == (False, day(-1))
    password = accounts.reopen(account, by, "调回")
    account.refresh_from_db()
    assert (account.is_active, account.left) == (True, None)
    assert account.check_password(password)
    assert heard == ["close_account", "open_account", "reset_password"]


def test_unlocking_forgets_the_failures(crew, heard):
    from luji.base.people.signin import lockout

    by = crew.by("080001")
    for _ in range(5):
        lockout.note_failure("080101", by.at)
    accounts.unlock(crew["080101"], by)
    assert lockout.locked_until("080101", by.at) is None
    assert heard == ["unlock"]


def test_ensure_corrects_the_service_too(db):
    account = accounts.ensure("demo", GOOD, "hh", "演示")
    accounts.ensure("demo", GOOD, "hh-hecheng", "演示")
    assert [one.unit for one in account.services.all()] == ["hh-hecheng"]
