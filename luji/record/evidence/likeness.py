"""How alike two pictures look: 64 bits (dHash) compared by Hamming distance; pure, on Pillow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PIL import Image

BITS = 64
MASK = (1 << BITS) - 1
NEAR = 8
FLAT = 6
T = TypeVar("T")


def dhash(image: Image.Image) -> int | None:
    """Whether brightness rises from each of 8×8 fields to its right neighbour; None for a flat picture.

    Survives scaling, recompression and slight changes of light; not cropping or mirroring. Signed 64 bits,
    as databases hold them. After Neal Krawetz, "Kind of Like That" (2013).
    """
    small = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    values = small.tobytes()
    if max(values) - min(values) < FLAT:
        return None
    bits = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            bits = bits << 1 | (values[at + 1] > values[at])
    return signed(bits)


def distance(one: int, other: int) -> int:
    """In how many of the 64 bits two pictures differ."""
    return ((one ^ other) & MASK).bit_count()


def nearest(looks: int, others: Iterable[tuple[T, int]], within: int = NEAR) -> list[tuple[int, T]]:
    """Those at most `within` bits away, as (bits, which), the nearest first; ties in the given order."""
    bare = looks & MASK
    found = [
        (bits, which) for which, other in others if (bits := ((other ^ bare) & MASK).bit_count()) <= within
    ]
    return sorted(found, key=lambda one: one[0])


def signed(bits: int) -> int:
    """64 bits as the signed integer a database column holds."""
    bits &= MASK
    return bits - (1 << BITS) if bits >> (BITS - 1) else bits
