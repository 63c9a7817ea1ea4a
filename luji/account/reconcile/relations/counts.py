"""Counts: a number of things against the list of them, scores against maxima, grades against scores."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.language.numerals import integer
from luji.account.reconcile.language.page import Passage
from luji.account.reconcile.language.quantity import Bound, Role
from luji.account.reconcile.relation import Level, Place, Relation, Verdict
from luji.account.reconcile.rules import rule
from luji.account.reconcile.view import View
from luji.base.kernel.text import Text

_NUMBERED = re.compile(r"^(?:[（(]?(\d{1,2})[）).、．\s]|[（(]?([一二三四五六七八九十]{1,3})[）)、])")
_OWN = re.compile(r"本部|本级|机关本|[（(]本级[）)]|局机关|委机关|厅机关|本单位")
_LISTED = re.compile(r"包括|如下|分别(?:是|为)|具体(?:是|为)|纳入|以下|：$|名单|构成")
_LIST_VERB = re.compile(
    r"下辖|下设|辖有|管辖|包括|包含|共有|设有|设立|涉及|分别是|分别为|拥有|[：:]|现有|覆盖"
)
_TREND = re.compile(
    r"(?P<words>(?:[一二两三四五六七八九十](?:降|升|增|减|提升|下降)){1,4})[”’」]?（(?P<list>[^（）]{6,200})）"
)
GRADES = (
    ("优", Decimal(90), Decimal(100)),
    ("良", Decimal(80), Decimal(90)),
    ("中", Decimal(60), Decimal(80)),
    ("差", Decimal(0), Decimal(60)),
)
_GRADE = re.compile(
    r"(?:等级|评级|等次|级别|结果|评定|拟申报|申报|评价|自评|档次|评为"
    r"|定为)[^，。；、]{0,10}?[“\"「]?(?P<grade>优秀|优|良好|良|中等|中|合格|差"
    r"|较差)[”\"」]?(?=[，。；、）\s等]|$)"
)


@rule(
    "REC-341",
    "list_count",
    "所述数量应与所列编号项数一致",
    "a stated number of things fits the numbered list after it",
    passes="本部门下属3家预算单位，具体包括：\n1.建筑业管理中心\n2.市政水务管理中心\n3.交通管理中心",
    fails="本部门下属7家预算单位，具体包括：\n1.建筑业管理中心\n2.市政水务管理中心\n3.交通管理中心",
)
def numbered_list(view: View) -> Iterator[Relation]:
    """下属 n 家, 包括 n 个 before a list numbered 1 to m: n is m, or m without the body itself (本部, 本级).

    Numbers of one sentence may be added (行政单位1家，事业单位4家); the list must begin with 1 and run on.
    """
    passages = view.page.passages
    for index, passage in enumerate(passages):
        items = _items_after(passages, index)
        if len(items) < 2 or not _LISTED.search(passage.text[-30:]):
            continue
        stated = [m for p in passages[max(0, index - 1) : index + 1] for m in p.mentions if _counts_units(m)]
        if not stated:
            continue
        own = sum(1 for item in items if _OWN.search(item.text))
        wanted = {Decimal(len(items)), Decimal(len(items) - own)}
        yield from _against_list(view, stated, wanted)


def _counts_units(mention: Mention) -> bool:
    return (
        mention.level
        and mention.quantity.unit.dim == "count"
        and mention.quantity.bound is Bound.EXACT
        and mention.quantity.decimals == 0
    )


def _items_after(passages: list[Passage], index: int) -> list[Passage]:
    """The paragraphs after one that are numbered 1, 2, 3 … without a gap."""
    found: list[Passage] = []
    for passage in passages[index + 1 : index + 80]:
        match = _NUMBERED.match(passage.text)
        if not match or len(passage.text) > 60:
            break
        number = int(match[1]) if match[1] else integer(match[2])
        if number != len(found) + 1:
            break
        found.append(passage)
    return found


def _against_list(view: View, stated: list[Mention], wanted: set[Decimal]) -> Iterator[Relation]:
    """Each count alone or the sum of those in the last sentence must be the length of the list."""
    last = [m for m in stated if m.paragraph == stated[-1].paragraph and m.sentence == stated[-1].sentence]
    values = {sum((m.quantity.value for m in last), Decimal(0))} | {m.quantity.value for m in last}
    size = max(wanted)
    holds = bool(values & wanted)
    first = last[0]
    yield Relation(
        "REC-341",
        "list_count",
        Verdict.HOLDS if holds else Verdict.FAILS,
        view.span(first, *last),
        f"列出 {size} 项；{'、'.join(m.quantity.printed() for m in last)}",
        view.places(*last),
        str(size),
        first.quantity.text,
        message=Text(
            f"文中称 {'、'.join(m.quantity.printed() for m in last)}，实际列出 {size} 项",
            f"{first.quantity.text} are stated, {size} are listed",
        ),
    )
    for mention in stated:
        if mention not in last and "下属" in mention.phrase and holds:
            good = mention.quantity.value in wanted
            yield Relation(
                "REC-341",
                "list_count",
                Verdict.HOLDS if good else Verdict.FAILS,
                view.span(mention),
                f"列出 {size} 项；{mention.quantity.printed()}",
                view.places(mention),
                str(min(wanted)),
                mention.quantity.text,
                message=Text(
                    f"文中称下属 {mention.quantity.printed()}，实际列出 {size} 项",
                    f"{mention.quantity.text} subordinate bodies are stated, {size} are listed",
                ),
            )


@rule(
    "REC-342",
    "list_count",
    "数量应与顿号列出的名称个数一致",
    "a number of things fits the names listed before it",
    passes="下辖鹤城、芷江、安江、麻阳、洪江五个大队。",
    fails="下辖鹤城、芷江、安江、麻阳五个大队。",
)
def names_before(view: View) -> Iterator[Relation]:
    """甲、乙、丙三个大队: the names between the verb and the number are as many as the number says.

    Only numbers right after the last name are taken, and only when no 等 closes the list.
    """
    for mention in view.page.mentions:
        quantity = mention.quantity
        if (
            quantity.unit.dim not in ("count", "people")
            or quantity.decimals
            or quantity.bound is not Bound.EXACT
            or not 2 <= quantity.value <= 40
        ):
            continue
        text = view.page.passage(mention).text[: quantity.start]
        stretch = text[max(0, len(text) - 220) :]
        head = _after_verb(stretch)
        if head is None or head.endswith("等") or not head.strip("、"):
            continue
        names = [n for n in re.split(r"[、，]|(?<=[一-鿿]{2})和(?=[一-鿿]{2})", head.strip("、，")) if n]
        after = view.page.passage(mention).text[quantity.end : quantity.end + 1]
        if (
            len(names) < 2
            or max(len(n) for n in names) > 14
            or any(c.isdigit() for c in head)
            or after in "、"
        ):
            continue
        verdict = (
            Verdict.HOLDS
            if len(names) == quantity.value
            else Verdict.FAILS
            if _plain_names(names)
            else Verdict.UNDECIDED
        )
        span = view.page.passage(mention).folded.span(quantity.start - len(head), quantity.end)
        yield _count(mention, "REC-342", verdict, span, len(names), view)


def _plain_names(names: list[str]) -> bool:
    """Whether the list is one of short names alike, not of clauses."""
    return all(2 <= len(n) <= 12 for n in names) and not any(
        re.search(r"[的了是为及与]|开展|加强|推进|完成|组织|建立", n) for n in names
    )


def _after_verb(stretch: str) -> str | None:
    """What follows the verb that begins a list of names (下辖, 包括, 共有, 设有, 涉及, 对…)."""
    verbs = list(_LIST_VERB.finditer(stretch))
    if not verbs:
        return None
    head = stretch[verbs[-1].end() :]
    return (
        head
        if (not re.search(r"[。；（）]", head) and head.count("，") == 0)
        or re.fullmatch(r"[^。；（），]*、，?", head)
        else None
    )


def _count(mention: Mention, number: str, verdict: Verdict, span: Place, size: int, view: View) -> Relation:
    q = mention.quantity
    return Relation(
        number,
        "list_count",
        verdict,
        span,
        f"列出 {size} 个名称；{q.printed()}",
        view.places(mention),
        str(size),
        q.text,
        message=Text(
            f"列出的名称有 {size} 个，写作 {q.printed()}", f"{size} names are listed, {q.text} are stated"
        ),
    )


@rule(
    "REC-343",
    "list_count",
    "「几降几增」应与括号内所列项数一致",
    "so many falls and rises as the bracket lists",
    passes="实现“四降三增”（事故起数、亡人、伤人、百公里亡人同比下降，违法总数、现场查处、重点违法同比增长）。",
    fails="实现“三降三增”（事故起数、亡人、伤人、百公里亡人同比下降，违法总数、现场查处、重点违法同比增长）。",
)
def falls_and_rises(view: View) -> Iterator[Relation]:
    """四降三增（甲、乙同比下降，丙同比增长）: the list before 下降 has four names, that before 增长 three."""
    for passage in view.page.passages:
        for found in _TREND.finditer(passage.text):
            listed = {"降": 0, "增": 0}
            for clause in re.split(r"[，；]", found["list"]):
                kind = (
                    "降"
                    if re.search(r"下降|减少|降低|双降", clause)
                    else "增"
                    if re.search(r"增长|上升|增加|提升|提高", clause)
                    else ""
                )
                if kind:
                    listed[kind] += len(re.split(r"[、和及]", clause))
            said = {"降": 0, "增": 0}
            for numeral, word in re.findall(
                r"([一二两三四五六七八九十])(提升|下降|降|升|增|减)", found["words"]
            ):
                said["降" if word[-1] in "降减" else "增"] += integer(numeral) or 0
            good = said == listed
            shown = f"降 {listed['降']} 项、增 {listed['增']} 项"
            yield Relation(
                "REC-343",
                "list_count",
                Verdict.HOLDS if good else Verdict.FAILS,
                passage.folded.span(*found.span()),
                f"{shown}；{found['words']}",
                (passage.folded.span(*found.span("words")),),
                shown,
                found["words"],
                message=Text(
                    f"括号内列出{shown}，写作「{found['words']}」",
                    f"the bracket lists {listed['降']} falls and {listed['增']} rises",
                ),
            )


@rule(
    "REC-344",
    "list_count",
    "数量应与其后列举的名称个数一致",
    "a number of things fits the names listed after it",
    passes="共有沪昆、包茂、杭瑞三条高速穿行。",
    fails="共有沪昆、包茂、杭瑞五条高速穿行。",
)
def names_of_roads(view: View) -> Iterator[Relation]:
    """Names before a number and its noun (沪昆、包茂、杭瑞三条高速): as many as said.

    Shares its reading with REC-342 but takes lines, roads and other things counted in 条, 项, 类.
    """
    for mention in view.page.mentions:
        quantity = mention.quantity
        if (
            quantity.unit.dim not in ("count:条", "count:项", "count:类", "count:种", "count:座")
            or quantity.bound is not Bound.EXACT
        ):
            continue
        if quantity.decimals or not 2 <= quantity.value <= 40:
            continue
        passage = view.page.passage(mention)
        head = _after_verb(passage.text[max(0, quantity.start - 220) : quantity.start])
        if head is None or "、" not in head or head.endswith("等"):
            continue
        names = [n for n in re.split(r"[、，]", head.strip("、，")) if n]
        if len(names) < 2 or not _plain_names(names):
            continue
        verdict = Verdict.HOLDS if len(names) == quantity.value else Verdict.FAILS
        yield _count(
            mention,
            "REC-344",
            verdict,
            passage.folded.span(quantity.start - len(head), quantity.end),
            len(names),
            view,
        )


@rule(
    "REC-351",
    "score",
    "得分不超过满分",
    "a score does not exceed its maximum",
    passes="总分值100分，实得98.50分。",
    fails="总分值100分，实得109.95分。",
)
def within_maximum(view: View) -> Iterator[Relation]:
    """得分, 平均得分, 实得 are at most the 满分 or 总分 named in the sentence, a hundred where none is
    named.
    """
    full: Mention | None = None
    for mention in view.page.mentions:
        if mention.role is not Role.SCORE:
            continue
        if full is not None and full.paragraph < mention.paragraph - 1:
            full = None
        if re.search(r"总分(?:值)?|满分|分值", mention.phrase) and not re.search(r"得分", mention.phrase):
            full = mention
            continue
        if not re.search(r"得分|实得|评分|自评|扣", mention.phrase):
            continue
        limit = full.quantity.amount if full is not None else Decimal(100)
        good = mention.quantity.amount <= limit
        if not good and full is None and not re.search(r"平均|自评|综合", mention.phrase):
            continue
        yield Relation(
            "REC-351",
            "score",
            Verdict.HOLDS if good else Verdict.FAILS,
            view.span(mention, full),
            f"{mention.quantity.printed()} ≤ {limit}分",
            view.places(mention, full),
            f"≤{limit}",
            mention.quantity.text,
            Level.ERROR,
            Text(
                f"得分 {mention.quantity.printed()} 超过满分 {limit} 分",
                f"the score {mention.quantity.text} exceeds the maximum {limit}",
            ),
        )


@rule(
    "REC-352",
    "score",
    "评价等级应与得分相符（优90、良80、中60）",
    "the grade fits the score",
    passes="自评得分92.50分，评价等级为“优”。",
    fails="自评得分82.50分，评价等级为“优”。",
)
def grade_of_score(view: View) -> Iterator[Relation]:
    """优 from 90, 良 from 80, 中 from 60, 差 below (财预〔2020〕10号); 优秀 is 优, 良好 is 良; 合格 is none.

    The score is the last overall score (实得, 综合得分, 自评得分) of the text before the grade.
    """
    scores = [
        m
        for m in view.page.mentions
        if m.role is Role.SCORE
        and re.search(r"实得|得分|自评|评分", m.phrase)
        and not re.search(r"平均|扣|满分|分值", m.phrase)
    ]
    scores = [m for m in scores if m.quantity.amount <= 100]
    for passage_index, passage in enumerate(view.page.passages):
        for found in _GRADE.finditer(passage.text):
            before = [m for m in scores if (m.paragraph, m.quantity.end) <= (passage_index, found.start())]
            grade = {"优秀": "优", "良好": "良", "中等": "中", "较差": "差"}.get(
                found["grade"], found["grade"]
            )
            limits = next(((low, high) for name, low, high in GRADES if name == grade), None)
            if (
                not before
                or limits is None
                or "项目" in passage.text[max(0, found.start() - 12) : found.end() + 6]
                or "绩效评级为" in passage.text[max(0, found.start() - 4) : found.end()]
            ):
                continue
            score = before[-1]
            value = score.quantity.amount
            good = limits[0] <= value and (value < limits[1] or value == limits[1] == 100)
            right = next(name for name, low, _ in GRADES if value >= low)
            yield Relation(
                "REC-352",
                "score",
                Verdict.HOLDS if good else Verdict.FAILS,
                passage.folded.span(*found.span()),
                f"{score.quantity.printed()} → {right}；{found['grade']}",
                (passage.folded.span(*found.span("grade")), view.page.original(score)),
                right,
                found["grade"],
                message=Text(
                    f"得分 {score.quantity.printed()} 对应等级「{right}」，写作「{found['grade']}」",
                    f"a score of {score.quantity.text} is grade {right}",
                ),
            )
