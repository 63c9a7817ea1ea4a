"""Commands that keep the data: snapshot, check, upgrade; and the lake they keep it in."""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path

import django
import typer
from django.core.management import call_command
from django.db import OperationalError

from luji.account.reports import fonts
from luji.base.facts import intake, snapshot
from luji.base.facts.lake import Lake
from luji.base.facts.merge import Change
from luji.base.facts.spec import find
from luji.base.kernel.problem import Refused
from luji.base.people.units import UnitTree
from luji.config import database
from luji.config.cli import tell
from luji.config.declared import NO_SNAPSHOT, content_of, load, units_file
from luji.record.registers.checking.shape import every_table


def open_lake(home: Path) -> Lake:
    """The lake of a home with the tables its content declares. Raises `Refused`."""
    return Lake(home, every_table(content_of(home)))


def units_of(home: Path) -> UnitTree:
    """The unit tree of a home. Raises `Refused`."""
    return UnitTree.load(units_file(content_of(home)))


def import_into(lake: Lake, units: UnitTree, table: str, file: Path, dry_run: bool = False) -> Change:
    """Import one ledger, all or nothing; the one way rows come in from files. Raises `Refused`."""
    names = [name for unit in units for name in unit.names()]
    spec = find(lake.tables, table)
    if dry_run:
        return intake.plan(lake, spec.table, file, units.code_of, names)
    return lake.merge(spec.table, intake.read(file, spec, units.code_of, progress(file), names))


def progress(file: Path) -> intake.Progress | None:
    """A line on the terminal that tells how far a long file is; none when nobody watches."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        typer.echo(f"\r{file.name}  {done:,} / {total:,}{end}", err=True, nl=False)

    return show


def snapshot_create(home: Path, name: str | None, as_json: bool) -> int:
    """`luji snapshot create`: the registers' rows are published, then everything is sealed."""
    lake = open_lake(home)
    if database.present(home):
        start_django(home)
        # The registers' models exist only once Django knows its home.
        from luji.config import publishing  # noqa: PLC0415

        publishing.publish(home, lake)
    made = snapshot.create(lake, name)
    if as_json:
        _print(_sealed(made))
    else:
        typer.echo(
            f"已封存快照 {made.name}：{len(made.tables)} 张表，{made.rows:,} 行，封印 {made.seal[:16]}…"
        )
    return 0


def snapshot_verify(home: Path, name: str | None, as_json: bool) -> int:
    """`luji snapshot verify`: 0 when every hash agrees, 1 with each difference told."""
    lake = open_lake(home)
    chosen = name or next((one.name for one in reversed(snapshot.every(lake))), "")
    if not chosen:
        raise Refused([NO_SNAPSHOT(home=home)])
    problems = snapshot.verify(lake, chosen)
    if as_json:
        _print({"snapshot": chosen, "sound": not problems, "problems": [p.as_json() for p in problems]})
    elif problems:
        tell(tuple(problems))
    else:
        typer.echo(f"快照 {chosen} 完好：{snapshot.load(lake, chosen).rows:,} 行，全部文件哈希一致")
    return 1 if problems else 0


def snapshot_list(home: Path, as_json: bool) -> int:
    """`luji snapshot list`."""
    found = snapshot.every(open_lake(home))
    if as_json:
        _print([_sealed(one) for one in found])
    for one in [] if as_json else found:
        typer.echo(f"{one.name}\t{one.created:%Y-%m-%d %H:%M}\t{one.rows:,}\t{one.seal[:16]}")
    return 0


def check(home: Path, as_json: bool) -> int:
    """`luji check`: every declaration read; mistakes are `Refused` (exit 2), missing fonts warned of."""
    declared = load(home, prove=True)
    warnings = fonts.find(declared.template.layout, home / "fonts").problems
    counts = {
        "units": len(list(declared.units)),
        "facts": len(declared.tables),
        "indicators": len(declared.catalogue),
        "schemes": len(declared.schemes),
        "evaluations": len(declared.plans),
    }
    if as_json:
        _print({"problems": [problem.as_json() for problem in warnings], **counts})
    else:
        tell(tuple(warnings))
        typer.echo("声明无误：" + "，".join(f"{name} {count}" for name, count in counts.items()))
    return 0


def upgrade(home: Path, drop: bool = False, quiet: bool = False) -> int:
    """`luji upgrade`: the site's tables at this version and as the registers are declared.

    Run twice it changes nothing. Columns and tables of fields and registers that are declared no longer
    stay until `drop`. Raises `Refused` for a broken declaration; then nothing was changed.
    """
    start_django(home)
    # The registers' models exist only once Django knows its home.
    from luji.record.registers import models, upgrade  # noqa: PLC0415

    written = upgrade.write(models.REGISTERS, home / "migrations", drop)
    importlib.invalidate_caches()
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:  # a database that cannot be written, locked or full
        raise OSError(f"{home}: {error}") from error
    if not quiet:
        for path in written:
            typer.echo(f"已写入迁移 {path.name}")
        if kept := upgrade.retired(models.REGISTERS):
            typer.echo(f"不再声明、数据仍保留：{'，'.join(kept)}（luji upgrade --drop 才会删除）")
        typer.echo(f"数据表已是当前版本：{home}")
    return 0


def index(home: Path) -> int:
    """`luji index`: what is searched of every record, as its register says now, and the index of it."""
    upgrade(home, quiet=True)
    # As above.
    from luji.record.registers import registry  # noqa: PLC0415
    from luji.record.registers.search import reindexing  # noqa: PLC0415

    changed = reindexing.reindex(registry.current().kept.values())
    typer.echo(f"已重建检索：{len(changed)} 份台账，{sum(changed.values()):,} 条记录的检索文本有变化")
    return 0


def tick(home: Path, as_json: bool = False) -> int:
    """`luji tick`: what the server does every minute, once."""
    start_django(home)
    # Models can be imported only once Django knows its home.
    from luji.config import ticking  # noqa: PLC0415

    done = ticking.tick()
    if as_json:
        _print(done)
    else:
        typer.echo(f"日志 {done['entries']:,} 条，时限 {done['clocks']:,} 个，邮件 {done['mails']:,} 封")
    return 0


def start_django(home: Path) -> None:
    """Point Django at a home and load it. Raises `Refused` when the home cannot be made."""
    home.mkdir(parents=True, exist_ok=True)
    os.environ["LUJI_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
    django.setup()


def _sealed(one: snapshot.Snapshot) -> dict[str, object]:
    return {
        "name": one.name,
        "created": one.created.isoformat(),
        "seal": one.seal,
        "rows": one.rows,
        "versions": one.versions,
    }


def _print(document: object) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
