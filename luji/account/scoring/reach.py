"""Reachability: which combinations of lost points give exactly a score, or the proof that none does.

Exact, in whole cents. Every line is taken to apply, so nothing is rescaled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from math import gcd

from luji.account.scoring.points import cents, of_cents, plain, whole_cents
from luji.account.scoring.problems import SCORE_OUT_OF_RANGE
from luji.account.scoring.result import Evaluation
from luji.account.scoring.rule import Losses
from luji.account.scoring.scheme import Line, Scheme
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text


@dataclass(frozen=True)
class Loss:
    """Points lost by one line."""

    key: str
    label: Text
    lost: Decimal


@dataclass(frozen=True)
class Reach:
    """The answer. `ways` counts every combination of losses; `minimal` names the fewest losing lines.

    Each member of `minimal` is a set of lines that suffices, with one split of the loss between them;
    `complete` is false when there are more such sets than were asked for.
    """

    scheme: str
    score: Decimal
    lost: Decimal
    ways: int
    minimal: tuple[tuple[Loss, ...], ...]
    complete: bool
    proof: Text

    @property
    def possible(self) -> bool:
        """Whether some combination gives the score."""
        return self.ways > 0

    def as_json(self) -> dict[str, object]:
        """The answer as a JSON object."""
        return {
            "scheme": self.scheme,
            "score": f"{self.score:f}",
            "lost": f"{self.lost:f}",
            "possible": self.possible,
            "ways": str(self.ways),
            "minimal": [
                [{"key": loss.key, "label": loss.label.zh, "lost": f"{loss.lost:f}"} for loss in losses]
                for losses in self.minimal
            ],
            "complete": self.complete,
            "proof": self.proof.zh,
            "proof_en": self.proof.en,
        }


def reach(
    scheme: Scheme,
    score: Decimal,
    evaluation: Evaluation | None = None,
    only: Collection[str] | None = None,
    limit: int = 50,
) -> Reach:
    """Which lost points give exactly `score`.

    With an `evaluation` the targets are known, so a counted line can lose only what some whole count gives.
    `only` names the lines that may lose at all; at most `limit` minimal sets are listed.
    Raises `Refused` (SCO-301) for a score outside the scheme.
    """
    if not 0 <= score <= scheme.full or not whole_cents(score):
        raise Refused([SCORE_OUT_OF_RANGE(scheme.where(), score=plain(score), full=plain(scheme.full))])
    lines = [line for line in scheme.lines() if only is None or line.key in only]
    losses = [_losses(scheme, line, evaluation) for line in lines]
    lost = cents(scheme.full) - cents(score)
    ways = count_ways([one.amounts for one in losses], lost)
    minimal = _minimal(lines, losses, lost, limit + 1) if ways else []
    proof = _found(lines, losses, lost) if ways else _none(losses, lost)
    return Reach(
        scheme.key, score, of_cents(lost), ways, tuple(minimal[:limit]), len(minimal) <= limit, proof
    )  # fmt: skip


def count_ways(amounts: Sequence[Collection[int]], lost: int) -> int:
    """How many ways to choose one amount per line so that they add up to `lost`."""
    ways = [1] + [0] * lost
    for choices in amounts:
        after = [0] * (lost + 1)
        for low, high in _runs(choices):
            inside = 0
            for total in range(low, lost + 1):
                inside += ways[total - low]
                if total - high - 1 >= 0:
                    inside -= ways[total - high - 1]
                after[total] += inside
        ways = after
    return ways[lost]


def attainable(amounts: Sequence[Collection[int]]) -> int:
    """The sums one amount per line can give, as a number whose bit n is set when n can be reached."""
    bits = 1
    for choices in amounts:
        bits = _spread(bits, choices)
    return bits


def _losses(scheme: Scheme, line: Line, evaluation: Evaluation | None) -> Losses:
    if evaluation is None:
        return line.rule.losses(line.weight, scheme.conventions)
    target = evaluation.line(line.key).target
    return line.rule.losses_at(line.weight, scheme.conventions, target, line.shown.grain)


def _runs(amounts: Collection[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring amounts as (first, last)."""
    for _, group in groupby(enumerate(sorted(amounts)), key=lambda pair: pair[1] - pair[0]):
        run = [value for _, value in group]
        yield run[0], run[-1]


def _spread(bits: int, amounts: Collection[int]) -> int:
    """Every sum moved by every amount; a run of n neighbours takes about log n shifts."""
    found = 0
    for low, high in _runs(amounts):
        wide, width = bits << low, 1
        while width < high - low + 1:
            move = min(width, high - low + 1 - width)
            wide |= wide << move
            width += move
        found |= wide
    return found


def _minimal(
    lines: Sequence[Line], losses: Sequence[Losses], lost: int, limit: int
) -> list[tuple[Loss, ...]]:
    """The smallest sets of losing lines, each with one split; at most `limit`."""
    real = [frozenset(amount for amount in one.amounts if 0 < amount <= lost) for one in losses]
    tables = _suffixes(real, lost)
    return [
        tuple(Loss(lines[index].key, lines[index].label, of_cents(amount)) for index, amount in chosen)
        for chosen in _choices(real, tables, lost, limit)
    ]


def _suffixes(real: Sequence[frozenset[int]], lost: int) -> list[list[int]]:
    """tables[k][j]: sums that exactly k of the lines from j on can lose, up to the first k that reaches."""
    mask, count = (1 << (lost + 1)) - 1, len(real)
    tables = [[1] * (count + 1)]
    while not tables[-1][0] >> lost & 1:
        layer = [0] * (count + 1)
        for index in reversed(range(count)):
            layer[index] = layer[index + 1] | _spread(tables[-1][index + 1], real[index]) & mask
        tables.append(layer)
    return tables


def _choices(
    real: Sequence[frozenset[int]], tables: list[list[int]], lost: int, limit: int
) -> list[tuple[tuple[int, int], ...]]:
    found: list[tuple[tuple[int, int], ...]] = []

    def choose(start: int, left: int, open_lines: int, chosen: tuple[int, ...], sums: int) -> None:
        """Walk the sets of lines; `sums` are the amounts the chosen ones can lose together."""
        if len(found) >= limit:
            return
        if open_lines == 0:
            if sums >> left & 1:
                found.append(_split(real, chosen, left))
            return
        for index in range(start, len(real) - open_lines + 1):
            with_it = _spread(sums, real[index]) & ((1 << (left + 1)) - 1)
            if with_it and _meets(with_it, tables[open_lines - 1][index + 1], left):
                choose(index + 1, left, open_lines - 1, (*chosen, index), with_it)

    choose(0, lost, len(tables) - 1, (), 1)
    return found


def _meets(one: int, other: int, total: int) -> bool:
    """Whether a sum of `one` and a sum of `other` make `total`."""
    turned = int(f"{other:0{total + 1}b}"[::-1][: total + 1], 2)
    return bool(one & turned)


def _split(real: Sequence[frozenset[int]], chosen: tuple[int, ...], lost: int) -> tuple[tuple[int, int], ...]:
    """One way the chosen lines can share the loss, the first ones losing as much as possible."""
    result: list[tuple[int, int]] = []
    for place, index in enumerate(chosen):
        rest = attainable([real[later] for later in chosen[place + 1 :]])
        amount = max(one for one in real[index] if one <= lost and rest >> (lost - one) & 1)
        result.append((index, amount))
        lost -= amount
    return tuple(result)


def _found(lines: Sequence[Line], losses: Sequence[Losses], lost: int) -> Text:
    """What the lines that move in steps can do alone, since that is what readers ask next."""
    stepwise = [one.amounts for one in losses if not one.continuous]
    free = [line.label for line, one in zip(lines, losses, strict=True) if one.continuous]
    if not free or attainable(stepwise) >> lost & 1:
        return Text("可以达到。", "It can be reached.")
    names_zh, names_en = "、".join(one.zh for one in free), ", ".join(one.en for one in free)
    reason = _none([Losses(one) for one in stepwise], lost)
    return Text(
        f"只有失分可以细到 0.01 的指标（{names_zh}）参与才能达到；其余指标做不到：{reason.zh}",
        f"It takes a line that can lose any cent ({names_en}); the others alone cannot: {reason.en}",
    )


def _none(losses: Sequence[Losses], lost: int) -> Text:
    """Why the loss cannot be put together."""
    shown = f"{of_cents(lost):f}"
    divisor = gcd(*(amount for one in losses for amount in one.amounts))
    if divisor and lost % divisor:
        step = f"{of_cents(divisor):f}"
        return Text(
            f"可能的失分都是 {step} 的整数倍，{shown} 不是。",
            f"Every attainable loss is a multiple of {step}; {shown} is not one.",
        )
    sums = attainable([one.amounts for one in losses])
    below = (sums & ((1 << lost) - 1)).bit_length() - 1
    above = sums >> lost
    if not above:
        most = f"{of_cents(sums.bit_length() - 1):f}"
        return Text(
            f"最多只能失 {most} 分，不到 {shown}。", f"At most {most} points can be lost, not {shown}."
        )
    nearest = lost + (above & -above).bit_length() - 1
    low, high = f"{of_cents(below):f}", f"{of_cents(nearest):f}"
    return Text(
        f"失分的所有组合中，与 {shown} 最近的是 {low} 和 {high}，没有 {shown}。",
        f"Of all combinations of losses the nearest to {shown} are {low} and {high}; none gives it.",
    )
