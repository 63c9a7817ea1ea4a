"""Signing in and out."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client
from django.utils import timezone

from luji.base.people import accounts
from luji.base.people.models import FailedSignIns
from luji.base.people.signin import attempt as attempts

GOOD = "lu-ji-2020-x"


@pytest.fixture
def client(db):
    accounts.create("080123", GOOD, "hh", "张警官")
    return Client()


def attempt(client, password=GOOD, username="080123", **more):
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def test_the_form_is_in_both_languages(client):
    assert "登录" in client.get("/sign-in/").content.decode()
    client.cookies["luji-language"] = "en"
    page = client.get("/sign-in/").content.decode()
    assert "Sign in" in page
    assert 'autocomplete="current-password"' in page


def test_browsers_that_announce_english_still_get_chinese(client):
    assert "登录" in client.get("/sign-in/", headers={"Accept-Language": "en-US"}).content.decode()


def test_a_good_password_leads_to_the_first_page_with_a_new_session(client):
    client.get("/sign-in/")
    answer = attempt(client)
    assert (answer.status_code, answer["Location"]) == (302, resolve_url(settings.LOGIN_REDIRECT_URL))
    cookie = client.cookies["luji-session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert client.session.get_expire_at_browser_close()
    assert FailedSignIns.objects.count() == 0


def test_the_page_that_was_asked_for_comes_back(client):
    assert attempt(client, next="/report/?unit=hh&period=2020")["Location"] == "/report/?unit=hh&period=2020"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example", ""]
)
def test_other_sites_are_no_target(client, target):
    assert attempt(client, next=target)["Location"] == resolve_url(settings.LOGIN_REDIRECT_URL)


@pytest.mark.parametrize(
    ("username", "password"),
    [("080123", "pass-in-vain"), ("nobody", GOOD), ("", ""), ("080123 '--", "pass-in-vain")],
)
def test_wrong_ones_get_one_and_the_same_answer(client, username, password):
    answer = attempt(client, password, username)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "PPL-101" in page
    assert "账号或密码不对" in page
    assert 'role="alert"' in page
    assert password == "" or password not in page


def test_what_was_typed_is_escaped(client):
    page = attempt(client, "x", '"><script>').content.decode()
    assert "<script>" not in page.replace("<script src", "")


@pytest.mark.parametrize("username", ["080123", "nobody"])
def test_the_sixth_try_is_not_even_looked_at(client, username, monkeypatch):
    for _ in range(4):
        assert "PPL-101" in attempt(client, "wrong", username).content.decode()
    assert "PPL-102" in attempt(client, "wrong", username).content.decode()
    monkeypatch.setattr(attempts, "authenticate", None)
    answer = attempt(client, GOOD, username)
    assert "PPL-102" in answer.content.decode()
    assert "5 分钟" in answer.content.decode()


def test_after_the_lock_the_right_password_works(client):
    for _ in range(5):
        attempt(client, "wrong")
    FailedSignIns.objects.update(locked_until=timezone.now() - timedelta(seconds=1))
    assert attempt(client).status_code == 302


def test_closed_accounts_stay_outside(client):
    accounts.close("080123")
    assert "PPL-101" in attempt(client).content.decode()


def test_the_signed_in_are_sent_on(client):
    attempt(client)
    assert client.get("/sign-in/?next=/report/")["Location"] == "/report/"


def test_signing_out_ends_the_session_and_needs_a_post(client):
    attempt(client)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/settings/").status_code == 302


def test_a_form_without_its_token_is_refused_with_a_page(client):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sign-in/", {"username": "080123", "password": GOOD})
    assert answer.status_code == 403
    assert "表单已过期" in answer.content.decode()


def test_the_page_is_never_kept(client):
    assert "no-store" in client.get("/sign-in/")["Cache-Control"]
