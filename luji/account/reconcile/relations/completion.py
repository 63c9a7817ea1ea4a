"""Completion: outturn against budget or plan, in per cent, in words, and as an amount over or short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luji.account.reconcile.judging.interval import Interval, percent_of
from luji.account.reconcile.language import labels
from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.language.quantity import Bound, Role
from luji.account.reconcile.language.units import PERCENT, addable
from luji.account.reconcile.relation import Level, Relation, Verdict, compare, plain
from luji.account.reconcile.rules import rule
from luji.account.reconcile.view import View
from luji.base.kernel.text import Text

_BUDGETS = ("budget", "adjusted")
_ADJUSTED = re.compile(r"调整|变动|全年预算")
_BARE = re.compile(r"(?:资金|经费)?(?:支出|使用|支付|拨付|到位|执行)?(?:资金|金额)?")
_RELATIVE = re.compile(
    r"(?:决算|执行|完成|支出)(?:总?数|总?额)?(?P<word>大于|小于|高于|低于|多于|少于|等于|(?:与|同"
    r"|和)(?:年初)?预算(?:总?数|总?额)?(?:基本)?(?:持平|一致|相同|相等))(?:年初|全年|调整)?(?:预算)?"
)


def budgets(view: View, done: Mention, host: Mention) -> list[Mention]:
    """The budget amounts a completion rate may be measured by: the one named with it, then those of the
    same subject.
    """
    mentions = view.page.mentions
    before = mentions[done.order - 1] if done.order else None
    if before is not None and before.role is Role.BASE and before.sentence == done.sentence:
        return [before]
    found = []
    for order in range(done.order - 1, max(-1, done.order - 40), -1):
        other = mentions[order]
        if other.paragraph != host.paragraph:
            break
        if (
            not other.level
            or other.label.kind not in _BUDGETS
            or not addable(other.quantity.unit, host.quantity.unit)
        ):
            continue
        bare = other.label.generic and other.sentence == host.sentence
        if (
            other is not host
            and (bare or other.label.key == host.label.key)
            and labels.scopes_agree(other.label, host.label)
        ):
            found.append(other)
    named = [m for m in found if m.label.key == host.label.key]
    found = named or found
    if not found and _BARE.fullmatch(host.label.subject):
        found = _list_total(view, host)
    return _by_cue(done, found)


def _list_total(view: View, host: Mention) -> list[Mention]:
    """The total of the list that ends just before an outturn without a subject (…万元。已支出…)."""
    for order in range(host.order - 1, max(-1, host.order - 4), -1):
        for group in view.part_of.get(order, ()):
            if re.search(r"安排|下达|预算", group.total.phrase) and addable(
                group.total.quantity.unit, host.quantity.unit
            ):
                return [group.total]
    return []


def _by_cue(done: Mention, found: list[Mention]) -> list[Mention]:
    """Adjusted budgets first where the rate says 调整预算, the others first where it does not."""
    wants = bool(_ADJUSTED.search(done.phrase))
    return sorted(found, key=lambda m: bool(_ADJUSTED.search(m.phrase)) != wants)


def outturn(view: View, done: Mention) -> Mention | None:
    """The amount whose completion is stated: the host, or of a host that is itself a budget the outturn
    beside it.
    """
    host = done.host
    if host is None:
        return None
    if host.label.kind not in _BUDGETS:
        return host
    for order in range(done.order - 1, max(-1, done.order - 8), -1):
        other = view.page.mentions[order]
        if other.paragraph != done.paragraph or other.sentence < host.sentence:
            return None
        if other.level and other.label.kind not in _BUDGETS and other.label.key == host.label.key:
            return other
    return None


@rule(
    "REC-301",
    "ratio",
    "完成率等于完成数除以预算数（计划数）",
    "a completion rate is the outturn over the budget or plan",
    passes="年初预算为452.40万元，支出决算为446.11万元，完成年初预算的98.61%。",
    fails="年初预算为452.40万元，支出决算为446.11万元，完成年初预算的96.81%。",
)
def completed(view: View) -> Iterator[Relation]:
    """完成年初预算的 r%, 为调整预算的 r%, 执行率 r%: outturn over budget, both of the same subject.

    A rate whose budget stands outside the paragraph cannot be checked.
    """
    for done in view.page.mentions:
        if done.role is not Role.DONE or done.quantity.unit.dim != PERCENT:
            continue
        host = outturn(view, done)
        if host is None:
            continue
        tried = [
            (b, c)
            for b in budgets(view, done, host)
            if (c := percent_of(host.quantity.interval(), b.quantity.interval()))
        ]
        if not tried:
            continue
        results = [(compare(c, done.quantity), b, c) for b, c in tried]
        verdict, budget, computed = next((r for r in results if r[0] is Verdict.HOLDS), results[0])
        yield ratio(view, "REC-301", "ratio", verdict, done, host, budget, computed)


def ratio(
    view: View,
    number: str,
    kind: str,
    verdict: Verdict,
    stated: Mention,
    part: Mention,
    whole: Mention,
    computed: Interval,
) -> Relation:
    """The relation part / whole = stated."""
    q = stated.quantity
    expected = plain(computed.middle(), q.decimals)
    sign = q.unit.text or "%"
    return Relation(
        number,
        kind,
        verdict,
        view.span(stated, part, reach=110),
        (
            f"{part.quantity.printed()} ÷ {whole.quantity.printed()} = "
            f"{plain(computed.middle(), q.decimals + 2)}{sign}；{q.printed()}"
        ),
        view.places(stated, part, whole),
        expected,
        q.text,
        message=Text(
            (
                f"{part.quantity.printed()} ÷ {whole.quantity.printed()} 应为 {expected}{sign}，写作 "
                f"{q.printed()}"
            ),
            f"{part.quantity.text} / {whole.quantity.text} is {expected}{sign}, printed {q.text}",
        ),
    )


@rule(
    "REC-302",
    "direction",
    "决算数大于、小于、等于预算数的说法应与两数相符",
    "greater, smaller or equal to the budget as the two figures are",
    passes="年初预算为452.40万元，支出决算为446.11万元，决算数小于预算数的主要原因：人员变动。",
    fails="年初预算为452.40万元，支出决算为446.11万元，决算数大于预算数的主要原因：人员变动。",
)
def greater_or_smaller(view: View) -> Iterator[Relation]:
    """决算数小于（大于）预算数 and 持平 against the nearest outturn and budget of one subject.

    Figures equal as printed may still differ, so 大于 and 小于 are only found wrong when the printed
    figures say the opposite.
    """
    for passage in view.page.passages:
        for found in _RELATIVE.finditer(passage.text):
            pair = _pair(passage.mentions, found.start(), passage.text)
            if pair is None:
                continue
            budget, actual = pair
            less, more = (
                actual.quantity.amount < budget.quantity.amount,
                actual.quantity.amount > budget.quantity.amount,
            )
            word = found["word"]
            says = 1 if word in ("大于", "高于", "多于") else -1 if word in ("小于", "低于", "少于") else 0
            wrong = (
                (says > 0 and less)
                or (says < 0 and more)
                or (says == 0 and (less or more) and "基本" not in word)
            )
            if (
                says == 0
                and abs(actual.quantity.amount - budget.quantity.amount)
                < actual.quantity.half + budget.quantity.half
            ):
                wrong = False
            meant = "小于" if less else "大于" if more else "等于"
            yield Relation(
                "REC-302",
                "direction",
                Verdict.FAILS if wrong else Verdict.HOLDS,
                passage.folded.span(found.start(), found.end()),
                (
                    f"{actual.quantity.printed()} {'<' if less else '>' if more else '='} "
                    f"{budget.quantity.printed()}"
                ),
                view.places(actual, budget),
                meant,
                word,
                Level.ERROR,
                Text(
                    (
                        f"决算 {actual.quantity.printed()} {meant}预算 {budget.quantity.printed()}，"
                        f"文中写作「{found.group()}」"
                    ),
                    (
                        f"the outturn {actual.quantity.text} against the budget {budget.quantity.text} "
                        f"contradicts the words"
                    ),
                ),
            )


def _pair(mentions: list[Mention], position: int, text: str) -> tuple[Mention, Mention] | None:
    """The budget and outturn a comparison speaks of: those of the subject it names, else the nearest pair
    before.
    """
    head = re.split(r"[。；，：]", text[:position])[-1]
    named = labels.parse(re.sub(r"(?:支出|收入)?$", "", head)) if len(head) > 4 else None
    before = [m for m in mentions if m.quantity.end <= position and m.level]
    for actual in reversed(before):
        if actual.label.kind in _BUDGETS:
            continue
        if named is not None and not named.generic and labels.likeness(named.subject, actual.label) < 2:
            continue
        for budget in reversed(before):
            if (
                budget.label.kind in _BUDGETS
                and budget.label.key == actual.label.key
                and budget.order < actual.order
            ):
                return budget, actual
        if named is None or named.generic:
            return None
    return None


@rule(
    "REC-303",
    "difference",
    "超收、短收额等于完成数与预算数之差",
    "an amount over or short is the outturn less the budget",
    passes="年初预算为108400万元，收入完成103873万元，短收4527万元。",
    fails="年初预算为108400万元，收入完成103873万元，短收4257万元。",
)
def over_or_short(view: View) -> Iterator[Relation]:
    """超收 d, 短收 d, 节支 d after an outturn and its budget: d is the difference."""
    for change in view.page.mentions:
        if change.role is not Role.CHANGE or not re.search(
            r"(?:超收|超支|短收|节支)(?:了|约|额)*$", change.phrase
        ):
            continue
        host = change.host
        if host is None or change.quantity.bound is not Bound.EXACT:
            continue
        found = [m for m in budgets(view, change, host) if m.quantity.bound is Bound.EXACT]
        near = [m for m in view.page.mentions[max(0, change.order - 4) : change.order] if m.role is Role.BASE]
        for budget in (near or found)[:1]:
            computed = (host.quantity.interval() - budget.quantity.interval()).times(
                change.quantity.unit.factor**0 * change.quantity.sign
            )
            expected = plain(computed.middle() / change.quantity.unit.factor, change.quantity.decimals)
            verdict = compare(computed, change.quantity)
            yield Relation(
                "REC-303",
                "difference",
                verdict,
                view.span(change, host),
                (
                    f"{host.quantity.printed()} − {budget.quantity.printed()} = "
                    f"{expected}{change.quantity.unit.text}；{change.quantity.printed()}"
                ),
                view.places(change, host, budget),
                expected,
                change.quantity.text,
                message=Text(
                    (
                        f"完成数与预算数相差 {expected}{change.quantity.unit.text}，写作 "
                        f"{change.quantity.printed()}"
                    ),
                    f"outturn and budget differ by {expected}, printed {change.quantity.text}",
                ),
            )


@rule(
    "REC-304",
    "sum",
    "全年预算数等于年初预算加追加减追减",
    "the year's budget is the initial one with what was added or taken",
    passes="年初预算安排1681.56万元，年中追加260.33万元，全年预算数1941.89万元。",
    fails="年初预算安排1681.56万元，年中追加260.33万元，全年预算数1914.89万元。",
)
def adjusted_budget(view: View) -> Iterator[Relation]:
    """年初预算 b，追加 x（调减 y），全年（调整后）预算 w in one sentence: w = b + x - y."""
    for stated in view.page.levels:
        if not re.search(r"(?:全年|调整后?|变动)(?:的)?预算|预算(?:数)?调整(?:为|到|至)", stated.phrase):
            continue
        near = [
            m
            for m in view.page.mentions[max(0, stated.order - 5) : stated.order]
            if m.sentence == stated.sentence
        ]
        near = [m for m in near if addable(m.quantity.unit, stated.quantity.unit)]
        first = [m for m in near if re.search(r"年初(?:批复)?(?:部门|收入|支出)?预算", m.phrase)]
        moved = [
            m
            for m in near
            if first
            and m.order > first[0].order
            and re.search(r"(?:追加|调增|增加|追减|调减|核减|减少)(?:预算|资金|指标)?(?:了|为)*$", m.phrase)
        ]
        if not first or not moved:
            continue
        signs = [-1 if re.search(r"追减|调减|核减|减少", m.phrase) else 1 for m in moved]
        computed = first[0].quantity.interval()
        for mention, sign in zip(moved, signs, strict=True):
            computed = (
                computed + mention.quantity.interval() if sign > 0 else computed - mention.quantity.interval()
            )
        expected = plain(computed.middle() / stated.quantity.unit.factor, stated.quantity.decimals)
        shown = first[0].quantity.printed() + "".join(
            f" {'+' if s > 0 else '−'} {m.quantity.printed()}" for m, s in zip(moved, signs, strict=True)
        )
        yield Relation(
            "REC-304",
            "sum",
            compare(computed, stated.quantity),
            view.span(stated, first[0], *moved),
            f"{shown} = {expected}{stated.quantity.unit.text}；{stated.quantity.printed()}",
            view.places(stated, first[0], *moved),
            expected,
            stated.quantity.text,
            message=Text(
                f"{shown} 应为 {expected}{stated.quantity.unit.text}，写作 {stated.quantity.printed()}",
                f"the sum is {expected}, printed {stated.quantity.text}",
            ),
        )
