"""What the tests of this room share: the sample workflows, the calendar, the dull references."""

import importlib.util
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from luji.base.kernel.declaration import parse
from luji.record.workflow.calendar import Calendar
from luji.record.workflow.explore import bind_workflow
from luji.record.workflow.spec import Workflow

ROOT = Path(__file__).parents[3]
SAMPLES = Path(__file__).parent / "samples"
READ = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(SAMPLES.glob("*.yaml"))}


@pytest.fixture(scope="session")
def sample() -> Callable[[str], dict[str, Any]]:
    """A fresh copy of a sample's data, to be changed at will."""
    return lambda name: deepcopy(READ[name])


@pytest.fixture(scope="session")
def built() -> Callable[[dict[str, Any]], Workflow]:
    """Data → proven workflow, through the YAML loader. Raises Refused."""
    return lambda data: bind_workflow(
        parse(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "w.yaml")
    )


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    """The shipped calendar."""
    return Calendar.load(sorted((ROOT / "content" / "calendar").glob("*.yaml")))


@pytest.fixture(scope="session")
def reference() -> Callable[[str], ModuleType]:
    """A dull reference by its name, e.g. `workflow_explorer`."""

    def load(name: str) -> ModuleType:
        if name not in sys.modules:
            spec = importlib.util.spec_from_file_location(name, ROOT / "tests" / "reference" / f"{name}.py")
            assert spec and spec.loader
            sys.modules[name] = module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
        return sys.modules[name]

    return load
