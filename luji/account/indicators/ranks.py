"""Median and ninth decile from how often each value occurs: exact, and exact again over units and months.

The rank is linear between neighbours, as PERCENTILE.INC: the share of the way from the first to the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, TypeGuard

Ranked = Literal["median", "p90"]
TENTHS: dict[Ranked, int] = {"median": 5, "p90": 9}
Often = Mapping[Decimal, int]


def is_ranked(kind: str) -> TypeGuard[Ranked]:
    """Whether a measure is one of these."""
    return kind in TENTHS


def together(parts: Iterable[Often]) -> dict[Decimal, int]:
    """How often each value occurs in all of them."""
    found: dict[Decimal, int] = {}
    for part in parts:
        for value, count in part.items():
            found[value] = found.get(value, 0) + count
    return found


def ranked(often: Often, kind: Ranked) -> Decimal | None:
    """The value at the rank, None (不适用) of nothing."""
    count = sum(often.values())
    if not count:
        return None
    place, tenths = divmod((count - 1) * TENTHS[kind], 10)
    low, high = _neighbours(often, place)
    return low if low == high or not tenths else (low * (10 - tenths) + high * tenths) / 10


def _neighbours(often: Often, place: int) -> tuple[Decimal, Decimal]:
    """The values at a place (from 0) and the next of the ordered whole; the last one twice."""
    passed, low = 0, None
    for value in sorted(often):
        passed += often[value]
        if low is not None:
            return low, value
        if passed > place + 1:
            return value, value
        if passed == place + 1:
            low = value
    if low is None:
        raise ValueError(f"there is no place {place}")
    return low, low


def query(kind: Ranked, operand: str, source: str, test: str) -> str:
    """SQL that finds the same value from the rows alone: exact, for any engine that has window functions."""
    tenths = TENTHS[kind]
    ordered = (
        f"SELECT {operand} AS v, row_number() OVER (ORDER BY {operand}) - 1 AS r, "  # noqa: S608
        f"{tenths} * (count(*) OVER () - 1) AS w FROM {source} WHERE {test}"
    )
    low, high = "r * 10 <= w AND w < r * 10 + 10", "r * 10 - 10 <= w AND w < r * 10"
    return (
        f"SELECT sum(CASE WHEN {low} THEN v * (10 - w % 10) WHEN {high} THEN v * (w % 10) END) * 0.1 "  # noqa: S608
        f"FROM ({ordered}) AS ordered"
    )
