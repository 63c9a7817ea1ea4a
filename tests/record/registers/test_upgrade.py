"""`upgrade` in a home of its own: a register added, renamed in part, dropped in part; no data lost."""

import json
import os
import subprocess
import sys

import pytest

SCRIPT = """
import json, sys
from pathlib import Path
from luji.config.keeping import upgrade
from luji.base.kernel.problem import Refused
home = Path(sys.argv[1])
try:
    upgrade(home, drop="--drop" in sys.argv)
except Refused as refused:
    print(json.dumps({"refused": [p.code for p in refused.problems]}))
    sys.exit()
from django.db import connection
from luji.record.registers import models
from luji.record.registers.upgrade import retired
with connection.cursor() as cursor:
    if "--fill" in sys.argv:
        cursor.execute("INSERT INTO register_tiny (state, version, created_by, created_at, changed_at, sought, what, count)"
                       " VALUES ('open', 1, 'x', '2026-01-01', '2026-01-01', '', 'kept', 7)")
    columns = [c.name for c in connection.introspection.get_table_description(cursor, "register_tiny")]
    cursor.execute("SELECT * FROM register_tiny")
    rows = [dict(zip(columns, r)) for r in cursor.fetchall()]
print(json.dumps({"columns": columns, "rows": rows, "files": sorted(p.name for p in (home / "migrations").glob("home_*.py")),
                  "retired": retired(models.REGISTERS)}, default=str))
"""


@pytest.fixture
def home(tmp_path, tiny_folder):
    folder = tmp_path / "home" / "content" / "registers"
    folder.mkdir(parents=True)
    (folder / "tiny.yaml").write_text((tiny_folder / "registers" / "tiny.yaml").read_text("utf-8"), "utf-8")
    return tmp_path / "home"


def change(home, *pairs):
    path = home / "content" / "registers" / "tiny.yaml"
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def upgraded(home, *options):
    env = {**os.environ, "LUJI_HOME": str(home)}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    made = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(home), *options],
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return json.loads(made.stdout.splitlines()[-1])


def test_a_register_comes_changes_and_loses_nothing(home):
    first = upgraded(home, "--fill")
    assert first["files"] == ["home_0001.py"]
    assert upgraded(home)["files"] == ["home_0001.py"]
    change(home, ("  what: {type: text,", "  matter: {type: text, was: what,"), ("[unit, what, kind", "[unit, matter, kind"),
           ("title: [what]", "title: [matter]"), ("unit, what, kind, count, cost, day", "unit, matter, kind, cost, day"),
           ("[number, what, story]", "[number, matter, story]"), ("kind, count, cost, share", "kind, cost, share"),
           ("[number, day, count]", "[number, day]"), ("  count: {type: integer, label: {zh: 件数, en: Pieces}, min: 0, max: 1000}\n", ""))  # fmt: skip
    second = upgraded(home)
    assert second["rows"][0]["matter"] == "kept"
    assert second["rows"][0]["count"] == 7
    assert len(second["files"]) == 2
    assert second["retired"] == ["tiny.count"]
    assert upgraded(home)["files"] == second["files"]
    dropped = upgraded(home, "--drop")
    assert "count" not in dropped["columns"]
    assert dropped["retired"] == []
    assert dropped["rows"][0]["matter"] == "kept"


def test_a_rename_with_another_type_is_refused_and_nothing_happens(home):
    upgraded(home)
    change(home, (", calendar: day, timeline: {from: day, to: done_on}", ""),
           ("  day: {type: date,", "  date: {type: text, was: day,"), ("share, day, sure", "share, date, sure"),
           ("cost, day, state", "cost, state"), ("kind, day, sure]", "kind, sure]"), ("[number, day, count]", "[number, count]"))  # fmt: skip
    assert upgraded(home) == {"refused": ["REG-014"]}


def test_a_broken_register_stops_the_start(home):
    change(home, ("title: [what]", "title: [wht]"))
    assert upgraded(home) == {"refused": ["REG-003"]}


def test_fields_of_every_type_come_later_and_are_renamed(home):
    before = upgraded(home, "--fill")
    more = """
  at: {type: moment, label: {zh: 时间, en: At}}
  clock: {type: time, label: {zh: 时刻, en: Clock}}
  lasts: {type: duration, label: {zh: 时长, en: Lasts}}
  chair: {type: person, label: {zh: 主持, en: Chair}}
  about: {type: reference, to: tiny, label: {zh: 关联, en: About}}
  lines: {type: rows, label: {zh: 明细, en: Lines}, fields: {who: {type: person, label: {zh: 谁, en: Who}}}}
  papers: {type: files, label: {zh: 文件, en: Papers}}
  sum: {type: computed, as: decimal, formula: count * 2, label: {zh: 两倍, en: Twice}}
  only: {type: text, when: kind == "b", label: {zh: 仅乙, en: Only}}
form:"""
    change(home, ("\nform:", more))
    after = upgraded(home)
    added = {"at", "clock", "lasts", "chair", "about", "lines", "papers", "sum", "only"}
    assert set(after["columns"]) - set(before["columns"]) == added
    assert after["rows"][0]["count"] == 7 and len(after["files"]) == 2
    change(
        home,
        ("  lines: {type: rows,", "  people: {type: rows, was: lines,"),
        ("  at: {type: moment,", "  begins: {type: moment, was: at,"),
    )
    renamed = upgraded(home)
    assert {"people", "begins"} <= set(renamed["columns"]) and not {"lines", "at"} & set(renamed["columns"])
    assert upgraded(home)["files"] == renamed["files"]
