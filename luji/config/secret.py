"""The secret key of an installation: made once, kept in its home, readable by its owner only."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

NAME = "secret.key"


def read(home: Path) -> str:
    """The key kept in `home`; empty when there is none."""
    try:
        return (home / NAME).read_text("ascii").strip()
    except FileNotFoundError:
        return ""


def ephemeral() -> str:
    """A key for this process only: whoever signed in is signed out when it ends."""
    return secrets.token_urlsafe(64)


def ensure(home: Path) -> str:
    """The key kept in `home`, made with mode 0600 when there is none; two makers agree on one."""
    home.mkdir(parents=True, exist_ok=True)
    if not read(home):
        descriptor, draft = tempfile.mkstemp(prefix=f".{NAME}.", dir=home)  # 0600, a name of its own
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(ephemeral())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, home / NAME)
        Path(draft).unlink()
    return read(home)
