"""Commands that carry rows in and out: `luji import` and `luji export`, of registers and of other tables.

A register is never written around: its rows come and go by its verb, on behalf of a person named by `--as`.
"""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from types import ModuleType

import typer

from luji.base.facts import outlet
from luji.base.facts.engine import DuckEngine
from luji.base.facts.lake import Lake
from luji.base.facts.spec import find
from luji.base.kernel.problem import ProblemKind, Refused
from luji.base.kernel.text import Text
from luji.base.people.roles import load_roles
from luji.config import database, keeping
from luji.config.cli import lang
from luji.config.declared import content_of
from luji.record.registers.checking.checks import load_registers
from luji.record.registers.declared.codelists import load_codes

REGISTER_BY_VERB = ProblemKind(
    "CLI-201", "「{name}」是台账，行只能由有岗位的人收进、取出",
    "'{name.en}' is a register: its rows come and go by somebody who holds a post",
    "请加 --as 警号，以本人名义办理（luji import {table} 文件 --as 警号），或在网页的“导入”“导出”里办理。",
    "Add --as with a police number (luji import {table} FILE --as NUMBER), or do it on the site.",
)  # fmt: skip
NO_PERSON_NEEDED = ProblemKind(
    "CLI-203", "「{name}」不是台账，不用 --as", "'{name.en}' is no register and needs no --as",
    "请去掉 --as。", "Leave --as out.",
)  # fmt: skip
NO_DATABASE = ProblemKind(
    "CLI-204", "数据目录 {home} 里还没有台账的数据表", "the home {home} has no tables for registers yet",
    "请先运行 luji upgrade。", "Run luji upgrade first.",
)  # fmt: skip

DONE = Text(
    "{table} ← {file}：新增 {inserted:,} 行，更新 {updated:,} 行，不变 {unchanged:,} 行",
    "{table} ← {file}: {inserted:,} rows new, {updated:,} changed, {unchanged:,} as they were",
)
WOULD = Text(
    "{table} ← {file}：将新增 {inserted:,} 行，将更新 {updated:,} 行，不变 {unchanged:,} 行",
    "{table} ← {file}: {inserted:,} rows would be new, {updated:,} changed, {unchanged:,} as they were",
)
WRITTEN = Text("{table} → {file}：{rows:,} 行", "{table} → {file}: {rows:,} rows")


def import_file(home: Path, table: str, file: Path, acting: str, dry_run: bool, as_json: bool) -> int:
    """`luji import`: what changed, or what would. Raises `Refused`."""
    lake = keeping.open_lake(home)
    name = find(lake.tables, table).table
    if _is_register(home, lake, name, acting):
        done = _acting(home).bring_in(acting, name, file, dry_run)
    else:
        change = keeping.import_into(lake, keeping.units_of(home), name, file, dry_run)
        done = {"inserted": change.inserted, "updated": change.updated, "unchanged": change.unchanged}
    if as_json:
        told = {"table": table, "file": file.name, "dry_run": dry_run, **done}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    said = (WOULD if dry_run else DONE).say(lang())
    typer.echo(said.format(table=table, file=file.name, **done))
    return 0


def export_table(home: Path, table: str, out: Path, acting: str, reason: str = "", case: str = "") -> int:
    """`luji export`: every row, or of a register those the person may see. Raises `Refused`.

    What names people in a register leaves only with a reason, which is journalled.
    """
    lake = keeping.open_lake(home)
    spec = find(lake.tables, table)
    if _is_register(home, lake, spec.table, acting):
        rows = _acting(home).bring_out(acting, spec.table, out, reason, case)
    else:
        rows = outlet.write(spec, lake.source(spec.table), DuckEngine(), out)
    typer.echo(WRITTEN.say(lang()).format(table=table, file=out, rows=rows))
    return 0


def registers_of(home: Path) -> frozenset[str]:
    """The names of the registers a home declares."""
    content = content_of(home)
    roles, lists = load_roles(content.files("posts")), load_codes(content.files("codes"))
    return frozenset(load_registers(content.files("registers"), roles, lists, prove=False))


def _is_register(home: Path, lake: Lake, table: str, acting: str) -> bool:
    """Whether the table is a register. Raises `Refused`: CLI-201, CLI-203."""
    label = lake.tables[table].label
    kept = table in registers_of(home)
    if kept and not acting:
        raise Refused([REGISTER_BY_VERB(name=label, table=table)])
    if acting and not kept:
        raise Refused([NO_PERSON_NEEDED(name=label)])
    return kept


def _acting(home: Path) -> ModuleType:
    """The part of this that needs Django, loaded for the home. Raises `Refused` (CLI-204)."""
    if not database.present(home):
        raise Refused([NO_DATABASE(home=home)])
    keeping.start_django(home)
    return importlib.import_module("luji.config.acting")
