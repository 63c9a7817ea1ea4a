"""Whether a file may enter the archive: what it is called, of a kind that is taken, harmless; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text
from luji.record.evidence import kinds, problems
from luji.record.evidence.archive import Incoming
from luji.record.evidence.kinds import FAMILIES, LIMITS, RUNNABLE, Family, Kind
from luji.record.evidence.packages import office
from luji.record.evidence.pictures import Seen, examine
from luji.record.evidence.sniff import HEAD, HEIC, TAIL, ZIP, Sniffed, hidden, sniff

ANY: frozenset[Family] = frozenset(FAMILIES)
MOST_NAME = 120
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
ACTIVE = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that may enter: its true kind, a harmless name with a fitting ending, what a photo says."""

    name: str
    kind: Kind
    seen: Seen | None = None


def limit(accept: Collection[Family] = ANY) -> int:
    """How many bytes a file of these families may have at most."""
    return max(LIMITS[family] for family in accept)


def cleaned(name: str) -> str:
    """A file name without folders and without characters nobody sees; at most `MOST_NAME` characters."""
    seen = UNSEEN.sub("", unicodedata.normalize("NFC", name))
    bare = seen.replace("\\", "/").rpartition("/")[2].strip(" .")
    stem, dot, ending = bare.rpartition(".")
    room = MOST_NAME - len(ending) - 1
    return (f"{stem[:room]}.{ending}" if dot and room > 0 else bare[:MOST_NAME]) or "file"


def admit(incoming: Incoming, name: str, accept: Collection[Family] = ANY) -> Admitted:
    """Look at a file that has arrived. Raises `Refused` (EVI-102 … 112, 119), saying what it really is."""
    said = cleaned(name)
    with incoming.path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, incoming.size - TAIL))
        tail = file.read(TAIL)
    kind = _kind(incoming.path, said, sniff(head))
    if kind.family not in accept:
        raise Refused([problems.NOT_ACCEPTED(name=said, what=kind.label, accepted=_families(accept))])
    _refuse_misnamed(said, kind)
    if incoming.size > LIMITS[kind.family]:
        raise Refused([problems.TOO_LARGE(name=said, limit=f"{LIMITS[kind.family] // kinds.MEGABYTE} MB")])
    if kind not in (kinds.DOCX, kinds.XLSX) and (second := hidden(kind, head, tail)):
        raise Refused([problems.TWO_IN_ONE(name=said, what=kind.label, second=second)])
    if kind is kinds.PDF:
        _refuse_active(incoming.path, said)
    seen = examine(incoming.path, kind, said) if kind.family == "photo" else None
    return Admitted(_ended(said, kind), kind, seen)


def _kind(path: Path, name: str, found: Sniffed) -> Kind:
    if found.kind is not None:
        return found.kind
    if found.further == ZIP:
        return office(path, name)
    if found.further == HEIC:
        raise Refused([problems.HEIC(name=name)])
    if found.refused is not None:
        raise Refused([problems.DANGEROUS(name=name, what=found.refused)])
    raise Refused([problems.UNKNOWN_KIND(name=name)])


def _refuse_misnamed(name: str, kind: Kind) -> None:
    """A name of another family misleads; a photo called .png that is a JPEG does not."""
    ending = Path(name).suffix.lower()
    family = {end for one in kinds.KINDS if one.family == kind.family for end in one.endings}
    known = {end for one in kinds.KINDS for end in one.endings}
    if ending in RUNNABLE or (ending in known and ending not in family):
        raise Refused([problems.MISNAMED(name=name, what=kind.label, ending=kind.endings[0])])


def _ended(name: str, kind: Kind) -> str:
    """The name with an ending that fits the true kind."""
    ending = Path(name).suffix.lower()
    if ending in kind.endings:
        return name
    known = {end for one in kinds.KINDS for end in one.endings}
    stem = name[: -len(ending)] if ending in known else name
    return f"{stem[: MOST_NAME - 5]}{kind.endings[0]}"


def _refuse_active(path: Path, name: str) -> None:
    """Refuse what makes a reader of PDFs run or unpack something, unless it hides in a compressed part."""
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            for mark in ACTIVE:
                if mark in before + chunk:
                    raise Refused([problems.ACTIVE_PDF(name=name, part=mark.decode())])
            before = chunk[-20:]


def _families(accept: Collection[Family]) -> Text:
    labels = [label for family, label in FAMILIES.items() if family in accept]
    return Text("、".join(t.zh for t in labels), ", ".join(t.en for t in labels))
