"""Signing in with the directory: accounts exist, or are made without posts; the closed stay outside."""

import pytest
from django.test import Client

from luji.base.kernel.problem import Refused
from luji.base.people import accounts
from luji.base.people.models import Account, SignIn
from luji.base.people.signin import ldap
from luji.base.people.signin.known import Known
from luji.base.people.signin.options import Ldap
from luji.base.people.signin.problems import LDAP_SILENT

SET = Ldap(url="ldaps://ldap.example", user_dn="uid={username},dc=example")
KNOWN = {"080101": "dir-pass-1", "new-one": "dir-pass-2", "080199": "dir-pass-3"}


@pytest.fixture
def directory(options, monkeypatch):
    """A directory that knows three; what it is asked is kept."""
    asked = []

    def ask(wanted, username, password):
        asked.append(username)
        return Known(username, "目录名", "鹤城大队") if KNOWN.get(username) == password else None

    monkeypatch.setattr(ldap, "ask", ask)

    def on(**more):
        from dataclasses import replace

        options(ldap=replace(SET, **more))
        return asked

    return on


def attempt(username, password):
    client = Client()
    return client, client.post("/sign-in/", {"username": username, "password": password})


def test_without_a_setting_nobody_is_asked(crew, monkeypatch):
    monkeypatch.setattr(ldap, "ask", None)
    assert attempt("080101", "dir-pass-1")[1].status_code == 422


def test_the_directorys_password_signs_in_to_the_account_here(crew, directory):
    directory()
    client, answer = attempt("080101", "dir-pass-1")
    assert answer.status_code == 302
    assert client.get("/account/").status_code == 200
    assert SignIn.objects.last().how == "ldap"


def test_a_password_here_goes_on_working_and_asks_nobody(crew, directory):
    asked = directory()
    assert attempt("080101", crew.password)[1].status_code == 302
    assert asked == []


@pytest.mark.parametrize(
    ("username", "password"), [("080101", "dir-pass-2"), ("080101", ""), ("nobody", "x" * 12), ("", "x")]
)
def test_wrong_ones_get_the_usual_answer(crew, directory, username, password):
    directory()
    assert "PPL-101" in attempt(username, password)[1].content.decode()


def test_an_empty_password_is_never_sent(crew, directory):
    asked = directory()
    attempt("080101", "")
    assert asked == []


def test_who_has_no_account_is_told_whom_to_ask(crew, directory):
    directory()
    _, answer = attempt("new-one", "dir-pass-2")
    assert "PPL-373" in answer.content.decode()
    assert not Account.objects.filter(username="new-one").exists()


def test_accounts_are_made_without_posts_where_that_is_set(crew, directory, heard):
    directory(create=True)
    client, answer = attempt("new-one", "dir-pass-2")
    assert answer.status_code == 302
    made = Account.objects.get(username="new-one")
    assert (made.name, made.unit, made.has_usable_password()) == ("目录名", "hh-hecheng", False)
    assert made.appointments.count() == 0
    assert heard == ["person_create"]
    assert "还没有岗位" in client.get("/account/").content.decode()
    assert client.get("/settings/people/").status_code == 403


def test_the_closed_stay_outside(crew, directory):
    directory(create=True)
    accounts.close("080101", crew.by("080001"))
    assert "PPL-101" in attempt("080101", "dir-pass-1")[1].content.decode()


def test_a_silent_directory_is_told_and_locks_nobody(crew, directory, monkeypatch):
    directory()

    def silent(wanted, username, password):
        raise Refused([LDAP_SILENT(why="TimeoutError")])

    monkeypatch.setattr(ldap, "ask", silent)
    for _ in range(6):
        assert "PPL-371" in attempt("080101", "dir-pass-1")[1].content.decode()
    assert attempt("080101", crew.password)[1].status_code == 302
