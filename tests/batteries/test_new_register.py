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
    seen: {label: {zh: 已阅, en: seen}, final: true}
  actions:
    see: {label: {zh: 阅, en: see}, from: open, to: seen, who: brigade_lead, not_by: create}
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
from luji.base.people.models import Account
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
for row in (1, 2):
    told[f"seen {row}"] = lead.post(f"{base}{row}/acts/see/", {"version": "1"}).status_code
told["history"] = len(officer.get("/api" + base + "records/1/history").json()["history"])
told["facts"] = publishing.publish(home, open_lake(home))["patrol_note"].inserted
told["docs"] = (about.write(home / "docs", Content.shipped(home / "content")) and (home / "docs" / "patrol_note.md").exists())
print("TOLD" + json.dumps(told))
"""


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
    assert (told.pop("filed"), told.pop("api"), told.pop("seen 1"), told.pop("seen 2")) == (
        302,
        201,
        302,
        302,
    )
    assert (told.pop("history"), told.pop("facts"), told.pop("docs")) == (2, 2, True)
    assert {tuple(told.pop(f"again export.{ending}")) for ending in ("csv", "xlsx", "json")} == {(200, True)}
    assert set(told.values()) == {200}
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
