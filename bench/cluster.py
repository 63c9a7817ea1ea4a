"""A throw-away PostgreSQL on a socket in a temporary folder, for tests and measurements; gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
USERS = ("postgres", "nobody")


def binaries() -> Path:
    """The folder with initdb, pg_ctl and postgres; Debian keeps it off the PATH. Raises FileNotFoundError."""
    named = [Path(found).resolve().parent for name in ("pg_ctl", "postgres") if (found := shutil.which(name))]
    for folder in [*named, *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]:
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
            return folder
    raise FileNotFoundError("no PostgreSQL server here; on Debian: apt install postgresql")


def servant() -> str | None:
    """The user the server runs as: PostgreSQL refuses root. None when we are nobody special already."""
    if os.getuid() != 0:
        return None
    known = {one.pw_name for one in pwd.getpwall()}
    return next(name for name in USERS if name in known)


@contextmanager
def cluster(durable: bool = False, settings: tuple[str, ...] = ()) -> Iterator[str]:
    """The address of an empty database `luji` (LUJI_DATABASE_URL) while the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="luji-pg-"))
    user = servant()
    data, tools = folder / "data", binaries()
    try:
        if user is not None:
            shutil.chown(folder, user)
        made = ["-U", "luji", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        _run([tools / "initdb", "-D", data, *made], user, folder)
        flags = ["listen_addresses=''", f"unix_socket_directories='{folder}'", *settings]
        with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in [*flags, *([] if durable else FAST)])
        _run([tools / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "start"], user, folder)
        try:
            _run([tools / "createdb", "-h", folder, "-U", "luji", "luji"], user, folder)
            yield f"postgresql://luji@/luji?host={quote(str(folder), safe='')}"
        finally:
            _run([tools / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], user, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[object], user: str | None, folder: Path) -> None:
    """Run one tool as the user; a server it leaves behind holds a file of ours, no pipe."""
    more = {} if user is None else {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(  # type: ignore[call-overload]
            [str(word) for word in command], stdout=said, stderr=said, cwd=folder, check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"}, **more,
        )  # fmt: skip
        if done.returncode != 0:
            said.seek(0)
            raise RuntimeError(f"{command[0]}: {said.read().decode(errors='replace')}")
