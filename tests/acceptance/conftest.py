"""The demo's home, opened: ledgers written, imported and sealed the way a user would."""

from pathlib import Path

import pytest

from luji.config.house import House


@pytest.fixture(scope="session")
def house(demo_home: Path) -> House:
    return House.open(demo_home)


@pytest.fixture(scope="session")
def figures_file() -> Path:
    return Path(__file__).with_name("figures.yaml")
