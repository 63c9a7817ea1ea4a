"""The reader for a file by its name; each is imported only when a file of its kind is read."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from luji.account.reconcile.language.document import Document
from luji.account.reconcile.problems import NO_TEXT, UNKNOWN_FORMAT
from luji.account.reconcile.readers import limits, plain
from luji.base.kernel.problem import Refused, Where

_LIBRARIES = {
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
}
_TEXT = {
    ".txt": plain.read,
    ".text": plain.read,
    ".csv": plain.read,
    ".md": plain.read_markdown,
    ".markdown": plain.read_markdown,
}
KNOWN = (".docx", ".pdf", ".html", ".xlsx", ".txt", ".md")


def read(path: Path) -> Document:
    """The document in a file. Raises `Refused` with a problem REC-901 to REC-909."""
    suffix = path.suffix.lower()
    if suffix not in _TEXT and suffix not in _LIBRARIES:
        if not path.exists():
            limits.read_bytes(path)
        raise Refused(
            [UNKNOWN_FORMAT(Where(file=path.name), suffix=suffix or path.name, known="、".join(KNOWN))]
        )
    return read_bytes(limits.read_bytes(path), path.name)


def read_bytes(data: bytes, name: str) -> Document:
    """The document in the bytes of a file called `name` (an upload). Raises `Refused`."""
    suffix = Path(name).suffix.lower()
    if suffix in _TEXT:
        document = _TEXT[suffix](data, name)
    elif suffix in _LIBRARIES:
        reader = import_module(f"luji.account.reconcile.readers.{_LIBRARIES[suffix]}")
        document = reader.read(data, name)
    else:
        raise Refused([UNKNOWN_FORMAT(Where(file=name), suffix=suffix or name, known="、".join(KNOWN))])
    if not document.text.strip():
        raise Refused([NO_TEXT(Where(file=name))])
    return document
