"""docs/one-number.md is true: its commands run and print what it says they print."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "one-number.md"
STEPS = re.findall(r"```sh\n(.+?)\n# (.+?)\n```", PAGE.read_text("utf-8"), re.S)


@pytest.fixture(scope="module")
def home(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("one-number") / "home"
    shutil.copytree(demo_home, copy, ignore=shutil.ignore_patterns("done"))
    return copy


def test_the_page_has_its_steps() -> None:
    assert len(STEPS) >= 7


def test_every_command_prints_what_the_page_says(home: Path) -> None:
    """One after the other: a step reads what an earlier one wrote."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    env = {**os.environ, "LUJI_HOME": str(home), "PATH": path, "COLUMNS": "200"}
    wrong = []
    for command, printed in STEPS:
        ran = subprocess.run(["bash", "-c", command], env=env, capture_output=True, text=True, check=False)
        if printed not in ran.stdout:
            wrong.append((command, printed, ran.stdout + ran.stderr))
    assert wrong == []
