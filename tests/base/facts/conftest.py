"""A small register of hazards, its lake, and writers of the ledgers people keep."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from luji.base.facts.lake import Lake
from luji.base.facts.spec import FactTable, load_tables
from luji.base.kernel.problem import Problem, Refused

HAZARD = """
table: hazard
label: {zh: 道路隐患, en: Road hazards}
unit: unit
time: closed_on
key: [id]
ignore: [备注]
columns:
  id:        {type: text, label: {zh: 隐患编号, en: Hazard no.}, aliases: [编号], required: true}
  unit:      {type: unit, label: {zh: 大队, en: Brigade}, aliases: [单位], required: true}
  closed_on: {type: date, label: {zh: 销号日期, en: Closed on}, min: 2014-01-01}
  seen_at:   {type: timestamp, label: {zh: 发现时间, en: Seen at}}
  amount:    {type: money, label: {zh: 金额, en: Amount}, min: 0}
  kind:
    type: code
    label: {zh: 类别, en: Kind}
    values:
      sign: {zh: 标志缺失, en: missing sign}
      rail: {zh: 护栏损坏, en: broken rail}
    also: {rail: [护栏]}
  on_site:   {type: flag, label: {zh: 现场整治, en: On site}}
  pieces:    {type: integer, label: {zh: 件数, en: Pieces}, measure: [件, 处], max: 1000}
  length:    {type: decimal, scale: 3, label: {zh: 长度, en: Length}, measure: [公里, km]}
"""

VIOLATION = """
table: violation
label: {zh: 交通违法, en: Violations}
unit: unit
time: happened_at
key: [unit, number]
partition: year
columns:
  unit:        {type: unit, label: {zh: 大队, en: Brigade}}
  number:      {type: integer, label: {zh: 序号, en: Number}}
  happened_at: {type: timestamp, label: {zh: 违法时间, en: Time}}
  fine:        {type: money, label: {zh: 罚款, en: Fine}}
"""

UNITS = {
    "鹤城大队": "hh-hecheng",
    "芷江大队": "hh-zhijiang",
    "hh-hecheng": "hh-hecheng",
    "hh-zhijiang": "hh-zhijiang",
}


@pytest.fixture(scope="session")
def declared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the two declarations."""
    folder = tmp_path_factory.mktemp("content")
    (folder / "hazard.yaml").write_text(HAZARD, "utf-8")
    (folder / "violation.yaml").write_text(VIOLATION, "utf-8")
    return folder


@pytest.fixture(scope="session")
def tables(declared: Path) -> dict[str, FactTable]:
    return load_tables([declared])


@pytest.fixture(scope="session")
def hazard(tables: dict[str, FactTable]) -> FactTable:
    return tables["hazard"]


@pytest.fixture(scope="session")
def violation(tables: dict[str, FactTable]) -> FactTable:
    return tables["violation"]


@pytest.fixture
def lake(tmp_path: Path, tables: dict[str, FactTable]) -> Lake:
    return Lake(tmp_path / "home", tables)


@pytest.fixture(scope="session")
def units() -> Callable[[str], str | None]:
    return UNITS.get


@pytest.fixture
def to_csv(tmp_path: Path) -> Callable[..., Path]:
    def write(rows: Sequence[Sequence[Any]], encoding: str = "utf-8", name: str = "hazard.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as handle:
            csv.writer(handle).writerows(rows)
        return path

    return write


@pytest.fixture
def to_xlsx(tmp_path: Path) -> Callable[..., Path]:
    def write(
        rows: Sequence[Sequence[Any]], name: str = "hazard.xlsx", **more: Sequence[Sequence[Any]]
    ) -> Path:
        book = openpyxl.Workbook()
        for number, (title, cells) in enumerate({"台账": rows, **more}.items()):
            sheet = book.active if number == 0 else book.create_sheet()
            sheet.title = title
            for row in cells:
                sheet.append(list(row))
        path = tmp_path / name
        book.save(path)
        return path

    return write


@pytest.fixture
def refused() -> Callable[..., list[Problem]]:
    """Call and give the problems it was refused with; fails when it was not."""

    def call(function: Callable[..., Any], *args: Any, **more: Any) -> list[Problem]:
        with pytest.raises(Refused) as caught:
            function(*args, **more)
        return list(caught.value.problems)

    return call


@pytest.fixture
def footprint() -> Callable[[Path], dict[str, str]]:
    """Every file below a folder with the hash of what is in it."""

    def look(folder: Path) -> dict[str, str]:
        files = (p for p in folder.rglob("*") if p.is_file())
        return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    return look


@pytest.fixture
def violations(violation: FactTable) -> Callable[..., pa.Table]:
    """Rows (unit, number, moment, fine) as an arrow table, the source left out."""

    def make(*rows: tuple[Any, ...]) -> pa.Table:
        names = list(violation.columns)
        columns = {n: pa.array([r[i] for r in rows], violation.columns[n].arrow) for i, n in enumerate(names)}
        return pa.table(columns)

    return make
