"""`luji demo`: constructed ledgers in, the scored and printed report out, and the site to look at it."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import typer

from luji.account.reports.write import FORMATS
from luji.base.facts import snapshot
from luji.base.facts.lake import Lake
from luji.base.kernel.problem import ProblemKind, Refused
from luji.base.people.units import UnitTree, road_rows, unit_rows
from luji.config import serve
from luji.config.declared import content_of
from luji.config.demo import ledgers
from luji.config.demo.workbook import LedgerFile
from luji.config.house import MARK, House, read_mark
from luji.config.keeping import import_into, open_lake, units_of, upgrade
from luji.config.telling import review_lines, write_report
from luji.record.workflow.counting import BEIJING

NOT_A_DEMO_HOME = ProblemKind(
    "CLI-004",
    "数据目录 {home} 里已有不是演示的数据",
    "the home {home} already holds data that are not the demo's",
    "演示会写入构造数据；请用 --home 指定另一个空目录。",
    "The demo writes constructed data; name another, empty folder with --home.",
)
USER = "demo"
UNIT = "hh"
NOTICE = "构造数据：按公开报告的合计数构造，不是真实台账。 Constructed data, not real ledgers."


def run(home: Path, port: int | None) -> int:
    """Everything from ledgers to report; then serve on `port` unless it is None. Twice changes nothing."""
    started = time.monotonic()
    _mark(home)
    with _step("生成构造台账 constructed ledgers"):
        files = ledgers.write(home / "ledgers", datetime.now(BEIJING).date())
    lake, units = open_lake(home), units_of(home)
    registers = {path.stem for path in content_of(home).files("registers")}
    with _step("网站数据表与账号 site"):
        password = _accounts(home)
    with _step("导入 import"):
        kept = [file for file in files if file.table in registers]
        rows = publish_units(lake, units) + _registers(home, lake, kept)
        for file in (file for file in files if file not in kept):
            change = import_into(lake, units, file.table, file.path)
            rows += change.inserted + change.updated + change.unchanged
    typer.echo(f"    {len(files)} 份台账，{rows:,} 行 rows")
    with _step("封存快照 snapshot"):
        _seal(lake)
    with _step("评分并出报告 evaluate and report"):
        house = House.open(home)
        unit, year = house.default_unit, house.default_year
        evaluation = house.evaluation(unit, year)
        # The demo shows what there is, findings too.
        issued = write_report(house, unit, year, home / "report", FORMATS[:4], despite_findings=True)
    typer.echo(f"    得分 {evaluation.score}（{evaluation.word}）；报告在 {home / 'report'}")
    typer.echo(f"    {list(review_lines(issued.review))[-1]}")
    typer.echo(f"完成，用时 {time.monotonic() - started:.0f} 秒。done")
    if port is not None:
        typer.echo(f"网站 http://127.0.0.1:{port}/  账号 {USER}  密码 {password}")
        typer.echo(
            "    台账各岗位（密码相同）posts: officer1 officer2 lead chief political "
            "supervisor publicity command legal partner"
        )
        serve.serve(home=home, host="127.0.0.1", port=port)
    return 0


def publish_units(lake: Lake, units: UnitTree) -> int:
    """Put the unit tree and its road sections into the lake as standing facts."""
    rows = 0
    for table, listed in (("unit", unit_rows(units)), ("road_section", road_rows(units))):
        schema = lake.tables[table].arrow
        kept = [{name: value for name, value in row.items() if name in schema.names} for row in listed]
        known = pa.schema([field for field in schema if field.name in kept[0]])
        lake.merge(table, pa.Table.from_pylist(kept, schema=known))
        rows += len(kept)
    return rows


def _seal(lake: Lake) -> None:
    """Seal unless the latest snapshot already is of these versions."""
    latest = snapshot.latest(lake)
    if latest is None or latest.versions != lake.versions():
        snapshot.create(lake)


def _accounts(home: Path) -> str:
    """The demo's accounts and posts; their password is made once and kept in the demo's home."""
    upgrade(home, quiet=True)
    # Models can be imported only once Django knows its home.
    from luji.base.people import accounts  # noqa: PLC0415 - as said above
    from luji.config import publishing  # noqa: PLC0415 - as said above

    # First, for these deeds are older than anything else in the journal.
    publishing.demo_deeds()
    mark = read_mark(home)
    password = str(mark.get("password") or f"luji-{secrets.token_hex(4)}")
    keeper = accounts.ensure(USER, password, UNIT, "演示用户")
    publishing.demo_people(keeper, password)
    _write_mark(home, mark | {"password": password})
    return password


def _registers(home: Path, lake: Lake, files: list[LedgerFile]) -> int:
    """The ledgers of registers go through the registers' own verb, and from there into the lake."""
    # Models can be imported only once Django knows its home.
    from luji.base.people.models import Account  # noqa: PLC0415 - as said above
    from luji.config import publishing, ticking  # noqa: PLC0415 - as said above

    keeper = Account.objects.get(username=USER)
    for file in files:
        publishing.take_over(keeper, file.table, file.path)
    ticking.catch_up()
    changes = publishing.publish(home, lake).values()
    return sum(change.inserted + change.updated + change.unchanged for change in changes)


def _mark(home: Path) -> None:
    """Mark the home as the demo's. Raises `Refused` (CLI-004) when it holds anything else."""
    if read_mark(home).get("constructed"):
        return
    if home.exists() and any(home.iterdir()):
        raise Refused([NOT_A_DEMO_HOME(home=home)])
    _write_mark(home, {"constructed": True, "notice": NOTICE})


def _write_mark(home: Path, mark: dict[str, object]) -> None:
    home.mkdir(parents=True, exist_ok=True)
    beside = home / f".{MARK}"
    beside.write_text(json.dumps(mark, ensure_ascii=False, indent=2), "utf-8")
    beside.chmod(0o600)
    beside.replace(home / MARK)


@contextmanager
def _step(name: str) -> Iterator[None]:
    started = time.monotonic()
    typer.echo(f"· {name} …", nl=False)
    try:
        yield
    except BaseException:
        typer.echo(" ×")
        raise
    typer.echo(f" {time.monotonic() - started:.1f} s")
