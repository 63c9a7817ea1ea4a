"""The demo's ledgers in memory and a dull reader of the files they become."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from luji.base.facts.spec import FactTable
from luji.base.kernel.content import Content
from luji.base.people.units import UnitTree
from luji.config.demo.ground import Ground
from luji.config.demo.workbook import Ledger
from luji.record.registers.checking.shape import every_table

Row = dict[str, object]


@pytest.fixture(scope="session")
def ground() -> Ground:
    return Ground(UnitTree.load(Content.shipped().file("units/huaihua.yaml")))


@pytest.fixture(scope="session")
def tables() -> dict[str, FactTable]:
    return every_table(Content.shipped())


@pytest.fixture(scope="session")
def as_rows() -> Callable[[Ledger], list[Row]]:
    def rows(ledger: Ledger) -> list[Row]:
        return [dict(zip(ledger.headings, row, strict=True)) for row in ledger.rows]

    return rows


@pytest.fixture(scope="session")
def read_workbook() -> Callable[[Path], list[Row]]:
    """The rows below the second line of the first sheet, cell by cell."""

    def rows(path: Path) -> list[Row]:
        with closing(openpyxl.load_workbook(path, read_only=True)) as book:
            lines = list(book.worksheets[0].iter_rows(values_only=True))
        return [dict(zip(map(str, lines[1]), line, strict=True)) for line in lines[2:]]

    return rows
