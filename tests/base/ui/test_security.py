"""Headers on every answer."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from luji.base.ui.security import CONTENT_POLICY, SecurityHeaders


class Known:
    is_authenticated = True


@pytest.mark.parametrize("path", ["/healthz", "/sign-in/", "/nothing-here/", "/static/ui/luji.css"])
def test_every_answer_carries_them(db, path):
    answer = Client().get(path)
    answer.close()
    assert answer["Content-Security-Policy"] == CONTENT_POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]


def test_the_policy_lets_nothing_inline_or_foreign_in():
    assert "unsafe" not in CONTENT_POLICY
    assert "http" not in CONTENT_POLICY
    assert "object-src 'none'" in CONTENT_POLICY
    assert "frame-ancestors 'none'" in CONTENT_POLICY


def test_pages_of_the_signed_in_are_not_stored():
    request = RequestFactory().get("/")
    request.user = Known()
    assert SecurityHeaders(lambda _: HttpResponse())(request)["Cache-Control"] == "no-store"


def test_what_a_page_says_itself_stays():
    request = RequestFactory().get("/")
    request.user = Known()
    answer = SecurityHeaders(lambda _: HttpResponse(headers={"Cache-Control": "max-age=9"}))(request)
    assert answer["Cache-Control"] == "max-age=9"


def test_static_files_may_be_kept(db):
    answer = Client().get("/static/ui/luji.css")
    answer.close()
    assert "max-age=31536000" in answer["Cache-Control"]
