"""What of a record is searched: `sought` by everybody who may see it, `named` by look-ups only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from luji.record.registers.declared.spec import Field, Register
from luji.record.registers.fields.values import folded, spelled
from luji.record.registers.model import Row
from luji.record.registers.search import identities
from luji.record.registers.search.initials import abbreviated

# The index holds this much of a record; what a word says further on is not found.
MOST = 20_000
BARE = frozenset("\u200b\u200c\u200d\u2060\ufeff\x00")
# A text without two digits near each other names neither a vehicle nor anybody by a number.
DIGITS = re.compile(r"\d.{0,4}\d")
BETWEEN = "\x00"  # no record holds it
LEAST_NAME, MOST_NAME = 2, 60
Read = Callable[[str], Any]
Columns = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Part:
    """One field as the search sees it: searched by everybody, free to write, short, naming somebody.

    `secret` are its names in words, of sub-rows the inner fields: a police number stands in no free text.
    """

    name: str
    searched: bool
    free: bool
    short: bool
    naming: Field | None
    lines: Field | None
    secret: tuple[str, ...] = ()


# A declaration does not change while the process runs; asking it of every row of a load would be most of it.
_parts: dict[int, tuple[Register, tuple[Part, ...]]] = {}


def mark(spec: Register, row: Row) -> None:
    """Write into the row what is searched of it; every verb does so before it saves."""

    def read(name: str) -> Any:
        return getattr(row, name)

    row.sought, row.named = texts(spec, read)


def texts(spec: Register, read: Read) -> tuple[str, str]:
    """The searched text, with the initials of short fields and nothing that names anybody; and what does."""
    (said,), (named,) = texts_of(spec, {part.name: [read(part.name)] for part in parts(spec)}, 1)
    return said, named


def texts_of(spec: Register, columns: Columns, count: int) -> tuple[list[str], list[str]]:
    """Both texts of `count` records, given by columns: most of the work is done for all of them at once."""
    searched: list[list[str]] = []
    short: list[list[str]] = []
    named: list[list[str]] = [[] for _ in range(count)]
    secret = _secret(spec, columns, count)
    for part in parts(spec):
        values = columns.get(part.name, ())
        if all(value is None or value == "" for value in values):
            continue
        if part.lines or part.naming:
            for names, value in zip(named, values, strict=True):
                names.extend(_named(part, value))
            continue
        told = _half_width([value if type(value) is str else spelled(value) for value in values])
        if part.free and any(secret):
            told = [_without(*one) for one in zip(told, secret, strict=True)]
        if part.free and identities.likely_in(BETWEEN.join(set(told))):
            told = [_without_names(*one) for one in zip(told, named, strict=True)]
        if part.searched:
            searched.append(told)
            if part.short:
                short.append(["" if text.isascii() else text for text in told])
    whole, initialled = _folded(searched, count), map(abbreviated, _folded(short, count))
    said = [f"{text[:MOST]} {more}".strip()[: 2 * MOST] for text, more in zip(whole, initialled, strict=True)]
    return said, [" ".join(dict.fromkeys(names))[:MOST] for names in named]


def _secret(spec: Register, columns: Columns, count: int) -> list[list[str]]:
    """What the fields of each record that name people say in words: taken out of its free texts too."""
    found: list[list[str]] = [[] for _ in range(count)]
    for part in parts(spec):
        values = columns.get(part.name, ())
        if not part.secret or all(value is None or value == "" for value in values):
            continue
        for one, value in zip(found, values, strict=True):
            if part.lines:
                cells = [line.get(n) for line in value or () for n in part.secret if isinstance(line, dict)]
                one.extend(text for cell in cells if (text := _half_width_one(cell)))
            elif text := _half_width_one(value):
                one.append(text)
    return found


def _half_width_one(value: Any) -> str:
    """One value as free texts are compared with it; nothing for what is too short to be a name."""
    text = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    return text if LEAST_NAME <= len(text) <= MOST_NAME else ""


def _without(text: str, secret: list[str]) -> str:
    for one in secret:
        if one in text:
            text = text.replace(one, " ")
    return text


def words_of(text: str, most: int = 8) -> list[str]:
    """The words somebody searches, folded as the texts are; marks without width are passed over."""
    bare = "".join(" " if c == "\x00" else "" if c in BARE else c for c in text)
    return folded(bare).split()[:most]


def parts(spec: Register) -> tuple[Part, ...]:
    """The fields of a register that are searched or name somebody: the searched ones in declared order."""
    known = _parts.get(id(spec))
    if known is None or known[0] is not spec:
        names = dict.fromkeys((*(n for n in spec.list_.search if n in spec.fields), *spec.fields))
        made = (_part(name, spec.fields[name], name in spec.list_.search) for name in names)
        known = _parts[id(spec)] = (
            spec,
            tuple(p for p in made if p.searched or p.free or p.naming or p.lines),
        )
    return known[1]


def _part(name: str, field: Field, searched: bool) -> Part:
    naming = field if field.names and field.type != "rows" else None
    lines = field if field.type == "rows" else None
    free = field.held in ("text", "long_text")
    inner = tuple(n for n, one in field.fields.items() if one.names and one.held == "text")
    secret = inner if lines else (name,) if naming and field.held == "text" else ()
    return Part(name, searched and not naming, free, field.held != "long_text", naming, lines, secret)


def _half_width(texts: Sequence[str]) -> list[str]:
    """The first half of `folded`, which costs most: once for every text there is."""
    distinct = list(dict.fromkeys(texts))
    plain = BETWEEN.join(text.replace(BETWEEN, " ") for text in distinct)
    known = dict(zip(distinct, unicodedata.normalize("NFKC", plain).split(BETWEEN), strict=True))
    return [known[text] for text in texts]


def _folded(columns: Sequence[Sequence[str]], count: int) -> list[str]:
    """The cells of every record as one folded text."""
    if not columns:
        return [""] * count
    lines = map(" ".join, zip(*columns, strict=True))
    return [line.strip() for line in folded(BETWEEN.join(lines)).split(BETWEEN)]


def _without_names(text: str, named: list[str]) -> str:
    """A free text without the vehicles and people in it, which are noted."""
    found = identities.found_in(text) if DIGITS.search(text) else []
    named += [one.value for one in found]
    return identities.without(text) if found else text


def _named(part: Part, value: object) -> Iterator[str]:
    """Whom a field names that is there for it."""
    if value is None or value == "":
        return iter(())
    return _of_lines(part.lines, value) if part.lines else _value(part.naming, value)


def _of_lines(field: Field, lines: object) -> Iterator[str]:
    """Those of sub-rows."""
    for line in lines if isinstance(lines, list) else ():
        for name, inner in field.fields.items():
            if inner.names and isinstance(line, dict):
                yield from _value(inner, line.get(name))


def _value(field: Field | None, value: Any) -> Iterator[str]:
    """One value as it is compared, a name with its initials."""
    plain = identities.plain(spelled(value)) if field else ""
    if plain:
        yield plain
    if field and field.names == "person" and not plain.isascii():
        yield abbreviated(plain)
