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


class Trend(Declared):
    """One half of the strip: a trend indicator and the word said after its number (四降, 4 down)."""

    key: str
    word: Text


class Bench(Declared):
    """`strip` names the trends of the strip (四降三增), `groups` the tiles below it."""

    strip: tuple[Trend, ...] = ()
    groups: tuple[TileGroup, ...]

    def keys(self) -> tuple[str, ...]:
        """Every indicator key named."""
        return (*(trend.key for trend in self.strip), *(key for group in self.groups for key in group.keys))


@lru_cache(maxsize=8)
def read(path: Path) -> Bench:
    """One bench file. Raises `Refused`."""
    return load(path, Bench)


def current() -> Bench:
    """The bench of this installation. Raises `Refused`."""
    return read(Content.shipped(settings.LUJI_CONTENT).file(FILE))
