"""Commands run in this process point it at their home; afterwards it stands where it stood."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def same_home() -> Iterator[None]:
    before = os.environ["LUJI_HOME"]
    yield
    os.environ["LUJI_HOME"] = before
