# ruff: noqa: E402 — models can be imported only after Django is set up
"""The shipped registers beside a tiny one written into a temporary content folder, and people for both."""

import io
import itertools
import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.apps.registry import Apps
from django.db import connection
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageDraw

from luji.base.kernel.content import Content
from luji.base.people.models import Account, Appointment
from luji.base.people.posts import person_of
from luji.base.ui import messages
from luji.record.registers import registry as registries
from luji.record.registers.checking.checks import load_registers
from luji.record.registers.declared.codelists import load_codes
from luji.record.registers.fields.values import read_all
from luji.record.registers.model import build
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.search import gramindex
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actor import Actor

messages.compile_all()

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
PARTY = "高速公路经营单位"
OWN, OTHER, ABOVE = "hh-hecheng", "hh-zhijiang", "hh"
NAMES = ("hazard", "tiny", "every")
TINY = """
register: tiny
label: {zh: 小台账, en: Small register}
key: number
unit: unit
title: [what]
fields:
  number: {type: serial, pattern: "T{year}-{serial:3}", label: {zh: 编号, en: No.}, required: true}
  unit: {type: unit, label: {zh: 大队, en: Brigade}, required: true, default: own}
  what: {type: text, label: {zh: 事项, en: Matter}, required: true, help: {zh: 一句话, en: A sentence}}
  kind: {type: code, label: {zh: 种类, en: Kind}, values: {a: {zh: 甲, en: first}, b: {zh: 乙, en: second}}, default: a}
  count: {type: integer, label: {zh: 件数, en: Pieces}, min: 0, max: 1000}
  cost: {type: money, label: {zh: 金额, en: Amount}}
  share: {type: decimal, scale: 3, label: {zh: 占比, en: Share}}
  day: {type: date, label: {zh: 日期, en: Day}}
  sure: {type: flag, label: {zh: 核实, en: Verified}}
  where: {type: stake, label: {zh: 桩号, en: Stake}}
  story: {type: long_text, label: {zh: 经过, en: Story}}
  opinion: {type: text, label: {zh: 意见, en: Opinion}, by: review}
  done_on: {type: date, label: {zh: 办结日期, en: Done}}
form:
  - {label: {zh: 内容, en: Content}, fields: [unit, what, kind, count, cost, share, day, sure, where, story]}
  - {label: {zh: 办理, en: Handling}, fields: [opinion, done_on]}
list:
  columns: [number, unit, what, kind, count, cost, day, state]
  filters: [state, unit, kind, day, sure]
  sort: [number, day, count]
  search: [number, what, story]
  order: -number
see: {officer: own, brigade_lead: own, admin: any}
takeover: admin
withdraw: officer
views: {board: true, calendar: day, timeline: {from: day, to: done_on}}
stamps:
  finish: {done_on: today}
workflow:
  create: officer
  states:
    open: {label: {zh: 办理中, en: open}, edit: officer}
    sent: {label: {zh: 待审, en: sent}}
    passed: {label: {zh: 已审, en: passed}}
    finished: {label: {zh: 办结, en: finished}, decision: true, final: true}
  actions:
    send: {label: {zh: 送审, en: send}, from: open, to: sent, who: officer}
    review:
      {label: {zh: 审核通过, en: pass}, from: sent, to: passed, who: officer, requires: opinion, review: true,
       not_by: [send, create, edit]}
    back: {label: {zh: 退回, en: return}, from: sent, to: open, who: officer, returns: true}
    finish:
      {label: {zh: 批准, en: approve}, from: passed, to: finished, who: brigade_lead, after: review, decides: true,
       not_by: [send, review, create, edit]}
"""
EVERY = """
register: every
label: {zh: 各类字段台账, en: Register of every type}
key: number
unit: unit
time: at
title: [what]
fields:
  number: {type: serial, pattern: "E{year}-{serial:3}", label: {zh: 序号, en: Number}, required: true}
  unit: {type: unit, label: {zh: 大队, en: Brigade}, required: true, default: own}
  what: {type: text, label: {zh: 会议, en: Meeting}, required: true, help: {zh: 会议名称, en: What it is called}}
  at: {type: moment, label: {zh: 开始时间, en: Begins}, required: true, default: now}
  until: {type: moment, label: {zh: 结束时间, en: Ends}}
  clock: {type: time, label: {zh: 集合时刻, en: Muster}}
  lasts: {type: duration, label: {zh: 预计时长, en: Planned}, min: 0, max: 2000}
  chair: {type: person, label: {zh: 主持人, en: Chair}, default: me}
  witness: {type: person, label: {zh: 当事人, en: Party}, personal: true}
  about: {type: reference, to: tiny, label: {zh: 关联事项, en: Concerns}}
  shade: {type: code, codes: shades, label: {zh: 类别, en: Shade}}
  reason: {type: text, when: shade == "other", label: {zh: 其他类别说明, en: Which other}, required: true}
  attendees:
    type: rows
    label: {zh: 参会人员, en: Attendees}
    most: 40
    publish: every_attendance
    fields:
      officer: {type: person, label: {zh: 民警, en: Officer}, required: true}
      present: {type: flag, label: {zh: 到会, en: Present}}
      hours: {type: decimal, scale: 2, label: {zh: 学时, en: Hours}}
      came: {type: moment, label: {zh: 签到, en: Came}}
      note: {type: text, label: {zh: 备注, en: Note}, most: 400}
  there: {type: computed, as: integer, formula: "attendees.present.count", label: {zh: 到会人数, en: Present}}
  hours: {type: computed, as: decimal, scale: 1, formula: "attendees.hours.sum", label: {zh: 总学时, en: Hours in all}}
  took: {type: computed, as: duration, formula: "minutes(until, at)", label: {zh: 实际时长, en: Took}}
  papers: {type: files, accept: document, most: 3, label: {zh: 材料, en: Papers}}
  opinion: {type: text, label: {zh: 审核意见, en: Opinion}, by: review}
  reviewed: {type: moment, label: {zh: 审核时间, en: Reviewed}}
form:
  - {label: {zh: 会议内容, en: The meeting}, fields: [unit, what, at, until, clock, lasts, chair, witness, about, shade, reason]}
  - {label: {zh: 到会, en: Attendance}, fields: [attendees, there, hours, took, papers]}
  - {label: {zh: 审核, en: Review}, fields: [opinion, reviewed]}
list:
  columns: [number, unit, what, at, lasts, chair, about, shade, attendees, there, state]
  filters: [state, unit, at, chair, shade]
  sort: [number, at, lasts]
  search: [number, what]
  order: -at
see: {officer: own, brigade_lead: own, admin: any}
takeover: admin
personal: [brigade_lead]
stamps:
  finish: {reviewed: now}
workflow:
  create: officer
  states:
    open: {label: {zh: 办理中, en: open}, edit: officer}
    sent: {label: {zh: 待审, en: sent}}
    passed: {label: {zh: 已审, en: passed}}
    finished: {label: {zh: 办结, en: finished}, decision: true, final: true}
  actions:
    send: {label: {zh: 送审, en: send}, from: open, to: sent, who: officer, requires: attendees, condition: there > 0}
    review:
      {label: {zh: 审核通过, en: pass}, from: sent, to: passed, who: officer, requires: opinion, review: true,
       not_by: [send, create, edit]}
    back: {label: {zh: 退回, en: return}, from: sent, to: open, who: officer, returns: true}
    finish:
      {label: {zh: 批准, en: approve}, from: passed, to: finished, who: brigade_lead, after: review, decides: true,
       not_by: [send, review, create, edit]}
"""
SHADES = """
label: {zh: 类别, en: Shades}
codes:
  light:
    - {label: {zh: 例会（旧）, en: Old weekly}, until: 2025-12-31}
    - {label: {zh: 例会, en: Weekly}, from: 2026-01-01}
  gone: {label: {zh: 已停用, en: No longer}, until: 2020-12-31}
  other: {label: {zh: 其他, en: Other}}
"""
VALUES = {
    "moment": "2026-03-01T14:05", "time": "08:30", "duration": "1:30", "person": "080001", "reference": "",
    "rows": "080001|true|1.50|2026-03-01T14:00|准时\n080002|false||2026-03-01T14:00:33",
    "serial": "", "unit": OWN, "code": None, "stake": "K1430+500", "date": "2026-01-05", "integer": "3",
    "files": "", "money": "12.50", "decimal": "0.125", "flag": "true", "text": "样例", "long_text": "第一行\n第二行",
}  # fmt: skip


@pytest.fixture
def tiny_text() -> str:
    """The declaration of the tiny register."""
    return TINY


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory) -> Path:
    """A content folder with one more register: the only file that is written."""
    folder = tmp_path_factory.mktemp("content")
    (folder / "registers").mkdir()
    (folder / "codes").mkdir()
    for name, text in {"registers/tiny": TINY, "registers/every": EVERY, "codes/shades": SHADES}.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def both(tiny_folder) -> Registry:
    """The registry with the tiny register beside the shipped ones."""
    shipped = registries.installed()
    content = Content.shipped(tiny_folder)
    lists = load_codes(content.files("codes"))
    specs = load_registers(content.files("registers"), shipped.roles, lists)
    own = {name: Kept(specs[name], build(specs[name], Apps())) for name in ("tiny", "every")}
    kept = dict(shipped.kept) | own
    return Registry(kept, shipped.roles, shipped.units, shipped.calendar)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, both):
    """The tables of the site, and those of the two registers of the tests."""
    own = [both.kept[name].model for name in ("tiny", "every")]
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            for model in own:
                editor.create_model(model)
        gramindex.ensure(own)


@pytest.fixture
def registry(db, both, monkeypatch, settings, tmp_path) -> Registry:
    """Both registers for pages and verbs, files in a folder of their own."""
    monkeypatch.setattr(registries, "current", lambda: both)
    settings.LUJI_HOME = tmp_path / "home"
    return both


@dataclass
class People:
    """Accounts with posts, made when first asked for; clients and actors for them."""

    registry: Registry
    made: dict[str, Account] = field(default_factory=dict)

    def account(self, name: str, role: str = "", unit: str = OWN, party: str = "") -> Account:
        if name not in self.made:
            # No password: these sign in by force, and hashing would be most of the time of these tests.
            self.made[name] = Account.objects.create(
                username=name, unit=unit, name=f"{name}同志", password="!"
            )
            if role:
                # Not by the verb, which would tell the journal of today: the records' clock stands at NOW.
                start = date(2020, 1, 1)
                Appointment.objects.create(
                    account=self.made[name], role=role, unit=unit, start=start, party=party
                )
        return self.made[name]

    def actor(self, name: str, *post: str, at: datetime = NOW) -> Actor:
        account = self.account(name, *post)
        return Actor(self.registry, person_of(account, date(2026, 3, 2), self.registry.units), at, "10.0.0.7")

    def client(self, name: str, *post: str) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(self.account(name, *post))
        return client

    def cast(self) -> list[str]:
        """Enough people of the own brigade, of the detachment and of a partner to take every step."""
        for name, role, unit, party in (
            ("officer", "officer", OWN, ""), ("second", "officer", OWN, ""), ("lead", "brigade_lead", OWN, ""),
            ("chief", "detachment_lead", ABOVE, ""), ("partner", "partner", ABOVE, PARTY),
            ("keeper", "admin", ABOVE, ""),
        ):  # fmt: skip
            self.account(name, role, unit, party)
        return ["officer", "second", "lead", "chief", "partner"]


@pytest.fixture
def people(registry) -> People:
    """Whoever is asked for, and two officers whom records mention."""
    for number, name in (("080001", "张三"), ("080002", "李四")):
        Account.objects.create(username=number, unit=OWN, name=name, password="!")
    return People(registry)


@pytest.fixture
def sample() -> Callable[..., dict[str, str]]:
    """What somebody would write into a form of a register, field by field."""

    def form(kept: Kept, fields=None, **changed: str) -> dict[str, str]:
        found = {}
        for name, one in (fields if fields is not None else kept.spec.content).items():
            found[name] = next(iter(one.values)) if one.type == "code" else VALUES[one.type]
            if name == kept.spec.party:
                found[name] = PARTY
            if name == "route":
                found[name] = "G60"
            if one.when:
                found[name] = ""
        return found | changed

    return form


@pytest.fixture
def typed(registry, sample):
    """The sample as values a verb takes."""

    def values(kept: Kept, fields=None, **changed: str):
        return read_all(
            sample(kept, fields, **changed),
            fields if fields is not None else kept.spec.content,
            registry.units,
        )

    return values


def exif_time(at: datetime) -> str:
    """A minute before, as a camera here writes it down."""
    return f"{timezone.localtime(at) - timedelta(minutes=1):%Y:%m:%d %H:%M:%S}"


JUST_NOW = exif_time(NOW)


@pytest.fixture(scope="session")
def photo() -> Callable[..., bytes]:
    """A constructed photograph unlike every other; `taken` as EXIF spells it, `place` in degrees.

    Unless told otherwise it was taken on the spot a minute before; "" and None leave the time or the place out.
    """
    made = itertools.count(1)

    def one(seed=None, taken=JUST_NOW, place=(27.55, 110.0), quality=90) -> bytes:
        chance = random.Random(f"photo {next(made) if seed is None else seed}")
        image = Image.new("RGB", (320, 240), tuple(chance.randrange(256) for _ in range(3)))
        draw = ImageDraw.Draw(image)
        for _ in range(20):
            x, y, w, h = (chance.randrange(a, b) for a, b in ((0, 300), (0, 220), (20, 160), (20, 120)))
            draw.rectangle((x, y, x + w, y + h), fill=tuple(chance.randrange(256) for _ in range(3)))
        exif = Image.Exif()
        if taken:
            exif.get_ifd(0x8769)[0x9003] = taken
        if place:
            exif.get_ifd(0x8825).update({1: "N", 2: (place[0], 0.0, 0.0), 3: "E", 4: (place[1], 0.0, 0.0)})
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, exif=exif)
        return out.getvalue()

    return one


@pytest.fixture
def brought(people, photo):
    """Somebody brings a photograph; its hash."""
    from luji.record.evidence import actions as evidence

    def one(
        who: str, at: datetime = NOW, content: bytes | None = None, name: str = "现场.jpg", **options
    ) -> str:
        told = {"taken": exif_time(at)} | options
        content = photo(**told) if content is None else content
        return evidence.bring([content], name, people.actor(who).person.number, at).file_id

    return one


@pytest.fixture
def pictured(brought):
    """Values with a photograph for every field of files."""

    def filled(who: str, fields, values, at: datetime = NOW):
        return values | {n: [brought(who, at)] for n, f in fields.items() if f.held == "files"}

    return filled


@pytest.fixture(params=NAMES)
def kept(request, registry) -> Kept:
    """One register after the other."""
    return registry.find(request.param)


@pytest.fixture
def tiny(registry) -> Kept:
    return registry.find("tiny")


@pytest.fixture
def every(registry) -> Kept:
    return registry.find("every")


@pytest.fixture
def hazard(registry) -> Kept:
    return registry.find("hazard")


@pytest.fixture
def walk(people, typed, pictured):
    """Take a record step by step to a state, each step by the first person who may."""
    from luji.record.registers.verbs import actions
    from luji.record.registers.verbs.permission import buttons, values_of
    from luji.record.registers.verbs.story import case_of

    def to(kept: Kept, row, state: str, at: datetime = NOW):
        names, steps = people.cast(), []
        while row.state != state:
            step = _next(kept, row.state, state)
            if photographed := _photographed(kept, row, step, people, pictured, at):
                row = photographed
                steps.append(("officer", "edit"))
            case = case_of(kept, row, people.registry.units)
            who = next(
                n for n in names if step in buttons(kept, people.actor(n).person, case, values_of(kept, row))
            )
            asked = kept.spec.asked_by(step)
            given = pictured(who, asked, typed(kept, asked), at)
            row = actions.act(people.actor(who, at=at), kept, row.row, row.version, step, given)
            steps.append((who, step))
        return SimpleNamespace(row=row, steps=steps)

    return to


def _photographed(kept: Kept, row, step: str, people: People, pictured, at: datetime):
    """The record with the photographs of its content that the step requires."""
    from luji.record.registers.verbs import actions

    needed = {
        n: f for n, f in kept.spec.content.items()
        if f.held == "files" and n in kept.flow.actions[step].requires and not getattr(row, n)
    }  # fmt: skip
    if not needed:
        return None
    values = pictured("officer", needed, {}, at)
    return actions.edit(people.actor("officer", at=at), kept, row.row, row.version, values)


def _next(kept: Kept, here: str, goal: str) -> str:
    """The first action of a shortest way that returns nothing."""
    ways = [(name, [name]) for name, a in kept.flow.leaving(here) if not a.returns]
    seen = {here}
    while ways:
        name, way = ways.pop(0)
        state = kept.flow.actions[name].to
        if state == goal:
            return way[0]
        if state not in seen:
            seen.add(state)
            ways += [(n, [*way, n]) for n, a in kept.flow.leaving(state) if not a.returns]
    raise LookupError(goal)


@pytest.fixture
def filed(people, typed):
    """A new record of a register."""
    from luji.record.registers.verbs import actions

    def new(kept: Kept, who: str = "officer", **changed: str):
        people.cast()
        return actions.create(people.actor(who), kept, typed(kept, **changed))

    return new


@pytest.fixture
def form(hazard, sample):
    """What a posted form of a hazard holds, without photographs."""
    return lambda **changed: {n: v for n, v in sample(hazard).items() if n != "photos"} | changed


@pytest.fixture
def training(registry) -> Kept:
    return registry.find("training")


@pytest.fixture
def taught() -> dict[str, str]:
    """What is written of a lesson from 17:00 to 18:00 by the clock here."""
    return {
        "unit": OWN, "held_on": "2026-03-02", "subject": "隧道应急处置", "trainer": "officer",
        "begins_at": "2026-03-02 17:00", "ends_at": "2026-03-02 18:00",
    }  # fmt: skip


@pytest.fixture
def lesson(people, registry, training, taught):
    """That lesson, filed by its trainer an hour before."""
    people.account("officer", "officer")
    values = read_all(taught, training.spec.content, registry.units)
    return actions.create(people.actor("officer", at=NOW - timedelta(minutes=90)), training, values)
