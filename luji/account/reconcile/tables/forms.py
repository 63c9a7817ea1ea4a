"""Declared forms of tables: content/reconcile/*.yaml read into models."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import field_validator

from luji.base.kernel.content import Content
from luji.base.kernel.declaration import Declared
from luji.base.kernel.declaration import load as load_file
from luji.base.kernel.text import Text


class TableName(Declared):
    """A table of a form and the pattern its title fits."""

    zh: str
    en: str
    match: str

    @field_validator("match")
    @classmethod
    def pattern(cls, value: str) -> str:
        """A pattern that compiles. Raises ValueError."""
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"not a pattern: {error}") from error
        return value


class CellAt(Declared):
    """A cell by table, row, and column; without a column the first number of the row."""

    table: str
    row: str
    column: str | None = None
    side: Literal["left", "right"] | None = None


class RowSum(Declared):
    """Rows that add up to another row of the same table."""

    id: str
    table: str
    sum: list[str]
    equals: str
    side: Literal["left", "right"] | None = None
    say: Text


class Across(Declared):
    """Two cells that are equal."""

    id: str
    left: CellAt
    right: CellAt
    say: Text


class InText(Declared):
    """A label of the prose and the cell it repeats."""

    id: str
    label: str
    cell: CellAt
    say: Text


class Form(Declared):
    """One form: its tables and the relations between them."""

    form: str
    label: Text
    source: str
    tables: dict[str, TableName]
    rows: tuple[RowSum, ...] = ()
    across: tuple[Across, ...] = ()
    text: tuple[InText, ...] = ()


def load(content: Content | None = None) -> tuple[Form, ...]:
    """Every form of the content, the shipped one by default. Raises `Refused` with file and line of every
    mistake.
    """
    return tuple(load_file(path, Form) for path in (content or Content.shipped()).files("reconcile"))
