"""Which characters a font file draws: the cmap table of TrueType and OpenType files and collections."""

from __future__ import annotations

import struct
from pathlib import Path


def characters(path: Path, index: int = 0) -> frozenset[int]:
    """The Unicode code points of font `index` in the file. Raises ValueError for no readable font."""
    data = path.read_bytes()
    try:
        return _cmap(data, _table(data, _start(data, index), b"cmap"))
    except (struct.error, IndexError) as error:
        raise ValueError("truncated font file") from error


def _start(data: bytes, index: int) -> int:
    if data[:4] == b"ttcf":
        return int(struct.unpack_from(">I", data, 12 + 4 * index)[0])
    if data[:4] not in (b"OTTO", b"\0\1\0\0", b"true"):
        raise ValueError("neither TrueType nor OpenType")
    return 0


def _table(data: bytes, start: int, tag: bytes) -> int:
    """The offset of a table."""
    (count,) = struct.unpack_from(">H", data, start + 4)
    for n in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * n)
        if name == tag:
            return int(offset)
    raise ValueError(f"no {tag.decode()} table")


def _cmap(data: bytes, cmap: int) -> frozenset[int]:
    """All Unicode subtables of formats 4 and 12 together."""
    found: set[int] = set()
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for n in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * n)
        (form,) = struct.unpack_from(">H", data, cmap + offset)
        if platform not in (0, 3) or (platform == 3 and encoding not in (1, 10)):
            continue
        if form == 4:
            found |= _format_4(data, cmap + offset)
        elif form == 12:
            found |= _format_12(data, cmap + offset)
    return frozenset(found)


def _format_4(data: bytes, at: int) -> set[int]:
    """Segments of 16-bit codes; a code mapped to glyph 0 is not drawn."""
    (double,) = struct.unpack_from(">H", data, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * double)
    offsets_at = at + 16 + 3 * double
    offsets = struct.unpack_from(f">{count}H", data, offsets_at)
    found: set[int] = set()
    for n, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            if offset:
                place = offsets_at + 2 * n + offset + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", data, place)
                drawn = glyph != 0
            else:
                drawn = (code + delta) % 65536 != 0
            if drawn:
                found.add(code)
    return found


def _format_12(data: bytes, at: int) -> set[int]:
    (groups,) = struct.unpack_from(">I", data, at + 12)
    found: set[int] = set()
    for n in range(groups):
        start, end, glyph = struct.unpack_from(">III", data, at + 16 + 12 * n)
        if end < start or end > 0x10FFFF:
            raise ValueError("broken cmap group")
        found.update(range(start + (1 if glyph == 0 else 0), end + 1))
    return found
