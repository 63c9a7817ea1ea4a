"""Static files whose address changes with their content, so that browsers may keep them for a year."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


@lru_cache(maxsize=256)
def version(name: str) -> str:
    """Eight hex digits of the file's hash; empty when there is no such file."""
    found = finders.find(name)
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:8] if isinstance(found, str) else ""


class VersionedFiles(StaticFilesStorage):
    """Adds `?v=HASH` to the address of every static file."""

    def url(self, name: str | None) -> str:
        """Address of the file `name`, with its version when it exists."""
        plain = super().url(name)
        mark = version(name or "")
        return f"{plain}?v={mark}" if mark else plain
