"""The bench (工作台) as a department declares it: `desk/bench.yaml` of its content."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from luji.base.kernel.content import Content
from luji.base.kernel.declaration import Declared, load
from luji.base.kernel.text import Text

FILE = "desk/bench.yaml"


class TileGroup(Declared):
    """Tiles under one heading, in order."""

    label: Text
    keys: tuple[str, ...]


class Bench(Declared):
    """`strip` names the trends of the strip (四降三增), `score` and `grade` the figures of the score tile."""

    strip: tuple[str, ...] = ()
    score: str
    full: str
    grade: str
    groups: tuple[TileGroup, ...]

    def keys(self) -> tuple[str, ...]:
        """Every indicator key named."""
        return (*self.strip, self.score, self.full, self.grade, *(k for g in self.groups for k in g.keys))


@lru_cache(maxsize=8)
def read(path: Path) -> Bench:
    """One bench file. Raises `Refused`."""
    return load(path, Bench)


def current() -> Bench:
    """The bench of this installation. Raises `Refused`."""
    return read(Content.shipped(settings.LUJI_CONTENT).file(FILE))
