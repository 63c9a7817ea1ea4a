"""The pages that lead through commands are true: each command runs and prints what its page says it prints."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
STEP = re.compile(r"```sh\n(.+?)\n# ([^\n]+)\n```", re.S)


def walk(page: str, home: Path) -> list[tuple[str, str, str]]:
    """The steps that print something else: command, what should be printed, what was; a step reads the earlier."""
    steps = STEP.findall((DOCS / page).read_text("utf-8"))
    assert len(steps) >= 7
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    env = {**os.environ, "LUJI_HOME": str(home), "PATH": path, "COLUMNS": "200"}
    wrong = []
    for command, printed in steps:
        ran = subprocess.run(["bash", "-c", command], env=env, capture_output=True, text=True, check=False)
        if printed not in ran.stdout:
            wrong.append((command, printed, ran.stdout + ran.stderr))
    return wrong


def test_one_number_is_followed_as_its_page_says(demo_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(demo_home, home, ignore=shutil.ignore_patterns("done"))
    assert walk("one-number.md", home) == []


@pytest.mark.long
def test_a_register_of_one_s_own_is_made_as_its_page_says(tmp_path: Path) -> None:
    assert walk("own-register.md", tmp_path / "home") == []
    ours = (tmp_path / "home" / "content" / "registers" / "night_check.yaml").read_text("utf-8")
    assert "was: stopped" in ours
    assert "note" not in ours


def test_the_chinese_page_has_the_same_steps() -> None:
    english, chinese = (
        STEP.findall((DOCS / f"own-register{ending}").read_text("utf-8")) for ending in (".md", ".zh-CN.md")
    )
    assert english == chinese
