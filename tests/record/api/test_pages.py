"""The interface's description and the page of one's tokens."""

import re

import pytest
from django.test import Client

from luji.record.api.models import Token


def client_of(account, language="zh-hans"):
    client = Client()
    client.force_login(account)
    client.cookies["luji-language"] = language
    return client


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("path", ["/api/", "/account/tokens/"])
def test_pages_are_whole_and_load_nothing_from_elsewhere(person, path, language):
    page = client_of(person(), language).get(path)
    text = page.content.decode()
    assert page.status_code == 200
    assert not re.search(r"\s(on\w+|style)=", text)
    assert not re.findall(r'(?:src|href)="(?:https?:)?//[^"]*', text)
    assert "cdn" not in text
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_the_description_shows_calls_and_registers(person):
    text = client_of(person(), "en").get("/api/").content.decode()
    assert "/api/registers/{name}/records" in text
    assert "Road hazards" in text
    assert "PATCH" in text


def test_strangers_sign_in_first(db):
    for path in ("/api/", "/api/openapi.json", "/account/tokens/"):
        assert Client().get(path).status_code == 302


def test_a_token_is_shown_once_and_revoked(person):
    client = client_of(person())
    made = client.post(
        "/account/tokens/", {"name": "夜间导出", "scope": "write", "days": "30"}
    ).content.decode()
    secret = re.search(r"luji_[\w-]{43}", made).group()
    assert secret not in client.get("/account/tokens/").content.decode()
    token = Token.objects.get()
    assert token.writes
    assert client.post(f"/account/tokens/{token.pk}/revoke/").status_code == 302
    assert "夜间导出" not in client.get("/account/tokens/").content.decode()


@pytest.mark.parametrize(
    "form", [{}, {"name": "x", "days": "999"}, {"name": "x", "days": "-1"}, {"name": "", "days": "30"}]
)
def test_an_unfit_token_is_refused(person, form):
    answer = client_of(person()).post("/account/tokens/", form)
    assert (answer.status_code, "API-00" in answer.content.decode()) == (422, True)
    assert not Token.objects.exists()


def test_anothers_token_is_not_revoked(person, caller):
    caller("other")
    answer = client_of(person()).post(f"/account/tokens/{Token.objects.get().pk}/revoke/")
    assert (answer.status_code, "API-009" in answer.content.decode()) == (404, True)


def test_openapi_is_json(person):
    told = client_of(person()).get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.")
