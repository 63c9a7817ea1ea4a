"""Where the records are kept: SQLite in the home, or the PostgreSQL named by LUJI_DATABASE_URL."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from luji.base.kernel.problem import ProblemKind, Refused

VARIABLE = "LUJI_DATABASE_URL"
SCHEMES = ("postgresql", "postgres")
PASSED_ON = ("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "target_session_attrs")
NAME = re.compile(r"[^\x00/?#]{1,63}")

BAD_ADDRESS = ProblemKind(
    "CLI-102",
    "LUJI_DATABASE_URL 读不懂：{why_zh}",
    "LUJI_DATABASE_URL cannot be read: {why_en}",
    "请写成 postgresql://用户:口令@主机:5432/库名；套接字写 postgresql:///库名?host=/run/postgresql；口令里的"
    "特殊字符用 %XX；不用 PostgreSQL 就不要设这个变量。",
    "Write postgresql://user:password@host:5432/name, for a socket postgresql:///name?host=/run/postgresql; "
    "write special characters of the password as %XX; leave it unset for SQLite.",
)


def databases(home: Path, url: str | None = None) -> dict[str, dict[str, Any]]:
    """Django's DATABASES. `url` is that of the environment if left out. Raises `Refused` (CLI-102)."""
    given = os.environ.get(VARIABLE, "") if url is None else url
    return {"default": postgresql(given.strip()) if given.strip() else sqlite(home / "luji.db")}


def present(home: Path) -> bool:
    """Whether there is a database to read: a PostgreSQL is named, or the home's file is there."""
    return bool(os.environ.get(VARIABLE, "").strip()) or (home / "luji.db").exists()


def sqlite(path: Path) -> dict[str, Any]:
    """One file; writers take its lock at once and wait for each other."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA cache_size=-65536; PRAGMA mmap_size=1073741824;",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """The connection an address names; no problem ever repeats its password. Raises `Refused` (CLI-102)."""
    parts, port = _split(url)
    name = unquote(parts.path.removeprefix("/"))
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    if not NAME.fullmatch(name):
        _refuse("没有库名", "it names no database")
    for option in options:
        if option not in PASSED_ON:
            known = ", ".join(("host", *PASSED_ON))
            _refuse(f"不认识参数「{option[:40]}」，可用：{known}", f"unknown '{option[:40]}'; known: {known}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options | {"options": "-c work_mem=32MB -c jit=off -c max_parallel_workers_per_gather=0"},
    }


def _split(url: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        _refuse("主机或端口不对", "its host or port is not one")
    if parts.scheme not in SCHEMES or not url.startswith(f"{parts.scheme}://"):
        _refuse("要以 postgresql:// 开头", "it does not begin with postgresql://")
    if parts.fragment:
        _refuse("「#」要写成 %23", "write '#' as %23")
    return parts, port


def _refuse(zh: str, en: str) -> NoReturn:
    raise Refused([BAD_ADDRESS(why_zh=zh, why_en=en)]) from None
