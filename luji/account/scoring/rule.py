"""What every score function shares: what it is given, what it answers, and the conventions of its scheme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field

from luji.account.scoring.interval import IntervalText
from luji.account.scoring.points import cents
from luji.account.scoring.shown import Shown
from luji.base.kernel.declaration import Declared
from luji.base.kernel.problem import Problem, Where
from luji.base.kernel.text import Lang, Text

Answer = Literal["met", "unmet", "not_applicable"]
ZERO = Decimal(0)


class Tier(Declared):
    """One tier of a judgement; `share` is the part of the weight it gives, in percent: `[80, 100]`."""

    key: str
    label: Text
    share: IntervalText


class Cut(Declared):
    """From `above` percent of the target on, `take` percent of the weight is taken off."""

    above: Decimal
    take: Decimal = Field(ge=0, le=100)


class Over(Declared):
    """Over-fulfilment: above `flag_above` percent of the target an explanation is asked."""

    flag_above: Decimal = Field(gt=0)
    cuts: tuple[Cut, ...] = ()


class Conventions(Declared):
    """What holds for every line of a scheme; each is local practice and therefore declared.

    `not_applicable`: lines left out are made up for by rescaling to the full score, or get all or no points.
    `zero_denominator`: what happens where a formula would divide by zero.
    """

    not_applicable: Literal["rescale", "full", "none"] = "rescale"
    zero_denominator: Literal["not_applicable", "full", "none"] = "not_applicable"
    tiers: tuple[Tier, ...] = ()
    over: Over | None = None


@dataclass(frozen=True)
class Case:
    """What one line is scored on: values exact and unscaled; judged points or answers where it is judged."""

    weight: Decimal
    actual: Decimal | None = None
    target: Decimal | None = None
    shown: Shown = field(default_factory=Shown)
    tier: str | None = None
    points: Decimal | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def full(self) -> Fraction:
        """The weight as an exact fraction."""
        return Fraction(self.weight)

    def values(self) -> tuple[Fraction, Fraction]:
        """Actual and target as fractions. A missing one is a programmer's mistake (ValueError)."""
        if self.actual is None or self.target is None:
            raise ValueError("actual and target are needed")
        return Fraction(self.actual), Fraction(self.target)

    def said(self, lang: Lang) -> tuple[str, str]:
        """Actual and target as printed, with their measure."""
        return self.shown.say(self.actual or ZERO, lang), self.shown.say(self.target or ZERO, lang)

    def numbers(self) -> tuple[str, str]:
        """Actual and target as printed, bare."""
        return self.shown.number(self.actual or ZERO), self.shown.number(self.target or ZERO)


@dataclass(frozen=True)
class Outcome:
    """Points before rounding (None: would divide by zero), whether the target is met, and how it came."""

    points: Fraction | None
    met: bool
    words: Text
    formula: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Losses:
    """The amounts a line can lose, in cents; `continuous` when it can lose any cent up to its weight."""

    amounts: frozenset[int]
    continuous: bool = False

    @classmethod
    def any_cent(cls, weight: Decimal) -> Losses:
        """Every cent from nothing to the whole weight."""
        return cls(frozenset(range(cents(weight) + 1)), continuous=True)

    @classmethod
    def of_scores(cls, weight: Decimal, scores: Iterator[Fraction] | list[Fraction]) -> Losses:
        """What is lost when the line can only score these points."""
        return cls(frozenset(cents(weight) - cents(score) for score in scores))


class Rule(Declared):
    """A score function with its parameters. Subclasses say formula and source.

    `tabular`: points change only at the edges that `ideals` gives.
    """

    needs_actual: ClassVar[bool] = True
    needs_target: ClassVar[bool] = True
    tabular: ClassVar[bool] = False
    name: ClassVar[Text]

    function: str

    def score(self, case: Case, conventions: Conventions) -> Outcome:
        """Points for the case, exact."""
        raise NotImplementedError

    def losses(self, weight: Decimal, conventions: Conventions) -> Losses:
        """Every amount the line can lose when it applies; any cent unless the function says otherwise."""
        del conventions
        return Losses.any_cent(weight)

    def losses_at(
        self, weight: Decimal, conventions: Conventions, target: Decimal | None, grain: Decimal
    ) -> Losses:
        """Every amount the line can lose when its target is known and its actual moves by `grain`."""
        del target, grain
        return self.losses(weight, conventions)

    def ideals(self, target: Decimal | None) -> tuple[Decimal, ...]:
        """Actual values worth moving to: the target, or the edges where points change."""
        return () if target is None else (target,)

    def symbol(self) -> str:
        """The relation printed before the target: ≥, ≤ or =."""
        return ""

    def aim(self, shown: Shown) -> Text:
        """What stands in the target column where there is no target number."""
        del shown
        return Text("—", "—")

    def lint(self, weight: Decimal, conventions: Conventions, where: Where) -> Iterator[Problem]:
        """What is wrong with the parameters themselves."""
        del weight, conventions, where
        yield from ()
