"""Characters of font files, and files that are none."""

import struct
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest

from luji.account.reports.sfnt import characters


def font(*subtables: tuple[int, int, bytes], tag: bytes = b"cmap", head: bytes = b"\0\1\0\0") -> bytes:
    """A file with nothing but a cmap table."""
    offset = 4 + 8 * len(subtables)
    records, bodies = b"", b""
    for platform, encoding, body in subtables:
        records += struct.pack(">HHI", platform, encoding, offset + len(bodies))
        bodies += body
    table = struct.pack(">HH", 0, len(subtables)) + records + bodies
    return head + struct.pack(">HHHH", 1, 0, 0, 0) + struct.pack(">4sIII", tag, 0, 28, len(table)) + table


def format_4(*segments: tuple[int, int, int]) -> bytes:
    """Segments of (start, end, delta), the closing one added."""
    all_ = [*segments, (0xFFFF, 0xFFFF, 1)]
    count = len(all_)
    body = b"".join(struct.pack(">H", end) for _, end, _ in all_) + b"\0\0"
    body += b"".join(struct.pack(">H", start) for start, _, _ in all_)
    body += b"".join(struct.pack(">H", delta % 65536) for _, _, delta in all_)
    body += struct.pack(">H", 0) * count
    return struct.pack(">HHHHHHH", 4, 14 + len(body), 0, count * 2, 0, 0, 0) + body


def format_12(*groups: tuple[int, int, int]) -> bytes:
    body = b"".join(struct.pack(">III", *group) for group in groups)
    return struct.pack(">HHIII", 12, 0, 16 + len(body), 0, len(groups)) + body


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_the_shipped_font_draws_names() -> None:
    drawn = characters(pylopdf_fonts_zh_cn.serif_path())
    assert all(ord(char) in drawn for char in "怀化支队堃喆镕昇玥01—（）〔〕")
    assert 0xE000 not in drawn


def test_short_and_long_tables_together(tmp_path: Path) -> None:
    data = font((3, 1, format_4((0x41, 0x43, 1))), (3, 10, format_12((0x20000, 0x20002, 9))))
    assert characters(write(tmp_path / "a.ttf", data)) == {0x41, 0x42, 0x43, 0x20000, 0x20001, 0x20002}


def test_glyph_zero_draws_nothing(tmp_path: Path) -> None:
    data = font((3, 1, format_4((0x41, 0x43, -0x42))), (0, 4, format_12((0x50, 0x51, 0))))
    assert characters(write(tmp_path / "a.ttf", data)) == {0x41, 0x43, 0x51}


def test_symbol_tables_are_passed_over(tmp_path: Path) -> None:
    assert characters(write(tmp_path / "a.ttf", font((3, 0, format_4((0x41, 0x43, 1)))))) == frozenset()


def test_a_collection(tmp_path: Path) -> None:
    inner = font((3, 1, format_4((0x41, 0x41, 1))))
    shifted = inner.replace(struct.pack(">4sIII", b"cmap", 0, 28, len(inner) - 28),
                            struct.pack(">4sIII", b"cmap", 0, 28 + 16, len(inner) - 28))  # fmt: skip
    data = b"ttcf" + struct.pack(">III", 0x10000, 1, 16) + shifted
    assert characters(write(tmp_path / "a.ttc", data)) == {0x41}


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK\x03\x04 not a font", b"\0\1\0\0", font(tag=b"glyf"), font((3, 1, b"\0\4")),
        font((3, 10, format_12((5, 4, 1)))), font((3, 10, format_12((0x110000, 0x110001, 1)))),
        font((3, 1, format_4((0x41, 0x43, 1))))[:60], b"ttcf\0\1",
    ],
)  # fmt: skip
def test_what_is_no_font_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ValueError, match=r"font|cmap|TrueType"):
        characters(write(tmp_path / "a.ttf", data))
