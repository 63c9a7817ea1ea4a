# ruff: noqa: E402 — models can be imported only after Django is set up
"""Hazards pushed to an organisation, the people around them, and a partner who fills forms in."""

import base64
import io
import itertools
import json
import os
import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.test import Client
from django.utils import timezone
from PIL import Image, ImageDraw

from luji.base.kernel.problem import Refused
from luji.base.people import posts
from luji.base.people.models import Account
from luji.base.people.posts import person_of
from luji.base.ui import messages
from luji.record.evidence import actions as evidence
from luji.record.partners import actions as partners
from luji.record.partners import tickets
from luji.record.partners.answers import FORMAT
from luji.record.registers import registry as registries
from luji.record.registers.registry import Registry
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actor import Actor

messages.compile_all()
NOW = datetime.now(UTC).replace(microsecond=0)
PARTY = "高速公路经营单位"
OWN = "hh-hecheng"
CAST = {
    "officer": ("officer", OWN, ""), "second": ("officer", OWN, ""), "lead": ("brigade_lead", OWN, ""),
    "stranger": ("officer", "hh-zhijiang", ""), "chief": ("detachment_lead", "hh", ""),
    "partner": ("partner", "hh", PARTY), "nobody": ("", OWN, ""),
}  # fmt: skip
CONTENT = {
    "unit": OWN, "route": "G60", "stake": "K1430+500", "direction": "东往西", "kind": "barrier", "grade": "larger",
    "description": "波形护栏被撞变形", "responsible": PARTY,
}  # fmt: skip
_seeds = itertools.count(1)


def picture(seed=None) -> bytes:
    """A constructed photograph unlike every other, taken on the spot a minute ago."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = f"{timezone.localtime(NOW) - timedelta(minutes=1):%Y:%m:%d %H:%M:%S}"
    exif.get_ifd(0x8825).update({1: "N", 2: (27.55, 0.0, 0.0), 3: "E", 4: (110.0, 0.0, 0.0)})
    chance, out = random.Random(f"partner {next(_seeds) if seed is None else seed}"), io.BytesIO()
    image = Image.new("RGB", (320, 240), tuple(chance.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(20):
        x, y = chance.randrange(300), chance.randrange(220)
        draw.rectangle((x, y, x + 90, y + 70), fill=tuple(chance.randrange(256) for _ in range(3)))
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


@dataclass
class World:
    """The registry, its people, and what they do."""

    registry: Registry
    made: dict[str, Account] = field(default_factory=dict)

    @property
    def hazard(self):
        return self.registry.find("hazard")

    def account(self, name):
        if name not in self.made:
            role, unit, party = CAST[name]
            account = Account.objects.create(username=name, unit=unit, name=f"{name}同志", password="!")
            if role:
                posts.appoint(account, role, unit, date(2020, 1, 1), party=party)
            self.made[name] = account
        return self.made[name]

    def actor(self, name, at=NOW) -> Actor:
        return Actor(
            self.registry, person_of(self.account(name), at.date(), self.registry.units), at, "10.0.0.7"
        )

    def client(self, name) -> Client:
        client = Client()
        client.force_login(self.account(name))
        return client

    def brought(self, who):
        """The hash of a photograph somebody brings."""
        return evidence.bring([picture()], "现场.jpg", self.account(who).username, NOW).file_id

    def pushed(self, batch="2026年第1批", **changed):
        """A hazard pushed to the organisation two hours ago."""
        at = NOW - timedelta(hours=2)
        photo = evidence.bring([picture()], "隐患.jpg", self.account("officer").username, at).file_id
        officer, lead = self.actor("officer", at), self.actor("lead", at)
        row = actions.create(officer, self.hazard, CONTENT | {"photos": [photo]} | changed)
        row = actions.act(officer, self.hazard, row.row, row.version, "file", {})
        pushed = {"batch": batch, "due_on": date(2027, 1, 1)}
        return actions.act(lead, self.hazard, row.row, row.version, "push", pushed)

    def form(self, *rows, who="officer", at=NOW - timedelta(hours=1)):
        return partners.give_out(self.actor(who, at), self.hazard, list(rows))

    def take(self, raw, who="officer", remark="", at=NOW):
        """Read an answer and do what it says."""
        from luji.record.partners.answers import parse

        actor = self.actor(who, at)
        answer = parse(raw, partners.key(), at)
        brought = partners.bring(actor, self.hazard, answer)
        return partners.take_in(actor, self.hazard, answer, brought, remark)


def reply(row, photos=None, **texts):
    """What a partner fills in for one record."""
    sent = [picture()] if photos is None else photos
    files = [{"name": f"{n}.jpg", "data": base64.b64encode(one).decode()} for n, one in enumerate(sent, 1)]
    given = {"rectified_on": NOW.date().isoformat(), "measures": "更换波形梁三块"} | texts
    return {"row": row, "texts": given, "files": {"rectify_photos": files}}


def answer(form, *replies_, by="李工 0745-0000000", body=None, **changed) -> bytes:
    """The file a form saves."""
    inner = json.dumps({"by": by, "records": list(replies_)}, ensure_ascii=False) if body is None else body
    seal = tickets.sealed(inner, form.ticket.number, partners.key())
    told = {"format": FORMAT, "version": 1, "ticket": form.text, "body": inner, "seal": seal} | changed
    return json.dumps(told).encode()


@pytest.fixture
def fill():
    """How a partner fills a form in: `fill.reply`, `fill.answer`, `fill.picture`."""
    from types import SimpleNamespace

    return SimpleNamespace(reply=reply, answer=answer, picture=picture, now=NOW, party=PARTY)


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    settings.LUJI_HOME = tmp_path
    return World(registries.installed())


@pytest.fixture
def codes():
    """The numbers of the problems something is refused with."""

    def of(call, *args, **options):
        with pytest.raises(Refused) as refused:
            call(*args, **options)
        return [problem.code for problem in refused.value.problems]

    return of
