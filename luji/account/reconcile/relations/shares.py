"""Shares: parts in per cent of a whole before them or named, and breakdowns that make a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from luji.account.reconcile.judging.interval import Interval, percent_of
from luji.account.reconcile.judging.interval import total as sum_of
from luji.account.reconcile.language import labels
from luji.account.reconcile.language.labels import Label
from luji.account.reconcile.language.lexer import RATIO_FLAG
from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.language.page import whole_of
from luji.account.reconcile.language.quantity import Bound, Role
from luji.account.reconcile.language.units import PERCENT, PERMILLE, addable
from luji.account.reconcile.relation import Relation, Verdict, compare, plain
from luji.account.reconcile.relations.completion import ratio
from luji.account.reconcile.relations.groups import Group
from luji.account.reconcile.rules import rule
from luji.account.reconcile.view import View
from luji.base.kernel.text import Text

_NEAR, _CLOSE = 30, 3


def _shares(view: View) -> Iterator[tuple[Mention, Mention]]:
    for share in view.page.mentions:
        if share.role is Role.SHARE and share.host is not None and share.quantity.unit.dim == PERCENT:
            yield share, share.host


def _try(share: Mention, part: Mention, wholes: list[Mention]) -> list[tuple[Verdict, Mention, Interval]]:
    found = []
    for whole in wholes:
        if whole is part or not addable(whole.quantity.unit, part.quantity.unit):
            continue
        computed = percent_of(part.quantity.interval(), whole.quantity.interval())
        if computed is not None:
            found.append((compare(computed, share.quantity), whole, computed))
    return found


def _first(results: list[tuple[Verdict, Mention, Interval]]) -> tuple[Verdict, Mention, Interval]:
    return next((r for v in (Verdict.HOLDS, Verdict.SLIP) for r in results if r[0] is v), results[0])


def totals_of(view: View, part: Mention) -> list[Group]:
    """The groups in which an amount is a part, those that add up first."""
    found = view.part_of.get(part.order, [])
    return sorted(found, key=lambda g: g.verdict is not Verdict.HOLDS)


@rule(
    "REC-311",
    "share",
    "分项占比等于分项除以总数",
    "a part's share is the part over its total",
    passes="本年支出合计9759.38万元，其中：基本支出5377.64万元，占55.10%；项目支出4381.74万元，占44.90%。",
    fails="本年支出合计9759.38万元，其中：基本支出5377.64万元，占55.10%；项目支出4381.74万元，占44.09%。",
)
def share_of_total(view: View) -> Iterator[Relation]:
    """占 r% without a name is the share of the total the list breaks down.

    Where the list was not settled, any amount before it in the paragraph may be the whole, and the share is
    only reported when its neighbours in the list fit one whole and it does not.
    """
    loose: dict[int, list[tuple[Mention, Mention, list[tuple[Verdict, Mention, Interval]]]]] = {}
    for share, part in _shares(view):
        if whole_of(share.phrase) or share.phrase == "的":
            continue
        groups = [
            g for g in totals_of(view, part) if g.verdict is Verdict.HOLDS or g.complete or len(g.parts) > 1
        ]
        results = _try(share, part, [g.total for g in groups])
        if results:
            verdict, whole, computed = _first(results)
            yield ratio(view, "REC-311", "share", verdict, share, part, whole, computed)
            continue
        direct = _right_before(view, part)
        if direct is not None and (found := _try(share, part, [direct])):
            yield ratio(view, "REC-311", "share", found[0][0], share, part, found[0][1], found[0][2])
            continue
        before = [
            m
            for m in view.page.mentions[max(0, part.order - 60) : part.order]
            if m.level and part.paragraph - m.paragraph < 15
        ]
        tried = _try(share, part, before[::-1])
        loose.setdefault(part.paragraph, []).append((share, part, tried))
    for group in loose.values():
        yield from _by_neighbours(view, group)


def _right_before(view: View, part: Mention) -> Mention | None:
    """The amount just before a 其中 that begins with this part, in the same sentence: a list of one."""
    if "其中" not in part.gap:
        return None
    for order in range(part.order - 1, max(-1, part.order - 8), -1):
        other = view.page.mentions[order]
        if other.sentence != part.sentence or other.depth > part.depth:
            return None
        if other.level:
            return other if addable(other.quantity.unit, part.quantity.unit) else None
    return None


def _by_neighbours(
    view: View, group: list[tuple[Mention, Mention, list[tuple[Verdict, Mention, Interval]]]]
) -> Iterator[Relation]:
    """Shares of one paragraph without a settled list: the whole that fits most of them, two at least."""
    votes: dict[int, int] = {}
    for _, part, tried in group:
        for verdict, whole, _ in tried:
            if verdict is Verdict.HOLDS and part.quantity.value:
                votes[whole.order] = votes.get(whole.order, 0) + 1
    best = max(votes, key=lambda order: votes[order], default=None)
    if best is None and (relations := _of_their_sum(view, group)):
        yield from relations
        return
    for share, part, tried in group:
        mine = next(((v, w, c) for v, w, c in tried if w.order == best), None)
        if mine is not None and best is not None and votes[best] >= 2:
            yield ratio(view, "REC-311", "share", mine[0], share, part, mine[1], mine[2])
            continue
        if not tried:
            continue
        opened = [t for t in tried if re.search(r"其中|包括", view.page.text_between(t[1], part)[-40:])]
        verdict, whole, computed = _first(tried)
        if verdict is Verdict.FAILS and opened and best is None:
            verdict, whole, computed = opened[0][0], opened[0][1], opened[0][2]
            verdict = verdict if _near_slip(share, computed) else Verdict.UNDECIDED
        elif verdict is not Verdict.HOLDS:
            verdict = Verdict.UNDECIDED
        yield ratio(view, "REC-311", "share", verdict, share, part, whole, computed)


def _of_their_sum(
    view: View, group: list[tuple[Mention, Mention, list[tuple[Verdict, Mention, Interval]]]]
) -> list[Relation]:
    """Shares of a list whose total is not told: all but one fit the sum of the list's own amounts."""
    own = [(share, part) for share, part, _ in group if part.sentence == group[0][1].sentence]
    if len(own) < 2 or len({part.quantity.unit.dim for _, part in own}) > 1:
        return []
    whole = sum_of([part.quantity.interval() for _, part in own])
    computed = [percent_of(part.quantity.interval(), whole) for _, part in own]
    verdicts = [
        compare(c, share.quantity) for c, (share, _) in zip(computed, own, strict=True) if c is not None
    ]
    good = sum(1 for v, (_, p) in zip(verdicts, own, strict=False) if v is Verdict.HOLDS and p.quantity.value)
    if len(verdicts) < len(own) or good == 0 or sum(v is Verdict.FAILS for v in verdicts) > 1:
        return []
    return [
        _share_of_sum(view, share, part, c, v)
        for (share, part), c, v in zip(own, computed, verdicts, strict=True)
        if c
    ]


def _share_of_sum(
    view: View, share: Mention, part: Mention, computed: Interval, verdict: Verdict
) -> Relation:
    q = share.quantity
    expected = plain(computed.middle(), q.decimals)
    shown = (
        f"{part.quantity.printed()} ÷ 各项之和 = {plain(computed.middle(), q.decimals + 2)}%；{q.printed()}"
    )
    return Relation(
        "REC-311",
        "share",
        verdict,
        view.span(share, part),
        shown,
        view.places(share, part),
        expected,
        q.text,
        message=Text(
            f"{part.quantity.printed()} 占所列各项之和的 {expected}%，写作 {q.printed()}",
            f"{part.quantity.text} is {expected}% of the sum of the list, printed {q.text}",
        ),
    )


def _near_slip(share: Mention, computed: Interval) -> bool:
    """Whether the printed share is the computed one with two digits changed round or the point moved."""
    from_digits = sorted(share.quantity.text.replace(".", ""))
    meant = plain(computed.middle(), share.quantity.decimals)
    return len(from_digits) > 2 and sorted(meant.replace(".", "")) == from_digits


@rule(
    "REC-312",
    "share",
    "占某总数的比重等于分项除以该总数",
    "a share of a named whole is the part over that whole",
    passes="一般预算支出1517.1亿元；其中：民生支出1114.4亿元，占一般预算支出的73.5%。",
    fails="一般预算支出1517.1亿元；其中：民生支出1114.4亿元，占一般预算支出的75.3%。",
)
def share_of_named(view: View) -> Iterator[Relation]:
    """占 W 的 r%, W 占比: the whole is found by its name before (or just after) the share.

    A whole that is not in the text makes the share unanswerable, never wrong.
    """
    for share, part in _shares(view):
        name = whole_of(share.phrase)
        base = view.page.mentions[share.order - 1] if share.order else None
        if base is not None and base.role is Role.BASE and base.sentence == share.sentence:
            if found := _try(share, part, [base]):
                yield ratio(view, "REC-312", "share", found[0][0], share, part, base, found[0][2])
            continue
        if name is None:
            continue
        ranked = _named(view, share, part, name)
        results = _try(share, part, [m for _, m in ranked])
        if not results:
            continue
        verdict, whole, computed = _first(results)
        if verdict is Verdict.FAILS:
            verdict, whole, computed = results[0]
            sure = _surely_named(name, part, whole)
            verdict = Verdict.FAILS if sure else Verdict.UNDECIDED
        yield ratio(view, "REC-312", "share", verdict, share, part, whole, computed)


def _surely_named(name: Label, part: Mention, whole: Mention) -> bool:
    """Whether the whole is the one named: by the same words within thirty paragraphs, by alike ones
    within three.
    """
    like = labels.likeness(name.subject, whole.label)
    away = abs(part.paragraph - whole.paragraph)
    if (name.scope and name.scope != whole.label.scope) or len(name.subject) < 3:
        return False
    return (like == 3 and away <= _NEAR) or (like == 2 and away <= _CLOSE)


def _named(view: View, share: Mention, part: Mention, name: Label) -> list[tuple[int, Mention]]:
    """Amounts that may bear the name, best likeness first, the nearest before the share first; no budgets
    for outturns.
    """
    found: list[tuple[int, int, Mention]] = []
    window = view.page.mentions[max(0, share.order - 240) : share.order + 10]
    for mention in window:
        if not mention.level or mention is part:
            continue
        if mention.label.kind in ("budget", "adjusted") and part.label.kind not in ("budget", "adjusted"):
            continue
        like = labels.likeness(name.subject, mention.label)
        if like and labels.scopes_agree(part.label, mention.label):
            found.append((like, -abs(share.order - mention.order), mention))
    found.sort(key=lambda f: (f[0], f[1]), reverse=True)
    return [(like, mention) for like, _, mention in found[:6]]


_RATES = (
    (re.compile(r"城镇化率"), r"城镇", r"(?:常住|总|户籍)"),
    (
        re.compile(r"收入质量|税收(?:收入)?(?:占比|比重|占一般)|税占比"),
        r"^(?!非).*税收",
        r"一般(?:公共)?预算(?:收入)?|财政收入|收入",
    ),
    (re.compile(r"整改(?:完成|到位)?率"), r"(?<!正在)(?<!未)整改|整改到位", r"隐患|问题"),
    (re.compile(r"(?:在职)?人员控制率"), r"在职", r"编制"),
    (re.compile(r"(?:按期)?办结率"), r"办结", r"受理|收到|立案"),
    (re.compile(r"非税(?:收入)?(?:占比|比重)"), r"非税", r"一般(?:公共)?预算(?:收入)?|财政收入|收入"),
)


@rule(
    "REC-313",
    "ratio",
    "城镇化率、税收占比等比率应与所列人口、收入相符",
    "urbanisation and tax shares fit the figures beside them",
    passes=(
        "常住人口1313.8万人，其中城镇常住人口1071.04万人，乡村常住人口242.76万人；常住人口城镇化率为81.52%。"
    ),
    fails=(
        "常住人口1313.8万人，其中城镇常住人口1071.04万人，乡村常住人口242.76万人；常住人口城镇化率为18.52%。"
    ),
)
def known_rates(view: View) -> Iterator[Relation]:
    """城镇化率 is urban over all residents, 收入质量 tax over budget income; both amounts must stand in
    the paragraph.
    """
    for rate in view.page.mentions:
        if (
            rate.role not in (Role.RATE, Role.SHARE)
            or rate.quantity.unit.dim != PERCENT
            or whole_of(rate.phrase)
        ):
            continue
        for form, part_form, whole_form in _RATES:
            if not form.search(rate.phrase):
                continue
            results = _known(view, rate, part_form, whole_form)
            if results:
                verdict, part, whole, computed = results
                yield ratio(view, "REC-313", "ratio", verdict, rate, part, whole, computed)


def _known(
    view: View, rate: Mention, part_form: str, whole_form: str
) -> tuple[Verdict, Mention, Mention, Interval] | None:
    before = [
        m
        for m in view.page.mentions[max(0, rate.order - 14) : rate.order + 3]
        if m.level and m.paragraph == rate.paragraph
    ]
    before = [m for m in before if m.label.kind not in ("budget", "adjusted")]
    parts = [m for m in before if re.search(part_form, m.label.subject)]
    wholes = [m for m in before if re.search(whole_form, m.label.subject) and m not in parts]
    tried = []
    for part in reversed(parts):
        for whole in wholes:
            if addable(part.quantity.unit, whole.quantity.unit) and whole.order < part.order:
                computed = percent_of(part.quantity.interval(), whole.quantity.interval())
                if computed is not None and computed.low <= 100:
                    tried.append((compare(computed, rate.quantity), part, whole, computed))
    return next((t for t in tried if t[0] is Verdict.HOLDS), tried[0] if tried else None)


@rule(
    "REC-314",
    "percent_total",
    "完整分项的占比合计为100%",
    "the shares of a complete breakdown add to a hundred",
    passes="支出合计300.00万元，其中：基本支出100.00万元，占33.33%；项目支出200.00万元，占66.67%。",
    fails="支出合计300.00万元，其中：基本支出100.00万元，占33.33%；项目支出200.00万元，占66.97%。",
)
def shares_make_hundred(view: View) -> Iterator[Relation]:
    """When parts add up to their total and each states its share of it, the shares add to a hundred.

    Half a unit of the last digit is allowed for every share.
    """
    seen: set[int] = set()
    for group in view.groups:
        shares = [next((s for s in p.of(Role.SHARE) if not whole_of(s.phrase)), None) for p in group.parts]
        known = [s for s in shares if s is not None]
        if (
            group.verdict is not Verdict.HOLDS
            or len(known) < 2
            or len(known) != len(group.parts)
            or known[0].order in seen
        ):
            continue
        seen.add(known[0].order)
        yield _hundred(view, "REC-314", known)


def _hundred(view: View, number: str, shares: list[Mention]) -> Relation:
    together = sum_of([s.quantity.interval() for s in shares])
    exact = sum((s.quantity.value for s in shares), Decimal(0))
    verdict = Verdict.HOLDS if together.low <= 100 <= together.high else Verdict.FAILS
    decimals = max(s.quantity.decimals for s in shares)
    unit = shares[0].quantity.unit.text
    shown = " + ".join(s.quantity.text for s in shares) if len(shares) <= 12 else f"{len(shares)} 项相加"
    return Relation(
        number,
        "percent_total",
        verdict,
        view.span(shares[-1], *shares, reach=900),
        f"{shown} = {plain(exact, decimals)}{unit}",
        view.places(shares[-1], *shares[:-1]),
        "100",
        plain(exact, decimals),
        message=Text(
            f"各项占比合计为 {plain(exact, decimals)}{unit}，不是 100{unit}",
            f"the shares add to {plain(exact, decimals)}, not 100",
        ),
    )


@rule(
    "REC-315",
    "percent_total",
    "结构比 a∶b∶c 合计为100",
    "the members of a structure a∶b∶c add to a hundred",
    passes="三次产业结构调整为8.3∶41.4∶50.3。",
    fails="三次产业结构调整为8.3∶41.4∶53.0。",
)
def structure(view: View) -> Iterator[Relation]:
    """三次产业结构 and other structures in a∶b∶c make a hundred; ratios such as 收入比 1.9∶1 and scores
    do not claim to.
    """
    for members in _structures(view):
        if len(members) < 3 or not re.search(
            r"结构|构成|比重|产业|比例", view.page.passage(members[0]).text[: members[0].quantity.start][-30:]
        ):
            continue
        yield _hundred(view, "REC-315", members)


def _structures(view: View) -> Iterator[list[Mention]]:
    group: list[Mention] = []
    for mention in view.page.mentions:
        if RATIO_FLAG in mention.quantity.flags and (
            not group
            or (mention.quantity.series, mention.paragraph)
            == (group[-1].quantity.series, group[-1].paragraph)
        ):
            group.append(mention)
            continue
        if group:
            yield group
        group = [mention] if RATIO_FLAG in mention.quantity.flags else []
    if group:
        yield group


@rule(
    "REC-316",
    "share",
    "三次产业结构应与三次产业增加值相符",
    "the structure of three industries fits their values added",
    passes=(
        "地区生产总值1000.0亿元。其中，第一产业增加值100.0亿元；第二产业增加值400.0亿元；"
        "第三产业增加值500.0亿元。三次产业结构为10.0∶40.0∶50.0。"
    ),
    fails=(
        "地区生产总值1000.0亿元。其中，第一产业增加值100.0亿元；第二产业增加值400.0亿元；"
        "第三产业增加值500.0亿元。三次产业结构为10.0∶45.0∶45.0。"
    ),
)
def structure_of_amounts(view: View) -> Iterator[Relation]:
    """a∶b∶c after three values added: each is its value over the sum. Only the nearest complete triple is
    taken.
    """
    for members in _structures(view):
        if len(members) != 3:
            continue
        last = members[0].order
        near = [
            g
            for g in view.groups
            if len(g.parts) == 3 and 0 < last - g.parts[-1].order < 16 and "产业" in g.parts[0].label.subject
        ]
        near = [g for g in near if g.parts[0].paragraph >= members[0].paragraph - 1]
        for group in near[-1:]:
            for part, stated in zip(group.parts, members, strict=True):
                computed = percent_of(part.quantity.interval(), group.total.quantity.interval())
                if computed is not None:
                    yield ratio(
                        view,
                        "REC-316",
                        "share",
                        compare(computed, stated.quantity),
                        stated,
                        part,
                        group.total,
                        computed,
                    )


@rule(
    "REC-317",
    "ratio",
    "出生率、死亡率应与人数、人口大致相符",
    "birth and death rates roughly fit births, deaths and people",
    passes="年末常住人口708.3万人。全市出生人口4.6万人，出生率为6.52‰。",
    fails="年末常住人口708.3万人。全市出生人口4.6万人，出生率为9.52‰。",
)
def per_mille(view: View) -> Iterator[Relation]:
    """A rate per thousand uses the mean population of the year, so one fifteenth off the year-end figure
    is allowed.
    """
    for rate in view.page.mentions:
        if (
            rate.quantity.unit.dim != PERMILLE
            or not re.search(r"(?:出生|死亡)率", rate.phrase)
            or rate.host is None
        ):
            continue
        part = rate.host
        people = [
            m
            for m in view.page.mentions[max(0, rate.order - 14) : rate.order]
            if m.level and re.search(r"(?:常住|总)人口$", m.label.subject)
        ]
        people = [
            m
            for m in people
            if addable(m.quantity.unit, part.quantity.unit)
            and m is not part
            and m.quantity.bound is Bound.EXACT
        ]
        for whole in people[:1]:
            computed = percent_of(part.quantity.interval(), whole.quantity.interval(), 1000)
            if computed is None:
                continue
            slack = Interval(computed.low * 14 / 15, computed.high * 16 / 15)
            verdict = Verdict.HOLDS if slack.meets(rate.quantity.interval()) else Verdict.FAILS
            yield ratio(view, "REC-317", "ratio", verdict, rate, part, whole, computed)


@rule(
    "REC-318",
    "ratio",
    "城乡居民收入比等于两项收入之商",
    "the urban-rural income ratio is the quotient of the two incomes",
    passes="城镇居民人均可支配收入49844元；农村居民人均可支配收入30171元。城乡居民收入比为1.65。",
    fails="城镇居民人均可支配收入49844元；农村居民人均可支配收入30171元。城乡居民收入比为1.95。",
)
def urban_rural(view: View) -> Iterator[Relation]:
    """城乡居民（人均）收入比（值）: urban over rural income, both in the same or the paragraph before."""
    for ratio_ in view.page.mentions:
        if not re.search(
            (
                r"城乡(?:居民)?(?:人均)?(?:可支配)?收入(?:之)?(?:比|倍差)值?(?:为|是|由|缩小(?:为|到|至)"
                r"|降至|达|约)*$"
            ),
            ratio_.phrase,
        ):
            continue
        if ratio_.quantity.unit.dim not in ("", "times"):
            continue
        before = [
            m
            for m in view.page.mentions[max(0, ratio_.order - 30) : ratio_.order]
            if m.level and "收入" in m.label.subject
        ]
        urban = [m for m in before if re.match(r"城镇", m.label.subject) and "可支配" in m.label.subject]
        rural = [m for m in before if re.match(r"农村|乡村", m.label.subject) and "可支配" in m.label.subject]
        if urban and rural:
            computed = urban[-1].quantity.interval().over(rural[-1].quantity.interval())
            if computed is not None:
                yield ratio(
                    view,
                    "REC-318",
                    "ratio",
                    compare(computed, ratio_.quantity),
                    ratio_,
                    urban[-1],
                    rural[-1],
                    computed,
                )
