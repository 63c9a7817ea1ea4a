# ruff: noqa: E402 — models can be imported only after Django is set up
"""A small register that names vehicles and people, beside the shipped ones; people with posts; records."""

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.apps.registry import Apps
from django.db import connection
from django.test import Client

from luji.base.people.models import Account, Appointment
from luji.base.people.posts import person_of
from luji.base.ui import messages
from luji.record.registers import registry as registries
from luji.record.registers.checking.checks import load_registers
from luji.record.registers.fields.values import read_all
from luji.record.registers.model import build
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.search import gramindex
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actor import Actor

messages.compile_all()

NOW = datetime(2026, 3, 2, 17, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
STOPS = """
register: stop
label: {zh: 路检, en: Stops}
key: number
unit: unit
title: [what]
fields:
  number: {type: serial, pattern: "LJ{year}-{serial:4}", label: {zh: 编号, en: No.}, required: true}
  unit: {type: unit, label: {zh: 大队, en: Brigade}, required: true, default: own}
  what: {type: text, label: {zh: 事由, en: Matter}, required: true}
  plate: {type: text, label: {zh: 号牌, en: Plate}, identity: plate}
  driver: {type: text, label: {zh: 驾驶人, en: Driver}, identity: person}
  officer: {type: person, label: {zh: 民警, en: Officer}}
  where: {type: stake, label: {zh: 桩号, en: Stake}}
  story: {type: long_text, label: {zh: 经过, en: Story}}
form:
  - {label: {zh: 内容, en: Content}, fields: [unit, what, plate, driver, officer, where, story]}
list:
  columns: [number, unit, what, where, state]
  filters: [state, unit]
  sort: [number]
  search: [number, what, where, story, plate, driver, officer]
  order: -number
see: {officer: own, brigade_lead: own, detachment_lead: below, supervision: below, admin: any}
personal: [brigade_lead]
workflow:
  create: officer
  states:
    open: {label: {zh: 办理中, en: open}, edit: officer}
    done: {label: {zh: 办结, en: done}, final: true}
  actions:
    finish: {label: {zh: 办结, en: finish}, from: open, to: done, who: officer}
"""
POSTS = {
    "080001": ("张远山", "officer", "hh-hecheng"), "080002": ("李长路", "officer", "hh-hecheng"), "080003": ("王芷江", "officer", "hh-zhijiang"),
    "080004": ("赵督察", "supervision", "hh"), "080005": ("钱支队", "detachment_lead", "hh"), "080006": ("孙无岗", "", "hh-hecheng"),
    "080007": ("周管理", "admin", "hh"), "080008": ("吴总队", "bureau_review", "hn"), "road-co": ("某公司", "partner", "hh"),
}  # fmt: skip


@pytest.fixture(scope="session")
def with_stops(tmp_path_factory) -> Registry:
    """The registry with the small register."""
    folder = tmp_path_factory.mktemp("content")
    (folder / "registers").mkdir()
    (folder / "registers" / "stop.yaml").write_text(STOPS, "utf-8")
    shipped = registries.installed()
    spec = load_registers([folder / "registers" / "stop.yaml"], shipped.roles)["stop"]
    kept = {"hazard": shipped.kept["hazard"], "stop": Kept(spec, build(spec, Apps()))}
    return Registry(kept, shipped.roles, shipped.units, shipped.calendar)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, with_stops):
    """The tables of the site, and that of the small register."""
    model = with_stops.kept["stop"].model
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(model)
        gramindex.ensure([model])


@pytest.fixture
def registry(db, with_stops, monkeypatch, settings, tmp_path) -> Registry:
    """Both registers for pages and verbs, and everybody with a post."""
    monkeypatch.setattr(registries, "current", lambda: with_stops)
    settings.LUJI_HOME = tmp_path / "home"
    for number, (name, role, unit) in POSTS.items():
        made = Account.objects.create(username=number, unit=unit, name=name, password="!")
        party = "高速公路经营单位" if role == "partner" else ""
        if role:
            Appointment.objects.create(
                account=made, role=role, unit=unit, start=date(2020, 1, 1), party=party
            )
    return with_stops


@pytest.fixture
def actor(registry):
    """Somebody acting, by number."""

    def acting(number: str, at: datetime = NOW) -> Actor:
        account = Account.objects.get(username=number)
        return Actor(registry, person_of(account, date(2026, 3, 2), registry.units), at, "10.0.0.7")

    return acting


@pytest.fixture
def client(registry):
    """A browser of somebody, by number."""

    def browsing(number: str) -> Client:
        made = Client(raise_request_exception=True)
        made.force_login(Account.objects.get(username=number))
        return made

    return browsing


@pytest.fixture
def stop(registry, actor):
    """File a stop; the unit is that of the officer."""
    kept = registry.kept["stop"]

    def filed(number: str = "080001", **values: str):
        who = actor(number)
        given = {"unit": who.person.unit, "what": "夜间查车"} | values
        return actions.create(who, kept, read_all(given, kept.spec.content, registry.units))

    return filed


@pytest.fixture
def hazard(registry, actor):
    """File a hazard of 鹤城."""
    kept = registry.kept["hazard"]

    def filed(number: str = "080001", **values: str):
        who = actor(number)
        given = {
            "unit": who.person.unit, "route": "G60", "stake": "K1290+300", "kind": "barrier", "grade": "general",
            "description": "隐患整改不到位", "responsible": "高速公路经营单位",
        } | values  # fmt: skip
        return actions.create(who, kept, read_all(given, kept.spec.content, registry.units))

    return filed
