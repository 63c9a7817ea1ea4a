"""Score functions where people judge: three tiers with points inside a tier, and a checklist."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from pydantic import Field

from luji.account.scoring.points import cents, of_cents, plain
from luji.account.scoring.problems import DUPLICATE_PART, ITEM_POINTS_WRONG, NO_TIERS, NOT_POSITIVE
from luji.account.scoring.rule import Answer, Case, Conventions, Losses, Outcome, Rule, Tier
from luji.account.scoring.shown import Shown
from luji.base.kernel.declaration import Declared
from luji.base.kernel.problem import Problem, Where
from luji.base.kernel.text import Text


class Judged(Rule):
    """The points a judge gives inside the range of the tier chosen (三档评判).

    The ranges are parts of the weight and belong to the scheme (100–80/80–60/60–0 or 80–50 …).
    `grain` is the smallest step of judged points. Source: 财预〔2020〕10号, 定性指标.
    """

    name: ClassVar[Text] = Text("分档评判", "judged in tiers")
    needs_actual: ClassVar[bool] = False
    needs_target: ClassVar[bool] = False
    function: Literal["judged"] = "judged"
    grain: Decimal = Decimal("0.01")
    tiers: tuple[Tier, ...] = ()

    def tiers_of(self, conventions: Conventions) -> tuple[Tier, ...]:
        """Its own tiers, or else those of the scheme."""
        return self.tiers or conventions.tiers

    def score(self, case: Case, conventions: Conventions) -> Outcome:
        """The judge's points, met in the top tier; none when they lie outside the tier chosen."""
        tiers = self.tiers_of(conventions)
        tier = next((one for one in tiers if one.key == case.tier), None)
        if tier is None or case.points is None or not inside(tier, case.points, case.weight):
            words = Text("没有有效的评判", "there is no valid judgement")
            return Outcome(Fraction(0), False, words, flags=("judged",))
        label, span = tier.label, span_text(tier, case.weight)
        words = Text(
            f"评为“{label.zh}”一档（{span} 分），评定 {plain(case.points)} 分",
            f"judged '{label.en}' ({span} points), given {plain(case.points)} points",
        )
        return Outcome(Fraction(case.points), tier == tiers[0], words, flags=("judged",))

    def losses(self, weight: Decimal, conventions: Conventions) -> Losses:
        """Every multiple of the grain inside some tier."""
        tiers, full, grain = self.tiers_of(conventions), cents(weight), Fraction(self.grain)
        fits = {
            full - count
            for count in range(full + 1)
            if (Fraction(count, 100) / grain).denominator == 1
            and any(inside(tier, of_cents(count), weight) for tier in tiers)
        }
        return Losses(frozenset(fits | {0}), continuous=len(fits) == full + 1)

    def aim(self, shown: Shown) -> Text:
        """Targets of a judged line are words of the plan; the table says how it is judged."""
        del shown
        return Text("达成预期目标", "aims reached")

    def lint(self, weight: Decimal, conventions: Conventions, where: Where) -> Iterator[Problem]:
        """No tiers anywhere, or a grain of nothing. The tiers themselves are checked with the scheme."""
        del weight
        if not self.tiers_of(conventions):
            yield NO_TIERS(where, key="judged")
        if self.grain <= 0:
            yield NOT_POSITIVE(where, key="judged", parameter="grain", value=self.grain)


class Item(Declared):
    """One question of a checklist; a `critical` one unmet costs the whole line."""

    key: str
    label: Text
    points: Decimal | None = Field(default=None, ge=0)
    critical: bool = False


class Checklist(Rule):
    """The sum of the items met (要点核对); items that do not apply are left out and the rest rescaled.

    points = weight × (points of items met) ÷ (points of items that apply); an unmet critical item gives 0.
    Items without points share the weight equally. Source: 财预〔2013〕53号, 评价要点.
    """

    name: ClassVar[Text] = Text("要点核对", "checklist")
    needs_actual: ClassVar[bool] = False
    needs_target: ClassVar[bool] = False
    function: Literal["checklist"] = "checklist"
    items: tuple[Item, ...] = Field(min_length=1)

    def worth(self, item: Item) -> Fraction:
        """What the item is worth among the items."""
        return Fraction(1) if item.points is None else Fraction(item.points)

    def score(self, case: Case, conventions: Conventions) -> Outcome:
        """Share of the applicable items met; an unanswered one counts as unmet."""
        del conventions
        given: dict[str, Answer] = {item.key: case.answers.get(item.key, "unmet") for item in self.items}
        applies = [item for item in self.items if given[item.key] != "not_applicable"]
        met = [item for item in applies if given[item.key] == "met"]
        whole, part = (sum((self.worth(i) for i in some), Fraction(0)) for some in (applies, met))
        words = Text(
            f"核对 {len(applies)} 项，符合 {len(met)} 项", f"{len(met)} of {len(applies)} items are met"
        )  # fmt: skip
        if not whole:
            return Outcome(None, False, words)
        if any(item.critical and item not in met for item in applies):
            broken = Text(words.zh + "，关键事项不符合", words.en + ", a critical one is not")
            return Outcome(Fraction(0), False, broken, "0")
        formula = f"{plain(case.weight)} × {plain(part)} ÷ {plain(whole)}"
        return Outcome(case.full * part / whole, len(met) == len(applies), words, formula)

    def losses(self, weight: Decimal, conventions: Conventions) -> Losses:
        """Every sum of items missed, all items applying."""
        del conventions
        full = Fraction(weight)
        whole = sum((self.worth(item) for item in self.items), Fraction(0))
        sums = {Fraction(0)}
        for item in self.items:
            share = full * self.worth(item) / whole if whole else full
            sums |= {full} if item.critical else {lost + share for lost in sums}
        return Losses.of_scores(weight, [max(full - lost, Fraction(0)) for lost in sums])

    def aim(self, shown: Shown) -> Text:
        """All items."""
        del shown
        return Text("各项要点全部符合", "all items met")

    def lint(self, weight: Decimal, conventions: Conventions, where: Where) -> Iterator[Problem]:
        """Points given to some items only or not adding up, and items named twice."""
        del conventions
        given = [item.points for item in self.items if item.points is not None]
        if given and (len(given) < len(self.items) or sum(given) != weight):
            yield ITEM_POINTS_WRONG(where, key="checklist", found=sum(given), expected=weight)
        keys = [item.key for item in self.items]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield DUPLICATE_PART(where, key="checklist", part=key)


def inside(tier: Tier, points: Decimal, weight: Decimal) -> bool:
    """Whether the points lie in the tier's part of the weight, ends as declared, compared exactly."""
    low, high = (Fraction(weight) * Fraction(end) / 100 for end in (tier.share.low, tier.share.high))
    value = Fraction(points)
    above = value > low or (tier.share.low_closed and value == low)
    return above and (value < high or (tier.share.high_closed and value == high))


def span_text(tier: Tier, weight: Decimal) -> str:
    """The tier's range in points: [4, 5]."""
    low, high = (plain(weight * end / 100) for end in (tier.share.low, tier.share.high))
    left, right = "[" if tier.share.low_closed else "(", "]" if tier.share.high_closed else ")"
    return f"{left}{low}, {high}{right}"
