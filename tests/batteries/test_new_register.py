"""A register is one file: written into a department's content it has every surface, its table and its figures."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REGISTER = """
register: patrol_note
label: {zh: 巡查记事, en: Patrol notes}
key: number
unit: unit
time: day
title: [what]
fields:
  number: {type: serial, pattern: "XC{year}-{serial:3}", label: {zh: 记事编号, en: Note no.}, required: true}
  unit: {type: unit, label: {zh: 大队, en: Brigade}, required: true, default: own}
  day: {type: date, label: {zh: 日期, en: Day}, required: true}
  what: {type: text, label: {zh: 事项, en: Matter}, required: true}
  count: {type: integer, label: {zh: 件数, en: Pieces}, min: 0}
form:
  - {label: {zh: 内容, en: Content}, fields: [unit, day, what, count]}
list: {columns: [number, unit, day, what, count, state], filters: [state, day], sort: [number, day], search: [what]}
see: {officer: own, brigade_lead: own, admin: any}
takeover: admin
withdraw: officer
views: {board: true, calendar: day, timeline: {from: day}}
workflow:
  create: officer
  states:
    open: {label: {zh: 登记, en: open}, edit: officer}
    sent: {label: {zh: 待阅, en: sent}}
    seen: {label: {zh: 已阅, en: seen}, final: true}
  actions:
    send: {label: {zh: 送阅, en: send}, from: open, to: sent, who: officer, notify: brigade_lead}
    back: {label: {zh: 退回, en: return}, from: sent, to: open, who: brigade_lead, returns: true}
    see: {label: {zh: 阅, en: see}, from: sent, to: seen, who: brigade_lead, not_by: create}
"""
INDICATOR = """
table: patrol_note
indicators:
  patrol.pieces: {label: {zh: 巡查件数, en: Pieces}, sum: count, where: state == "seen", wording: {measure: 件}}
"""
VISIT = """
import io, json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "luji.config.settings"
import django
django.setup()
from datetime import date
from pathlib import Path
from django.test import Client
from luji.base.people import accounts, posts
from luji.config import publishing, about
from luji.config.keeping import open_lake
from luji.base.kernel.content import Content
home = Path(os.environ["LUJI_HOME"])
for name, role in (("o1", "officer"), ("b1", "brigade_lead"), ("k1", "admin")):
    posts.ensure(accounts.ensure(name, "lu-ji-2020-x", "hh-hecheng", name), role, "hh-hecheng", date(2020, 1, 1))
posts.ensure(accounts.ensure("x1", "lu-ji-2020-x", "hh-zhijiang", "x1"), "officer", "hh-zhijiang", date(2020, 1, 1))
from luji.base.people.models import Account
from luji.record.workflow import actions as journal
def client(name):
    c = Client(SERVER_NAME="localhost"); c.force_login(Account.objects.get(username=name)); return c
officer, lead = client("o1"), client("b1")
base = "/registers/patrol_note/"
told = {}
told["filed"] = officer.post(base + "new/", {"unit": "hh-hecheng", "day": "2020-05-01", "what": "路面抛洒物", "count": "3"}).status_code
told["api"] = officer.post("/api" + base + "records", json.dumps({"values": {"unit": "鹤城大队", "day": "2020-05-02", "what": "护栏", "count": 4}}), content_type="application/json").status_code
for tail in ("", "1/", "1/edit/", "new/", "import/", "board/", "calendar/?month=2020-05", "timeline/?month=2020-05", "about/", "template.xlsx", "export.csv", "export.xlsx", "export.json", "?q=护栏"):
    answer = officer.get(base + tail)
    told[tail] = answer.status_code
    if tail.startswith("export.") or not tail:
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if tail:
            file = io.BytesIO(data); file.name = tail
            again = officer.post(base + "import/", {"file": file})
            told["again " + tail] = again.status_code, "没有要做的" in again.content.decode() or "无需" in again.content.decode() or 'name="token"' not in again.content.decode()
def shows(reader, address, *words):
    page = reader.get(address).content.decode().split("<main")[-1]
    return [word for word in words if word not in page] or True
told["own bench"] = shows(officer, "/bench/", "路面抛洒物", "送阅")
told["nobody else's"] = "路面抛洒物" not in lead.get("/bench/").content.decode()
for row in (1, 2):
    told[f"sent {row}"] = officer.post(f"{base}{row}/acts/send/", {"version": "1"}).status_code
told["bench of the next"] = shows(lead, "/bench/", "路面抛洒物", "护栏", "/registers/patrol_note/1/")
told["notice"] = shows(lead, "/notices/", "巡查记事", "待阅")
told["form of the act"] = shows(lead, base + "1/acts/see/", "已阅")
told["without a reason"] = lead.post(f"{base}2/acts/back/", {"version": "2", "reason": " "}).status_code
told["back"] = lead.post(f"{base}2/acts/back/", {"version": "2", "reason": "写明桩号"}).status_code
told["notice of the return"] = shows(officer, "/notices/", "巡查记事", "退回")
told["told why"] = shows(officer, base + "2/", "写明桩号")
told["sent again"] = officer.post(f"{base}2/acts/send/", {"version": "3"}).status_code
told["found by word"] = shows(lead, "/find/?q=抛洒", "/registers/patrol_note/1/", "巡查记事")
number = officer.get("/api" + base + "records/2").json()["values"]["number"]
told["found by number"] = shows(officer, "/find/?q=" + number, "/registers/patrol_note/2/")
told["strangers find nothing"] = "/registers/patrol_note/" not in client("x1").get("/find/?q=抛洒").content.decode()
told["saved"] = officer.post(base + "views/?f.state=sent", {"name": "待阅的"}).status_code
told["saved view"] = shows(officer, base, "待阅的")
told["board cards"] = shows(lead, base + "board/", "路面抛洒物", "护栏", "待阅")
told["month"] = shows(lead, base + "calendar/?month=2020-05", "路面抛洒物", "护栏")
told["bars"] = shows(lead, base + "timeline/?month=2020-05", "路面抛洒物", "护栏")
for row, version in ((1, "2"), (2, "4")):
    told[f"seen {row}"] = lead.post(f"{base}{row}/acts/see/", {"version": version}).status_code
told["done with"] = "护栏" not in lead.get("/bench/").content.decode().split("<main")[-1]
told["journal"] = not journal.verify()
told["history"] = len(officer.get("/api" + base + "records/1/history").json()["history"])
told["facts"] = publishing.publish(home, open_lake(home))["patrol_note"].inserted
about.write(home / "docs", Content.shipped(home / "content"))
page = (home / "docs" / "patrol_note.md").read_text("utf-8")
told["docs"] = [word for word in ("Patrol notes", "Matter", "send", "seen", "patrol.pieces") if word not in page] or True
told["drawing"] = (home / "docs" / "patrol_note.svg").exists()
print("TOLD" + json.dumps(told))
"""


MOVED = ("filed", "sent 1", "sent 2", "back", "sent again", "saved", "seen 1", "seen 2")


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("new") / "home"
    for name, text in (("registers/patrol_note", REGISTER), ("indicators/patrol", INDICATOR)):
        path = made / "content" / f"{name}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    return made


def run(home: Path, *command: str) -> str:
    env = {**os.environ, "LUJI_HOME": str(home)}
    done = subprocess.run([sys.executable, *command], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_one_file_gives_every_surface(home: Path) -> None:
    run(home, "-m", "luji", "upgrade", "--home", str(home))
    told = json.loads(run(home, "-c", VISIT).split("TOLD")[1])
    moved = {name: told.pop(name) for name in MOVED}
    assert set(moved.values()) == {302}, moved
    assert (told.pop("api"), told.pop("without a reason")) == (201, 422)
    assert (told.pop("history"), told.pop("facts")) == (3, 2)
    assert {tuple(told.pop(f"again export.{ending}")) for ending in ("csv", "xlsx", "json")} == {(200, True)}
    found = {name: one for name, one in told.items() if not isinstance(one, int) or isinstance(one, bool)}
    assert {name: one for name, one in found.items() if one is not True} == {}
    assert len(found) == 18
    assert {one for name, one in told.items() if name not in found} == {200}
    run(home, "-m", "luji", "snapshot", "create", "--home", str(home))
    figures = json.loads(
        run(
            home,
            "-m",
            "luji",
            "figures",
            "--unit",
            "hh-hecheng",
            "--period",
            "2020",
            "--home",
            str(home),
            "--json",
        )
    )
    listed = figures["figures"] if isinstance(figures, dict) else figures
    (figure,) = [one for one in listed if one["key"] == "patrol.pieces"]
    assert figure["value"] == "7"


def test_a_mistake_in_the_file_is_told_with_its_line(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "content" / "registers"
    folder.mkdir(parents=True)
    (folder / "patrol_note.yaml").write_text(REGISTER.replace("calendar: day", "calendar: what"), "utf-8")
    env = {**os.environ, "LUJI_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-m", "luji", "check", "--home", str(tmp_path / "home")],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "REG-004 patrol_note.yaml" in done.stderr
