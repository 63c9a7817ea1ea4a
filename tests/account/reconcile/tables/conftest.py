"""Grids for the tests of tables: written as rows of words and numbers."""

from collections.abc import Callable

import pytest

from luji.account.reconcile.tables.grid import Grid, Row, Value, value


@pytest.fixture(scope="session")
def make_grid() -> Callable[..., Grid]:
    """A grid of rows `label number number …` (`-` is an empty cell), with headers if given."""

    def make(*lines: str, headers: str = "", title: str = "") -> Grid:
        rows, at = [], 0
        for line in lines:
            indent = len(line) - len(line.lstrip("　"))
            label, *cells = line.split()
            values: dict[int, Value] = {}
            for column, cell in enumerate(cells):
                found = value(cell, (at + 100 * column, at + 100 * column + len(cell)))
                if found is not None:
                    values[column] = found
            code = label if label.isdigit() else ""
            rows.append(Row(label.lstrip("　"), values, (at, at + 90), code, indent))
            at += 10_000
        return Grid(rows, dict(enumerate(headers.split())), title)

    return make
