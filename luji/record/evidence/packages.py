"""Office files looked into: a zip that is a docx or xlsx without macros, objects or a bomb; pure."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from luji.base.kernel.problem import Problem, Refused
from luji.record.evidence import kinds
from luji.record.evidence.kinds import Kind
from luji.record.evidence.problems import BOMB, BROKEN, DANGEROUS, HAS_MACROS

MOST_UNPACKED = 300_000_000
MOST_PARTS = 10_000
TYPES = "[Content_Types].xml"
MOST_TYPES = 2_000_000
_MAIN = {
    "word/document.xml": kinds.DOCX,
    "xl/workbook.xml": kinds.XLSX,
}
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip
_ACTIVE = re.compile(
    r"vbaProject|vbaData|(^|/)activeX/|(^|/)embeddings/.*\.(bin|exe|ole|vbs|js)$|customUI/.*\.vba|macrosheets/|"
    r"(^|/)externalLinks/.*\.bin|\.(exe|dll|vbs|js|bat|cmd|ps1|scr|hta)$",
    re.IGNORECASE,
)


def office(path: Path, name: str) -> Kind:
    """The kind of a zip that is an Office file.

    Raises `Refused`: EVI-105 any other archive, EVI-108 macros, EVI-109 a bomb, EVI-110 broken.
    """
    try:
        with zipfile.ZipFile(path) as package:
            return _looked_into(package, name)
    except _DAMAGE as error:
        raise Refused([BROKEN(name=name, what=kinds.PACKED)]) from error


def _looked_into(package: zipfile.ZipFile, name: str) -> Kind:
    parts = package.infolist()
    names = {part.filename for part in parts}
    kind = next((kind for main, kind in _MAIN.items() if main in names), None)
    if kind is None or TYPES not in names:
        raise Refused([DANGEROUS(name=name, what=kinds.PACKED)])
    if wrong := [*_size(parts, name), *_active(package, parts, name)]:
        raise Refused(wrong)
    if package.testzip() is not None or any(_astray(part.filename) for part in parts):
        raise Refused([BROKEN(name=name, what=kind.label)])
    return kind


def _size(parts: list[zipfile.ZipInfo], name: str) -> list[Problem]:
    """By what the directory says; Python's zipfile never unpacks more than that of a part."""
    unpacked = sum(part.file_size for part in parts)
    if unpacked <= MOST_UNPACKED and len(parts) <= MOST_PARTS:
        return []
    said = f"{unpacked // 1_000_000:,} MB"
    return [BOMB(name=name, size=said, limit=f"{MOST_UNPACKED // 1_000_000} MB")]


def _active(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> list[Problem]:
    found = next((part.filename for part in parts if _ACTIVE.search(part.filename)), "")
    if not found:
        with package.open(TYPES) as file:
            declared = file.read(MOST_TYPES)
        found = "macroEnabled" if b"macroEnabled" in declared or b"vbaProject" in declared else ""
    return [HAS_MACROS(name=name, part=found[-80:])] if found else []


def _astray(name: str) -> bool:
    """A part that would be unpacked outside its folder."""
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or "\x00" in name
