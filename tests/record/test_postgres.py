"""What touches the records' tables, once more on PostgreSQL: a server of its own, gone afterwards."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What asks the database something of its own: locks, uniqueness, order, indexes, migrations, large loads. Content
# and pages on top of it ask the same again.
ASKED = [
    *(f"tests/record/registers/{name}" for name in (
        "at_once.py", "carried/test_facts.py", "carried/test_incoming.py", "carried/test_sowing.py", "carried/test_takein.py",
        "declared/test_withdrawing.py", "search/test_gramindex.py", "search/test_listing.py", "search/test_ordering.py",
        "search/test_reindexing.py", "search/test_walking.py", "test_battery.py", "test_model.py", "test_upgrade.py",
        "verbs", "work/test_following.py", "work/test_matters.py",
    )),
    "tests/batteries/test_steps.py",
    "tests/record/finding", "tests/record/evidence/test_actions.py",
    *(f"tests/record/workflow/test_{name}.py" for name in (
        "actions", "bulk", "mailing", "models", "notices", "openings", "people", "stories", "ticking",
    )),
    *(f"tests/base/people/test_{name}.py" for name in ("accounts", "delegations", "officers", "posts", "visible")),
]  # fmt: skip


def cluster():
    spec = importlib.util.spec_from_file_location("cluster", ROOT / "bench" / "cluster.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.cluster()


@pytest.mark.long
def test_the_records_live_on_postgresql_as_well(tmp_path: Path):
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        *ASKED,
        "-m",
        "not browser",
        "-p",
        "no:xdist",
        "-p",
        "only_tables",
    ]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    # An earlier test of this process may have pointed it at a home of its own.
    kept["LUJI_HOME"] = str(tmp_path / "none")
    kept["PYTHONPATH"] = os.pathsep.join(
        [str(Path(__file__).parent), *filter(None, [kept.get("PYTHONPATH")])]
    )
    with cluster() as url:
        done = subprocess.run(
            command,
            env=kept | {"LUJI_DATABASE_URL": url},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    said = re.search(r"(\d+) passed", done.stdout)
    assert said, done.stdout[-2000:]
    assert int(said[1]) > 150
    assert "skipped" not in done.stdout.splitlines()[-1]
