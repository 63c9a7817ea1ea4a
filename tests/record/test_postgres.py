"""Everything that touches the records' tables, once more on PostgreSQL: a server of its own, gone afterwards."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ["tests/record", "tests/base/people"]


def cluster():
    spec = importlib.util.spec_from_file_location("cluster", ROOT / "bench" / "cluster.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.cluster()


def test_the_records_live_on_postgresql_as_well():
    command = [sys.executable, "-m", "pytest", "-q", "-x", *FOLDERS, "-m", "not browser", "-p", "no:xdist"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
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
