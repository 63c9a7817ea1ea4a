"""Score functions that look points up in a table: steps with thresholds, and bands as intervals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from luji.account.scoring.interval import INFINITY, Interval, IntervalText, flaws
from luji.account.scoring.points import plain
from luji.account.scoring.problems import (
    BAND_EMPTY,
    BAND_GAP,
    BAND_OVERLAP,
    MORE_THAN_WEIGHT,
    STEPS_NOT_IN_ORDER,
)
from luji.account.scoring.rule import Case, Conventions, Losses, Outcome, Rule
from luji.account.scoring.shown import Shown
from luji.base.kernel.declaration import Declared
from luji.base.kernel.problem import Problem, Where
from luji.base.kernel.text import Text

FLAWS = {"gap": BAND_GAP, "overlap": BAND_OVERLAP, "empty": BAND_EMPTY}


class Step(Declared):
    """One step: `{at_least: 95, points: 6}` or `{at_most: 100, points: 5}`."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None
    points: Decimal = Field(ge=0)

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("exactly one of at_least and at_most")
        return self

    @property
    def edge(self) -> Decimal:
        """The threshold, which belongs to the step."""
        return self.at_least if self.at_least is not None else self.at_most or Decimal(0)

    def reached(self, actual: Decimal) -> bool:
        """Whether the actual reaches the step."""
        return actual >= self.edge if self.at_least is not None else actual <= self.edge

    def __str__(self) -> str:
        return f"{'≥' if self.at_least is not None else '≤'} {plain(self.edge)}"


class Steps(Rule):
    """The points of the first step reached, `otherwise` when none is (台阶计分).

    Source: older Hunan table, satisfaction ≥95 % 6, ≥85 % 4, ≥75 % 2, else 0.
    """

    name: ClassVar[Text] = Text("分档（台阶）", "steps")
    needs_target: ClassVar[bool] = False
    tabular: ClassVar[bool] = True
    function: Literal["steps"] = "steps"
    steps: tuple[Step, ...] = Field(min_length=1)
    otherwise: Decimal = Field(default=Decimal(0), ge=0)

    def score(self, case: Case, conventions: Conventions) -> Outcome:
        """Look the actual up, best step first."""
        del conventions
        actual = case.actual or Decimal(0)
        step = next((one for one in self.steps if one.reached(actual)), None)
        points = self.otherwise if step is None else step.points
        zh = "未达到任何一档" if step is None else f"达到“{step}”一档"
        en = "no step is reached" if step is None else f"the step '{step}' is reached"
        words = Text(f"实际 {case.shown.say(actual)}，{zh}", f"actual {case.shown.say(actual, 'en')}, {en}")
        return Outcome(Fraction(points), points >= case.weight, words)

    def losses(self, weight: Decimal, conventions: Conventions) -> Losses:
        """One amount per step."""
        del conventions
        return Losses.of_scores(
            weight, [Fraction(p) for p in (self.otherwise, *(s.points for s in self.steps))]
        )

    def ideals(self, target: Decimal | None) -> tuple[Decimal, ...]:
        """Every threshold."""
        del target
        return tuple(step.edge for step in self.steps)

    def aim(self, shown: Shown) -> Text:
        """The best step: ≥ 95 %."""
        best = self.steps[0]
        sign = "≥" if best.at_least is not None else "≤"
        return Text(f"{sign} {shown.say(best.edge)}", f"{sign} {shown.say(best.edge, 'en')}")

    def lint(self, weight: Decimal, conventions: Conventions, where: Where) -> Iterator[Problem]:
        """Steps mixed, not falling, or a best step that is not the weight."""
        del conventions
        for first, second in pairwise(self.steps):
            fault = _fault(first, second)
            if fault:
                yield STEPS_NOT_IN_ORDER(
                    where, key="steps", first=first, second=second, why_zh=fault.zh, why_en=fault.en
                )
        best = max(step.points for step in self.steps)
        if best != weight or self.otherwise >= best:
            yield MORE_THAN_WEIGHT(where, key="steps", points=max(best, self.otherwise), weight=weight)
        if self.otherwise >= self.steps[-1].points:
            why = Text("其余情形得分不低于末档", "the rest is worth no less than the last step")
            yield STEPS_NOT_IN_ORDER(
                where, key="steps", first=self.steps[-1], second="otherwise", why_zh=why.zh, why_en=why.en
            )


class Band(Declared):
    """One band: `{in: "(0, 10]", points: 4}`."""

    range: IntervalText = Field(alias="in")
    points: Decimal = Field(ge=0)


class Bands(Rule):
    """The points of the band the actual lies in (区间计分); bands cover `domain` exactly once.

    Source: older Hunan table, 预算控制率 0→5, ≤10 %→4, ≤20 %→3, ≤30 %→2, >30 %→0.
    """

    name: ClassVar[Text] = Text("分档（区间）", "bands")
    needs_target: ClassVar[bool] = False
    tabular: ClassVar[bool] = True
    function: Literal["bands"] = "bands"
    domain: IntervalText = Interval(-INFINITY, INFINITY, False, False)
    bands: tuple[Band, ...] = Field(min_length=1)

    def score(self, case: Case, conventions: Conventions) -> Outcome:
        """Look the actual up; outside every band there are no points and a flag."""
        del conventions
        actual = case.actual or Decimal(0)
        band = next((one for one in self.bands if one.range.contains(actual)), None)
        zh, en = f"实际 {case.shown.say(actual)}", f"actual {case.shown.say(actual, 'en')}"
        if band is None:
            words = Text(f"{zh}，不在任何区间内", f"{en}, in no band")
            return Outcome(Fraction(0), False, words, flags=("outside",))
        words = Text(f"{zh}，在 {band.range} 区间", f"{en}, in the band {band.range}")
        return Outcome(Fraction(band.points), band.points >= case.weight, words)

    def losses(self, weight: Decimal, conventions: Conventions) -> Losses:
        """One amount per band."""
        del conventions
        return Losses.of_scores(weight, [Fraction(band.points) for band in self.bands])

    def ideals(self, target: Decimal | None) -> tuple[Decimal, ...]:
        """Every finite end of a band."""
        del target
        ends = (end for band in self.bands for end in (band.range.low, band.range.high))
        return tuple(dict.fromkeys(end for end in ends if end.is_finite()))

    def aim(self, shown: Shown) -> Text:
        """The best band: [0, 10] %."""
        best = max(self.bands, key=lambda band: band.points).range
        return Text(f"{best} {shown.measure.zh}".rstrip(), f"{best} {shown.measure.en}".rstrip())

    def lint(self, weight: Decimal, conventions: Conventions, where: Where) -> Iterator[Problem]:
        """Gaps, overlaps, empty bands, and a best band that is not the weight."""
        del conventions
        for flaw in flaws((band.range for band in self.bands), self.domain):
            yield FLAWS[flaw.kind](where, key="bands", first=flaw.first, second=flaw.second)
        best = max(band.points for band in self.bands)
        if best != weight:
            yield MORE_THAN_WEIGHT(where, key="bands", points=best, weight=weight)


def _fault(first: Step, second: Step) -> Text | None:
    if (first.at_least is None) != (second.at_least is None):
        return Text("“至少”与“至多”混用", "at_least and at_most are mixed")
    falls = second.edge < first.edge if first.at_least is not None else second.edge > first.edge
    if not falls:
        return Text("后一档并不更容易达到", "the later step is not easier")
    return None if second.points < first.points else Text("得分没有递减", "points do not fall")
