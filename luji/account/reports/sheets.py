"""The declared rows of the 基础数据表: groups of figures, totals that add the rows above them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from luji.account.reports.inline import hints
from luji.account.reports.problems import UNKNOWN_ROW, WRONG_TOTAL
from luji.base.kernel.declaration import Declared, Tree, bind, parse_file
from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text


class Row(Declared):
    """One row: a figure key; with `adds` its value is the sum of those rows of the group."""

    key: str
    adds: tuple[str, ...] = ()


class Group(Declared):
    """Rows under one heading."""

    label: Text
    rows: tuple[Row, ...]


class Sheets(Declared):
    """Titles and notes of both attachments, and the groups of the second."""

    scores_title: str
    data_title: str
    score_notes: tuple[str, ...] = ()
    data_notes: tuple[str, ...] = ()
    groups: tuple[Group, ...]

    def keys(self) -> list[str]:
        """Every figure key of the table, in order."""
        return [row.key for group in self.groups for row in group.rows]


def load_sheets(path: Path, known: Collection[str] | None = None) -> Sheets:
    """Read the declaration. Raises `Refused` with every unknown key and every total of rows not above it."""
    tree = parse_file(path)
    sheets = bind(tree, Sheets)
    problems = [*_unknown(sheets, tree, known), *_totals(sheets, tree)]
    if problems:
        raise Refused(problems)
    return sheets


def _unknown(sheets: Sheets, tree: Tree, known: Collection[str] | None) -> Iterator[Problem]:
    for g, group in enumerate(sheets.groups):
        for r, row in enumerate(group.rows):
            if known is not None and row.key not in known:
                yield UNKNOWN_ROW(tree.where("groups", g, "rows", r), key=row.key, **hints(row.key, known))


def _totals(sheets: Sheets, tree: Tree) -> Iterator[Problem]:
    for g, group in enumerate(sheets.groups):
        above: set[str] = set()
        for r, row in enumerate(group.rows):
            for part in row.adds:
                if part not in above:
                    yield WRONG_TOTAL(tree.where("groups", g, "rows", r), key=row.key, part=part)
            above.add(row.key)
