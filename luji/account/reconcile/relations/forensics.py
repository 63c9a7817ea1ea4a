"""Forensics: what rounded rates prove about the year before, and whether rates can all be true together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from luji.account.reconcile.judging.interval import Interval
from luji.account.reconcile.judging.interval import total as sum_of
from luji.account.reconcile.judging.priors import prior_interval, whole_priors
from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.language.quantity import Bound, Role
from luji.account.reconcile.language.units import MONEY, PERCENT
from luji.account.reconcile.relation import Level, Relation, Verdict, plain
from luji.account.reconcile.relations.groups import Group
from luji.account.reconcile.rules import rule
from luji.account.reconcile.view import View
from luji.base.kernel.text import Text

_REAL = re.compile(r"生产总值|GDP|增加值|产值|价格|指数")


def _rates(view: View) -> Iterator[tuple[Mention, Mention]]:
    """Each amount with its own growth rate, no amount of change and no prior figure beside it."""
    for mention in view.page.levels:
        rates = [
            m
            for m in mention.of(Role.GROWTH)
            if m.quantity.unit.dim == PERCENT and not m.quantity.flags & {"average", "comparable"}
        ]
        if len(rates) == 1 and not mention.of(Role.CHANGE) and rates[0].sentence == mention.sentence:
            yield mention, rates[0]


@rule(
    "REC-501",
    "growth",
    "整数与其增长率应对应某个整数的上年数",
    "a whole count and its growth rate leave some whole number for the year before",
    passes="查处违法1500起，同比增长50%。",
    fails="查处违法7起，同比增长50.00%。",
)
def whole_prior(view: View) -> Iterator[Relation]:
    """Of a count printed in full the year before was whole too: 12,043 at +7.43 % leaves 11,210 alone.

    When no whole number rounds to the rate, count and rate cannot both be true. Where a few do, they are told
    in a note.
    """
    for now, rate in _rates(view):
        if not now.quantity.unit.counts or now.quantity.unit.dim == MONEY or not now.quantity.amount:
            continue
        priors = whole_priors(now.quantity, rate.quantity)
        if priors is None or rate.quantity.decimals < 1:
            continue
        word = "增长" if rate.quantity.sign > 0 else "下降"
        shown = (
            f"{now.quantity.printed()} ÷ (1 {'+' if rate.quantity.sign > 0 else '−'} "
            f"{rate.quantity.printed()})"
        )
        if not priors and whole_priors(now.quantity, rate.quantity, 1):
            continue  # cut off instead of rounded
        if not priors:
            yield _note(
                view,
                "REC-501",
                Level.INCONSISTENT,
                rate,
                now,
                shown,
                f"没有哪个整数{word} {rate.quantity.printed()} 后成为 {now.quantity.printed()}",
                "no whole number of the year before gives this rate",
            )
        elif len(priors) <= 12:
            listed = (
                "、".join(f"{p:,}" for p in priors)
                if len(priors) <= 3
                else f"{priors[0]:,} 至 {priors[-1]:,}"
            )
            yield _note(
                view,
                "REC-501",
                Level.NOTE,
                rate,
                now,
                f"{shown} = {listed}",
                f"{now.quantity.printed()}、{word} {rate.quantity.printed()}：上年数只能是 {listed}",
                f"{now.quantity.text} at {rate.quantity.text}%: the year before can only have been {listed}",
            )


def _note(
    view: View, number: str, level: Level, rate: Mention, now: Mention, shown: str, zh: str, en: str
) -> Relation:
    return Relation(
        number,
        "growth",
        Verdict.FAILS,
        view.span(rate, now),
        shown,
        view.places(rate, now),
        None,
        rate.quantity.text,
        level,
        Text(zh, en),
    )


@rule(
    "REC-502",
    "growth",
    "约数与其增长率推出上年数的区间",
    "a rounded amount and its rate leave an interval for the year before",
    passes="查处交通违法31.46万起。",
    fails="查处交通违法31.46万起，同比增长26.13%。",
)
def prior_span(view: View) -> Iterator[Relation]:
    """Of a count printed in 万 the year before is known within an interval: 31.46 万 at +26.13 %. A note,
    and no fault.
    """
    for now, rate in _rates(view):
        counted = now.quantity.unit.dim.startswith("count") or now.quantity.unit.dim in ("people", "visits")
        if not counted or now.quantity.half == 0 or now.quantity.bound is not Bound.EXACT:
            continue
        span = prior_interval(now.quantity, rate.quantity)
        if span is None or span.low <= 0:
            continue
        factor = now.quantity.unit.factor
        decimals = now.quantity.decimals + 1
        low, high = plain(span.low / factor, decimals), plain(span.high / factor, decimals)
        word = "增长" if rate.quantity.sign > 0 else "下降"
        shown = (
            f"{now.quantity.printed()} ÷ (1 {'+' if rate.quantity.sign > 0 else '−'} "
            f"{rate.quantity.printed()}) = {low}～{high}{now.quantity.unit.text}"
        )
        yield _note(
            view,
            "REC-502",
            Level.NOTE,
            rate,
            now,
            shown,
            f"{now.quantity.printed()}、{word} {rate.quantity.printed()}："
            f"上年数应在 {low} 至 {high}{now.quantity.unit.text}之间，文中未给出",
            f"the year before lies between {low} and {high}; the text does not give it",
        )


@rule(
    "REC-503",
    "growth",
    "各分项增长率应与总数增长率相容",
    "the growth of parts and of their total can all be true",
    passes="一般预算收入1181.3亿元，增长2.3%。其中：税收收入795.9亿元，增长2.6%；非税收入385.4亿元，增长1.5%。",
    fails="一般预算收入1181.3亿元，增长2.3%。其中：税收收入795.9亿元，增长6.2%；非税收入385.4亿元，增长1.5%。",
)
def part_rates(view: View) -> Iterator[Relation]:
    """Each rate says what its amount was the year before; the parts of that year must make its total.

    Rates are taken one unit of their last digit wider than printed. Comparable-price rates are left out, and
    so are lists of which a part has no rate. 持平 is a growth of nothing.
    """
    for group in view.groups:
        if (
            group.verdict is not Verdict.HOLDS
            or group.how == "合计"
            or _REAL.search(group.total.label.subject)
        ):
            continue
        spans = _priors(group)
        if spans is None:
            continue
        whole, parts = spans
        together = sum_of(parts)
        verdict = Verdict.HOLDS if whole.meets(together) else Verdict.FAILS
        rate = next(m for m in group.total.of(Role.GROWTH))
        factor = group.total.quantity.unit.factor
        decimals = group.total.quantity.decimals + 1
        low, high = plain(together.low / factor, decimals), plain(together.high / factor, decimals)
        mine = f"{plain(whole.low / factor, decimals)}～{plain(whole.high / factor, decimals)}"
        yield Relation(
            "REC-503",
            "growth",
            verdict,
            view.span(rate, group.total, *group.parts, reach=400),
            f"各分项上年 {low}～{high}；总数上年 {mine}",
            (*view.places(rate), *(p for m in group.parts for p in view.places(*m.of(Role.GROWTH)[:1]))),
            None,
            rate.quantity.text,
            message=Text(
                f"由各分项增长率推出的上年总数为 {low}～{high}，由总数增长率推出为 {mine}，不能同时成立",
                f"the parts put last year's total at {low} to {high}, the total's own rate at {mine}",
            ),
        )


def _priors(group: Group) -> tuple[Interval, list[Interval]] | None:
    """Last year's total by its own rate and by those of the parts; None when a rate is missing."""
    whole = _own_prior(group.total, True)
    parts = [_own_prior(p, False) for p in group.parts]
    if whole is None or len(parts) < 2:
        return None
    known = [p for p in parts if p is not None]
    return (whole, known) if len(known) == len(parts) else None


def _own_prior(mention: Mention, total: bool) -> Interval | None:
    rates = mention.of(Role.GROWTH)
    if not rates:
        flat = re.match(r"[^，。；]{0,6}，?与[^，。；]{0,16}持平", mention.after)
        return mention.quantity.interval() if flat and not total else None
    rate = rates[0]
    if (
        rate.quantity.flags & {"average", "comparable"}
        or rate.sentence != mention.sentence
        or rate.quantity.unit.dim != PERCENT
    ):
        return None
    wide = Interval.around(rate.quantity.value * rate.quantity.sign, rate.quantity.step * Decimal("1.5"))
    return mention.quantity.interval().over(Interval(1 + wide.low / 100, 1 + wide.high / 100))
