# ruff: noqa: E402 — models can be imported only after Django is set up
"""Odd values at every address: huge digits, NUL, broken Unicode, dates at the end of time; never an error of ours."""

import os
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils import timezone

from luji.base.people import posts
from luji.base.people.models import Account
from luji.base.people.posts import person_of
from luji.base.ui import messages
from luji.record.registers import registry
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actor import Actor

messages.compile_all()
ODD = (
    "", "0", "-1", "9" * 19, "9" * 25, "9" * 5000, "1.5", "1e400", "NaN", "a\x00b", "\ufffd\U0010ffff", "[]", "]{%(",
    "x" * 10_000, "9999", "0001", "9999-12-31..9999-12-31", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00",
    "9999-12-31T23:59:59-12:00~9999-12-31T23:59:59-12:00~1", "WzEsIDEsIGZhbHNlLCAxZTQwMF0", "٣", "2020-02-30",
)  # fmt: skip
PATHS = ("9" * 25, "9" * 5000, "%00", "%ED%A0%80", "x" * 3000)
"""As they stand in an address: lone surrogates and NUL only fit quoted."""
BROKEN = ("%ED%A0%80", "%FF%FE", "%00", "%F0%9F%98")
WORDS = {"name": "hazard", "to": "hazard", "text": "x", "format": "csv", "action": "file", "field": "photos",
         "sha256": "0" * 64, "number": "090001", "key": "1", "view": "1"}  # fmt: skip
ENDLESS = re.compile(r"stream|sign-out|static")
PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
ASKED = {
    "/registers/hazard/": ("q", "sort", "at", "count", "view", "month", "page", "f.unit", "f.kind", "f.found_at", "f.state",
                           "f.happened_at"),
    "/registers/accident/": ("f.happened_at", "f.unit", "at", "sort", "month"),
    "/registers/hazard/new/": ("from", "row", "by", "line", "next"),
    "/registers/hazard/import/": ("done",),
    "/registers/hazard/search/": ("q", "number", "at"),
    "/bench/": ("at",), "/notices/": ("at", "page", "before"), "/find/": ("q", "at", "page"),
    "/look-up/": ("q", "number", "case"), "/look-ups/": ("before", "start", "end", "page"),
    "/settings/people/": ("q", "unit", "role", "state", "page"), "/settings/sign-ins/": ("q", "page", "start", "end", "who"),
    "/account/tokens/": ("days",),
    "/api/registers/hazard/records": ("q", "sort", "at", "f.unit", "limit"),
}  # fmt: skip
POSTED = {
    "/registers/hazard/{row}/papers/make/": ("kind", "version"),
    "/registers/hazard/{row}/papers/void/": ("number", "reason"),
    "/registers/hazard/{row}/edit/": ("version", "stake", "unit", "kind", "photos"),
    "/registers/hazard/{row}/acts/file/": ("version", "reason"),
    "/registers/hazard/acts/file/": ("row", "all", "reason"),
    "/registers/hazard/new/": ("stake", "unit", "photos", "responsible", "line"),
    "/registers/hazard/import/": ("token",),
    "/registers/hazard/partners/give/": ("row", "party", "batch"),
    "/registers/hazard/search/": ("q", "purpose", "case"),
    "/look-ups/": ("before", "start", "end", "who", "names", "words", "value"),
    "/look-up/": ("q", "value", "purpose", "case", "number"),
    "/account/tokens/": ("days", "name", "scope"),
    "/account/lend/": ("taker", "post", "start", "end"),
    "/notices/settings/": ("c",),
    "/settings/people/new/": ("number", "name", "unit", "start", "rank"),
}  # fmt: skip


def addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    """The routes of the site as they are declared."""
    for one in patterns:
        if isinstance(one.pattern, RoutePattern):
            here = before + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from addresses(one.url_patterns, here)
            elif not ENDLESS.search(here):
                yield here


ROUTES = sorted(set(addresses(get_resolver().url_patterns)))


@pytest.fixture
def row(db: None, settings, tmp_path) -> int:
    """A hazard of somebody who holds every post there is, on a home of its own."""
    settings.LUJI_HOME = tmp_path
    found = registry.current()
    account = Account.objects.create(username="090001", name="演示", unit="hh", password="!")
    for role, unit in (
        ("admin", "hh"),
        ("detachment_lead", "hh"),
        ("officer", "hh-hecheng"),
        ("legal", "hh"),
    ):
        posts.appoint(account, role, unit, date(2020, 1, 1))
    actor = Actor(found, person_of(account, date(2026, 3, 2), found.units), timezone.now())
    made = actions.create(actor, found.find("hazard"), {
        "unit": "hh-hecheng", "route": "G60", "stake": "K1430+500", "kind": "barrier", "description": "护栏变形",
        "responsible": "高速公路经营单位",
    })  # fmt: skip
    return made.row


@pytest.fixture
def client(row: int) -> Client:
    """A browser of theirs that hands on whatever is raised."""
    found = Client(raise_request_exception=True)
    found.force_login(Account.objects.get())
    return found


def filled(route: str, row: int, name: str = "", odd: str = "") -> str:
    """An address of a route; one of its places with an odd value."""

    def put(found: re.Match[str]) -> str:
        kind, one = found[1], found[2]
        return odd if one == name else str(row) if kind == "int" else WORDS.get(one, "x")

    return PLACE.sub(put, route)


def test_the_site_has_the_addresses_that_are_tried(client: Client, row: int) -> None:
    assert len(ROUTES) > 60
    assert client.get("/registers/hazard/").status_code == 200
    assert client.get(f"/registers/hazard/{row}/").status_code == 200
    assert client.get("/api/registers/hazard/records").status_code == 200


def test_no_odd_path_breaks_anything(client: Client, row: int) -> None:
    tried = 0
    for route in ROUTES:
        for _, name in PLACE.findall(route):
            for odd in PATHS:
                answer = client.get(filled(route, row, name, odd))
                assert answer.status_code != 500, (route, name, odd[:40])
                tried += 1
    assert tried > 150


@pytest.mark.parametrize("path", ASKED)
def test_no_odd_question_breaks_anything(client: Client, path: str) -> None:
    for name in ASKED[path]:
        for odd in ODD:
            assert client.get(path, {name: odd}).status_code != 500, (name, odd[:40])
        for raw in BROKEN:
            assert client.get(f"{path}?{name}={raw}&{quote(name)}[]={raw}").status_code != 500, (name, raw)


@pytest.mark.parametrize("path", POSTED)
def test_nothing_odd_that_is_posted_breaks_anything(client: Client, row: int, path: str) -> None:
    address = path.format(row=row)
    for name in POSTED[path]:
        for odd in ODD:
            assert client.post(address, {name: odd}).status_code != 500, (name, odd[:40])


@pytest.mark.parametrize("odd", [
    "9" * 25 + ":1", "1:" + "9" * 25, "9" * 5000 + ":" + "9" * 5000, ":", "1:1:1", "-1:1", "٣:٣", "1:1\x00",
])  # fmt: skip
def test_odd_records_chosen_together(client: Client, odd: str) -> None:
    for path in ("/registers/hazard/acts/file/", "/registers/hazard/together/file/"):
        assert client.post(path, {"row": [odd, "1:1"]}).status_code != 500


def test_the_api_takes_odd_bodies(client: Client, row: int) -> None:
    bodies = ("", "[", "[]", "null", "1e999", '{"values": null}', '{"values": {"stake": 1e999}}',
              '{"values": {"stake": "\\ud800", "unit": []}}', '{"version": ' + "9" * 400 + "}", '{"values": {"a": NaN}}',
              "[" * 5000, '{"version": 1, "values": {"description": "a\\u0000b"}}')  # fmt: skip
    places = (("post", "records"), ("patch", f"records/{row}"), ("post", f"records/{row}/acts/file"))
    for verb, place in places:
        for body in bodies:
            ask = getattr(client, verb)
            answer = ask(f"/api/registers/hazard/{place}", body, content_type="application/json")
            assert answer.status_code != 500, (place, body[:60])
