"""One demo home for the whole session: ledgers written, imported and sealed the way a user would."""

import shutil
from pathlib import Path

import pytest

from luji.base.facts import snapshot
from luji.config.demo import ledgers
from luji.config.demo.command import publish_units
from luji.config.house import House
from luji.config.keeping import import_into, open_lake, units_of


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    home = tmp_path_factory.mktemp("acceptance") / "home"
    lake, units = open_lake(home), units_of(home)
    publish_units(lake, units)
    for file in ledgers.write(home / "ledgers"):
        import_into(lake, units, file.table, file.path)
    snapshot.create(lake, "acceptance")
    shutil.rmtree(home / "ledgers")
    return House.open(home)


@pytest.fixture(scope="session")
def figures_file() -> Path:
    return Path(__file__).with_name("figures.yaml")
