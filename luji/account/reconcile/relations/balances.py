"""Balances: what is left of income after outlay, totals of both sides, natural growth, trade surplus."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luji.account.reconcile.judging import edits
from luji.account.reconcile.judging.interval import Interval
from luji.account.reconcile.language import labels
from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.language.quantity import Bound
from luji.account.reconcile.language.units import PERMILLE, addable
from luji.account.reconcile.relation import Relation, Verdict, compare, plain
from luji.account.reconcile.rules import rule
from luji.account.reconcile.view import View
from luji.base.kernel.text import Text

_CURRENT = re.compile(
    r"(?:当年|本年|当期|本期|年度)(?:收支)?(?:结余|结存|盈余)|^收支(?:相抵)?(?:后)?(?:结余|结存)"
    r"|^收支差额|收支相抵(?:后)?，?[^，。；]{0,8}结余"
)
_ROLLED = re.compile(r"滚存结余|累计结余|滚存结存|年末结余")
_LAST = re.compile(r"上年(?:末)?(?:滚存|累计|结转)?(?:结余|结存)|历年结余|以前年度结余|上年滚存")


def _subtract(
    view: View,
    number: str,
    stated: Mention,
    minuend: Mention,
    others: list[Mention],
    verdict: Verdict | None = None,
) -> Relation:
    """The relation minuend − others = stated."""
    computed = minuend.quantity.interval()
    for other in others:
        computed = computed - other.quantity.interval()
    factor = stated.quantity.unit.factor
    finest = max(stated.quantity.decimals, minuend.quantity.decimals, *(o.quantity.decimals for o in others))
    expected = plain(computed.middle() / factor, min(finest, stated.quantity.decimals + 2))
    shown = " − ".join(m.quantity.printed() for m in (minuend, *others))
    return Relation(
        number,
        "difference",
        verdict or _close(computed, stated, [minuend, *others]),
        view.span(stated, reach=240),
        f"{shown} = {expected}{stated.quantity.unit.text}；{stated.quantity.printed()}",
        view.places(stated, minuend, *others),
        expected,
        stated.quantity.text,
        message=Text(
            f"{shown} 应为 {expected}{stated.quantity.unit.text}，写作 {stated.quantity.printed()}",
            f"the difference is {expected}, printed {stated.quantity.text}",
        ),
    )


def _close(computed: Interval, stated: Mention, inputs: list[Mention]) -> Verdict:
    """Holding within rounding; a coarser print among finer ones is exact when a slip explains the rest."""
    verdict = compare(computed, stated.quantity)
    finest = min(m.quantity.half for m in (stated, *inputs))
    gap = abs(computed.middle() - stated.quantity.amount)
    if verdict is Verdict.HOLDS and gap > finest * (len(inputs) + 1):
        meant = computed.middle() / stated.quantity.unit.factor
        if edits.slip_between(stated.quantity.value, meant, max(stated.quantity.decimals, 2)):
            return Verdict.FAILS
    return verdict


def _sides(view: View, stated: Mention) -> list[tuple[Mention, Mention]]:
    """Pairs of income and outlay that a balance may be left of: heads of the paragraph (or the one
    before).
    """
    window = [
        m
        for m in view.page.mentions[max(0, stated.order - 60) : stated.order]
        if m.level and stated.paragraph - m.paragraph <= 1
    ]
    window = [m for m in window if all(g.how == "合计" for g in view.part_of.get(m.order, ()))]
    window = [
        m
        for m in window
        if addable(m.quantity.unit, stated.quantity.unit) and m.depth == 0 and m.label.kind not in ("budget",)
    ]
    income = [m for m in window if re.search(r"收入(?:总计|合计|总额|总量)?$", m.label.subject)]
    outlay = [m for m in window if re.search(r"支出(?:总计|合计|总额|总量)?$", m.label.subject)]
    found = [(i, o) for i in income for o in outlay if _names(i) == _names(o) or "" in (_names(i), _names(o))]
    return found[-12:]


def _names(mention: Mention) -> str:
    """The label without its side: 保险费收入 and 保险费支出 belong together, 收入 and 支出 too."""
    return re.sub(r"收入|支出|总计|合计|总额|总量|总", "", mention.label.subject)


@rule(
    "REC-321",
    "difference",
    "当年结余等于当年收入减当年支出",
    "the year's balance is income less outlay",
    passes="全年收入完成84.87亿元。支出完成80.27亿元。当年结余4.60亿元。",
    fails="全年收入完成84.87亿元。支出完成80.27亿元。当年结余4.06亿元。",
)
def balance(view: View) -> Iterator[Relation]:
    """当年结余, 收支结余: the nearest income and outlay of one name before it, else any pair that comes
    out.
    """
    for stated in view.page.levels:
        left = bool(
            re.search(r"收支相抵后?，?$|相抵后?，?$", stated.gap[: len(stated.gap) - len(stated.phrase)])
        )
        current = _CURRENT.search(stated.label.subject) or _CURRENT.search(stated.phrase)
        if not (current or left) or stated.quantity.bound is not Bound.EXACT or _LAST.search(stated.phrase):
            continue
        pairs = _sides(view, stated)
        if left:
            pairs = [(i, o) for i, o in pairs if i.label.total and o.label.total] or pairs
        results = [_subtract(view, "REC-321", stated, i, [o]) for i, o in pairs]
        good = next((r for r in results if r.verdict is Verdict.HOLDS), None)
        if good is not None:
            yield good
        elif len(pairs) == 1 or (
            results and len({(i.quantity.amount, o.quantity.amount) for i, o in pairs}) == 1
        ):
            yield results[-1]
        elif results:
            results[-1].verdict = Verdict.UNDECIDED
            yield results[-1]


@rule(
    "REC-322",
    "difference",
    "年末滚存结余等于当年结余加上年结余",
    "the balance carried is the year's balance and the one before",
    passes="当年结余4.60亿元，加上上年结余60.12亿元，年末滚存结余64.72亿元。",
    fails="当年结余4.60亿元，加上上年结余60.12亿元，年末滚存结余64.27亿元。",
)
def carried(view: View) -> Iterator[Relation]:
    """年末滚存结余 after 当年结余 and 上年结余 of one paragraph is their sum, within what the rounding of
    the three allows.
    """
    for stated in view.page.levels:
        if (
            not _ROLLED.search(stated.phrase)
            or _LAST.search(stated.phrase)
            or stated.quantity.bound is not Bound.EXACT
        ):
            continue
        near = [
            m
            for m in view.page.mentions[max(0, stated.order - 8) : stated.order]
            if m.level and m.paragraph == stated.paragraph
        ]
        near = [m for m in near if addable(m.quantity.unit, stated.quantity.unit)]
        last = [m for m in near if _LAST.search(m.phrase)]
        current = [m for m in near if _CURRENT.search(m.phrase)]
        if not last or not current:
            continue
        computed = current[-1].quantity.interval() + last[-1].quantity.interval()
        factor = stated.quantity.unit.factor
        expected = plain(
            computed.middle() / factor, max(stated.quantity.decimals, last[-1].quantity.decimals)
        )
        shown = f"{current[-1].quantity.printed()} + {last[-1].quantity.printed()}"
        yield Relation(
            "REC-322",
            "sum",
            _close(computed, stated, [current[-1], last[-1]]),
            view.span(stated, current[-1], last[-1]),
            f"{shown} = {expected}{stated.quantity.unit.text}；{stated.quantity.printed()}",
            view.places(stated, current[-1], last[-1]),
            expected,
            stated.quantity.text,
            message=Text(
                f"{shown} 应为 {expected}{stated.quantity.unit.text}，写作 {stated.quantity.printed()}",
                f"the sum is {expected}, printed {stated.quantity.text}",
            ),
        )


@rule(
    "REC-323",
    "difference",
    "自然增长率等于出生率减死亡率",
    "natural growth is births less deaths",
    passes="出生率为6.52‰；死亡率为8.08‰；自然增长率为-1.55‰。",
    fails="出生率为6.52‰；死亡率为8.08‰；自然增长率为-5.15‰。",
)
def natural_growth(view: View) -> Iterator[Relation]:
    """Three rates per thousand in one paragraph; the sign is part of the figure."""
    for stated in view.page.mentions:
        if stated.quantity.unit.dim != PERMILLE or not re.search(r"自然增长率", stated.phrase):
            continue
        near = [
            m
            for m in view.page.mentions[max(0, stated.order - 10) : stated.order]
            if m.quantity.unit.dim == PERMILLE and m.paragraph == stated.paragraph
        ]
        births = [m for m in near if "出生率" in m.phrase]
        deaths = [m for m in near if "死亡率" in m.phrase]
        if births and deaths:
            yield _subtract(view, "REC-323", stated, births[-1], [deaths[-1]])


@rule(
    "REC-324",
    "difference",
    "贸易顺差等于出口减进口",
    "the trade surplus is exports less imports",
    passes="进出口总额2363.79亿元。其中，出口额1651.70亿元；进口额712.09亿元。贸易顺差939.61亿元。",
    fails="进出口总额2363.79亿元。其中，出口额1651.70亿元；进口额712.09亿元。贸易顺差993.61亿元。",
)
def surplus(view: View) -> Iterator[Relation]:
    """顺差 is exports less imports, 逆差 the other way round; the nearest of both in the paragraph."""
    for stated in view.page.levels:
        if not re.search(r"[顺逆]差(?:额)?(?:为|达|约|是)*$|进出口(?:相抵|差额)", stated.phrase):
            continue
        near = [
            m
            for m in view.page.mentions[max(0, stated.order - 16) : stated.order]
            if m.level and m.paragraph == stated.paragraph
        ]
        near = [m for m in near if addable(m.quantity.unit, stated.quantity.unit)]
        out = [
            m
            for m in near
            if re.search(r"出口(?:总?额|总值)?$", m.label.subject) and "进出口" not in m.label.subject
        ]
        into = [m for m in near if re.search(r"进口(?:总?额|总值)?$", m.label.subject)]
        if out and into:
            a, b = (into[-1], out[-1]) if "逆差" in stated.phrase else (out[-1], into[-1])
            yield _subtract(view, "REC-324", stated, a, [b])


@rule(
    "REC-325",
    "equality",
    "收入总计与支出总计应相等",
    "total income and total outlay are equal",
    passes="收入总计3,436,067万元。一般公共预算支出2,617,126万元，支出总计3,436,067万元。",
    fails="收入总计3,436,067万元。一般公共预算支出2,617,126万元，支出总计3,436,607万元。",
)
def both_sides(view: View) -> Iterator[Relation]:
    """收入总计 and 支出总计 of one paragraph are two sides of one account.

    They are found unequal only when a slip of the hand explains the difference, or the text itself says
    收支平衡; a stated balance (收支相抵，结余…) between them is subtracted first.
    """
    for side in view.page.levels:
        if not re.search(r"支出(?:总计|合计)$", side.label.subject):
            continue
        wanted = side.label.subject.replace("支出", "收入")
        other = next(
            (
                m
                for m in reversed(view.page.mentions[max(0, side.order - 40) : side.order])
                if m.level
                and m.label.subject == wanted
                and side.paragraph - m.paragraph <= 1
                and labels.scopes_agree(m.label, side.label)
            ),
            None,
        )
        if other is None or not addable(side.quantity.unit, other.quantity.unit):
            continue
        yield _equal_sides(view, side, other)


def _equal_sides(view: View, side: Mention, other: Mention) -> Relation:
    a, b = other.quantity, side.quantity
    text = view.page.passage(side).text[side.quantity.end :][:40]
    same = a.interval().meets(b.interval())
    slip = edits.slip_between(b.value, a.value, max(a.decimals, b.decimals)) if a.unit == b.unit else None
    telling = abs(a.amount - b.amount) >= 100 * max(a.step, b.step)
    balanced = ("收支平衡" in text and "当年" in text) or (
        slip is not None and telling and "结余" not in text
    )
    verdict = Verdict.HOLDS if same else Verdict.FAILS if balanced else Verdict.UNDECIDED
    return Relation(
        "REC-325",
        "repeat",
        verdict,
        view.span(side, reach=200),
        f"{a.printed()} = {b.printed()}",
        view.places(side, other),
        a.text,
        b.text,
        message=Text(
            f"收入总计 {a.printed()} 与支出总计 {b.printed()} 不等",
            f"total income {a.text} and total outlay {b.text} differ",
        ),
    )
