"""Lines of a report that stand elsewhere in a text: found by their neighbours, paired once more."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from luji.account.reports.alignment import Pairs, align
from luji.account.reports.flat import Flat
from luji.account.reports.tokens import Token

SHORTEST = 6
SURELY = 0.8
# A text that is so much longer holds something else beside the report; it is not searched line by line.
LONGER = 20


def pair(flat: Flat, given: Sequence[Token], pairs: Pairs) -> None:
    """Give the lines that were hardly met the counterparts they have in what is left over of the text."""
    if len(given) > LONGER * len(flat.tokens):
        return
    for members in lines(flat):
        met = sum(n in pairs and given[pairs[n]].key == flat.tokens[n].key for n in members)
        if len(members) >= SHORTEST and 2 * met <= len(members):
            own = [flat.tokens[n] for n in members]
            _again(members, own, given, _closest(own, given, left_over(given, pairs)), pairs)


def lines(flat: Flat) -> list[list[int]]:
    """The tokens of each line that has any."""
    found: dict[int, list[int]] = {}
    for piece, members in zip(flat.pieces, flat.members, strict=True):
        found.setdefault(piece.line, []).extend(members)
    return [members for members in found.values() if members]


def left_over(given: Sequence[Token], pairs: Pairs) -> Iterator[range]:
    """Stretches of the text that nothing is paired with."""
    start = 0
    for stop in [*sorted(set(pairs.values())), len(given)]:
        if stop - start >= SHORTEST - 1:
            yield range(start, stop)
        start = stop + 1


def _closest(own: Sequence[Token], given: Sequence[Token], left: Iterator[range]) -> range:
    """Where most neighbours of these tokens stand close together; empty where less than half of them do."""
    wanted = {(one.key, two.key) for one, two in pairwise(own)}
    width, most, best = 2 * len(own), 0, range(0)
    for stretch in left:
        found = [n for n in stretch[:-1] if (given[n].key, given[n + 1].key) in wanted]
        for at, start in enumerate(found):
            near = bisect_left(found, start + width) - at
            if near > most:
                most, best = near, range(max(stretch.start, start - 3), min(start + width, stretch.stop))
    return best if 2 * most > len(wanted) else range(0)


def _again(
    members: Sequence[int], own: Sequence[Token], given: Sequence[Token], stretch: range, pairs: Pairs
) -> None:
    again = align(own, [given[n] for n in stretch])
    if len(again) < SURELY * len(members):
        return
    for index in members:
        pairs.pop(index, None)
    pairs.update({members[mine]: stretch[theirs] for mine, theirs in again.items()})
