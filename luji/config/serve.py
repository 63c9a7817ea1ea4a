"""Serving the site: granian with WSGI and one blocking thread per worker, which keeps the tail short."""

from __future__ import annotations

import multiprocessing
import os
import socket
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from luji.base.kernel.problem import ProblemKind, Refused
from luji.config import secret
from luji.config.keeping import start_django

PORT_TAKEN = ProblemKind(
    "CLI-101",
    "{host}:{port} 已被占用或不可用（{why}）",
    "{host}:{port} is taken or cannot be used ({why})",
    "请关闭占用它的程序，或用 --port 换一个端口。",
    "Stop the program that holds it, or choose another with --port.",
)


def refuse_taken(host: str, port: int) -> None:
    """Raise `Refused` (CLI-101) unless the address is free.

    granian shares its port silently (SO_REUSEPORT): a server left over would answer half the requests.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused([PORT_TAKEN(host=host, port=port, why=error.strerror)]) from error


def options(host: str, port: int, workers: int) -> dict[str, Any]:
    """What granian is told."""
    return {
        "address": host,
        "port": port,
        "interface": Interfaces.WSGI,
        "workers": workers,
        "blocking_threads": 1,
        "websockets": False,
        "log_level": LogLevels.warning,
    }


def serve(home: Path, host: str = "127.0.0.1", port: int = 8000, workers: int = 2) -> None:
    """Serve the site of `home` until interrupted; its tables must be up to date (`luji upgrade`).

    Raises `Refused` (CLI-101) when the address is taken.
    """
    refuse_taken(host, port)
    os.environ["LUJI_HOME"] = str(home.absolute())
    secret.ensure(home)
    # Django must know its home before the models of what ticks are imported.
    start_django(home.absolute())
    from luji.config import ticking  # noqa: PLC0415 - as said above

    # A forked worker would believe it holds SQLite's locks of this process, and another process could
    # take the write-ahead log away from under it.
    multiprocessing.set_start_method("spawn", force=True)
    ticking.in_background()
    Granian("luji.config.wsgi:application", **options(host, port, workers)).serve()
