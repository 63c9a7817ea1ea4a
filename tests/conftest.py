"""Fixtures shared by the whole house: the demo's home, made once for all test processes."""

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A loaded machine is slow, not wrong: no test is timed.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

# Settings are read when pytest-django starts: no test may touch a real home.
os.environ["LUJI_HOME"] = str(Path(tempfile.gettempdir()) / f"luji-tests-{os.getuid()}" / "none")
os.environ.pop("LUJI_LANG", None)
os.environ.pop("LUJI_HOUSE", None)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home filled by `luji demo --no-serve`; to be read only."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    home = shared / "demo-home"
    with (shared / "demo-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "done").exists():
            command = [sys.executable, "-m", "luji", "demo", "--no-serve", "--home", str(home)]
            made = subprocess.run(command, capture_output=True, text=True, check=False)
            assert made.returncode == 0, made.stdout + made.stderr
            (home / "done").write_text(made.stdout, "utf-8")
    yield home


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no worker is left alone with one of them at the end."""
    items.sort(key=lambda item: not any(item.iter_markers("long")) and not any(item.iter_markers("browser")))
