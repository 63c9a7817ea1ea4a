"""Chinese unless English was chosen."""

import pytest
from django.test import Client
from django.utils import translation

from luji.base.ui.language import lang


@pytest.mark.parametrize(("code", "said"), [("en", "en"), ("en-gb", "en"), ("zh-hans", "zh"), ("de", "zh")])
def test_the_kernels_name_of_the_language(code, said):
    with translation.override(code):
        assert lang() == said


@pytest.mark.parametrize(
    ("cookie", "language"), [("en", "en"), ("zh-hans", "zh-Hans"), ("de", "zh-Hans"), ("", "zh-Hans")]
)
def test_the_cookie_decides(db, cookie, language):
    client = Client()
    client.cookies["luji-language"] = cookie
    assert client.get("/sign-in/")["Content-Language"] == language


def test_choosing_keeps_the_cookie_and_goes_back(db):
    answer = Client().post("/language/", {"code": "en", "next": "/sign-in/?next=/report/"})
    assert answer["Location"] == "/sign-in/?next=/report/"
    cookie = answer.cookies["luji-language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("en", True, "Lax")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/x", "javascript:x"])
def test_it_leads_to_no_other_site(db, target):
    assert Client().post("/language/", {"code": "en", "next": target})["Location"] == "/"


def test_unknown_languages_change_nothing(db):
    assert "luji-language" not in Client().post("/language/", {"code": "xx"}).cookies


def test_reading_the_address_changes_nothing(db):
    assert Client().get("/language/?code=en").status_code == 405


def test_the_language_of_one_request_does_not_leak_into_the_next(db):
    client = Client()
    client.cookies["luji-language"] = "en"
    client.get("/sign-in/")
    assert Client().get("/sign-in/")["Content-Language"] == "zh-Hans"
