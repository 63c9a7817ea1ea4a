"""Score functions that compare an actual with a target by their ratio."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import ClassVar, Literal

from luji.account.scoring.points import cents, plain
from luji.account.scoring.rule import Case, Conventions, Losses, Outcome, Over, Rule
from luji.base.kernel.text import Text

ZERO = Fraction(0)
HALF = Fraction(1, 2)
SAID = (("实际", "目标"), ("actual", "target"))
BUDGET = (("执行数", "全年预算数"), ("executed", "budget of the year"))


class Execution(Rule):
    """Budget execution rate: weight × min(执行数 ÷ 全年预算数, 1), never below 0.

    The denominator is the adjusted budget of the year (全年预算数), not the initial one.
    Source: 财预〔2020〕10号 self-evaluation table, 得分 = B/A × 分值.
    """

    name: ClassVar[Text] = Text("预算执行率", "budget execution rate")
    function: Literal["execution"] = "execution"

    def score(self, case: Case, conventions: Conventions) -> Outcome:
        """Pro rata up to the budget; a budget of zero has no rate."""
        del conventions
        actual, target = case.values()
        words = _words(case, *BUDGET, actual >= target)
        if target <= 0:
            return Outcome(None, actual >= target, words)
        formula = _formula(case.weight, *case.numbers())
        return Outcome(case.full * _share(actual / target), actual >= target, words, formula)

    def losses_at(
        self, weight: Decimal, conventions: Conventions, target: Decimal | None, grain: Decimal
    ) -> Losses:
        """The cents that some executed amount gives."""
        return _rising(weight, target, grain) or self.losses(weight, conventions)


class Positive(Rule):
    """More is better: full if actual ≥ target, else weight × actual ÷ target (正向指标).

    No bonus above the target; over-fulfilment is flagged, and cut only where the scheme declares cuts.
    A missed target that is negative gives no ratio and no points. Source: forms under 财预〔2020〕10号.
    """

    name: ClassVar[Text] = Text("正向指标", "more is better")
    function: Literal["positive"] = "positive"
    over: Over | None = None

    def symbol(self) -> str:
        """≥."""
        return "≥"

    def score(self, case: Case, conventions: Conventions) -> Outcome:
        """Full at the target, pro rata below it, the declared cut far above it."""
        actual, target = case.values()
        words = _words(case, *SAID, actual >= target)
        if actual < target:
            if target == 0:
                return Outcome(None, False, words)
            share = _share(actual / target) if target > 0 else ZERO
            return Outcome(case.full * share, False, words, _formula(case.weight, *case.numbers()))
        if target <= 0:
            return Outcome(case.full, True, words, plain(case.weight))
        return self._above(case, actual / target * 100, words, self.over or conventions.over)

    def _above(self, case: Case, percent: Fraction, words: Text, over: Over | None) -> Outcome:
        formula = _formula(case.weight, *case.numbers())
        if over is None or percent <= Fraction(over.flag_above):
            return Outcome(case.full, True, words, formula)
        take = max((cut.take for cut in over.cuts if percent > Fraction(cut.above)), default=Decimal(0))
        if not take:
            return Outcome(case.full, True, words, formula, ("over",))
        kept = 1 - Fraction(take) / 100
        return Outcome(
            case.full * kept, True, words, f"{plain(case.weight)} × (1 − {plain(take)} %)", ("over", "cut")
        )

    def losses_at(
        self, weight: Decimal, conventions: Conventions, target: Decimal | None, grain: Decimal
    ) -> Losses:
        """The cents that some actual below the target, or some cut above it, gives."""
        over = self.over or conventions.over
        rising = _rising(weight, target, grain)
        if rising is None:
            return self.losses(weight, conventions)
        cuts = over.cuts if over else ()
        return Losses(rising.amounts | {cents(Fraction(weight) * Fraction(cut.take) / 100) for cut in cuts})


class Negative(Rule):
    """Less is better: full if actual ≤ target, else weight × target ÷ actual (反向指标).

    Over a target of zero nothing is left; over a negative target there is no ratio and no points.
    Source: notes to self-evaluation forms under 财预〔2020〕10号.
    """

    name: ClassVar[Text] = Text("反向指标", "less is better")
    function: Literal["negative"] = "negative"

    def symbol(self) -> str:
        """≤."""
        return "≤"

    def score(self, case: Case, conventions: Conventions) -> Outcome:
        """Full at the target, falling with the ratio above it."""
        del conventions
        actual, target = case.values()
        words = _words(case, *SAID, actual <= target)
        if actual <= target:
            formula = self._turned(case) if actual > 0 else plain(case.weight)
            return Outcome(case.full, True, words, formula)
        if target < 0:
            return Outcome(ZERO, False, words, "0")
        return Outcome(case.full * (target / actual), False, words, self._turned(case))

    def _turned(self, case: Case) -> str:
        actual, target = case.numbers()
        return _formula(case.weight, target, actual)

    def losses_at(
        self, weight: Decimal, conventions: Conventions, target: Decimal | None, grain: Decimal
    ) -> Losses:
        """The cents that some actual above the target gives."""
        if target is None:
            return self.losses(weight, conventions)
        return _falling(weight, target, grain)


class Equal(Rule):
    """Exactly the target: full if off = |actual − target| ≤ tolerance, else weight × (1 − off ÷ |target|).

    Never below 0. The pro-rata part is local practice (recalled), so a reason is asked with it.
    """

    name: ClassVar[Text] = Text("等于目标", "exactly the target")
    function: Literal["equal"] = "equal"
    tolerance: Decimal = Decimal(0)

    def symbol(self) -> str:
        """=."""
        return "="

    def score(self, case: Case, conventions: Conventions) -> Outcome:
        """Full within the tolerance, pro rata by the deviation outside it."""
        del conventions
        actual, target = case.values()
        off = abs(actual - target)
        met = off <= Fraction(self.tolerance)
        words = _words(case, *SAID, met)
        if met:
            return Outcome(case.full, True, words, plain(case.weight))
        if target == 0:
            return Outcome(None, False, words)
        a, t = case.numbers()
        formula = f"{plain(case.weight)} × max(1 − |{a} − {t}| ÷ {t}, 0)"
        return Outcome(case.full * _share(1 - off / abs(target)), False, words, formula)


def _share(ratio: Fraction) -> Fraction:
    return min(max(ratio, ZERO), Fraction(1))


def _rising(weight: Decimal, target: Decimal | None, grain: Decimal) -> Losses | None:
    """Losses of weight × actual ÷ target for actuals 0, grain, 2 grain … below the target, and none at it."""
    if target is None or target <= 0:
        return None
    full, per_cent = cents(weight), Fraction(target) / (100 * Fraction(weight) * Fraction(grain))
    found = {0, full}
    for count in range(full + 1):
        least = max(ceil((count - HALF) * per_cent), 0)
        if least < (count + HALF) * per_cent and least * Fraction(grain) < Fraction(target):
            found.add(full - count)
    return Losses(frozenset(found), continuous=len(found) == full + 1)


def _falling(weight: Decimal, target: Decimal, grain: Decimal) -> Losses:
    """Losses of weight × target ÷ actual for actuals on the grain above the target, and none at it."""
    full, found = cents(weight), {0, cents(weight)}
    if target <= 0:
        return Losses(frozenset(found))
    product, step = 100 * Fraction(weight) * Fraction(target), Fraction(grain)
    for count in range(1, full + 1):
        greatest = floor(product / (count - HALF) / step) * step
        if greatest > product / (count + HALF) and greatest > Fraction(target):
            found.add(full - count)
    return Losses(frozenset(found), continuous=len(found) == full + 1)


def _formula(weight: Decimal, upper: str, lower: str) -> str:
    if upper.startswith("-"):
        return f"{plain(weight)} × max({upper} ÷ {lower}, 0)"
    return f"{plain(weight)} × min({upper} ÷ {lower}, 1)"


def _words(case: Case, zh: tuple[str, str], en: tuple[str, str], met: bool) -> Text:
    (a_zh, t_zh), (a_en, t_en) = case.said("zh"), case.said("en")
    return Text(
        f"{zh[0]} {a_zh}，{zh[1]} {t_zh}，{'已达到' if met else '未达到'}",
        f"{en[0]} {a_en}, {en[1]} {t_en}, {'met' if met else 'not met'}",
    )
