"""The dull chain: the spelling written out by hand, hashed from the beginning every time."""

import hashlib
from typing import Any


def spell(value: Any) -> str:
    """JSON without a library: texts escaped the least that JSON allows."""
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + "".join(_escaped(char) for char in value) + '"'
    if isinstance(value, list):
        return "[" + ",".join(spell(item) for item in value) + "]"
    return "{" + ",".join(f"{spell(key)}:{spell(value[key])}" for key in sorted(value)) + "}"


def _escaped(char: str) -> str:
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
    return short.get(char) or (f"\\u{ord(char):04x}" if ord(char) < 32 else char)


def hashes(records: list[dict[str, Any]]) -> list[str]:
    """The chain of already plain records."""
    found: list[str] = []
    for number, record in enumerate(records, 1):
        previous = found[-1] if found else ""
        entry = {"number": number, "previous": previous, "algorithm": "sha256", "record": record}
        found.append(hashlib.sha256(b"luji.journal.1\n" + spell(entry).encode("utf-8")).hexdigest())
    return found
