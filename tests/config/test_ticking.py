# ruff: noqa: E402 — models can be imported only after Django is set up
"""What goes on by itself: once round, in a thread, in several processes, killed and started again."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from contextlib import closing, contextmanager
from pathlib import Path

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.db import OperationalError

ROOT = Path(__file__).parents[2]
SEED = """
from datetime import date, timedelta
from django.utils import timezone
from luji.base.people import posts
from luji.base.people.models import Account
from luji.base.people.posts import person_of
from luji.record.registers import registry
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.work.following import later

found, now = registry.current(), timezone.now()
kept = found.find("revocation")
people = {}
for name, role, unit in (("a", "officer", "hh-hecheng"), ("b", "officer", "hh-hecheng"), ("c", "legal", "hh"),
                         ("d", "detachment_lead", "hh")):
    people[name] = Account.objects.create(username=name, unit=unit, name=name, password="!")
    posts.appoint(people[name], role, unit, date(2018, 1, 1))
def actor(who, at):
    return Actor(found, person_of(people[who], timezone.localdate(at), found.units), at)
with later():
    for n in range(40):
        at = now - timedelta(days=20, minutes=n)
        row = actions.create(actor("a", at), kept, {
            "unit": "hh-hecheng", "driver": f"构造{n}", "licence": f"构造{n}", "licence_office": "构造",
            "elsewhere": False, "plate": f"湘N构{n:04d}", "happened_at": at, "place": "G60 K1430+500",
            "ground": "speeding", "track": "administrative", "facts": "构造", "evidence_list": "笔录",
            "handler1": "a", "handler2": "b"})
        actions.act(actor("a", at), kept, row.row, row.version, "submit", {})
"""


def run(home, code):
    lines = f"import os\nos.environ['LUJI_HOME'] = {str(home)!r}\nimport django\ndjango.setup()\n{textwrap.dedent(code)}"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "luji.config.settings", "LUJI_HOME": str(home)}
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", lines],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=ROOT,
    )
    assert made.returncode == 0, made.stderr[-2000:]


TICK = [sys.executable, "-W", "ignore", "-m", "luji", "tick", "--home"]


@contextmanager
def ticking(home, count):
    """So many processes that tick at once; gone afterwards, whatever happens."""
    running = [
        subprocess.Popen([*TICK, str(home)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        for _ in range(count)
    ]
    try:
        yield running
    finally:
        for one in running:
            one.kill()
            one.wait()


def ticked(home):
    """What one tick says."""
    made = subprocess.run([*TICK, str(home)], capture_output=True, text=True, check=False, cwd=ROOT)
    assert made.returncode == 0, made.stderr[-2000:]
    return made.stdout


def told(home):
    with closing(sqlite3.connect(home / "luji.db")) as base:
        return sorted(
            base.execute(
                "SELECT a.username, n.kind, n.subject, n.title FROM workflow_notice n JOIN people_account a ON a.id = n.account_id"
            )
        )


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    """A home with forty cases whose clocks ran out, and nobody told yet."""
    home = tmp_path_factory.mktemp("ticking") / "home"
    made = subprocess.run(
        [sys.executable, "-m", "luji", "upgrade", "--home", str(home)], cwd=ROOT, check=False
    )
    assert made.returncode == 0
    run(home, SEED)
    return home


def test_three_at_once_and_one_of_them_killed_tell_as_much_as_one(seeded, tmp_path):
    alone, crowd = tmp_path / "alone", tmp_path / "crowd"
    shutil.copytree(seeded, alone)
    shutil.copytree(seeded, crowd)
    ticked(alone)
    expected = told(alone)
    assert {kind for _, kind, _, _ in expected} == {"work", "reminder", "escalation"}
    assert len(expected) == len(set(expected)) >= 40 * 3

    with ticking(crowd, 3) as running:
        deadline = time.monotonic() + 120
        while not told(crowd) and time.monotonic() < deadline and any(one.poll() is None for one in running):
            time.sleep(0.02)
        running[0].send_signal(signal.SIGKILL)
        assert [one.wait(240) for one in running[1:]] == [0, 0]
    ticked(crowd)
    assert told(crowd) == expected


def test_the_second_tick_finds_nothing_to_do(seeded, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(seeded, home)
    assert "日志 84 条，时限 40 个" in ticked(home)
    assert "日志 0 条，时限 0 个" in ticked(home)


class TestThread:
    def test_it_goes_on_after_whatever_happens(self, monkeypatch):
        from luji.config import ticking as room

        happened = []

        def tick():
            happened.append(len(happened))
            if len(happened) == 1:
                raise OperationalError("database is locked")
            if len(happened) == 2:
                raise ValueError("a mistake")

        monkeypatch.setattr(room, "tick", tick)
        monkeypatch.setattr(room, "close_old_connections", lambda: None)
        over = room.in_background(every=0.01)
        deadline = time.monotonic() + 10
        while len(happened) < 4 and time.monotonic() < deadline:
            time.sleep(0.01)
        over.set()
        assert len(happened) >= 4

    def test_it_ends_when_told(self, monkeypatch):
        from luji.config import ticking as room

        happened = []
        monkeypatch.setattr(room, "tick", lambda: happened.append(1))
        monkeypatch.setattr(room, "close_old_connections", lambda: None)
        room.in_background(every=60).set()
        time.sleep(0.2)
        assert len(happened) == 1


def test_uploads_nobody_confirmed_go_with_the_tick(db, settings, tmp_path):
    from luji.config import ticking as room

    settings.LUJI_HOME = tmp_path
    old, new = tmp_path / "incoming" / "old", tmp_path / "incoming" / "new"
    for folder in (old, new):
        folder.mkdir(parents=True)
        (folder / "a.csv").write_bytes(b"x")
    os.utime(old, (0, 0))
    assert room.tick()["files"] == 1
    assert [old.exists(), new.exists()] == [False, True]


@pytest.mark.parametrize(("site", "expected"), [
    ("", "/registers/hazard/7/"), ("https://luji.example", "https://luji.example/registers/hazard/7/"),
])  # fmt: skip
def test_where_a_record_is(settings, site, expected):
    from luji.config import ticking as room

    settings.LUJI_SITE = site
    assert room.address("hazard/7") == expected
