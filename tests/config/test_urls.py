"""Addresses: every page has its name, every error its page, and only the doors of signing in stand open."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

import pytest  # noqa: E402 — after Django
from django.urls import get_resolver, reverse  # noqa: E402

from luji.config import urls  # noqa: E402

ADDRESSES = {
    "dashboard": "/",
    "indicators": "/indicators/",
    "evaluation": "/evaluation/",
    "report": "/report/",
    "settings": "/settings/",
    "sign-in": "/sign-in/",
    "sign-out": "/sign-out/",
    "language": "/language/",
    "health": "/healthz",
}
OPEN = {"sign-in", "sign-in-code", "sign-in-elsewhere", "sign-in-elsewhere-back", "language", "health"}
ASKED_FOR_A_TOKEN = "api"
"""Calls of programs look at a token themselves; the battery of the interface tries them without one."""


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_addresses_stay(name):
    assert reverse(name) == ADDRESSES[name]


def patterns(resolver):
    for one in resolver.url_patterns:
        if getattr(one, "namespace", "") != ASKED_FOR_A_TOKEN:
            yield from patterns(one) if hasattr(one, "url_patterns") else [one]


def test_everything_else_needs_sign_in():
    opened = {
        one.name for one in patterns(get_resolver()) if not getattr(one.callback, "login_required", True)
    }
    assert opened == OPEN


def test_every_error_has_its_page():
    for number in (400, 403, 404, 500):
        assert callable(getattr(urls, f"handler{number}"))
