"""The command line: every command's name, options and help; the work itself is imported when it is called.

Exit status: 0 done, 1 findings, 2 unusable input. With `--json` stdout carries one JSON document only.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from luji.base.kernel.problem import Problem, ProblemKind, Refused
from luji.base.kernel.text import Lang

DEFAULT_HOME = Path(os.environ.get("XDG_DATA_HOME", "~/.local/share")).expanduser() / "luji"

UNUSABLE_PLACE = ProblemKind(
    "CLI-005",
    "读不了或写不了「{path}」：{why}",
    "'{path}' cannot be read or written: {why}",
    "请检查路径、权限和磁盘空间；没有写完的不算数，可以原样再来一次。",
    "Check path, permissions and disk space; nothing half written counts, just run it again.",
)

app = typer.Typer(
    name="luji",
    help="Luji 路绩: from the road to the report. 从路面到报告。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
snapshots = typer.Typer(help="Named, sealed versions of all fact tables. 快照。", no_args_is_help=True)
app.add_typer(snapshots, name="snapshot")
persons = typer.Typer(help="Accounts of people. 人员账号。", no_args_is_help=True)
app.add_typer(persons, name="person")

Home = Annotated[
    Path,
    typer.Option("--home", envvar="LUJI_HOME", help="Where Luji keeps its data. 数据目录。", file_okay=False),
]
UnitName = Annotated[str, typer.Option("--unit", help="Unit code or name. 单位代码或名称，如 怀化支队。")]
PeriodText = Annotated[str, typer.Option("--period", help="2020, 2020H1, 2020Q3, 2020-07 … 期间。")]
Year = Annotated[int, typer.Option("--year", min=1990, max=2100, help="Year. 年度。")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on stdout. 输出 JSON。")]
Acting = Annotated[str, typer.Option("--as", help="Whose posts count for a register. 以谁的名义（警号）。")]
SnapshotName = Annotated[
    str | None, typer.Option("--snapshot", help="A sealed snapshot; the latest if left out. 快照名。")
]


@app.command()
def demo(
    home: Home = DEFAULT_HOME,
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the site afterwards. 启动网站。")
    ] = True,
    port: Annotated[int, typer.Option(help="Port of the site. 端口。")] = 8000,
) -> None:
    """Write the demo's constructed ledgers, import, snapshot, evaluate, report, serve. 演示。"""
    _call("luji.config.demo.command", "run", home=home, port=port if serve else None)


@app.command()
def serve(
    home: Home = DEFAULT_HOME,
    host: Annotated[str, typer.Option(help="Address to listen on. 监听地址。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port. 端口。")] = 8000,
) -> None:
    """Serve the site. 启动网站。"""
    _call("luji.config.serve", "serve", home=home, host=host, port=port)


@app.command()
def upgrade(
    home: Home = DEFAULT_HOME,
    drop: Annotated[
        bool,
        typer.Option("--drop", help="Delete what no register declares. 删除不再声明的列和表。"),
    ] = False,
) -> None:
    """Bring the tables of a home to this version. 升级数据表。"""
    _call("luji.config.keeping", "upgrade", home=home, drop=drop)


@app.command()
def index(home: Home = DEFAULT_HOME) -> None:
    """Make the searched text of every record and its index anew. 重建检索。"""
    _call("luji.config.keeping", "index", home=home)


@app.command()
def check(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Read every declaration and tell all mistakes with file and line. 检查声明。"""
    _call("luji.config.keeping", "check", home=home, as_json=as_json)


@app.command("import")
def import_(
    table: Annotated[str, typer.Argument(help="Table to fill, e.g. hazard. 台账。")],
    file: Annotated[Path, typer.Argument(help=".xlsx or .csv (UTF-8, GB18030). 文件。")],
    home: Home = DEFAULT_HOME,
    acting: Acting = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what it would do. 只预览。")] = False,
    as_json: AsJson = False,
) -> None:
    """Import a ledger file: all of it or, with every bad row told, nothing. 导入台账。"""
    _call(
        "luji.config.carrying",
        "import_file",
        home=home,
        table=table,
        file=file,
        acting=acting,
        dry_run=dry_run,
        as_json=as_json,
    )


@app.command()
def export(
    table: Annotated[str, typer.Argument(help="Table to write out. 台账。")],
    out: Annotated[Path, typer.Option("--out", help=".csv or .xlsx (.json) to write. 输出文件。")],
    home: Home = DEFAULT_HOME,
    acting: Acting = "",
    reason: Annotated[
        str,
        typer.Option(help="Why what names people is taken out too; journalled. 取出个人信息的事由，留痕。"),
    ] = "",
    case: Annotated[str, typer.Option(help="The case it is for. 案件编号。")] = "",
) -> None:
    """Export a table so that importing it again changes nothing. 导出台账。"""
    given = {"home": home, "table": table, "out": out, "acting": acting, "reason": reason, "case": case}
    _call("luji.config.carrying", "export_table", **given)


@snapshots.command("create")
def snapshot_create(
    home: Home = DEFAULT_HOME,
    name: Annotated[str | None, typer.Option(help="Its name; the time if left out. 名称。")] = None,
    as_json: AsJson = False,
) -> None:
    """Seal the present version of every table. 封存快照。"""
    _call("luji.config.keeping", "snapshot_create", home=home, name=name, as_json=as_json)


@snapshots.command("verify")
def snapshot_verify(
    home: Home = DEFAULT_HOME,
    name: Annotated[str | None, typer.Option(help="Its name; the latest if left out. 名称。")] = None,
    as_json: AsJson = False,
) -> None:
    """Compute every hash again and tell each difference. 校验快照。"""
    _call("luji.config.keeping", "snapshot_verify", home=home, name=name, as_json=as_json)


@snapshots.command("list")
def snapshot_list(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """The snapshots of a home. 快照列表。"""
    _call("luji.config.keeping", "snapshot_list", home=home, as_json=as_json)


@app.command()
def figures(
    unit: UnitName,
    period: PeriodText,
    home: Home = DEFAULT_HOME,
    snapshot: SnapshotName = None,
    as_json: AsJson = False,
) -> None:
    """Every figure of a unit and period. 全部指标值。"""
    _call(
        "luji.config.telling",
        "figures",
        home=home,
        unit=unit,
        period=period,
        snapshot=snapshot,
        as_json=as_json,
    )


@app.command()
def trace(
    key: Annotated[str, typer.Argument(help="Indicator, e.g. hazard.rectified. 指标。")],
    unit: UnitName,
    period: PeriodText,
    home: Home = DEFAULT_HOME,
    snapshot: SnapshotName = None,
    rows: Annotated[bool, typer.Option("--rows", help="List the contributing rows. 列出明细。")] = False,
    as_json: AsJson = False,
) -> None:
    """How a figure came to be, down to its rows. 指标溯源。"""
    _call(
        "luji.config.telling", "trace",
        home=home, key=key, unit=unit, period=period, snapshot=snapshot, rows=rows, as_json=as_json,
    )  # fmt: skip


@app.command()
def evaluate(
    unit: UnitName,
    year: Year,
    home: Home = DEFAULT_HOME,
    snapshot: SnapshotName = None,
    as_json: AsJson = False,
) -> None:
    """The score of a year, line by line. 自评打分。"""
    _call(
        "luji.config.telling", "evaluate", home=home, unit=unit, year=year, snapshot=snapshot, as_json=as_json
    )


@app.command()
def report(
    unit: UnitName,
    year: Year,
    out: Annotated[Path, typer.Option("--out", help="Folder to write into. 输出目录。", file_okay=False)],
    home: Home = DEFAULT_HOME,
    snapshot: SnapshotName = None,
    formats: Annotated[
        str, typer.Option("--format", help="Of docx,pdf,xlsx,html. 格式。")
    ] = "docx,pdf,xlsx,html",
    despite_findings: Annotated[
        bool, typer.Option("--despite-findings", help="Issue it though its numbers disagree. 不符也出具。")
    ] = False,
) -> None:
    """The self-evaluation report as documents, unless its own numbers disagree (exit 1). 自评报告。"""
    wanted = formats.replace(" ", "").strip(",").split(",")
    _call(
        "luji.config.telling", "report",
        home=home, unit=unit, year=year, out=out, snapshot=snapshot, formats=wanted,
        despite_findings=despite_findings,
    )  # fmt: skip


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
    options_metavar="[--json|--html DIR|--sarif|--text] [--unit U --year Y [--home DIR]]",
)
def reconcile(context: typer.Context) -> None:
    """Check the numbers and words of any report, with --unit and --year against the facts too. 核数。"""
    compared = any(word.split("=")[0] in ("--unit", "--year") for word in context.args)
    module = "luji.config.comparing" if compared else "luji.account.reconcile.command"
    _call(module, "run", list(context.args))


@app.command()
def tick(home: Home = DEFAULT_HOME, as_json: AsJson = False) -> None:
    """Follow the journal, let clocks remind and escalate, send e-mail; the server does so itself. 走时。"""
    _call("luji.config.keeping", "tick", home=home, as_json=as_json)


@persons.command("add")
def person_add(
    number: Annotated[str, typer.Argument(help="Police number or account. 警号或账号。")],
    name: Annotated[str, typer.Argument(help="Name. 姓名。")],
    home: Home = DEFAULT_HOME,
    unit: Annotated[str, typer.Option("--unit", help="Unit; the highest if left out. 单位。")] = "",
    roles: Annotated[
        list[str] | None, typer.Option("--role", help="A post from today on, e.g. admin. 岗位，可多次。")
    ] = None,
    party: Annotated[str, typer.Option("--party", help="Organisation of a partner. 代表单位。")] = "",
    as_json: AsJson = False,
) -> None:
    """Enter a person; prints a one-time password. 登记人员。"""
    _call(
        "luji.config.person", "add",
        home=home, number=number, name=name, unit=unit, roles=roles or [], party=party, as_json=as_json,
    )  # fmt: skip


@persons.command("password")
def person_password(
    number: Annotated[str, typer.Argument(help="Police number or account. 警号或账号。")],
    home: Home = DEFAULT_HOME,
    as_json: AsJson = False,
) -> None:
    """Give a one-time password; sessions end. 重置密码。"""
    _call("luji.config.person", "password", home=home, number=number, as_json=as_json)


@persons.command("list")
def person_list(
    home: Home = DEFAULT_HOME,
    unit: Annotated[str, typer.Option("--unit", help="Only this unit and those below. 单位。")] = "",
    as_json: AsJson = False,
) -> None:
    """List people with their posts. 人员列表。"""
    _call("luji.config.person", "listed", home=home, unit=unit, as_json=as_json)


def _call(module: str, function: str, *args: Any, **options: Any) -> None:
    """Import the module of a command and run it; its result is the exit status (None = 0).

    Imported here and not above, so that a small command does not pay for the large ones.
    """
    work: Callable[..., int | None] = getattr(importlib.import_module(module), function)
    try:
        status = work(*args, **options)
    except Refused as refused:
        tell(refused.problems, as_json=bool(options.get("as_json")))
        status = 2
    except BrokenPipeError:  # the reader has seen enough; typer ends the command quietly
        raise
    except OSError as error:
        where, why = error.filename or "", error.strerror or str(error)
        tell((UNUSABLE_PLACE(path=where, why=why),), as_json=bool(options.get("as_json")))
        status = 2
    raise typer.Exit(status or 0)


def tell(problems: tuple[Problem, ...], as_json: bool = False) -> None:
    """Print problems: as one JSON document on stdout, or a line each on stderr."""
    if as_json:
        document = {"problems": [problem.as_json() for problem in problems]}
        typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            typer.echo(problem.line(lang()), err=True)


def lang() -> Lang:
    """The language of messages: Chinese unless LUJI_LANG says otherwise."""
    return "en" if os.environ.get("LUJI_LANG", "").startswith("en") else "zh"


def main() -> None:
    """Entry point of the `luji` command.

    Begins again in UTF-8 where the locale is in GB18030, say: the stores know file names in UTF-8 only.
    """
    if sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    app()
