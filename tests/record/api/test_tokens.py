"""Tokens are kept as hashes, last a while, go with their account, and their use is journalled."""

from datetime import timedelta

import pytest
from django.utils import timezone

from luji.base.kernel.problem import Refused
from luji.base.people import accounts
from luji.base.people.by import installation
from luji.base.people.signin import sessions
from luji.record.api import tokens
from luji.record.api.models import Token
from luji.record.workflow import actions as journal
from luji.record.workflow.models import Entry


def codes(call, *args):
    with pytest.raises(Refused) as refused:
        call(*args)
    return [p.code for p in refused.value.problems]


def test_the_secret_is_kept_nowhere(person):
    token, secret = tokens.make(person(), "夜间导出", True, 30)
    assert secret.startswith("luji_")
    assert secret not in str(vars(token))
    assert all(secret[5:] not in e.after for e in Entry.objects.all())
    assert tokens.find(secret, "10.0.0.1") == token


@pytest.mark.parametrize(("name", "days", "code"), [
    ("", 30, "API-006"), ("  ", 30, "API-006"), ("长" * 61, 30, "API-006"), ("a\nb", 30, "API-006"),
    ("x", 0, "API-007"), ("x", -1, "API-007"), ("x", 367, "API-007"),
])  # fmt: skip
def test_unfit_ones_are_not_made(person, name, days, code):
    assert codes(tokens.make, person(), name, True, days) == [code]
    assert not Token.objects.exists()


def test_no_more_than_some(person, monkeypatch):
    monkeypatch.setattr(tokens, "MOST_TOKENS", 2)
    for _ in range(2):
        tokens.make(person(), "x", False, 1)
    assert codes(tokens.make, person(), "x", False, 1) == ["API-008"]


def test_it_ends_by_time_by_revoking_and_with_the_account(person):
    account = person()
    made = [tokens.make(account, "x", False, 10) for _ in range(3)]
    Token.objects.filter(pk=made[0][0].pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    tokens.revoke(account, made[1][0].pk)
    assert [tokens.find(secret, "") is not None for _, secret in made] == [False, False, True]
    account.is_active = False
    account.save()
    assert tokens.find(made[2][1], "") is None
    account.is_active = True
    account.save()
    assert tokens.find(made[2][1], "") is None


def test_nobody_revokes_anothers(person):
    token, secret = tokens.make(person(), "x", False, 10)
    assert codes(tokens.revoke, person("other"), token.pk) == ["API-009"]
    assert codes(tokens.revoke, person(), 10**9) == ["API-009"]
    assert tokens.find(secret, "")


def test_use_is_noted_and_journalled_once_a_day_and_place(person):
    token, secret = tokens.make(person(), "x", False, 10)
    for origin in ("10.0.0.1", "10.0.0.1", "10.0.0.2"):
        tokens.find(secret, origin)
    token.refresh_from_db()
    assert token.last_used is not None
    assert token.last_origin == "10.0.0.2"
    verbs = [e.verb for e in journal.story(f"token/{token.pk}")]
    assert verbs == ["token_make", "token_use", "token_use"]


@pytest.mark.parametrize("secret", ["", "x", "\ud800", "' OR 1=1 --"])
def test_nonsense_finds_nothing(db, secret):
    assert tokens.find(secret, "") is None


def test_tokens_end_wherever_sessions_are_ended(person):
    account = person()
    token, secret = tokens.make(account, "x", False, 10)
    _, others = tokens.make(person("other"), "x", False, 10)
    sessions.end_all(account)
    assert tokens.find(secret, "") is None
    assert tokens.find(others, "")
    assert [e.verb for e in journal.story(f"token/{token.pk}")] == ["token_make", "token_revoke"]


def test_a_reset_password_ends_tokens_and_lets_no_new_one_pass_before_it_is_changed(person, caller):
    account = person()
    _, before = tokens.make(account, "x", True, 10)
    accounts.reset_password(account, installation())
    account.refresh_from_db()
    assert tokens.find(before, "") is None
    _, after = tokens.make(account, "x", True, 10)
    assert codes(tokens.find, after, "") == ["API-010"]
    answer = caller()("get", "registers")
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (403, "API-010")
