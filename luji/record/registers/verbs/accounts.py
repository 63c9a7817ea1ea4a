"""Different accounts of one point: lines of a record whose sources do not say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from luji.base.kernel.problem import Problem
from luji.base.kernel.text import Text
from luji.record.registers import problems
from luji.record.registers.declared.spec import Compare
from luji.record.registers.fields.reading import spelled
from luji.record.registers.fields.values import folded
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept


def contradictions(kept: Kept, row: Row) -> Iterator[Problem]:
    """A warning for every point that the sources of a record tell differently (REG-309)."""
    for compare in kept.spec.compare:
        yield from differing(compare, getattr(row, compare.rows) or [])


def differing(compare: Compare, lines: Iterable[Mapping[str, object]]) -> Iterator[Problem]:
    """The points told in more than one way, each with what every source says of it."""
    points: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for line in lines:
        point, said, source = (
            spelled(line.get(name)) for name in (compare.point, compare.said, compare.source)
        )
        if point and said:
            points.setdefault(folded(point), {}).setdefault(folded(said), []).append((said, source))
    for point, ways in points.items():
        if len(ways) > 1:
            accounts = [account for told in ways.values() for account in told]
            zh = "；".join(f"{source or '未注明来源'}：{said}" for said, source in accounts)
            en = "; ".join(f"{source or 'no source'}: {said}" for said, source in accounts)
            yield problems.TOLD_DIFFERENTLY(point=point, accounts=Text(zh, en))
