"""Aligns two sequences of tokens: first on what stands once in both, then each gap at the least cost."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from luji.account.reports.tokens import Token

Pairs = dict[int, int]
# Where a gap begins and ends on either side, and how many lengths of stretches were tried in it.
Gap = tuple[int, int, int, int, int]
# Lengths of the stretches looked for, the long ones first: they are seldom the same by accident.
STRETCHES = (8, 4, 2, 1)
CELLS = 60_000
CHARACTER, NUMBER, OTHER_NUMBER, OTHER_SPELLING = 2, 8, 9, 1


def align(have: Sequence[Token], given: Sequence[Token]) -> Pairs:
    """For each token of `have` its counterpart in `given`, in order; a number may meet another number."""
    pairs: Pairs = {}
    work: list[Gap] = [(0, len(have), 0, len(given), 0)]
    while work:
        low, high, start, stop, depth = _trim(have, given, pairs, work.pop())
        if low == high or start == stop:
            continue
        if (high - low) * (stop - start) <= CELLS:
            pairs.update(_cheapest(have, given, range(low, high), range(start, stop)))
        elif depth < len(STRETCHES):
            work += _split(have, given, pairs, (low, high, start, stop, depth))
    return pairs


def _trim(have: Sequence[Token], given: Sequence[Token], pairs: Pairs, gap: Gap) -> Gap:
    """Pair what is the same at both ends; a number at the edge is left to be weighed with what follows."""
    low, high, start, stop, depth = gap
    first = low
    while low < high and start < stop and _together(have[low], given[start]) == 0:
        pairs[low] = start
        low, start = low + 1, start + 1
    while first < low < high and have[low - 1].number:
        low, start = low - 1, start - 1
        del pairs[low]
    last = high
    while low < high and start < stop and _together(have[high - 1], given[stop - 1]) == 0:
        high, stop = high - 1, stop - 1
        pairs[high] = stop
    while low < high < last and have[high].number:
        del pairs[high]
        high, stop = high + 1, stop + 1
    return low, high, start, stop, depth


def _split(have: Sequence[Token], given: Sequence[Token], pairs: Pairs, gap: Gap) -> Iterator[Gap]:
    """Pair the stretches that stand once on either side, and give the gaps between them."""
    low, high, start, stop, depth = gap
    size = STRETCHES[depth]
    for mine, theirs in _rising(_anchors(have, given, (low, high), (start, stop), size)):
        if mine < low or theirs < start:
            continue
        yield low, mine, start, theirs, depth + 1
        for offset in range(size):
            pairs[mine + offset] = theirs + offset
        low, start = mine + size, theirs + size
    yield low, high, start, stop, depth + 1


def _anchors(
    have: Sequence[Token], given: Sequence[Token], mine: tuple[int, int], theirs: tuple[int, int], size: int
) -> list[tuple[int, int]]:
    ours, others = _once(have, *mine, size), _once(given, *theirs, size)
    return sorted((at, others[keys]) for keys, at in ours.items() if keys in others)


def _once(listed: Sequence[Token], low: int, high: int, size: int) -> dict[tuple[str, ...], int]:
    """Stretches of `size` tokens that occur once, with their place."""
    keys = [token.key for token in listed[low:high]]
    stretches = [tuple(keys[n : n + size]) for n in range(len(keys) - size + 1)]
    counts = Counter(stretches)
    return {stretch: low + n for n, stretch in enumerate(stretches) if counts[stretch] == 1}


def _rising(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs rising on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, theirs) in enumerate(found):
        length = bisect_left(tails, theirs)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [theirs]
        ends[length : length + 1] = [n]
    kept: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.append(found[at])
        at = before[at]
    return kept[::-1]


def _cheapest(have: Sequence[Token], given: Sequence[Token], mine: range, theirs: range) -> Pairs:
    """The pairing of a small gap that leaves the least unpaired, numbers counting most."""
    costs = [[0] * (len(theirs) + 1) for _ in range(len(mine) + 1)]
    for n, other in enumerate(theirs, 1):
        costs[0][n] = costs[0][n - 1] + _alone(given[other])
    for m, one in enumerate(mine, 1):
        row, above, left_out = costs[m], costs[m - 1], _alone(have[one])
        row[0] = above[0] + left_out
        for n, other in enumerate(theirs, 1):
            together = above[n - 1] + _together(have[one], given[other])
            row[n] = min(together, above[n] + left_out, row[n - 1] + _alone(given[other]))
    return _walk_back(costs, have, given, mine, theirs)


def _walk_back(
    costs: list[list[int]], have: Sequence[Token], given: Sequence[Token], mine: range, theirs: range
) -> Pairs:
    pairs: Pairs = {}
    m, n = len(mine), len(theirs)
    while m and n:
        one, other = mine[m - 1], theirs[n - 1]
        if costs[m][n] == costs[m - 1][n] + _alone(have[one]):
            m -= 1
        elif costs[m][n] == costs[m][n - 1] + _alone(given[other]):
            n -= 1
        else:
            m, n = m - 1, n - 1
            pairs[one] = other
    return pairs


def _alone(token: Token) -> int:
    return NUMBER if token.number else CHARACTER


def _together(one: Token, other: Token) -> int:
    if one.key == other.key:
        alike = one.end - one.start == other.end - other.start and one.measure == other.measure
        return 0 if alike else OTHER_SPELLING
    if one.number and other.number:
        return OTHER_NUMBER
    return _alone(one) + _alone(other)
