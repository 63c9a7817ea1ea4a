"""Registers and the lake: rows published before a snapshot is sealed, an old ledger taken over by somebody.

Needs Django set up on the home; callers import it only then.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from luji.base.facts.lake import Lake
from luji.base.facts.merge import Change
from luji.base.people import accounts, posts
from luji.base.people.models import Account
from luji.base.people.posts import person_of
from luji.config.demo import cases, fines, living, replay
from luji.config.demo.ground import Ground
from luji.record.registers import registry
from luji.record.registers.carried import facts, takein
from luji.record.registers.verbs.actor import Actor

DEMO_PARTY = "高速公路经营单位"
DEMO_SINCE = date(2018, 1, 1)
CLOSED = "!"
"""The password with which nobody signs in."""
DEMO_PEOPLE = (
    ("officer1", "演示民警甲", "officer", "hh-hecheng", ""),
    ("officer2", "演示民警乙", "officer", "hh-hecheng", ""),
    ("lead", "演示大队领导", "brigade_lead", "hh-hecheng", ""),
    ("chief", "演示支队领导", "detachment_lead", "hh", ""),
    ("political", "演示政工", "political", "hh", ""),
    ("supervisor", "演示督察", "supervision", "hh", ""),
    ("publicity", "演示宣传", "publicity", "hh", ""),
    ("command", "演示指挥长", "command", "hh", ""),
    ("legal", "演示法制员", "legal", "hh", ""),
    ("partner", "演示协同单位", "partner", "hh", DEMO_PARTY),
)
"""The demo's constructed people: login, name, role, unit, organisation."""


def publish(home: Path, lake: Lake) -> dict[str, Change]:
    """Every register's rows into the lake; nothing when this process serves another home."""
    if Path(settings.LUJI_HOME).absolute() != home.absolute():
        return {}
    return facts.publish(lake, registry.current())


def take_over(account: Account, table: str, file: Path) -> int:
    """Take an old ledger into its register, on behalf of the account; the rows taken.

    A file that was taken before, and rows whose number is there, are left alone: several files may fill one
    register, and doing it twice changes nothing. Raises `Refused` as the import page would.
    """
    found = registry.current()
    kept = found.find(table)
    now = timezone.now()
    person = person_of(account, timezone.localdate(now), found.units)
    return takein.take_over(Actor(found, person, now, "luji demo"), kept, file).new


def demo_deeds() -> int:
    """What constructed people did, through the verbs and in order of time; how many deeds.

    Cases decided, and records still in hand in the weeks before this day. Calling it twice changes nothing.
    """
    found = registry.current()
    ground = Ground(found.units)
    last = living.last_day(timezone.localdate(), date(max(found.calendar.years), 12, 31))
    everybody = [*living.staff(ground), *cases.staff(ground), *fines.leads(ground)]
    named = [(one.number, one.name, one.unit) for one in everybody] + ground.everybody()
    made = [Account(username=number, name=name, unit=unit, password=CLOSED) for number, name, unit in named]
    Account.objects.bulk_create(made, ignore_conflicts=True)
    told = [(cases.REGISTER, deed) for deed in cases.deeds(ground, last)]
    told += [(fines.REGISTER, deed) for deed in fines.deeds(ground, last)]
    told += living.deeds(ground, last)
    return replay.replay_all(sorted(told, key=lambda one: one[1].at), everybody)


def demo_people(keeper: Account, password: str) -> None:
    """The demo's people with their posts; calling it twice changes nothing."""
    posts.ensure(keeper, "admin", keeper.unit, DEMO_SINCE)
    posts.ensure(keeper, "detachment_lead", keeper.unit, DEMO_SINCE)
    for login, name, role, unit, party in DEMO_PEOPLE:
        posts.ensure(accounts.ensure(login, password, unit, name), role, unit, DEMO_SINCE, party)
    ground = Ground(registry.current().units)
    for one in [*cases.staff(ground), *fines.leads(ground), *living.staff(ground)]:
        account = Account.objects.get(username=one.number)
        if account.password == CLOSED:
            # One password for all constructed people: hashed once.
            account.password = keeper.password
            account.save(update_fields=["password"])
        posts.ensure(account, one.role, one.unit, DEMO_SINCE)
