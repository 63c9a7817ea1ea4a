"""A load that is killed half way leaves nothing; whoever searches meanwhile finds what was there before."""

import os
import subprocess
import sys

import pytest

SCRIPT = """
import os, signal, sys
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "luji.config.settings"
home = Path(os.environ["LUJI_HOME"])
from luji.config.keeping import upgrade
upgrade(home, quiet=True)
from datetime import date
from django.db import connections
from django.utils import timezone
from luji.base.people import posts
from luji.base.people.models import Account
from luji.base.people.posts import person_of
from luji.record.registers import registry
from luji.record.registers.carried import takein
from luji.record.registers.search import gramindex
from luji.record.registers.verbs.actor import Actor
from luji.record.workflow import actions as journal

takein.BATCH = 10
kept = registry.current().find("hazard")
account = Account.objects.create(username="keeper", unit="hh", name="keeper", password="!")
posts.ensure(account, "admin", "hh", date(2020, 1, 1))
units = registry.current().units
actor = Actor(registry.current(), person_of(account, timezone.localdate(), units), timezone.now())

def file(name, what, first):
    head = "隐患编号,大队,路线,桩号,隐患类型,隐患描述,责任单位,状态\\n"
    rows = [f"YH2020-{n:04},鹤城大队,G60,K1290+300,护栏,{what},管理处,整治到位\\n" for n in range(first, first + 30)]
    (home / name).write_text(head + "".join(rows), "utf-8")
    return home / name

def found(word):
    return len(gramindex.rows_with(kept.model, [word], 999))

takein.take_in(actor, kept, file("one.csv", "护栏缺失", 1))
second = file("two.csv", "标线磨损", 101)
asks, answers = os.pipe()
connections.close_all()
child = os.fork()
if not child:
    def told(done, total):
        if done == 20 and total == 30:
            os.write(answers, b".")
            signal.pause()
    takein.take_in(actor, kept, second, told)
    os._exit(1)
os.read(asks, 1)
meanwhile = found("护栏"), found("标线"), kept.rows.count()
os.kill(child, signal.SIGKILL)
os.waitpid(child, 0)
after = found("护栏"), found("标线"), kept.rows.count(), len(journal.verify()), gramindex.ensure([kept.model])
plan = takein.take_in(actor, kept, second)
again = plan.new, found("护栏"), found("标线"), len(journal.verify()), takein.take_in(actor, kept, second).unchanged
print([meanwhile, after, again])
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the load is killed in a process of its own")
def test_a_killed_load_leaves_nothing_and_disturbs_nobody(tmp_path):
    env = os.environ | {"LUJI_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=env, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    wanted = [(30, 0, 30), (30, 0, 30, 0, []), (30, 30, 30, 0, 30)]
    assert done.stdout.splitlines()[-1] == repr(wanted)
