# ruff: noqa: E402 — models can be imported only after Django is set up
"""All declared registers and enough constructed people for every post: each role twice in every kind of unit."""

import io
import itertools
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import django
import pytest
import yaml

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.db import transaction
from django.test import Client
from PIL import Image

from luji.base.kernel.problem import Refused
from luji.base.people.models import Account, Appointment
from luji.base.people.person import Person, units_above
from luji.base.people.posts import person_of
from luji.base.ui import messages
from luji.record.evidence import actions as evidence
from luji.record.registers import registry
from luji.record.registers.fields.depending import applies
from luji.record.registers.fields.kinds import read
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.verbs import actions, permission
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.verbs.attachments import families
from luji.record.registers.verbs.story import case_of

messages.compile_all()

HERE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
OWN, OTHER, ABOVE, TOP = "hh-hecheng", "hh-zhijiang", "hh", "hn"
PARTY = "高速公路经营单位"
PLACES = (OWN, ABOVE, TOP)
TEXTS = {
    "text": "样例", "long_text": "第一行\n第二行", "integer": "3", "decimal": "1.5", "money": "12.50", "date": "2026-01-05", "moment": "2026-03-01 14:05",
    "time": "08:30", "duration": "90", "stake": "K1430+500", "unit": OWN, "serial": "",
}  # fmt: skip
# Where the word of the type will not do: a hearing a week after its notice, a public notice of sixty days.
WORDS = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
# Who is mentioned: of the own brigade, none of them needed to review or to decide.
MENTIONED = [f"{role}-{OWN}-{n}" for role in ("officer", "finance", "equipment", "political", "command") for n in (1, 2)]  # fmt: skip
REASON, NO_TIME = "按规定办理", timedelta()
WAYS = (("", NO_TIME), (REASON, NO_TIME), ("", timedelta(days=70)), (REASON, timedelta(days=70)))
DOCUMENT = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%% constructed "


@dataclass
class Company:
    """Everybody, and what they write into a register; their clock goes on with every deed."""

    registry: Registry
    accounts: dict[str, Account] = field(default_factory=dict)
    now: datetime = NOW
    persons: dict[str, Person] = field(default_factory=dict)
    targets: dict[tuple[str, int], str] = field(default_factory=dict)
    pictures: Iterator[int] = field(default_factory=itertools.count)
    months: Iterator[int] = field(default_factory=itertools.count)

    def settle(self) -> None:
        """Make them all in two statements."""
        wanted = [(role, unit, n) for role in self.registry.roles for unit in PLACES for n in (1, 2)]
        wanted += [(role, OTHER, 1) for role in self.registry.roles]
        made = Account.objects.bulk_create(
            Account(username=f"{role}-{unit}-{n}", name=f"{role}{n}", unit=unit, password="!")
            for role, unit, n in wanted
        )
        Appointment.objects.bulk_create(
            Appointment(
                account=account, role=role, unit=unit, start=date(2020, 1, 1), party=PARTY if role == "partner" else ""
            )
            for account, (role, unit, _) in zip(made, wanted, strict=True)
        )  # fmt: skip
        self.accounts = {account.username: account for account in made}

    def person(self, name: str) -> Person:
        if name not in self.persons:
            self.persons[name] = person_of(self.accounts[name], NOW.date(), self.registry.units)
        return self.persons[name]

    def actor(self, name: str) -> Actor:
        """Somebody, ten minutes after the last deed."""
        self.now += timedelta(minutes=10)
        return Actor(self.registry, self.person(name), self.now, "10.0.0.7")

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self.accounts[name])
        return client

    def creator(self, kept: Kept, unit: str = OWN) -> str:
        """Somebody who may file a record of the unit."""
        above = units_above(self.registry.units, unit)
        names = [f"{role}-{place}-1" for role in kept.flow.create for place in (unit, ABOVE, TOP)]
        return next(
            n for n in names
            if n in self.accounts and permission.creating(kept, self.person(n), unit, above) is not None
        )  # fmt: skip

    # -- what they write --------------------------------------------------------------------------------

    def texts(self, kept: Kept, fields=None, turn: int = 0, before=None) -> dict[str, str]:
        """What somebody would write, field by field, without files; `turn` chooses codes, people and records."""
        asked = kept.spec.content if fields is None else fields
        said = {n: self._text(kept, n, one, turn) for n, one in asked.items() if one.held != "files"}
        values = dict(before or {}) | self._read(kept, asked, said)
        for name in [n for n in said if not applies(kept.spec, n, values | {n: None})]:
            del said[name]
        return said

    def values(self, kept: Kept, fields=None, turn: int = 0, before=None, **changed):
        """The same as values a verb takes."""
        asked = kept.spec.content if fields is None else fields
        return self._read(kept, asked, self.texts(kept, asked, turn, before) | changed)

    def filed(self, kept: Kept, turn: int = 0, who: str = "", files: bool = False, **changed):
        """A record of the own brigade, with its files if they are wanted."""
        who = who or self.creator(kept)
        given = self.values(kept, turn=turn, **changed)
        if files:
            given |= self.brought(who, kept, kept.spec.content, given)
        return actions.create(self.actor(who), kept, given)

    def brought(self, who: str, kept: Kept, fields, values, count: int = 1) -> dict[str, list[str]]:
        """Files for every field that holds some and applies, never the same twice."""
        asked = {n: one for n, one in fields.items() if one.held == "files" and applies(kept.spec, n, values)}
        return {
            n: [self._file(who, one) for _ in range(min(count, one.most or 1))] for n, one in asked.items()
        }

    def _read(self, kept: Kept, fields, texts):
        return {name: read(text, fields[name], self.registry.units) for name, text in texts.items()}

    def _text(self, kept: Kept, name: str, one, turn: int) -> str:
        """The words for one field; neighbours in a register mention different people."""
        place = [*kept.spec.fields].index(name)
        said = WORDS.get(kept.name, {}).get(name)
        if said is not None:
            return said[turn % len(said)]
        if f"{name}.month" in kept.spec.unique:
            month = next(self.months)
            return f"{date(2000 + month // 12, month % 12 + 1, 5)}"
        if name == kept.spec.party:
            return PARTY
        if one.type == "unit":
            return OWN if name == kept.spec.unit else OTHER
        if one.type == "reference":
            return self.target(one.to, turn % 3)
        if one.type == "rows":
            return "\n".join(
                "|".join(self._word(inner, turn, place + 2 * line + n) for n, inner in enumerate(one.fields.values()))
                for line in range(2)
            )  # fmt: skip
        return self._word(one, turn, place)

    def _word(self, one, turn: int, place: int) -> str:
        if one.type == "code":
            codes = list(one.choices(NOW.date()))
            return codes[turn % len(codes)]
        if one.type == "person":
            return MENTIONED[(place + turn) % len(MENTIONED)]
        if one.type == "flag":
            return "false" if turn % 2 else "true"
        return TEXTS[one.type][: one.most or None]

    def target(self, to: str, which: int) -> str:
        """The key of a record others may name."""
        if (to, which) not in self.targets:
            kept = self.registry.find(to)
            self.targets[to, which] = str(getattr(self.filed(kept, which), kept.spec.key))
        return self.targets[to, which]

    def _file(self, who: str, one) -> str:
        self.now += timedelta(minutes=10)
        number, kinds = next(self.pictures), families(one)
        content = _photo(number, self.now) if "photo" in kinds else DOCUMENT + str(number).encode()
        name = "现场.jpg" if "photo" in kinds else "材料.pdf"
        return evidence.bring([content], name, self.person(who).number, self.now, kinds).file_id

    # -- what they do -----------------------------------------------------------------------------------

    def takers(self, kept: Kept, row, step: str) -> Iterator[str]:
        """Who may take a step, each found by asking."""
        case, values = case_of(kept, row, self.registry.units), permission.values_of(kept, row)
        roles = tuple(f"{role}-" for role in kept.flow.actions[step].who)
        for name in self.accounts:
            if name.startswith(roles) and step in permission.buttons(kept, self.person(name), case, values):
                yield name

    def given(self, kept: Kept, row, step: str, who: str, turn: int = 0):
        """What somebody gives with a step, photographs just taken."""
        asked, now = kept.spec.asked_by(step), permission.values_of(kept, row)
        found = self.values(kept, asked, turn, now)
        return found | self.brought(who, kept, asked, now | found)

    def step(self, kept: Kept, row, step: str, turn: int = 0):
        """The record after the step taken by the first who may, and who it was; or None.

        A reason is written only where one is asked for: for a return, or because a doubt stands. Where the
        law makes people wait, they wait.
        """
        name, before = next(self.takers(kept, row, step), None), self.now
        ways = ((REASON, NO_TIME),) if kept.flow.actions[step].returns else WAYS
        for reason, later in ways if name else ():
            self.now = before + later
            try:
                with transaction.atomic():
                    given = self.given(kept, row, step, name, turn)
                    actor = self.actor(name)
                    return name, actions.act(actor, kept, row.row, row.version, step, given, reason)
            except Refused:
                self.now = before
        return None


def _photo(seed: int, at: datetime) -> bytes:
    """A constructed photograph unlike every other, taken a minute ago on the spot."""
    chance, out, exif = random.Random(f"photo {seed}"), io.BytesIO(), Image.Exif()
    taken = (at - timedelta(minutes=1)).astimezone(HERE)
    exif.get_ifd(0x8769)[0x9003] = f"{taken:%Y:%m:%d %H:%M:%S}"
    exif.get_ifd(0x8825).update({1: "N", 2: (27.5, 0.0, 0.0), 3: "E", 4: (110.0, 0.0, 0.0)})
    image = Image.frombytes("L", (16, 16), chance.randbytes(256)).resize((64, 64))
    image.convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


@contextmanager
def undone():
    """What is done inside is taken back."""
    mark = transaction.savepoint()
    yield
    transaction.savepoint_rollback(mark)


REGISTERS = registry.installed()


def pytest_generate_tests(metafunc):
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", list(REGISTERS.kept))


@pytest.fixture
def company(db, settings, tmp_path) -> Company:
    """Everybody, files in a folder of their own."""
    settings.LUJI_HOME = tmp_path / "home"
    made = Company(REGISTERS)
    made.settle()
    return made


@pytest.fixture
def kept(name) -> Kept:
    return REGISTERS.find(name)


@pytest.fixture(name="undone")
def undone_fixture():
    return undone
