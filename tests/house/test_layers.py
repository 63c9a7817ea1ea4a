"""The layers are kept, and each guard bites: an offence planted in a copy of the house is found."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

OFFENCES = {
    "floors": ("luji/base/kernel/planted.py", "import luji.account.indicators\n"),
    "account": ("luji/account/indicators/planted.py", "import luji.account.scoring\n"),
    "record": ("luji/record/workflow/planted.py", "import luji.record.registers\n"),
    "registers": ("luji/record/registers/verbs/planted.py", "import luji.record.registers.pages.asking\n"),
    "pure-declared": ("luji/record/registers/declared/planted.py", "import django.db\n"),
    "base": ("luji/base/kernel/planted.py", "import luji.base.facts\n"),
    "pure": ("luji/account/scoring/planted.py", "import django.conf\n"),
    "reconcile-alone": ("luji/account/reconcile/planted.py", "import luji.base.facts\n"),
    "pure-units": ("luji/base/facts/planted.py", "import django\n"),
    "exhaustive": ("luji/attic/__init__.py", "import luji.config\n"),
    "exhaustive-account": ("luji/account/attic/__init__.py", "import luji.base\n"),
    "exhaustive-registers": ("luji/record/registers/attic/__init__.py", "import luji.base\n"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    env = {"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    only_code = shutil.ignore_patterns("static", "templates", "locale", "__pycache__")
    shutil.copytree(ROOT / "luji", folder / "luji", ignore=only_code)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_house_keeps_its_layers(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("guard", OFFENCES)
def test_every_guard_bites(copy: Path, guard: str) -> None:
    name, text = OFFENCES[guard]
    planted = copy / name
    planted.parent.mkdir(exist_ok=True)
    planted.write_text(f'"""Planted."""\n{text}')
    try:
        result = lint(copy)
    finally:
        if planted.name == "__init__.py":
            shutil.rmtree(planted.parent)
        else:
            planted.unlink()
    assert result.returncode != 0, result.stdout
    assert "planted" in result.stdout or "attic" in result.stdout
