"""`luji person`: accounts from the command line; a fresh installation gets its first administrator here."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TypeVar

import typer
from django.db import OperationalError, ProgrammingError

from luji.base.kernel.problem import ProblemKind, Refused
from luji.config.keeping import start_django

NO_TABLES = ProblemKind(
    "CLI-211",
    "数据目录 {home} 里还没有数据表，或版本太旧",
    "the home {home} has no tables yet, or old ones",
    "请先运行 luji upgrade。",
    "Run luji upgrade first.",
)
T = TypeVar("T")


def add(home: Path, number: str, name: str, unit: str, roles: list[str], party: str, as_json: bool) -> int:
    """`luji person add`: a new person with an account, posts from today, and a one-time password."""
    made = _on(home, lambda verbs: verbs.add(number, name, unit, roles, party))
    if as_json:
        _print({"number": made.number, "unit": made.unit, "posts": made.posts, "password": made.password})
    else:
        typer.echo(f"已登记 {made.name}（{made.number}），岗位：{'、'.join(made.posts) or '无'}")
        _tell_password(made.password)
    return 0


def password(home: Path, number: str, as_json: bool) -> int:
    """`luji person password`: another one-time password; every session of the account ends."""
    made = _on(home, lambda verbs: verbs.reset(number))
    if as_json:
        _print({"number": number, "password": made})
    else:
        _tell_password(made)
    return 0


def listed(home: Path, unit: str, as_json: bool) -> int:
    """`luji person list`: everybody with the roles held today."""
    rows = _on(home, lambda verbs: verbs.rows(unit))
    if as_json:
        _print(rows)
    for row in [] if as_json else rows:
        state = "" if row["open"] else "\t已停用"
        typer.echo(f"{row['number']}\t{row['name']}\t{row['unit']}\t{'、'.join(row['roles'])}{state}")
    return 0


def _on(home: Path, work: Callable[[ModuleType], T]) -> T:
    """Do something to the accounts of a home. Raises `Refused` (CLI-211) when its tables are not there."""
    if not home.is_dir():
        raise Refused([NO_TABLES(home=home)])
    start_django(home)
    # Models can be imported only once Django knows its home.
    from luji.config import accounts  # noqa: PLC0415

    try:
        return work(accounts)
    except (OperationalError, ProgrammingError) as error:
        raise Refused([NO_TABLES(home=home)]) from error


def _tell_password(made: str) -> None:
    typer.echo(f"一次性密码 {made} （只显示这一次；首次登录必须修改）")


def _print(document: object) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))
