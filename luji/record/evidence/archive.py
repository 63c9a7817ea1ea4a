"""Files kept under their own SHA-256: written once, never changed, whole or not at all; pure.

A file is first written under `incoming/`, flushed to the disk, made read-only and then linked to its
place, so that a process killed at any moment leaves either no archived file or a whole one.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from luji.base.kernel.problem import Problem, Refused
from luji.record.evidence.problems import CHANGED_FILE, EMPTY_FILE, MISSING_FILE, STRAY_FILE, TOO_LARGE

SHA256 = re.compile(r"[0-9a-f]{64}")
CHUNK = 1 << 20
ABANDONED = 24 * 3600


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that has arrived whole but is not archived yet."""

    path: Path
    sha256: str
    size: int


class Archive:
    """The files under one folder: `ab/cd/abcd…` by hash, `incoming/` for what is arriving."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextmanager
    def receive(self, chunks: Iterable[bytes], name: str, limit: int) -> Iterator[Incoming]:
        """Take in a file of at most `limit` bytes; it goes away again unless it is kept.

        Raises `Refused` (EVI-101 empty, EVI-102 too large) as soon as it shows.
        """
        folder = self.root / "incoming"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / secrets.token_hex(16)
        try:
            yield _written(path, chunks, name, limit)
        finally:
            path.unlink(missing_ok=True)

    def keep(self, incoming: Incoming) -> Path:
        """Archive what has arrived. A file that is there already stays as it is.

        Raises `Refused` (EVI-202) when the one there is damaged.
        """
        target = self.path(incoming.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        incoming.path.chmod(0o444)
        try:
            os.link(incoming.path, target)
        except FileExistsError:
            if fingerprint(target) != incoming.sha256:
                raise Refused([CHANGED_FILE(short=incoming.sha256[:12])]) from None
        flush_folder(target.parent)
        return target

    def path(self, sha256: str) -> Path:
        """Where a file lies or would lie. Raises ValueError for what is no hash: no path is made from it."""
        if not SHA256.fullmatch(sha256):
            raise ValueError("a file is named by the 64 digits of its SHA-256")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def has(self, sha256: str) -> bool:
        """Whether the file is there; its content is not looked at."""
        return self.path(sha256).is_file()

    def remove(self, sha256: str) -> None:
        """Take a file away for good; only for one that no record ever used."""
        self.path(sha256).unlink(missing_ok=True)

    def hashes(self) -> Iterator[str]:
        """Every archived file, in order."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if SHA256.fullmatch(path.name):
                yield path.name

    def verify(self, listed: dict[str, str]) -> Iterator[Problem]:
        """Compare all content with its hash, and the files with those `listed` (hash → name).

        Gives EVI-202 for changed content, EVI-203 for a missing file, EVI-204 (warning) for an unlisted one.
        """
        found = set()
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if not SHA256.fullmatch(path.name) or path != self.path(path.name):
                yield STRAY_FILE(name=path.relative_to(self.root).as_posix())
                continue
            found.add(path.name)
            if fingerprint(path) != path.name:
                yield CHANGED_FILE(short=path.name[:12])
            elif path.name not in listed:
                yield STRAY_FILE(name=path.name[:12])
        for sha256, name in listed.items():
            if sha256 not in found:
                yield MISSING_FILE(short=sha256[:12], name=name)

    def tidy(self, now: float | None = None) -> int:
        """Remove what broken uploads left behind for a day; how many files went."""
        gone = 0
        for path in (self.root / "incoming").glob("*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < (now or time.time()) - ABANDONED:
                    path.unlink()
                    gone += 1
        return gone


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file's content, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush_folder(folder: Path) -> None:
    """Have the disk remember the names in a folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _written(path: Path, chunks: Iterable[bytes], name: str, limit: int) -> Incoming:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise Refused([TOO_LARGE(name=name, limit=f"{limit // 1_000_000} MB")])
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if not size:
        raise Refused([EMPTY_FILE(name=name)])
    return Incoming(path, digest.hexdigest(), size)
