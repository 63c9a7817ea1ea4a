"""Sheets of text cells: what a workbook and a delimited file have in common before anything is understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from luji.base.facts.arrow import Vector
from luji.base.kernel.problem import Problem

Progress: TypeAlias = Callable[[int, int], None]
"""Told (rows done, rows in all); in all is 0 while unknown."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells below a heading: one text array per column, the row number of each, oddities met."""

    columns: tuple[Vector, ...]
    rows: Vector
    wrong: tuple[Problem, ...] = ()


class Sheet(Protocol):
    """One sheet, its first rows at hand, the rest on demand."""

    @property
    def name(self) -> str:
        """The sheet's name; empty for a file that is one sheet."""
        ...

    @property
    def epoch_1904(self) -> bool:
        """Whether serial dates count from 1904."""
        ...

    @property
    def first(self) -> list[list[str | None]]:
        """The first rows (as many as a heading is looked for in)."""
        ...

    def below(self, row: int) -> Grid:
        """The cells below row `row` (1 = first). Raises `Refused` when they cannot be read."""
        ...
