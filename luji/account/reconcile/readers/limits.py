"""Limits on hostile input: size of a file, what an archive unpacks to, links that lead outside."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from luji.account.reconcile.problems import BOMB, DAMAGED, ENCRYPTED, EXTERNAL, NO_FILE, TOO_LARGE
from luji.base.kernel.problem import Refused, Where

MEGABYTE = 1024 * 1024
LARGEST = 100 * MEGABYTE
UNPACKED = 256 * MEGABYTE
RATIO = 200
MEMBERS = 5000
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_OLE = b"\xd0\xcf\x11\xe0"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises `Refused`: REC-901 (not there), REC-902 (over 100 MB)."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise Refused(
                [TOO_LARGE(Where(file=path.name), size=size // MEGABYTE, limit=LARGEST // MEGABYTE)]
            )
        return path.read_bytes()
    except OSError as error:
        raise Refused([NO_FILE(Where(file=str(path)))]) from error


def archive(data: bytes, name: str) -> zipfile.ZipFile:
    """A zip opened after its directory was looked at. Raises `Refused`: REC-904, REC-906, REC-908."""
    if data.startswith(_OLE):
        raise Refused([ENCRYPTED(Where(file=name))])
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused([DAMAGED(Where(file=name), why="zip")]) from error
    members = opened.infolist()
    total = sum(m.file_size for m in members)
    if total > UNPACKED or len(members) > MEMBERS or total > RATIO * max(len(data), MEGABYTE):
        raise Refused([BOMB(Where(file=name), size=total // MEGABYTE)])
    if any(m.flag_bits & 1 for m in members):
        raise Refused([ENCRYPTED(Where(file=name))])
    return opened


def member(opened: zipfile.ZipFile, name: str, file: str) -> bytes:
    """One member, read no further than its stated size allows. Raises `Refused`: REC-906, REC-908."""
    try:
        with opened.open(name) as stream:
            data = stream.read(UNPACKED + 1)
    except (KeyError, zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise Refused([DAMAGED(Where(file=file), why=name)]) from error
    except Exception as error:  # zlib.error is no subclass of the above
        raise Refused([DAMAGED(Where(file=file), why=name)]) from error
    if len(data) > UNPACKED:
        raise Refused([BOMB(Where(file=file), size=len(data) // MEGABYTE)])
    return data


def refuse_external(opened: zipfile.ZipFile, file: str) -> None:
    """Raises `Refused` REC-907 when a part of the document is to be fetched from elsewhere; hyperlinks
    are no parts.
    """
    found = []
    for name in opened.namelist():
        if not name.endswith(".rels"):
            continue
        for match in _RELATION.finditer(member(opened, name, file)):
            tag = match.group()
            if b'TargetMode="External"' in tag and b"/hyperlink" not in tag:
                target = re.search(rb'Target="([^"]*)"', tag)
                found.append(target[1].decode("utf-8", "replace")[:80] if target else "?")
    if found:
        raise Refused([EXTERNAL(Where(file=file), target=found[0])])
