"""Gathers every problem of an import: all are counted, the first ones in order of row are told."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from luji.base.facts import problems
from luji.base.kernel.problem import Problem, Refused

Maker: TypeAlias = Callable[[int], Problem]
"""Makes the problem of one position (row index in the grid)."""


@dataclass(slots=True)
class Findings:
    """Problems of one file. Whole ones come ready; those of cells are made only when they are told."""

    most: int
    ready: list[Problem] = field(default_factory=list)
    cells: list[tuple[Sequence[int], int, Maker]] = field(default_factory=list)

    def add(self, positions: Sequence[int], order: int, make: Maker) -> None:
        """Note a problem at each of the ascending `positions`, `order` being that of the column."""
        if positions:
            self.cells.append((positions, order, make))

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.ready) + sum(len(positions) for positions, _, _ in self.cells)

    def told(self) -> list[Problem]:
        """The first `most` in order of row and column, then how many more there are."""
        ordered = heapq.nsmallest(
            self.most,
            (
                (position, order, at)
                for at, (positions, order, _) in enumerate(self.cells)
                for position in positions[: self.most]
            ),
        )
        listed = [*self.ready, *(self.cells[at][2](position) for position, _, at in ordered)][: self.most]
        if rest := self.total - len(listed):
            listed.append(problems.MORE_PROBLEMS(total=self.total, shown=len(listed), rest=rest))
        return listed

    def refuse(self) -> None:
        """Raise `Refused` when there is anything."""
        if self.total:
            raise Refused(self.told())
