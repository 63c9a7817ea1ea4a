"""The journal: who changed what, when and from where, each entry chained to the one before by its hash.

Nothing here stores anything. A chain shows every change, removal, insertion and exchange inside it; that its
end was cut, or the whole rewritten, shows only against an `Anchor` kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from luji.base.kernel.problem import Problem, Refused
from luji.record.workflow.problems import (
    BROKEN_LINK,
    CHANGED_ENTRY,
    NO_ALGORITHM,
    TIME_BACKWARDS,
    WRONG_END,
    WRONG_NUMBER,
)

DOMAIN = b"luji.journal.1\n"
GENESIS = ""
ALGORITHMS = ("sha256", "sm3")
_SPELLER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
quoted = json.encoder.encode_basestring
"""A text in canonical spelling."""
_AS_THEY_ARE = frozenset({str, int, bool, type(None)})
Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


class Canonical(str):
    """One side of a record that is in canonical spelling already."""

    __slots__ = ()


Side = Mapping[str, object] | Canonical


@dataclass(frozen=True, slots=True)
class Record:
    """What happened: `before` and `after` are the changed fields; `origin` is the address it came from."""

    at: datetime
    person: str
    verb: str
    subject: str
    before: Side
    after: Side
    origin: str = ""
    behalf: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with its place in the chain (numbers from 1)."""

    number: int
    record: Record
    previous: str
    algorithm: str
    hash: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """How long a chain was at some time, and the hash of its last entry; kept away from the journal."""

    count: int
    hash: str


def canonical(value: object) -> str:
    """One spelling only: keys sorted, no blanks, Decimals and moments as tagged text.

    Raises TypeError for what has no exact spelling (a float, a naive moment, an unknown type) and
    UnicodeEncodeError later for text that is no Unicode.
    """
    return _SPELLER.encode(_plain(value))


def digest(number: int, record: Record, previous: str, algorithm: str = "sha256") -> str:
    """The hash of an entry (hexadecimal). Raises `Refused` (WFL-506) for a hash that is not here."""
    return sealed(number, record, previous, algorithm).hash


class Sealed(NamedTuple):
    """What an entry stores beside its record: both sides in canonical spelling, and the hash."""

    before: str
    after: str
    hash: str


def sealed(number: int, record: Record, previous: str, algorithm: str = "sha256") -> Sealed:
    """Both sides of a record spelled once, and the hash of the entry.

    The text that is hashed is `canonical` of number, previous, algorithm and the record, its keys sorted; it
    is put together here because a bulk load would spell the sides three times. Raises `Refused` (WFL-506).
    """
    before, after = _side(record.before), _side(record.after)
    behalf = "null" if record.behalf is None else quoted(record.behalf)
    text = (
        f'{{"algorithm":{quoted(algorithm)},"number":{number},"previous":{quoted(previous)},'
        f'"record":{{"after":{after},"at":{_moment(record.at)},"before":{before},"behalf":{behalf},'
        f'"origin":{quoted(record.origin)},"person":{quoted(record.person)},"reason":{quoted(record.reason)},'
        f'"subject":{quoted(record.subject)},"verb":{quoted(record.verb)}}}}}'
    )
    return Sealed(before, after, _hash(algorithm, DOMAIN + text.encode("utf-8")))


def _side(side: Side) -> str:
    return str(side) if isinstance(side, Canonical) else canonical(side)


@lru_cache(maxsize=8)
def _moment(at: datetime) -> str:
    """Everything one verb writes happens at one moment."""
    return canonical(at)


def append(last: Entry | None, record: Record, algorithm: str = "sha256") -> Entry:
    """The next entry of a chain."""
    number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
    return Entry(number, record, previous, algorithm, digest(number, record, previous, algorithm))


def chain(records: Iterable[Record], algorithm: str = "sha256") -> list[Entry]:
    """A whole chain."""
    found: list[Entry] = []
    for record in records:
        found.append(append(found[-1] if found else None, record, algorithm))
    return found


def anchor(entries: Iterable[Entry]) -> Anchor:
    """What to keep elsewhere."""
    last: Entry | None = None
    for entry in entries:
        last = entry
    return Anchor(last.number, last.hash) if last else Anchor(0, GENESIS)


def verify(entries: Iterable[Entry], known: Anchor | None = None) -> list[Problem]:
    """Empty when the chain holds; else the first broken entry (WFL-501 … 503), or a wrong end (504).

    Times that run backwards are only a warning (505): a clock may have been set. The entry of the anchor
    must be in the chain, which may have grown since.
    """
    warnings: list[Problem] = []
    previous: Entry | None = None
    met = known is None or known == Anchor(0, GENESIS)
    for expected, entry in enumerate(entries, 1):
        broken = list(_broken(entry, previous, expected))
        if broken:
            return [*warnings, broken[0]]
        if previous is not None and entry.record.at < previous.record.at:
            warnings.append(TIME_BACKWARDS(number=expected))
        met = met or (known is not None and known == Anchor(entry.number, entry.hash))
        previous = entry
    if known is not None and not met:
        warnings.append(WRONG_END(found=previous.number if previous else 0, expected=known.count))
    return warnings


def _broken(entry: Entry, previous: Entry | None, expected: int) -> Iterator[Problem]:
    if entry.number != expected:
        yield WRONG_NUMBER(expected=expected, number=entry.number)
    if entry.previous != (previous.hash if previous else GENESIS):
        yield BROKEN_LINK(number=expected)
    try:
        fits = digest(entry.number, entry.record, entry.previous, entry.algorithm) == entry.hash
    except Refused as refused:
        yield from refused.problems
    else:
        if not fits:
            yield CHANGED_ENTRY(number=expected)


def _hash(algorithm: str, data: bytes) -> str:
    if algorithm not in ALGORITHMS:
        raise Refused([NO_ALGORITHM(name=algorithm)])
    try:
        return hashlib.new(algorithm, data).hexdigest()
    except ValueError as error:
        raise Refused([NO_ALGORITHM(name=algorithm)]) from error


def _plain(value: object) -> Plain:
    if type(value) in _AS_THEY_ARE:
        return value  # type: ignore[return-value]
    if type(value) is dict:
        return _mapping(value)
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return {"$decimal": f"{value:f}"}
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("a moment in the journal needs its time zone")
        return {"$at": value.astimezone(UTC).isoformat(timespec="microseconds")}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, time):
        return {"$time": value.isoformat()}
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"the journal has no exact spelling for {type(value).__name__}")


def _mapping(value: Mapping[object, object]) -> Plain:
    """Keys are text; a key that begins with $ would look like one of our tags."""
    found: dict[str, Plain] = {}
    for key, item in value.items():
        if not isinstance(key, str) or key[:1] == "$":
            raise TypeError("keys in the journal are text and do not begin with $")
        found[key] = item if type(item) in _AS_THEY_ARE else _plain(item)  # type: ignore[assignment]
    return found
