"""Score functions that take points off: per occurrence, and per point over or short of a target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import ClassVar, Literal

from luji.account.scoring.points import cents, of_cents, plain
from luji.account.scoring.problems import NOT_POSITIVE
from luji.account.scoring.rule import Case, Conventions, Losses, Outcome, Rule
from luji.base.kernel.problem import Problem, Where
from luji.base.kernel.text import Text


class PerOccurrence(Rule):
    """weight − each × (occurrences beyond the allowance), never below 0 (按次扣分).

    The target is the allowance (usually 0); a part of an occurrence counts as a whole one.
    Source: common local practice, 每发生一起扣 x 分 (recalled).
    """

    name: ClassVar[Text] = Text("按次扣分", "deduct per occurrence")
    function: Literal["per_occurrence"] = "per_occurrence"
    each: Decimal

    def symbol(self) -> str:
        """≤."""
        return "≤"

    def score(self, case: Case, conventions: Conventions) -> Outcome:
        """Full within the allowance."""
        del conventions
        actual, target = case.values()
        times = max(ceil(actual - target), 0)
        zh, en = case.said("zh"), case.said("en")
        words = Text(
            f"实际 {zh[0]}，允许 {zh[1]}，超出 {times}，每次扣 {plain(self.each)} 分",
            f"actual {en[0]}, allowed {en[1]}, {times} beyond it, {plain(self.each)} off for each",
        )
        formula = _formula(case, self.each, times)
        return Outcome(_left(case, times * Fraction(self.each)), times == 0, words, formula)

    def losses(self, weight: Decimal, conventions: Conventions) -> Losses:
        """Multiples of `each` up to the weight."""
        del conventions
        return _multiples(weight, self.each)

    def lint(self, weight: Decimal, conventions: Conventions, where: Where) -> Iterator[Problem]:
        """A deduction that deducts nothing."""
        del weight, conventions
        if self.each <= 0:
            yield NOT_POSITIVE(where, key="per_occurrence", parameter="each", value=self.each)


class PerPoint(Rule):
    """weight − each × (points off the target ÷ per), never below 0 (按点扣分).

    `side` says which deviation costs: over, under or either. `part` says whether a begun unit counts:
    `whole` only complete units, `started` begun ones in full, `exact` pro rata.
    Source: older Hunan table, 每超过一个百分点扣 0.5 分, 每少 5 % 扣 2 分.
    """

    name: ClassVar[Text] = Text("按点扣分", "deduct per point")
    function: Literal["per_point"] = "per_point"
    each: Decimal
    per: Decimal = Decimal(1)
    side: Literal["over", "under", "either"] = "over"
    part: Literal["whole", "started", "exact"] = "whole"

    def symbol(self) -> str:
        """≤, ≥ or =."""
        return {"over": "≤", "under": "≥", "either": "="}[self.side]

    def score(self, case: Case, conventions: Conventions) -> Outcome:
        """Full on the good side of the target."""
        del conventions
        actual, target = case.values()
        off = {"over": actual - target, "under": target - actual, "either": abs(actual - target)}[self.side]
        units = self._units(max(off, Fraction(0)) / Fraction(self.per))
        zh, en = case.said("zh"), case.said("en")
        verb = {"over": "超", "under": "差", "either": "偏差"}[self.side]
        words = Text(
            f"实际 {zh[0]}，目标 {zh[1]}，每{verb} {plain(self.per)} 扣 {plain(self.each)} 分",
            f"actual {en[0]}, target {en[1]}, {plain(self.each)} off per {plain(self.per)}",
        )
        formula = _formula(case, self.each, units)
        return Outcome(_left(case, units * Fraction(self.each)), off <= 0, words, formula)

    def _units(self, exact: Fraction) -> Fraction:
        if self.part == "exact":
            return exact
        return Fraction(floor(exact) if self.part == "whole" else ceil(exact))

    def losses(self, weight: Decimal, conventions: Conventions) -> Losses:
        """Any cent when pro rata, otherwise multiples of `each` up to the weight."""
        del conventions
        return Losses.any_cent(weight) if self.part == "exact" else _multiples(weight, self.each)

    def lint(self, weight: Decimal, conventions: Conventions, where: Where) -> Iterator[Problem]:
        """A deduction that deducts nothing, or per nothing."""
        del weight, conventions
        for parameter, value in (("each", self.each), ("per", self.per)):
            if value <= 0:
                yield NOT_POSITIVE(where, key="per_point", parameter=parameter, value=value)


def _left(case: Case, taken: Fraction) -> Fraction:
    return max(case.full - taken, Fraction(0))


def _formula(case: Case, each: Decimal, units: int | Fraction) -> str:
    return f"max({plain(case.weight)} − {plain(each)} × {plain(of_cents(cents(Fraction(units))))}, 0)"


def _multiples(weight: Decimal, each: Decimal) -> Losses:
    full, scores = Fraction(weight), []
    left = full
    while left > 0:
        scores.append(left)
        left -= Fraction(each)
    return Losses.of_scores(weight, [*scores, Fraction(0)])
