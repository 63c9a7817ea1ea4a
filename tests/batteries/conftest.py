# ruff: noqa: E402 — models can be imported only after Django is set up
"""All declared registers and enough constructed people for every post: each role twice in every kind of unit."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.db import transaction
from django.test import Client

from luji.base.kernel.problem import Refused
from luji.base.people.models import Account, Appointment
from luji.base.people.person import units_above
from luji.base.people.posts import person_of
from luji.base.ui import messages
from luji.record.registers import registry
from luji.record.registers.declared.withdrawing import LABELS as WITHDRAWING
from luji.record.registers.fields.kinds import read
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.verbs import actions, permission
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.verbs.story import case_of

messages.compile_all()

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
OWN, OTHER, ABOVE, TOP = "hh-hecheng", "hh-zhijiang", "hh", "hn"
PARTY = "高速公路经营单位"
PLACES = (OWN, ABOVE, TOP)
TEXTS = {
    "text": "样例", "long_text": "第一行\n第二行", "integer": "3", "decimal": "1.5", "money": "12.50", "date": "2026-01-05", "moment": "2026-03-01 14:05",
    "time": "08:30", "duration": "90", "flag": "true", "stake": "K1430+500", "unit": OWN, "reference": "", "files": "", "serial": "",
}  # fmt: skip


@dataclass
class Company:
    """Everybody, and what they write into a register."""

    registry: Registry
    accounts: dict[str, Account] = field(default_factory=dict)

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
                account=account,
                role=role,
                unit=unit,
                start=date(2020, 1, 1),
                party=PARTY if role == "partner" else "",
            )
            for account, (role, unit, _) in zip(made, wanted, strict=True)
        )
        self.accounts = {account.username: account for account in made}

    def actor(self, name: str) -> Actor:
        return Actor(
            self.registry, person_of(self.accounts[name], NOW.date(), self.registry.units), NOW, "10.0.0.7"
        )

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
            if n in self.accounts and permission.creating(kept, self.actor(n).person, unit, above) is not None
        )  # fmt: skip

    def texts(self, kept: Kept, fields=None, turn: int = 0, required: bool = False) -> dict[str, str]:
        """What somebody would write, field by field; `turn` chooses among codes."""
        people = [f"officer-{OWN}-1", f"officer-{OWN}-2"]
        found: dict[str, str] = {}
        for name, one in (kept.spec.content if fields is None else fields).items():
            if one.when or (required and not one.required):
                continue
            if one.type == "reference" and one.required:
                target = self.registry.find(one.to)
                found[name] = str(getattr(self.filed(target), target.spec.key))
                continue
            found[name] = self._text(one, turn, people[len(found) % 2])
            if one.type == "unit" and name != kept.spec.unit:
                found[name] = OTHER
            if name == kept.spec.party:
                found[name] = PARTY
        return found

    def values(self, kept: Kept, fields=None, turn: int = 0, required: bool = False, **changed):
        """The same as values a verb takes."""
        declared = kept.spec.content if fields is None else fields
        texts = self.texts(kept, declared, turn, required) | changed
        return {name: read(text, declared[name], self.registry.units) for name, text in texts.items()}

    def filed(self, kept: Kept, turn: int = 0, **changed):
        """A record of the own brigade."""
        who = self.creator(kept)
        return actions.create(self.actor(who), kept, self.values(kept, turn=turn, **changed))

    def _text(self, one, turn: int, person: str) -> str:
        if one.type == "code":
            codes = list(one.choices(NOW.date()))
            return codes[turn % len(codes)]
        if one.type == "person":
            return person
        if one.type == "rows":
            return "|".join(self._text(inner, turn, person) for inner in one.fields.values())
        return TEXTS[one.type][: one.most or None]

    def takers(self, kept: Kept, row, step: str) -> Iterator[str]:
        """Who may take a step, each found by asking."""
        case = case_of(kept, row, self.registry.units)
        roles = kept.flow.actions[step].who
        for name in (
            n for n in self.accounts if n.rsplit("-", 1)[0].startswith(tuple(f"{r}-" for r in roles))
        ):
            if step in permission.buttons(
                kept, self.actor(name).person, case, permission.values_of(kept, row)
            ):
                yield name

    def step(self, kept: Kept, row, step: str, turn: int = 0):
        """The record after the step taken by the first who may, or None."""
        given = self.values(kept, kept.spec.asked_by(step), turn)
        # Photographs and documents have tests of their own; here a hash stands for each.
        for name in kept.flow.actions[step].requires:
            if kept.spec.fields[name].type == "files":
                kept.rows.filter(pk=row.pk).update(**{name: [f"{row.pk:064x}"]})
                given.pop(name, None)
        row.refresh_from_db()
        for name in self.takers(kept, row, step):
            try:
                with transaction.atomic():
                    return name, actions.act(
                        self.actor(name), kept, row.row, row.version, step, given, "按规定办理"
                    )
            except Refused:
                continue
        return None

    def walk(self, kept: Kept, row, turn: int = 0) -> list[tuple[str, str]]:
        """As far as the record goes by steps that return nothing: (who, step); the way is found by trying."""
        steps: list[tuple[str, str]] = []
        seen = {row.state}
        while not kept.flow.states[row.state].final:
            for name in onward(kept, row.state, seen):
                taken = self.step(kept, row, name, turn)
                if taken:
                    who, row = taken
                    steps.append((who, name))
                    seen.add(row.state)
                    break
            else:
                break
        return steps


def onward(kept: Kept, state: str, seen: set[str]) -> list[str]:
    """The steps that lead on, those nearest to an end first."""
    ways = [
        (distance(kept, a.to), n)
        for n, a in kept.flow.leaving(state)
        if not a.returns and n not in WITHDRAWING and a.to not in seen
    ]
    return [name for _, name in sorted(ways)]


def distance(kept: Kept, state: str) -> int:
    """Steps to the nearest end."""
    reach, steps = {state}, 0
    while reach and not any(kept.flow.states[s].final for s in reach):
        steps += 1
        reach = (
            {a.to for s in reach for _, a in kept.flow.leaving(s) if not a.returns} if steps < 30 else set()
        )
    return steps


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
