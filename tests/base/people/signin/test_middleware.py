"""What must be done first comes first: another password, a second factor."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from luji.base.people import accounts
from luji.base.people.signin import codes as rfc
from luji.base.people.signin import factor

PAGES = ("/account/", "/settings/", "/settings/people/", "/account/lend/", "/registers/")
NEW = {"old": "", "new": "another-pass-9", "again": "another-pass-9"}


def sign_in(password, number="080101"):
    client = Client()
    client.post("/sign-in/", {"username": number, "password": password})
    return client


def test_a_one_time_password_is_changed_before_anything_else(crew):
    password = accounts.reset_password(crew["080101"], crew.by("080001"))
    client = sign_in(password)
    for page in PAGES:
        assert client.get(page)["Location"] == "/account/password/"
    assert client.post("/account/sessions/end/")["Location"] == "/account/password/"
    form = client.get("/account/password/").content.decode()
    assert "PPL-363" in form
    assert 'class="bell"' not in form and "data-find" not in form  # nothing else is offered
    assert 'class="bell"' in crew.client("080102").get("/account/").content.decode()
    assert client.post("/account/password/", NEW | {"old": password})["Location"] == "/account/"
    assert client.get("/account/").status_code == 200


def test_the_one_time_password_itself_is_not_taken_again(crew):
    password = accounts.reset_password(crew["080101"], crew.by("080001"))
    client = sign_in(password)
    answer = client.post("/account/password/", {"old": password, "new": password, "again": password})
    assert answer.status_code == 422
    assert "最近用过的" in answer.content.decode()
    assert client.get("/account/")["Location"] == "/account/password/"


def test_an_aged_password_too(crew):
    client = sign_in(crew.password)
    assert client.get("/account/").status_code == 200
    account = crew["080101"]
    account.refresh_from_db()
    account.password_set = timezone.now() - timedelta(days=181)
    account.save()
    assert client.get("/account/")["Location"] == "/account/password/"
    assert "PPL-364" in client.get("/account/password/").content.decode()


def test_language_and_leaving_stay_open(crew):
    client = sign_in(accounts.reset_password(crew["080101"], crew.by("080001")))
    assert client.post("/language/", {"code": "en", "next": "/"})["Location"] == "/"
    assert client.get("/healthz").status_code == 200
    assert client.post("/sign-out/")["Location"] == "/sign-in/"


def test_a_post_that_needs_a_second_factor_leads_to_it(crew, options):
    options(totp_roles="officer")
    client = sign_in(crew.password)
    assert client.get("/account/")["Location"] == "/account/second-factor/"
    page = client.get("/account/second-factor/")
    assert "PPL-353" in page.content.decode()
    secret = factor.prepare(crew["080101"])
    code = rfc.code_at(secret, int(timezone.now().timestamp()) // 30)
    assert "恢复码" in client.post("/account/second-factor/", {"code": code}).content.decode()
    assert client.get("/account/").status_code == 200


def test_others_are_not_asked(crew, options):
    options(totp_roles="detachment_lead")
    assert sign_in(crew.password).get("/account/").status_code == 200


@pytest.mark.parametrize("path", ["/sign-in/", "/healthz"])
def test_strangers_meet_nothing_of_it(db, path):
    assert Client().get(path).status_code == 200
