"""What of a record is searched: `sought` by everybody who may see it, `named` by look-ups only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from luji.record.registers import identities
from luji.record.registers.initials import abbreviated
from luji.record.registers.model import Row
from luji.record.registers.spec import Field, Register
from luji.record.registers.values import folded, spelled

# The index holds this much of a record; what a word says further on is not found.
MOST = 20_000
BARE = frozenset("\u200b\u200c\u200d\u2060\ufeff\x00")
Read = Callable[[str], Any]


def mark(spec: Register, row: Row) -> None:
    """Write into the row what is searched of it; every verb does so before it saves."""

    def read(name: str) -> Any:
        return getattr(row, name)

    row.sought, row.named = sought(spec, read), named(spec, read)


def sought(spec: Register, read: Read) -> str:
    """The searched fields folded, with the initials of the short ones, and nothing that names anybody."""
    texts = [
        (name, identities.without(text) if _free(spec.fields[name]) else text)
        for name in spec.list_.search
        if name in spec.fields and not spec.fields[name].names and (text := spelled(read(name)))
    ]
    short = " ".join(text for name, text in texts if spec.fields[name].held != "long_text")
    whole = folded(" ".join(text for _, text in texts))[:MOST]
    return f"{whole} {abbreviated(folded(short))}".strip()[: 2 * MOST]


def named(spec: Register, read: Read) -> str:
    """Plates, numbers and names of a record: of the fields that hold them, and by their form in any text."""
    return " ".join(dict.fromkeys(_named(spec, read)))[:MOST]


def words_of(text: str, most: int = 8) -> list[str]:
    """The words somebody searches, folded as the texts are; marks without width are passed over."""
    bare = "".join(" " if c == "\x00" else "" if c in BARE else c for c in text)
    return folded(bare).split()[:most]


def _named(spec: Register, read: Read) -> Iterator[str]:
    for name, field in spec.fields.items():
        if field.type == "rows":
            yield from _of_lines(field, read(name))
        elif field.names:
            yield from _value(field, read(name))
        elif _free(field):
            yield from (one.value for one in identities.found_in(spelled(read(name))))


def _of_lines(field: Field, lines: object) -> Iterator[str]:
    """Those of sub-rows."""
    for line in lines if isinstance(lines, list) else ():
        for name, inner in field.fields.items():
            if inner.names and isinstance(line, dict):
                yield from _value(inner, line.get(name))


def _value(field: Field, value: Any) -> Iterator[str]:
    """One value as it is compared, a name with its initials."""
    plain = identities.plain(spelled(value))
    if plain:
        yield plain
    if field.names == "person" and not plain.isascii():
        yield abbreviated(plain)


def _free(field: Field) -> bool:
    """Whether people write freely there."""
    return field.held in ("text", "long_text")
