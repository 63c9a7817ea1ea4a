"""Sense of a self-evaluation: problems against deductions, measures against problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.language.page import Passage
from luji.account.reconcile.language.quantity import Role
from luji.account.reconcile.relation import Level, Relation, Verdict, plain
from luji.account.reconcile.rules import rule
from luji.account.reconcile.view import View
from luji.base.kernel.text import Text

_PROBLEMS = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?[^。]{0,12}(?:存在的?(?:主要)?问题|问题及原因"
    r"|主要问题|存在不足|问题和原因)[^。]{0,16}$"
)
_MEASURES = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．])?[^。]{0,12}(?:改进措施|整改措施|下一步(?:工作|打算"
    r"|措施|改进)|改进(?:的)?(?:方向|建议)|有关建议|工作建议)[^。]{0,16}$"
)
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+部分)")
_ITEM = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.、．]|[一二三四五六七八九]是|[①-⑳]"
    r"|第[一二三四五六七八九])"
)
_INLINE = re.compile(r"(?:^|[。；：])([一二三四五六七八九])是([^。；]{4,60})")
_TOPICS: tuple[tuple[str, str], ...] = (
    ("预算", r"预算"),
    ("资产", r"资产|装备|设备"),
    ("项目进度", r"项目|工程|进度"),
    ("绩效", r"绩效|指标"),
    ("资金", r"资金|支付|拨付|结余|结转"),
    ("采购", r"采购"),
    ("制度", r"制度|机制|规章"),
    ("人员", r"人员|队伍|培训|专业|能力"),
    ("财务核算", r"会计|核算|财务|账"),
    ("信息化", r"信息化|系统|平台|数据"),
    ("三公", r"三公|接待|公车"),
    ("公开", r"公开"),
    ("安全", r"安全|事故|隐患"),
    ("服务", r"服务|群众|满意"),
    ("宣传", r"宣传|宣教"),
)
SMALL_LOSS = Decimal("0.5")


@dataclass(slots=True)
class Item:
    """One problem or measure: its paragraph, where it stands and its first words."""

    passage: Passage
    start: int
    end: int
    text: str


def section(view: View, heading: re.Pattern[str]) -> list[Item]:
    """The items under the first heading that fits."""
    passages = view.page.passages
    for index, passage in enumerate(passages):
        if heading.match(passage.text) and len(passage.text) <= 40:
            body = []
            for following in passages[index + 1 :]:
                if _HEADING.match(following.text) and not _ITEM.match(following.text):
                    break
                body.append(following)
            return _items(body)
    return []


def _items(body: list[Passage]) -> list[Item]:
    """The numbered paragraphs of a section, or the 一是…；二是… inside them."""
    found: list[Item] = []
    for passage in body:
        inline = list(_INLINE.finditer(passage.text))
        if len(inline) > 1 or (inline and not _ITEM.match(passage.text)):
            found += [Item(passage, m.start(1), m.end(2), m.group().lstrip("。；：")) for m in inline]
        elif _ITEM.match(passage.text):
            stop = _first_stop(passage.text)
            found.append(Item(passage, 0, stop, passage.text[:stop]))
    return found


def _first_stop(text: str) -> int:
    stop = text.find("。")
    return len(text) if stop < 0 else stop


def topics(item: Item) -> set[str]:
    """What an item is about, by the words of its first sentence; the heading counts before the rest."""
    return {name for name, form in _TOPICS if re.search(form, item.text)}


def scored(view: View) -> tuple[Mention, Decimal] | None:
    """The overall score of the text and its maximum."""
    full = Decimal(100)
    for mention in view.page.mentions:
        if mention.role is not Role.SCORE or re.search(r"平均|扣", mention.phrase):
            continue
        if re.search(r"总分|满分|分值", mention.phrase) and "得分" not in mention.phrase:
            full = mention.quantity.amount
        elif (
            re.search(r"实得|自评得分|综合得分|评价得分|总得分|得分|评分", mention.phrase)
            and mention.quantity.amount <= full
        ):
            return mention, full
    return None


@rule(
    "REC-511",
    "sense",
    "写明的问题应在扣分中有所反映",
    "problems named in the text show in the points lost",
    passes=(
        "自评得分94.00分。\n四、存在的问题\n（一）预算编制不够精准。部分指标需要调整。"
        "\n（二）资产管理有待加强。部分装备丢失。"
    ),
    fails=(
        "自评得分99.90分。\n四、存在的问题\n（一）预算编制不够精准。部分指标需要调整。"
        "\n（二）资产管理有待加强。部分装备丢失。"
    ),
)
def problems_and_deductions(view: View) -> Iterator[Relation]:
    """Two or more problems against a loss of half a point or less: where were they deducted? A note only.

    A sentence naming what was deducted (扣…分) answers the question.
    """
    score = scored(view)
    problems = section(view, _PROBLEMS)
    if (
        score is None
        or len(problems) < 2
        or any(re.search(r"扣[^，。]{0,6}分", p.text) for p in view.page.passages)
    ):
        return
    mention, full = score
    lost = full - mention.quantity.amount
    if lost > SMALL_LOSS:
        return
    told = _lost_in_lines(view, mention) == lost
    ending = Text("", "") if told else Text("，未说明扣在哪里", " and no line is said to lose them")
    names = "、".join(_short(p) for p in problems)
    yield Relation(
        "REC-511",
        "sense",
        Verdict.FAILS,
        view.span(mention),
        f"{plain(full, 0)} − {mention.quantity.text} = {lost}；问题 {len(problems)} 项",
        view.places(mention),
        None,
        mention.quantity.text,
        Level.NOTE,
        Text(
            f"正文列出 {len(problems)} 项问题（{names}），只扣 {lost} 分{ending.zh}",
            f"{len(problems)} problems are named, only {lost} points are lost{ending.en}",
        ),
    )


def _lost_in_lines(view: View, score: Mention) -> Decimal:
    """What the lines told beside their points lose together (分值10分，得9.95分)."""
    lost = Decimal(0)
    mentions = view.page.mentions
    for full, got in pairwise(mentions):
        line = full.role is Role.SCORE and got.role is Role.SCORE and full.sentence == got.sentence
        if line and got is not score and re.search(r"分值|满分", full.phrase) and "得" in got.phrase:
            lost += full.quantity.amount - got.quantity.amount
    return lost


def _short(item: Item) -> str:
    return _ITEM.sub("", item.text)[:16]


@rule(
    "REC-512",
    "sense",
    "每项问题应有改进措施",
    "every problem has a measure",
    passes=(
        "四、存在的问题\n（一）预算编制不够精准。\n（二）资产管理有待加强。\n五、"
        "下一步改进措施\n一是严格预算管理。\n二是加强资产管理。"
    ),
    fails=(
        "四、存在的问题\n（一）预算编制不够精准。\n（二）部分大型项目进度缓慢。\n五、"
        "下一步改进措施\n一是严格预算管理。\n二是严格预算执行。"
    ),
)
def problems_without_measure(view: View) -> Iterator[Relation]:
    """A problem whose topic no measure touches; told by words such as 预算, 资产, 项目, 采购. A note."""
    problems, measures = section(view, _PROBLEMS), section(view, _MEASURES)
    if not problems or not measures:
        return
    answered = set().union(*(topics(m) for m in measures))
    for item in problems:
        about = topics(item)
        if about and not about & answered:
            yield _sense(
                "REC-512",
                item,
                f"问题「{_short(item)}」没有对应的改进措施",
                "no measure answers this problem",
            )


@rule(
    "REC-513",
    "sense",
    "每项改进措施应针对某项问题",
    "every measure answers a problem",
    passes="四、存在的问题\n（一）预算编制不够精准。\n五、下一步改进措施\n一是严格预算管理。",
    fails=(
        "四、存在的问题\n（一）预算编制不够精准。\n五、下一步改进措施\n一是严格预算管理。\n二是规范会计核算。"
    ),
)
def measures_without_problem(view: View) -> Iterator[Relation]:
    """A measure whose topic is none of the problems named. A note."""
    problems, measures = section(view, _PROBLEMS), section(view, _MEASURES)
    if not problems or not measures:
        return
    asked = set().union(*(topics(p) for p in problems))
    for item in measures:
        about = topics(item)
        if about and not about & asked:
            yield _sense(
                "REC-513",
                item,
                f"措施「{_short(item)}」不针对任何一项所列问题",
                "this measure answers no problem named",
            )


def _sense(number: str, item: Item, zh: str, en: str) -> Relation:
    span = item.passage.folded.span(item.start, item.end)
    return Relation(number, "sense", Verdict.FAILS, span, zh, (span,), None, None, Level.NOTE, Text(zh, en))
