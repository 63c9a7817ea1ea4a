"""Zip files packed such that the same content is the same file: every member bears one date; pure."""

from __future__ import annotations

import io
import zipfile

STAMP = (1980, 1, 1, 0, 0, 0)


def dated_alike(data: bytes) -> bytes:
    """The same members in the same order in a zip file that says nothing of when it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return made.getvalue()
