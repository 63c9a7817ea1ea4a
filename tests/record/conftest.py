# ruff: noqa: E402 — models can be imported only after Django is set up
"""A register of the tests' own with everything clocks and notices need, and a crew that works with it."""

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.apps.registry import Apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from luji.base.kernel.declaration import parse
from luji.base.people import posts
from luji.base.people.models import Account, Delegation
from luji.base.people.posts import person_of
from luji.record.registers import registry as registries
from luji.record.registers.checking import checks
from luji.record.registers.model import build
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actor import Actor

ERRAND = """
register: errand
label: {zh: 差事, en: Errands}
key: number
unit: unit
party: firm
title: [what]
fields:
  number: {type: serial, pattern: "E{year}-{serial:4}", label: {zh: 编号, en: No.}, required: true}
  unit: {type: unit, label: {zh: 大队, en: Brigade}, required: true, default: own}
  what: {type: text, label: {zh: 事项, en: Matter}, required: true}
  whom: {type: text, label: {zh: 当事人, en: Party}, personal: true}
  firm: {type: text, label: {zh: 协同单位, en: Firm}}
  heavy: {type: flag, label: {zh: 复杂, en: Heavy}}
  handler: {type: person, label: {zh: 经办人, en: Handler}}
  sent_on: {type: date, label: {zh: 提交日期, en: Handed in}}
  opinion: {type: text, label: {zh: 意见, en: Opinion}, by: review}
form:
  - {label: {zh: 内容, en: Content}, fields: [unit, what, whom, firm, heavy, handler, sent_on, opinion]}
list:
  columns: [number, unit, what, state]
  filters: [state, unit]
  sort: [number]
  search: [number, what]
see: {officer: own, brigade_lead: own, legal: below, detachment_lead: below, supervision: below, admin: any, partner: party}
takeover: admin
measures:
  minutes: {label: {zh: 办理分钟, en: Minutes taken}, after: submit, until: decide}
  law: {label: {zh: 法定等待, en: Waiting by law}, after: submit, until: decide, part: statutory}
workflow:
  create: officer
  concerned: handler
  states:
    draft:     {label: {zh: 草稿, en: draft}, edit: officer}
    submitted: {label: {zh: 待审核, en: to be reviewed}}
    reviewed:  {label: {zh: 待告知, en: to be told}}
    told:      {label: {zh: 等待期, en: waiting period}, waits: {zh: 法定等待, en: waiting by law}}
    ready:     {label: {zh: 待决定, en: to be decided}}
    expert:    {label: {zh: 鉴定中, en: with the expert}}
    decided:   {label: {zh: 已决定, en: decided}, decision: true, final: true}
  actions:
    submit: {label: {zh: 提交, en: submit}, from: draft, to: submitted, who: officer}
    review:
      {label: {zh: 审核通过, en: pass}, from: submitted, to: reviewed, who: legal, unit_scope: parent, review: true,
       requires: opinion, not_by: [create, edit, submit, handler], notify: brigade_lead}
    back: {label: {zh: 退回, en: return}, from: [submitted, ready], to: draft, who: [legal, detachment_lead],
           unit_scope: parent, returns: true}
    tell: {label: {zh: 告知, en: tell}, from: reviewed, to: told, who: officer, notify: partner}
    forward: {label: {zh: 报批, en: forward}, from: told, to: ready, who: officer, condition: heavy != true}
    forward_heavy: {label: {zh: 复杂报批, en: forward as heavy}, from: told, to: ready, who: brigade_lead, condition: heavy == true}
    commission: {label: {zh: 委托鉴定, en: commission}, from: ready, to: expert, who: officer}
    receive: {label: {zh: 收到鉴定, en: receive}, from: expert, to: ready, who: officer}
    decide:
      {label: {zh: 决定, en: decide}, from: ready, to: decided, who: detachment_lead, unit_scope: parent, after: review,
       decides: true, not_by: [create, edit, submit, review, handler]}
  clocks:
    decision:
      label: {zh: 作出决定, en: decision}
      starts: submit
      stops: [decide, back]
      since: sent_on
      versions:
        - {from: 2018-01-01, length: 5, unit: calendar_days, article: {zh: 构造条款, en: constructed}, number: 构造}
      roll: none
      suspends:
        - {by: commission, until: receive, at_most: 30}
      remind: [{before: 2, to: brigade_lead}]
      escalate: [{after: 0, to: brigade_lead}, {after: 3, to: detachment_lead, label: {zh: 督办, en: oversee}}]
"""
OWN, OTHER, ABOVE = "hh-hecheng", "hh-zhijiang", "hh"
FIRM = "某养护公司"
CREW = (
    ("officer", "officer", OWN, ""), ("second", "officer", OWN, ""), ("lead", "brigade_lead", OWN, ""),
    ("stranger", "officer", OTHER, ""), ("legal", "legal", ABOVE, ""), ("chief", "detachment_lead", ABOVE, ""),
    ("keeper", "admin", ABOVE, ""), ("partner", "partner", ABOVE, FIRM), ("rival", "partner", ABOVE, "别家公司"),
)  # fmt: skip


@pytest.fixture(scope="session")
def with_errands() -> Registry:
    """The shipped registers and the errands beside them."""
    shipped = registries.installed()
    spec = checks.from_tree(parse(ERRAND, "errand.yaml"), shipped.roles)
    kept = dict(shipped.kept) | {"errand": Kept(spec, build(spec, Apps()))}
    return Registry(kept, shipped.roles, shipped.units, shipped.calendar)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, with_errands):
    """The tables of the site, and that of the errands."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(with_errands.kept["errand"].model)


@dataclass
class Crew:
    """Everybody who has to do with errands; each made when first asked for."""

    registry: Registry
    now: datetime

    @property
    def kept(self) -> Kept:
        return self.registry.kept["errand"]

    def account(self, name: str) -> Account:
        return Account.objects.get(username=name)

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self.account(name))
        return client

    def actor(self, name: str, at: datetime | None = None) -> Actor:
        moment = at or self.now
        day = timezone.localdate(moment)
        return Actor(self.registry, person_of(self.account(name), day, self.registry.units), moment)

    def lend(self, giver: str, taker: str, role: str, unit: str = OWN, days: int = 0) -> Delegation:
        """A post lent from today on for so many days more."""
        today = timezone.localdate(self.now)
        return Delegation.objects.create(
            giver=self.account(giver), taker=self.account(taker), role=role, unit=unit, start=today,
            end=today + timedelta(days=days), made_by=giver, made=self.now,
        )  # fmt: skip

    def open(self, who: str = "officer", ago: float = 0, **changed):
        """A new errand, so many minutes ago."""
        actor = self.actor(who, self.now - timedelta(minutes=ago))
        unit = actor.person.posts[0].unit
        return actions.create(
            actor, self.kept, {"unit": unit, "what": "查明来源", "firm": FIRM, "heavy": False} | changed
        )

    def act(self, row, who: str, action: str, ago: float = 0, reason: str = ""):
        """A step, so many minutes ago."""
        given = {"opinion": "同意"} if action == "review" else {}
        actor = self.actor(who, self.now - timedelta(minutes=ago))
        row = self.kept.rows.get(pk=row.row)
        return actions.act(actor, self.kept, row.row, row.version, action, given, reason)

    def walk(self, *steps, row=None, **changed):
        """An errand with its steps: (minutes ago, who, act)."""
        row = row or self.open(ago=steps[0][0] if steps else 0, **changed)
        for ago, who, action in steps:
            row = self.act(row, who, action, ago, "不全" if action == "back" else "")
        return row


@pytest.fixture
def crew(db, with_errands, monkeypatch, settings, tmp_path) -> Crew:
    """The errands' crew, now; pages and verbs use the registry with the errands."""
    monkeypatch.setattr(registries, "current", lambda: with_errands)
    settings.LUJI_HOME = tmp_path / "home"
    for name, role, unit, party in CREW:
        account = Account.objects.create(username=name, unit=unit, name=f"{name}同志", password="!")
        posts.appoint(account, role, unit, date(2020, 1, 1), party=party)
    return Crew(with_errands, timezone.now())
