"""The declared layout of official documents: page, grid and faces, with the standard they come from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import Field

from luji.base.kernel.declaration import Declared, load
from luji.base.kernel.text import Text

PT_PER_MM = Decimal(72) / Decimal("25.4")


class Page(Declared):
    """Paper and margins in millimetres; `number_below` is the page number's distance from the text."""

    width: Decimal
    height: Decimal
    top: Decimal
    bottom: Decimal
    left: Decimal
    right: Decimal
    number_below: Decimal

    @property
    def text_width(self) -> Decimal:
        """Width of the text block in millimetres."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> Decimal:
        """Height of the text block in millimetres."""
        return self.height - self.top - self.bottom


class Grid(Declared):
    """Lines a page, characters a line, exact line pitch in points, first-line indent in characters."""

    lines: int
    characters: int
    pitch: Decimal
    indent: int


class Face(Declared):
    """A kind of text: the font an office has for it, its size in points, and what it is for."""

    font: str
    size: Decimal
    role: Text


class Faces(Declared):
    """The faces of a report."""

    title: Face
    body: Face
    heading1: Face
    heading2: Face
    latin: Face
    number: Face
    table: Face
    tablehead: Face

    def named(self) -> dict[str, Face]:
        """Every face by its name."""
        return {name: getattr(self, name) for name in type(self).model_fields}


class Layout(Declared):
    """One layout.

    `names` are further names of the very same font, `serve` the families that may stand in for it.
    """

    name: Text
    source: str
    valid_from: date
    page: Page
    grid: Grid
    faces: Faces
    names: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    serve: dict[str, tuple[str, ...]]

    def advance(self) -> Decimal:
        """Width of one character cell in points, so that the declared number fills the line."""
        return self.page.text_width * PT_PER_MM / self.grid.characters

    def tracking(self) -> Decimal:
        """Space added after each body character in points (negative: set tighter)."""
        return self.advance() - self.faces.body.size

    def families(self, font: str) -> tuple[str, ...]:
        """The font's own names, then every family that may serve it."""
        return (*self.own_names(font), *self.serve.get(font, ()))

    def own_names(self, font: str) -> tuple[str, ...]:
        """The names under which the font itself may be installed."""
        return (font, *self.names.get(font, ()))


def load_layout(path: Path) -> Layout:
    """Read a layout. Raises `Refused` with every mistake."""
    return load(path, Layout)
