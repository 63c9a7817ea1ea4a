"""Levels: which rows of a table are the parts of which, by code, numbering, indentation and the word 合计."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luji.account.reconcile.tables.grid import Grid, Row


@dataclass(frozen=True, slots=True)
class Family:
    """A row and the rows that add up to it. `whole` when the grammar of the table says that none is
    missing.
    """

    parent: Row
    children: tuple[Row, ...]
    whole: bool


def depth_of(grid: Grid) -> dict[int, int]:
    """The depth of every row: 0 for totals, then by code length, numbering or indentation."""
    rows = grid.rows
    if sum(bool(r.code) for r in rows) * 2 > len(rows):
        return {i: {3: 1, 5: 2, 7: 3}.get(len(r.code), 0 if r.total else 4) for i, r in enumerate(rows)}
    if len({r.numbering for r in rows} - {0}) > 1 or sum(bool(r.numbering) for r in rows) * 5 >= len(rows):
        return _numbered(rows)
    indents = sorted({r.indent for r in rows})
    steps = {indent: step for step, indent in enumerate(indents)}
    return {i: 0 if r.total else 1 + steps[r.indent] + (1 if r.among else 0) for i, r in enumerate(rows)}


def _numbered(rows: list[Row]) -> dict[int, int]:
    """Unnumbered rows lie below the numbered one above them."""
    found: dict[int, int] = {}
    last = 0
    for index, row in enumerate(rows):
        if row.total:
            found[index] = 0
        elif row.numbering:
            last = found[index] = row.numbering
        else:
            found[index] = last + 1 + (1 if row.among else 0)
    return found


def families(grid: Grid) -> Iterator[Family]:
    """Every row with the rows just below it in depth, and every 合计 with the rows it closes or heads."""
    depths = depth_of(grid)
    rows = grid.rows
    for index, row in enumerate(rows):
        if row.total:
            continue
        children = _below(rows, depths, index)
        if len(children) > 1 or (children and not children[0].among):
            yield Family(row, tuple(children), not any(c.among for c in children))
    yield from _totals(rows, depths)


def _below(rows: list[Row], depths: dict[int, int], index: int) -> list[Row]:
    """The rows one step deeper that follow, up to the next of the parent's depth; deeper ones are theirs."""
    children: list[int] = []
    for following in range(index + 1, len(rows)):
        if depths[following] <= depths[index] or rows[following].total:
            break
        children.append(following)
    if not children:
        return []
    top = min(depths[c] for c in children)
    return [rows[c] for c in children if depths[c] == top]


def _totals(rows: list[Row], depths: dict[int, int]) -> Iterator[Family]:
    """合计 at the top heads all rows of the least depth; 合计 further down closes those since the total
    before.
    """
    last = -1
    for index, row in enumerate(rows):
        if not row.total:
            continue
        stretch = range(index + 1, len(rows)) if index == 0 else range(last + 1, index)
        members = [i for i in stretch if not rows[i].total]
        if index == 0:
            members = members[: next((k for k, i in enumerate(members) if rows[i].total), len(members))]
        if members:
            top = min(depths[i] for i in members)
            children = tuple(rows[i] for i in members if depths[i] == top and not rows[i].among)
            if len(children) > 1:
                yield Family(row, children, True)
        last = index
    yield from _grand(rows)


def _grand(rows: list[Row]) -> Iterator[Family]:
    """总计 after 本年…合计 adds that and the rows between."""
    closers = [
        i for i, r in enumerate(rows) if re.search(r"本年(?:收入|支出)合计$", re.sub(r"\s", "", r.label))
    ]
    for index, row in enumerate(rows):
        if not re.match(r"^(?:收入|支出)?总计$", re.sub(r"\s", "", row.label)):
            continue
        before = [c for c in closers if c < index]
        if before and index - before[-1] > 1:
            yield Family(row, tuple(rows[before[-1] : index]), True)
