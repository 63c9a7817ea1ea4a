"""Arrow's compute functions, typed loosely: their stubs know fewer argument types than they take."""

from __future__ import annotations

from typing import Any, TypeAlias

import pyarrow.compute

pc: Any = pyarrow.compute
"""`pyarrow.compute`."""

Vector: TypeAlias = Any
"""A pyarrow Array or ChunkedArray."""


def positions(mask: Vector) -> list[int]:
    """The indexes where the mask is true, ascending."""
    found: list[int] = pc.indices_nonzero(pc.fill_null(mask, False)).to_pylist()
    return found


def any_true(mask: Vector) -> bool:
    """Whether the mask is true anywhere."""
    return bool(pc.any(mask).as_py())


def all_true(mask: Vector) -> bool:
    """Whether the mask is nowhere false; true for an empty one."""
    return pc.all(mask).as_py() is not False
