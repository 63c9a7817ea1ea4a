"""The demo's hazards live in the register: taken over by somebody, published, and figures are computed from them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LOOK = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "luji.config.settings"
import django
django.setup()
from pathlib import Path
from luji.base.people.models import Account, Appointment
from luji.config import publishing
from luji.config.keeping import open_lake
from luji.record.registers import registry
from luji.record.workflow import actions
home = Path(os.environ["LUJI_HOME"])
kept = registry.current().find("hazard")
before = {"rows": kept.rows.count(), "closed": kept.rows.filter(state="closed", closed_on__year=2020).count()}
keeper = Account.objects.get(username="demo")
again = publishing.take_over(keeper, "hazard", home / "ledgers" / "hazard.xlsx")
change = publishing.publish(home, open_lake(home))["hazard"]
posts = sorted(set(Appointment.objects.values_list("role", flat=True)))
elsewhere = publishing.publish(home / "elsewhere", open_lake(home))
print(json.dumps({**before, "again": again, "nothing": change.nothing, "journal": len(actions.verify()), "posts": posts,
                  "verbs": sorted({e.verb for e in actions.story(f"hazard/{kept.rows.first().row}")}), "elsewhere": elsewhere}))
"""


@pytest.fixture
def home(demo_home: Path, tmp_path: Path) -> Path:
    """The demo's home, free to be changed."""
    left = shutil.ignore_patterns("report", "violation*")
    made = Path(shutil.copytree(demo_home, tmp_path / "home", ignore=left))
    # The largest table is only read here.
    (made / "lake" / "violation").symlink_to(demo_home / "lake" / "violation")
    return made


def run(home: Path, *command: str) -> str:
    env = {**os.environ, "LUJI_HOME": str(home)}
    done = subprocess.run([sys.executable, *command], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_demos_hazards_are_records_that_publish_the_figures(home: Path) -> None:
    told = json.loads(run(home, "-c", LOOK).splitlines()[-1])
    assert told["rows"] > 700
    assert told["again"] == 0
    assert told["nothing"]
    assert told["journal"] == 0
    assert told["verbs"] == ["take_over"]
    assert told["elsewhere"] == {}
    assert {"officer", "brigade_lead", "partner", "admin"} <= set(told["posts"])
    figures = json.loads(
        run(home, "-m", "luji", "figures", "--unit", "hh", "--period", "2020", "--home", str(home), "--json")
    )
    listed = figures["figures"] if isinstance(figures, dict) else figures
    (figure,) = [f for f in listed if f["key"] == "hazard.rectified"]
    assert int(figure["exact"] if "exact" in figure else figure["value"]) == told["closed"]


CLOSE = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "luji.config.settings"
import io
import django
django.setup()
from datetime import date, datetime, UTC
from PIL import Image
from luji.base.people.models import Account
from luji.base.people.posts import person_of
from luji.record.evidence import actions as evidence
from luji.record.registers import registry
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actions import Actor
found = registry.current()
kept = found.find("hazard")
picture = io.BytesIO()
Image.effect_noise((320, 240), 80).convert("RGB").save(picture, "JPEG")
at = datetime(2020, 12, 30, 2, tzinfo=UTC)
def actor(name):
    return Actor(found, person_of(Account.objects.get(username=name), date(2020, 12, 30), found.units), at)
row = kept.rows.filter(unit="hh-hecheng", state="rectified").first()
photo = evidence.bring([picture.getvalue()], "recheck.jpg", "officer2", at).file_id
seen = {"check_note": "seen", "check_photos": [photo]}
row = actions.act(actor("officer2"), kept, row.row, row.version, "recheck", seen, "constructed photograph")
actions.act(actor("lead"), kept, row.row, row.version, "close", {}, "constructed photograph")
"""


def test_a_hazard_closed_in_the_site_is_one_more_in_the_next_snapshot(home: Path) -> None:
    def rectified() -> int:
        told = json.loads(
            run(
                home,
                "-m",
                "luji",
                "figures",
                "--unit",
                "hh",
                "--period",
                "2020",
                "--home",
                str(home),
                "--json",
            )
        )
        listed = told["figures"] if isinstance(told, dict) else told
        return next(int(f["value"]) for f in listed if f["key"] == "hazard.rectified")

    before = rectified()
    run(home, "-c", CLOSE)
    assert rectified() == before
    run(home, "-m", "luji", "snapshot", "create", "--home", str(home))
    assert rectified() == before + 1
