"""Growth: changes and rates against the figures they speak of, from one value to another, year on year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from luji.account.reconcile.judging import edits
from luji.account.reconcile.judging.interval import HUNDRED, Interval, growth, growth_by_change
from luji.account.reconcile.language import labels
from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.language.page import modifier_label
from luji.account.reconcile.language.quantity import Role
from luji.account.reconcile.language.roles import says_reach
from luji.account.reconcile.language.units import PERCENT, addable
from luji.account.reconcile.relation import Relation, Verdict, compare, plain
from luji.account.reconcile.rules import rule
from luji.account.reconcile.view import View
from luji.base.kernel.text import Text

_FROM = re.compile(r"(?:由|从)[^，；。]*$")
_REAL = re.compile(r"生产总值|GDP|增加值|总产值|产值|价格|指数|不变价|可比")


_SAYS_PRIOR = re.compile(r"(?:比|较|与)(?:上年|去年|上一年|\d{4}年)")
_SAYS_LAST = re.compile(
    r"^(?:而|全年)?(?:上年|去年|上一年|前年同期|上年同期|去年同期)(?:同期"
    r"|度)?(?P<rest>[^，；。]{0,12}?)(?:的|为|是|完成|实现|达|数|共|了)*$"
)


def changes(view: View) -> Iterator[tuple[Mention, Mention]]:
    """Each amount of change with the rate right after it, or right before it (增长 3%，增加 8 万元)."""
    mentions = view.page.mentions
    paired: set[int] = set()
    for change in mentions:
        if change.role is not Role.CHANGE:
            continue
        after = _rate_after(mentions, change)
        before = mentions[change.order - 1] if change.order else None
        if after is not None:
            paired.add(after.order)
            yield change, after
        elif before is not None and before.order not in paired and _rate_of(before, change):
            yield change, before


def _rate_after(mentions: Sequence[Mention], change: Mention) -> Mention | None:
    """The rate among the next two numbers, no amount between."""
    for rate in mentions[change.order + 1 : change.order + 3]:
        if _rate_of(rate, change):
            return rate
        if rate.level or rate.role is Role.GROWTH:
            return None
    return None


def _rate_of(rate: Mention, change: Mention) -> bool:
    """Whether a rate speaks of what an amount of change speaks of: same sentence, no name of its own."""
    return (
        rate.role is Role.GROWTH
        and rate.sentence == change.sentence
        and rate.quantity.unit.dim == PERCENT
        and modifier_label(rate.phrase).generic
        and "average" not in rate.quantity.flags
    )


def _presents(view: View, change: Mention) -> list[Mention]:
    """The figures a change may speak of: its host first, then amounts of the same sentence and just after."""
    found = [change.host] if change.host is not None else []
    mentions = view.page.mentions
    for other in mentions[max(0, change.order - 10) : change.order + 4]:
        if not other.level or other in found or not addable(other.quantity.unit, change.quantity.unit):
            continue
        if other.sentence == change.sentence and (other.order < change.order or says_reach(other.phrase)):
            found.append(other)
    return [m for m in found if addable(m.quantity.unit, change.quantity.unit)]


def _rate(now: Mention, change: Mention) -> Interval | None:
    moved = change.quantity.interval().times(Decimal(change.quantity.sign))
    computed = growth_by_change(now.quantity.interval(), moved)
    return computed.times(Decimal(change.quantity.sign)) if computed else None


def _base_is_zero(now: Mention, change: Mention) -> bool:
    return (
        change.quantity.sign > 0
        and abs(now.quantity.amount - change.quantity.amount) <= now.quantity.half + change.quantity.half
    )


def _trusted(view: View, change: Mention) -> bool:
    """Whether the figure a change speaks of is named or stands right before it."""
    host = change.host
    if host is None:
        return False
    label = modifier_label(change.phrase)
    if not label.generic:
        both = host.label.total and "支" in label.subject
        return both or labels.likeness(label.subject, host.label, False) >= 2
    return host.sentence >= change.sentence - 1 and "原因" not in view.page.text_between(host, change)


@rule(
    "REC-201",
    "growth",
    "增减额与增减率应与本期数相符",
    "a change and its rate fit the figure they lead to",
    passes="收入支出总计9859.38万元。与2023年度相比，收入支出总计增加1062.85万元，增长12.08%。",
    fails="收入支出总计9859.38万元。与2023年度相比，收入支出总计增加1062.85万元，增长12.80%。",
)
def change_and_rate(view: View) -> Iterator[Relation]:
    """增加 d，增长 r%: r is d over the figure less d (for a fall: plus d), within what rounding allows.

    The figure is the amount the sentence is about or the one the change names. A change equal to its
    figure has a zero base and no rate. Rates at comparable prices are left out.
    """
    for change, rate in changes(view):
        if "comparable" in rate.quantity.flags or change.quantity.sign != rate.quantity.sign:
            continue
        presents = _presents(view, change)
        if any(_base_is_zero(now, change) for now in presents[:1]):
            continue
        tried = [(now, computed) for now in presents if (computed := _rate(now, change)) is not None]
        if not tried:
            continue
        results = [(compare(computed, rate.quantity), now, computed) for now, computed in tried]
        best = next((r for v in (Verdict.HOLDS, Verdict.SLIP) for r in results if r[0] is v), results[0])
        verdict, now, computed = best
        if verdict is Verdict.FAILS and not _trusted(view, change):
            verdict = Verdict.UNDECIDED
        yield _growth_relation(view, "REC-201", verdict, rate, change, now, computed)


def _growth_relation(
    view: View,
    number: str,
    verdict: Verdict,
    rate: Mention,
    change: Mention,
    now: Mention,
    computed: Interval,
) -> Relation:
    q, c, n = rate.quantity, change.quantity, now.quantity
    expected = plain(computed.middle(), q.decimals)
    sign = "-" if c.sign > 0 else "+"
    sum_ = (
        f"{c.printed()} ÷ ({n.printed()} {sign} {c.printed()}) = {plain(computed.middle(), q.decimals + 2)}%"
    )
    return Relation(
        number,
        "growth",
        verdict,
        view.span(rate, change),
        f"{sum_}；{q.printed()}",
        view.places(rate, change, now),
        expected,
        q.text,
        message=Text(
            f"按增减额 {c.printed()} 与本期数 {n.printed()} 计算应为 {expected}%，写作 {q.printed()}",
            f"the change {c.text} and the figure {n.text} give {expected}%, printed {q.text}",
        ),
    )


def pairs(view: View) -> Iterator[tuple[Mention, Mention]]:
    """Two amounts of which the text says that one became the other (由 a 增加到 b)."""
    before: Mention | None = None
    for mention in view.page.mentions:
        if mention.role in (Role.LEVEL, Role.RATE, Role.SHARE):
            if (
                before is not None
                and says_reach(mention.phrase)
                and before.sentence == mention.sentence
                and before.order >= mention.order - 2
                and before.quantity.unit.dim == mention.quantity.unit.dim
                and _FROM.search(before.phrase)
            ):
                yield before, mention
            before = mention


@rule(
    "REC-202",
    "growth",
    "由甲增至乙，增减率应与两数相符",
    "from a to b: the rate fits the two figures",
    passes="培训人次由250人次增加到300人次，增长20.0%。",
    fails="培训人次由250人次增加到300人次，增长25.0%。",
)
def from_to(view: View) -> Iterator[Relation]:
    """由 a 增加到 b，增长 r%: r is (b - a) / a. A yearly average (年均) is another rule."""
    for before, now in pairs(view):
        if before.quantity.unit.dim == PERCENT:
            continue
        for rate in now.attached[:2]:
            if (
                rate.role is not Role.GROWTH
                or rate.order > now.order + 2
                or rate.quantity.flags & {"average", "comparable"}
            ):
                continue
            computed = growth(now.quantity.interval(), before.quantity.interval())
            if computed is not None:
                computed = computed.times(Decimal(rate.quantity.sign))
                yield _pair_relation(view, "REC-202", rate, now, before, computed)


def _pair_relation(
    view: View, number: str, rate: Mention, now: Mention, before: Mention, computed: Interval
) -> Relation:
    q = rate.quantity
    expected = plain(computed.middle(), q.decimals)
    sum_ = (
        f"({now.quantity.printed()} − {before.quantity.printed()}) ÷ {before.quantity.printed()} = "
        f"{plain(computed.middle() * q.sign, q.decimals + 2)}%"
    )
    return Relation(
        number,
        "growth",
        compare(computed, q),
        view.span(rate, now, before),
        f"{sum_}；{q.printed()}",
        view.places(rate, now, before),
        expected,
        q.text,
        message=Text(
            (
                f"由 {before.quantity.printed()} 到 {now.quantity.printed()} 变动 {expected}%，写作 "
                f"{q.printed()}"
            ),
            f"from {before.quantity.text} to {now.quantity.text} is {expected}%, printed {q.text}",
        ),
    )


@rule(
    "REC-203",
    "growth",
    "年均增长率应与首末两数相符",
    "a yearly average rate fits first and last figure",
    passes="全体居民人均可支配收入由2.57万元增加到3.52万元、年均增长6.5%。",
    fails="全体居民人均可支配收入由2.57万元增加到3.52万元、年均增长5.9%。",
)
def yearly_average(view: View) -> Iterator[Relation]:
    """由 a 增加到 b，年均增长 r%: some whole number of years from one to six gives r.

    Values added, output and everything at constant prices are left out: their rates do not follow from the
    amounts.
    """
    for before, now in pairs(view):
        for rate in now.attached[:2]:
            if rate.role is not Role.GROWTH or "average" not in rate.quantity.flags:
                continue
            if (
                _REAL.search(now.label.subject + before.label.subject + before.phrase)
                or "comparable" in rate.quantity.flags
            ):
                continue
            spans = {years: _yearly(now, before, years) for years in range(1, 7)}
            fits = [
                y
                for y, s in spans.items()
                if s is not None and compare(s, rate.quantity) is not Verdict.FAILS
            ]
            years = fits[0] if fits else 5
            computed = spans[years]
            if computed is None:
                continue
            verdict = Verdict.HOLDS if fits else Verdict.FAILS
            expected = plain(computed.middle(), rate.quantity.decimals)
            yield Relation(
                "REC-203",
                "growth",
                verdict,
                view.span(rate, now, before),
                (
                    f"({now.quantity.printed()} ÷ {before.quantity.printed()})^(1/{years}) − 1 = "
                    f"{expected}%；{rate.quantity.printed()}"
                ),
                view.places(rate, now, before),
                expected,
                rate.quantity.text,
                message=Text(
                    (
                        f"按首末两数，一至六年的年均增长率均不等于 {rate.quantity.printed()}（五年为 "
                        f"{expected}%）"
                    ),
                    f"no span of one to six years gives {rate.quantity.text}% (five years: {expected}%)",
                ),
            )


def _yearly(now: Mention, before: Mention, years: int) -> Interval | None:
    """The yearly rate over a number of years, in per cent."""
    quotient = now.quantity.interval().over(before.quantity.interval())
    if quotient is None or quotient.low <= 0:
        return None
    root = Decimal(1) / years
    return Interval((quotient.low**root - 1) * HUNDRED, (quotient.high**root - 1) * HUNDRED)


@rule(
    "REC-204",
    "growth",
    "本期数与上年数并列时，增减率、增减额应与两数相符",
    "with this year's and last year's figure given, change and rate fit both",
    passes="2024年查处违法1200起，2023年查处1000起，增长20.0%。",
    fails="2024年查处违法1200起，2023年查处1000起，增长12.0%。",
)
def beside_prior(view: View) -> Iterator[Relation]:
    """An amount of this year, one of last year (上年, 去年同期 or the year before) and a rate or change
    in one sentence.
    """
    for before, presents in _priors(view):
        following = [m for m in view.page.mentions[before.order + 1 :][:3] if m.sentence == before.sentence]
        for mention in following:
            if mention.level:
                break
            results = [r for now in presents if (r := _against_prior(view, mention, now, before)) is not None]
            if results:
                good = next((r for r in results if r.verdict is Verdict.HOLDS), None)
                yield good or results[-1]


def _against_prior(view: View, mention: Mention, now: Mention, before: Mention) -> Relation | None:
    if mention.role is Role.GROWTH and not mention.quantity.flags & {"average", "comparable"}:
        computed = growth(now.quantity.interval(), before.quantity.interval())
        if computed is None:
            return None
        return _pair_relation(
            view, "REC-204", mention, now, before, computed.times(Decimal(mention.quantity.sign))
        )
    if mention.role is Role.CHANGE and addable(mention.quantity.unit, now.quantity.unit):
        return _difference(view, mention, now, before)
    return None


def _priors(view: View) -> Iterator[tuple[Mention, list[Mention]]]:
    """Each figure said to be last year's, with the figures of the same sentence it may be compared with."""
    for before in view.page.mentions:
        if before.role not in (Role.LEVEL, Role.BASE):
            continue
        near = [
            m
            for m in view.page.mentions[max(0, before.order - 8) : before.order]
            if m.level and m.sentence == before.sentence
        ]
        near = [
            m for m in near if m.depth == before.depth and addable(m.quantity.unit, before.quantity.unit)
        ][::-1]
        if before.role is Role.BASE:
            if _SAYS_PRIOR.search(before.phrase) and near:
                yield before, near[:1]
            continue
        rest = _SAYS_LAST.match(before.phrase)
        if rest is not None:
            fitting = [m for m in near if rest["rest"] in m.phrase and not m.label.prior]
            if fitting:
                yield before, fitting
        elif near and _year_before(before, near[0]):
            yield before, near[:1]


def _year_before(one: Mention, other: Mention) -> bool:
    """Whether the first is the figure of the year before the second's and of the same thing."""
    years = (re.findall(r"(20\d\d)年", one.phrase), re.findall(r"(20\d\d)年", other.phrase))
    same = (
        one.label.generic
        or one.label.subject in other.phrase
        or labels.likeness(one.label.subject, other.label) >= 2
    )
    return bool(years[0] and years[1]) and same and int(years[0][-1]) == int(years[1][-1]) - 1


def _difference(view: View, change: Mention, now: Mention, before: Mention) -> Relation:
    computed = (now.quantity.interval() - before.quantity.interval()).times(Decimal(change.quantity.sign))
    factor = change.quantity.unit.factor
    expected = plain(computed.middle() / factor, change.quantity.decimals)
    return Relation(
        "REC-204",
        "difference",
        compare(computed, change.quantity),
        view.span(change, now, before),
        (
            f"{now.quantity.printed()} − {before.quantity.printed()} = "
            f"{expected}{change.quantity.unit.text}；{change.quantity.printed()}"
        ),
        view.places(change, now, before),
        expected,
        change.quantity.text,
        message=Text(
            f"两年之差为 {expected}{change.quantity.unit.text}，写作 {change.quantity.printed()}",
            f"the two years differ by {expected}, printed {change.quantity.text}",
        ),
    )


@rule(
    "REC-205",
    "growth",
    "百分点之差应与两个百分数相符",
    "percentage points fit the two percentages",
    passes="城镇化率由58.30%提高到60.00%，提高1.70个百分点。",
    fails="城镇化率由58.30%提高到60.00%，提高7.10个百分点。",
)
def points(view: View) -> Iterator[Relation]:
    """由 a% 提高到 b%，提高 c 个百分点: c is b - a, within what the rounding of both allows."""
    for before, now in pairs(view):
        following = view.page.mentions[now.order + 1 : now.order + 2]
        if before.quantity.unit.dim != PERCENT or not following or following[0].role is not Role.POINTS:
            continue
        stated = following[0]
        computed = (now.quantity.interval() - before.quantity.interval()).times(Decimal(stated.quantity.sign))
        expected = plain(computed.middle(), stated.quantity.decimals)
        yield Relation(
            "REC-205",
            "difference",
            compare(computed, stated.quantity),
            view.span(stated, now, before),
            (
                f"{now.quantity.printed()} − {before.quantity.printed()} = {expected}个百分点；"
                f"{stated.quantity.printed()}"
            ),
            view.places(stated, now, before),
            expected,
            stated.quantity.text,
            message=Text(
                f"两个百分数相差 {expected} 个百分点，写作 {stated.quantity.printed()}",
                f"the percentages differ by {expected} points, printed {stated.quantity.text}",
            ),
        )


@rule(
    "REC-206",
    "growth",
    "各分项的增减额之和等于总数的增减额",
    "changes of the parts add up to the change of their total",
    passes=(
        "转移支付57.8亿元，较2024年增加16.1亿元，其中，一般公共预算36.6亿元，较2024年增加3.7亿元；"
        "政府性基金预算21.2亿元，较2024年增加12.4亿元。"
    ),
    fails=(
        "转移支付57.8亿元，较2024年增加16.1亿元，其中，一般公共预算36.6亿元，较2024年增加3.7亿元；"
        "政府性基金预算21.2亿元，较2024年增加14.2亿元。"
    ),
)
def changes_add(view: View) -> Iterator[Relation]:
    """When parts add up to a total and each tells its change against the same year, the changes add up too.

    A part said to be 持平 changed by nothing. Also taken: 决算数比上年减少 d，其中甲减少…；乙增加….
    """
    seen: set[int] = set()
    for group in view.groups:
        stated = _own_change(view, group.total, group.parts[0])
        moved = [_own_change(view, part, None) for part in group.parts]
        known = [m for m in moved if m is not None]
        if (
            stated is None
            or len(known) < 2
            or stated.order in seen
            or (not group.complete and group.verdict is not Verdict.HOLDS)
        ):
            continue
        still = [p for p, m in zip(group.parts, moved, strict=True) if m is None]
        if any(p.quantity.value and not _flat(p) for p in still):
            continue
        seen.add(stated.order)
        yield _changes_relation(view, stated, known)
    for stated, known in _change_lists(view):
        if stated.order not in seen:
            seen.add(stated.order)
            yield _changes_relation(view, stated, known)


def _own_change(view: View, mention: Mention, before: Mention | None) -> Mention | None:
    """The change attached to an amount, standing before its parts."""
    own = [m for m in mention.of(Role.CHANGE) if addable(m.quantity.unit, mention.quantity.unit)]
    own = [m for m in own if before is None or m.order < before.order]
    own = [
        m
        for m in own
        if abs(m.sentence - mention.sentence) <= 1 and view.page.passage(m) is view.page.passage(mention)
    ]
    return own[0] if len(own) == 1 else None


def _flat(mention: Mention) -> bool:
    return "持平" in mention.after


def _change_lists(view: View) -> Iterator[tuple[Mention, list[Mention]]]:
    """减少 d，其中：甲减少…；乙增加…: amounts of change only, with a known complete set of names."""
    mentions = view.page.mentions
    for stated in mentions:
        if stated.role is not Role.CHANGE:
            continue
        following = [
            m for m in mentions[stated.order + 1 : stated.order + 12] if m.sentence == stated.sentence
        ]
        moved = [
            m for m in following if m.role is Role.CHANGE and addable(m.quantity.unit, stated.quantity.unit)
        ]
        if (
            len(moved) < 2
            or "其中" not in moved[0].gap
            or any(m.level and m.quantity.value for m in following)
        ):
            continue
        names = "".join(
            view.page.passage(stated).text[stated.quantity.end : moved[-1].quantity.start].split()
        )
        if ("公务接待" in names and "公务用车" in names) or re.search(
            r"基本支出.*项目支出|税收.*非税", names
        ):
            yield stated, moved


def _changes_relation(view: View, stated: Mention, moved: list[Mention]) -> Relation:
    unit = stated.quantity.unit
    total = (
        sum((m.quantity.amount * m.quantity.sign for m in moved), Decimal(0))
        / unit.factor
        * stated.quantity.sign
    )
    halves = sum((m.quantity.half for m in moved), Decimal(0)) + stated.quantity.half
    finest = min(m.quantity.half for m in (*moved, stated)) * (len(moved) + 1)
    gap = abs(total - stated.quantity.value) * unit.factor
    holds = gap <= finest or (
        gap <= halves and not edits.slip_between(stated.quantity.value, total, stated.quantity.decimals)
    )
    decimals = max(m.quantity.decimals for m in (*moved, stated))
    expected = plain(total, decimals)
    shown = " ".join(
        f"{'+' if m.quantity.sign * stated.quantity.sign > 0 else '−'} {m.quantity.text}" for m in moved
    ).removeprefix("+ ")
    return Relation(
        "REC-206",
        "difference",
        Verdict.HOLDS if holds else Verdict.FAILS,
        view.span(stated, *moved, reach=600),
        f"{shown} = {expected}{unit.text}；{stated.quantity.printed()}",
        view.places(stated, *moved),
        expected,
        stated.quantity.text,
        message=Text(
            f"各分项增减额相加为 {expected}{unit.text}，总数的增减额写作 {stated.quantity.printed()}",
            (
                f"the changes of the parts add to {expected}, the total's change is printed "
                f"{stated.quantity.text}"
            ),
        ),
    )
