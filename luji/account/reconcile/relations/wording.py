"""Wording: words that contradict their number or each other, leftovers of a form, wrong years, impossible
dates.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterator

from luji.account.reconcile.language.page import Passage
from luji.account.reconcile.language.quantity import Role
from luji.account.reconcile.language.roles import NO_SIGN, says_reach
from luji.account.reconcile.language.units import PERCENT
from luji.account.reconcile.relation import Level, Relation, Verdict
from luji.account.reconcile.relations.growth import changes, pairs
from luji.account.reconcile.rules import rule
from luji.account.reconcile.view import View
from luji.base.kernel.text import Text

_COMPARATIVE = re.compile(
    r"(?:大小于|小大于|大于小于|小于大于|大于（小于）|小于（大于）|高低于|多少于|大于/小于"
    r"|等于大于)(?=预算|年初|上年|决算|计划|调整)"
)
_TWO_WAYS = re.compile(
    r"减增加|增减少|增加减少|减少增加|上升下降|下降上升|增长下降|下降增长|(?:下降|减少|降低)（(?:增长"
    r"|增加|上升)）|(?:增长|增加|上升)（(?:下降|减少|降低)）|(?:增加|增长)/(?:减少|下降)|(?:减少"
    r"|下降)/(?:增加|增长)"
)
_GAPS = re.compile(
    r"[X×xＸ]{2,}(?=年|万元|元|%|个|项|人|局|单位|县|市)|(?<=[为占共计到])[_＿]{2,}|（此处[^）]{0,20}）"
    r"|\{\{[^}]{1,20}\}\}|(?<=[为约共计])[ ]?万元"
)
_YEAR_OF = re.compile(r"(?<!\d)(20\d\d)年度")
_COMPARED = re.compile(r"(?:与|比|较)(20\d\d)年(?:度)?(?:决算|预算|相比|增加|减少|增长|下降|持平)")
_DATE = re.compile(r"(?<!\d)(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日")
_SPAN = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?(?:至|—|-|~|到)(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")


def _found(
    number: str,
    passage: Passage,
    start: int,
    end: int,
    level: Level,
    zh: str,
    en: str,
    *,
    expected: str | None = None,
) -> Relation:
    span = passage.folded.span(start, end)
    return Relation(
        number,
        "wording",
        Verdict.FAILS,
        span,
        zh,
        (span,),
        expected,
        passage.text[start:end],
        level,
        Text(zh, en),
    )


@rule(
    "REC-401",
    "wording",
    "增减额与增减率的方向应一致",
    "a change and its rate go the same way",
    passes="收入100.00万元，比上年减少10.00万元，下降9.09%。",
    fails="收入100.00万元，比上年减少10.00万元，增长9.09%。",
)
def same_direction(view: View) -> Iterator[Relation]:
    """减少 d，增长 r% cannot both be; nothing is said of zero, which goes neither way."""
    for change, rate in changes(view):
        if not change.quantity.value or not rate.quantity.value:
            continue
        good = (change.quantity.value * change.quantity.sign > 0) == (
            rate.quantity.value * rate.quantity.sign > 0
        )
        said = "增加" if change.quantity.sign > 0 else "减少"
        yield Relation(
            "REC-401",
            "direction",
            Verdict.HOLDS if good else Verdict.FAILS,
            view.span(rate, change),
            f"{said} {change.quantity.printed()}；{rate.phrase}{rate.quantity.printed()}",
            view.places(rate, change),
            None,
            rate.phrase,
            Level.ERROR,
            Text(
                f"金额为{said}，比率却写作「{rate.phrase}{rate.quantity.printed()}」",
                "the amount and its rate go opposite ways",
            ),
        )


@rule(
    "REC-402",
    "wording",
    "由甲增至乙的方向应与两数相符",
    "from a up to b: b is the greater",
    passes="培训人次由250人次增加到300人次。",
    fails="培训人次由350人次增加到300人次。",
)
def reached_direction(view: View) -> Iterator[Relation]:
    """由 a 增加到（提高到）b and 由 a 减少到（降至）b say which of the two is greater."""
    for before, now in pairs(view):
        up = bool(re.search(r"(?:增加|增长|提高|上升|增|升|提升|扩大)(?:到|至)[^，。；]*$", now.phrase))
        down = bool(re.search(r"(?:减少|下降|降低|降|减|缩减|压缩|缩短)(?:到|至)[^，。；]*$", now.phrase))
        if up == down or not says_reach(now.phrase):
            continue
        a, b = before.quantity.amount, now.quantity.amount
        good = b >= a if up else b <= a
        yield Relation(
            "REC-402",
            "direction",
            Verdict.HOLDS if good else Verdict.FAILS,
            view.span(now, before),
            f"{before.quantity.printed()} → {now.quantity.printed()}",
            view.places(now, before),
            None,
            now.quantity.text,
            Level.ERROR,
            Text(
                (
                    f"由 {before.quantity.printed()} 到 {now.quantity.printed()} "
                    f"是{'下降' if up else '上升'}，文中写作「{now.phrase}」"
                ),
                "the words say the opposite of the figures",
            ),
        )


@rule(
    "REC-403",
    "wording",
    "不应同时写出相反的两个方向（大小于）",
    "two opposite comparatives are not named together",
    passes="决算数小于预算数的主要原因：厉行节约。",
    fails="决算数大小于预算数的主要原因：厉行节约。",
)
def both_comparatives(view: View) -> Iterator[Relation]:
    """大小于 is a leftover of the form: one of 大于 and 小于 was to be struck out, and the sentence says
    nothing.
    """
    for passage in view.page.passages:
        for found in _COMPARATIVE.finditer(passage.text):
            start = max(passage.text.rfind(c, 0, found.start()) for c in "，。；：\n") + 1
            end = min(
                (i for i in (passage.text.find(c, found.end()) for c in "：，。；") if i >= 0),
                default=found.end(),
            )
            yield _found(
                "REC-403",
                passage,
                start,
                end,
                Level.ERROR,
                f"「{found.group()}」同时写出两个相反的方向，系模板残留",
                "two opposite comparatives, a leftover of the form",
            )


@rule(
    "REC-404",
    "wording",
    "增减二字只留其一（减增加、下降（增长））",
    "of 增 and 减 only one is left standing",
    passes="比2024年度增加21.90万元。",
    fails="比2024年度减增加21.90万元。",
)
def both_changes(view: View) -> Iterator[Relation]:
    """减增加, 下降（增长）: a leftover beside a figure that may be right; a note."""
    for passage in view.page.passages:
        for found in _TWO_WAYS.finditer(passage.text):
            if re.match(r"[的率情变或与、]|幅度", passage.text[found.end() : found.end() + 1] or "。"):
                continue
            yield _found(
                "REC-404",
                passage,
                found.start(),
                found.end(),
                Level.NOTE,
                f"「{found.group()}」两个方向并列，系模板残留",
                "two directions side by side, a leftover of the form",
            )


@rule(
    "REC-405",
    "wording",
    "百分数应带百分号",
    "a percentage bears its sign",
    passes="比上年增加1193.20万元，增长13.95%。",
    fails="比上年增加1193.20万元，增长13.95。",
)
def missing_sign(view: View) -> Iterator[Relation]:
    """增长 13.95 without % is read as per cent; the missing sign is a note."""
    for mention in view.page.mentions:
        if NO_SIGN in mention.quantity.flags:
            passage = view.page.passage(mention)
            start = mention.quantity.start - len(mention.phrase)
            yield _found(
                "REC-405",
                passage,
                max(0, start),
                mention.quantity.end,
                Level.NOTE,
                f"「{mention.phrase}{mention.quantity.text}」缺百分号",
                "the percent sign is missing",
                expected=f"{mention.quantity.text}%",
            )


@rule(
    "REC-406",
    "wording",
    "上年比较的年份应为报告年度的前一年",
    "last year's comparison names the year before the report's",
    passes="2024年度收入100万元，与2023年度相比增加。2024年度支出90万元。2024年度结余10万元。",
    fails=(
        "2024年度收入100万元，与2023年度相比增加。2024年度支出90万元，与2022年度相比减少。"
        "2024年度结余10万元，与2023年度相比增加。"
    ),
)
def compared_year(view: View) -> Iterator[Relation]:
    """Where a report compares with one year again and again, another year in the same words is a leftover.

    A note: a report may well compare with two years.
    """
    told = [(p, m) for p in view.page.passages for m in _COMPARED.finditer(p.text)]
    years = Counter(m[1] for _, m in told)
    main = Counter(m[1] for p in view.page.passages for m in _YEAR_OF.finditer(p.text)).most_common(1)
    if not main or len(told) < 3:
        return
    wanted = str(int(main[0][0]) - 1)
    if years[wanted] * 3 < len(told) * 2 or years[wanted] < 2:
        return
    for passage, match in told:
        if match[1] != wanted and match[1] < main[0][0]:
            yield _found(
                "REC-406",
                passage,
                match.start(),
                match.end(),
                Level.NOTE,
                f"全文与 {wanted} 年比较，此处写作 {match[1]} 年",
                f"the text compares with {wanted}, here with {match[1]}",
                expected=wanted,
            )


@rule(
    "REC-407",
    "wording",
    "日期应存在，起止应有先后",
    "dates exist and spans run forward",
    passes="截至2024年2月29日。",
    fails="截至2023年2月29日。",
)
def dates(view: View) -> Iterator[Relation]:
    """30 February, a 13th month, and a span that ends before it begins are errors."""
    for passage in view.page.passages:
        for found in _DATE.finditer(passage.text):
            year, month, day = int(found[1] or 2000), int(found[2]), int(found[3])
            if not 1900 <= year <= 2999 or _exists(year, month, day):
                continue
            yield _found(
                "REC-407",
                passage,
                found.start(),
                found.end(),
                Level.ERROR,
                f"日期「{found.group()}」不存在",
                "no such date",
            )
        for found in _SPAN.finditer(passage.text):
            begin = (int(found[1]), int(found[2]), int(found[3] or 0))
            end = (int(found[4]), int(found[5]), int(found[6] or 0) if found[3] else 0)
            if begin > end and (found[3] or begin[:2] > end[:2]):
                yield _found(
                    "REC-407",
                    passage,
                    found.start(),
                    found.end(),
                    Level.ERROR,
                    f"起止时间颠倒：「{found.group()}」",
                    "the span ends before it begins",
                )


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


@rule(
    "REC-408",
    "wording",
    "模板占位符应填写",
    "gaps of the form are filled",
    passes="共开展培训12项。",
    fails="共开展培训XX项。",
)
def unfilled(view: View) -> Iterator[Relation]:
    """XX项, ××年, 为万元: a gap of the form was left open; a note."""
    for passage in view.page.passages:
        for found in _GAPS.finditer(passage.text):
            yield _found(
                "REC-408",
                passage,
                found.start(),
                min(len(passage.text), found.end() + 2),
                Level.NOTE,
                f"「{found.group()}」似为未填写的占位符",
                "a gap of the form was not filled",
            )


@rule(
    "REC-409",
    "wording",
    "增减率不带相反的符号",
    "a rate said to fall or rise bears no contrary sign",
    passes="比上年下降3.20%。",
    fails="比上年下降-3.20%。",
)
def contrary_sign(view: View) -> Iterator[Relation]:
    """下降 -3% says the fall twice, or means a rise: a note, because the figure itself may be right."""
    for mention in view.page.mentions:
        if (
            mention.role is Role.GROWTH
            and mention.quantity.value < 0
            and mention.quantity.sign < 0
            and mention.quantity.unit.dim == PERCENT
        ):
            passage = view.page.passage(mention)
            yield _found(
                "REC-409",
                passage,
                mention.quantity.start,
                mention.quantity.end,
                Level.NOTE,
                f"「下降」与负号重复：{mention.quantity.printed()}",
                "a fall with a minus sign says it twice",
            )
