"""Readings of a list: which of the amounts after a 其中, or before a 合计, are the parts of which total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luji.account.reconcile.language import labels
from luji.account.reconcile.language.mentions import (
    ADDER,
    BREAK,
    LIST,
    OPENER,
    REASON,
    SEMICOLON,
    SENTENCE,
    TOTALS,
    Mention,
)
from luji.account.reconcile.language.page import Page
from luji.account.reconcile.language.quantity import Role
from luji.account.reconcile.language.units import addable

LONGEST = 80
_BARE_TOTAL = re.compile(r"^(?:本年|当年)?(?:收入|支出)?(?:预算)?(?:总计|合计|共计|总量|总额|总财力)?$")
_REMAINDER = re.compile(r"[顺逆]差|差额|收支结余|当年结余|净额$|净增")
_AVERAGE = re.compile(r"人均|平均|均价|价格|指数|比值|密度|每")
_ORDINAL = re.compile(
    r"(?:^|[，；。：\n])[^，；。]{0,12}?(?:[二三四五六七八九十]是|第[二三四五六七八九]"
    r"|[（][二三四五六七八九十2-9][）]|(?:^|[\n；。])\d{1,2}[.、．])"
)
_NAMED_LIST = re.compile(
    r"(?:^|[，。；：\n）])([^，。；：\n（）]{2,24}?)(?:的)?(?:主要|具体)(?:内容|情况|用途|构成|用于"
    r"|安排|项目)?(?:如下|为|是)?：[^：]*$"
)
NAMED_WITHIN = 40
_NAMED = re.compile(r"(?:^|[，。；：\n）])(?:在|从)?([^，。；：\n（）]{2,40}?)(?:当)?中，(?!其中)[^，。；]*$")


@dataclass(slots=True)
class Link:
    """An amount in the chain of a page: the strongest mark and all words since the amount before it."""

    mention: Mention
    cut: int
    words: str


@dataclass(slots=True)
class Reading:
    """One way to read a list. `sure` readings are what the grammar says; others only count when they add
    up.
    """

    total: Mention
    parts: list[Mention]
    sure: bool
    words: str
    kind: str


def chain(page: Page) -> list[Link]:
    """The amounts of a page with what separates them."""
    links: list[Link] = []
    cut, words = 0, ""
    paragraph = -1
    for mention in page.mentions:
        if mention.paragraph != paragraph:
            cut = max(cut, mention.separator)
            paragraph = mention.paragraph
        cut, words = max(cut, mention.separator), words + mention.gap
        if mention.level:
            links.append(Link(mention, cut, words[-240:]))
            cut, words = 0, ""
        elif mention.role is not Role.OTHER:
            words += "#"
    return links


def opens(link: Link, before: Link | None) -> str:
    """How a link begins a list: '其中', a bracket, or not at all ('')."""
    if (
        before is not None
        and link.mention.depth > before.mention.depth
        and link.mention.paragraph == before.mention.paragraph
    ):
        return "（"
    openers = list(OPENER.finditer(link.words))
    if not openers:
        return ""
    found = openers[-1]
    if REASON.search(link.words) and REASON.search(link.words).end() > found.start():  # type: ignore[union-attr]
        return ""
    if _reasons(link.words, found):
        return ""
    rest = link.words[found.end() :]
    if re.search(r"[。；]", rest) and not re.search(r"其中|如下|以下|中，", found.group()):
        return ""
    return "其中"


def _reasons(words: str, found: re.Match[str]) -> bool:
    """主要是 after a rate explains it (增长 5%，主要是…): it opens no list of parts."""
    return (
        found.group().startswith("主要")
        and "#" in words[: found.start()]
        and "用于" not in found.group()
        and not found.group().endswith("包括")
    )


def below(page: Page, links: Sequence[Link], first: int) -> Iterator[Reading]:
    """Readings in which the list starting at `first` holds the parts of a total before it."""
    how = opens(links[first], links[first - 1] if first else None)
    if not how:
        return
    totals = _named_total(page, links[first])
    totals = list(_totals_before(links, first, how)) if totals is None else totals
    seen: set[tuple[int, ...]] = set()
    for sure, parts in _lists(links, first, how):
        key = tuple(p.order for p in parts)
        if not parts or key in seen:
            continue
        seen.add(key)
        for total in totals:
            own = _fitting(total, parts)
            if own and total not in own and own[0] is links[first].mention:
                yield Reading(total, own, sure, links[first].words, how)


def _named_total(page: Page, link: Link) -> list[Mention] | None:
    """The total that …中， or …如下： names, by its label; none when no amount bears it; None when
    nothing is named.
    """
    words = link.words.replace("#", "")
    found = _NAMED.search(words)
    listed = _NAMED_LIST.search(words) if found is None else None
    match = found or listed
    if match is None or (found is not None and "其中" in words[found.start() :]):
        return None
    wanted = labels.parse(match[1])
    if wanted.generic:
        return None
    exact = page.before(wanted, link.mention.order)
    if exact is not None and exact.paragraph >= link.mention.paragraph - NAMED_WITHIN:
        return [exact]
    near = [m for m in page.mentions[max(0, link.mention.order - 16) : link.mention.order] if m.level]
    alike = [m for m in reversed(near) if labels.likeness(wanted.subject, m.label) >= (1 if found else 2)][:2]
    return alike if alike or found is not None else None


def _totals_before(links: Sequence[Link], first: int, how: str) -> Iterator[Mention]:
    """The amounts a list may be the breakdown of: the nearest, that of its segment, that of its sentence."""
    me = links[first].mention
    given: list[Mention] = []
    own = first > 0 and links[first - 1].mention.sentence == me.sentence
    for index in range(first - 1, max(-1, first - 40), -1):
        other = links[index].mention
        if not addable(other.quantity.unit, me.quantity.unit) or other.depth > me.depth:
            continue
        if other.sentence != me.sentence and (own or not _linked(links[first], other)):
            break
        if not given:
            given.append(other)
            if how == "（":
                break
            continue
        far = me.paragraph - other.paragraph > 1 or me.sentence - other.sentence > 2
        if far or len(given) >= 6:
            break
        given.append(other)
    yield from given


def _linked(link: Link, total: Mention) -> bool:
    """Whether a list may break down an amount of an earlier sentence: 其中 stands in front, or the text
    announced it.
    """
    words = link.words.replace("#", "")
    before, broken, after = words.rpartition("\n")
    opening = after.rpartition("。")[2].lstrip("”")
    begins = re.match(
        (
            r"(?:[（(]?[一1][）)、.．]|一是|其中|包括|包含|主要用于|主要包括|按|分|在|从|具体|收入|支出)"
            r"|[^，。；]{0,16}分项"
        ),
        opening,
    )
    announced = re.search(r"[：，、；]$|如下$|其中$", before) if broken else None
    if "分别" in opening and "其中" not in opening:
        return False
    if broken and total.paragraph != link.mention.paragraph:
        return bool(announced or re.match(r"其中|在[^，]{2,20}中|[^，。；]{2,24}中，", opening))
    return bool(begins or announced or "中，" in opening or "其中" in opening or "：" in opening)


def _lists(links: Sequence[Link], first: int, how: str) -> Iterator[tuple[bool, list[Mention]]]:
    """The lists that may be meant, the surest first."""
    me = links[first].mention
    inner = how == "（"
    sentence = list(_until(links, first, SENTENCE, inner))
    segment = list(_until(links, first, SEMICOLON, inner))
    if not inner and len(segment) > 1 and len(segment) < len(sentence):
        yield not _detailed(segment), _without_nested(segment)
    yield not _detailed(sentence), _without_nested(sentence)
    whole = list(_until(links, first, BREAK + 1, inner))
    if not inner:
        yield _continues(links, first) and not _detailed(whole), _without_nested(whole)
        yield False, [link.mention for i, link in enumerate(sentence) if i == 0 or link.cut >= SEMICOLON]
        yield _itemised(links, first), _items(whole)
        yield False, [link.mention for i, link in enumerate(whole) if i == 0 or link.cut >= SEMICOLON]
        yield False, [link.mention for i, link in enumerate(whole) if i == 0 or link.cut >= SENTENCE]
        yield False, _same_unit_runs(sentence)
    yield False, [link.mention for link in sentence if link.mention.depth == me.depth]
    yield False, [link.mention for link in whole if link.mention.depth == me.depth]


def _until(links: Sequence[Link], first: int, limit: int, inner: bool) -> Iterator[Link]:
    """From `first` to the end of the sentence, paragraph list or bracket; stops at 加上 and at a total."""
    me = links[first].mention
    for index in range(first, min(len(links), first + LONGEST)):
        link = links[index]
        other = link.mention
        if index > first:
            if link.cut >= limit or (inner and other.depth < me.depth) or (inner and _left_bracket(link)):
                return
            if not inner and (ADDER.search(link.words) or _is_total(link)):
                return
            if other.paragraph - links[index - 1].mention.paragraph > 0 and not _list_goes_on(
                links, index, first
            ):
                return
        if other.depth >= me.depth and (inner or other.depth == me.depth):
            yield link


def _left_bracket(link: Link) -> bool:
    return "）" in link.words and link.words.rfind("）") > link.words.rfind("（") and _closes(link.words)


def _closes(words: str) -> bool:
    """Whether the words close a bracket opened before them."""
    depth = 0
    for char in words:
        if char == "（":
            depth += 1
        elif char == "）":
            depth -= 1
            if depth < 0:
                return True
    return False


def _is_total(link: Link) -> bool:
    return bool(TOTALS.search(link.mention.phrase)) and "其中" not in link.words


def _list_goes_on(links: Sequence[Link], index: int, first: int) -> bool:
    """Whether the paragraph at `index` still belongs to the list begun at `first`."""
    words = links[index].words
    before = words.partition("\n")[0]
    if before.rstrip().endswith(("；", "，", "、", "：")) or words.count("\n") == 0:
        return True
    lead = links[first].words
    tail = lead.rstrip()
    listed = bool(_ORDINAL.search(words)) or bool(re.search(r"\n[“\"]?[^\n]{2,60}（[类款项]）", words))
    return listed and ("\n" in tail or bool(re.search(r"：|如下|以下|其中|一是|1[.、．]|（1）", tail)))


def _continues(links: Sequence[Link], first: int) -> bool:
    """Whether the list is announced to run over several sentences or paragraphs."""
    return bool(re.search(r"如下|以下方面|：\n|分项情况|一是", links[first].words))


def _itemised(links: Sequence[Link], first: int) -> bool:
    return bool(re.search(r"一是|1[.、．]|（1）|（一）|①", links[first].words))


def _detailed(links: Sequence[Link]) -> bool:
    """Whether the items tell budget and outturn each, so that not every amount is a part."""
    kinds = {link.mention.label.kind for link in links}
    return "budget" in kinds and len(kinds) > 1


def _items(links: Sequence[Link]) -> list[Mention]:
    """One amount of each item of a numbered list or of each new paragraph: its head, else its outturn."""
    items: list[list[Mention]] = []
    for index, link in enumerate(links):
        if index == 0 or link.cut == BREAK or _ORDINAL.search(link.words):
            items.append([])
        items[-1].append(link.mention)
    return [
        next((m for kind in ("", "outturn") for m in item if m.label.kind == kind), item[0]) for item in items
    ]


def _without_nested(links: Sequence[Link]) -> list[Mention]:
    """The members of a list without the parts of its parts.

    A nested list lasts until its amounts have filled the part they break down, or to the next ；.
    """
    found: list[Mention] = []
    nested = False
    room = None
    for index, link in enumerate(links):
        if index and nested and link.cut >= SEMICOLON:
            nested = False
        if index and nested and room is not None and room <= 0:
            nested = False
        if index and not nested and opens(link, links[index - 1]) == "其中":
            nested, room = True, links[index - 1].mention.quantity.amount
        if nested and room is not None:
            room -= link.mention.quantity.amount
            continue
        found.append(link.mention)
    return found


def _same_unit_runs(links: Sequence[Link]) -> list[Mention]:
    """The first run of amounts separated by list marks only."""
    found: list[Mention] = []
    for index, link in enumerate(links):
        if index and link.cut > LIST:
            break
        found.append(link.mention)
    return found


def _fitting(total: Mention, parts: Sequence[Mention]) -> list[Mention]:
    """The parts that can be added to this total: same unit, same kind of figure, no averages."""
    if _AVERAGE.search(total.label.subject) and not any(
        "净收入" in p.label.subject or "性收入" in p.label.subject for p in parts
    ):
        return []
    budget = total.label.kind in ("budget", "adjusted")
    own = [
        p
        for p in parts
        if addable(p.quantity.unit, total.quantity.unit) and not _REMAINDER.search(p.label.subject)
    ]
    if not budget:
        plain = [p for p in own if p.label.kind not in ("budget", "adjusted") or not p.label.subject]
        own = plain if len(plain) >= 1 and len(plain) < len(own) and _paired(own) else own
    return own


def _paired(parts: Sequence[Mention]) -> bool:
    """Whether some subject occurs with its budget and with its outturn."""
    kinds: dict[str, set[str]] = {}
    for part in parts:
        kinds.setdefault(part.label.key, set()).add(part.label.kind)
    return any("budget" in k and len(k) > 1 for k in kinds.values())


def above(links: Sequence[Link], last: int) -> Iterator[Reading]:
    """Readings in which a 合计 or 总计 at `last` adds up amounts before it."""
    me = links[last].mention
    if not TOTALS.search(me.phrase) or last == 0:
        return
    begin = _begin(links, last)
    stretch = links[begin:last]
    tops = [m for m in _tops(stretch) if addable(m.quantity.unit, me.quantity.unit) and m.depth <= me.depth]
    adds = any(ADDER.search(link.words) for link in stretch[1:])
    bare = bool(_BARE_TOTAL.match(labels.parse(me.phrase).subject))
    polar = bare and bool(tops) and _polar(me) != "" and _polar(me) == _polar(tops[0])
    polar = polar or (bare and _polar(me) == "" and len({m.sentence for m in (*tops, me)}) == 1)
    flat = [
        link.mention
        for link in stretch
        if addable(link.mention.quantity.unit, me.quantity.unit) and not _explains(link)
    ]
    if len(tops) > 1:
        yield Reading(me, tops, adds or polar, links[last].words, "合计")
    for members in (tops, flat):
        for start in range(1, len(members) - 1):
            yield Reading(me, members[start:], False, links[last].words, "合计")
    if len(flat) > 1:
        yield Reading(me, flat, False, links[last].words, "合计")


def _explains(link: Link) -> bool:
    """Whether an amount stands in the reason given for another (主要是…一次性缴纳 0.9 亿元)."""
    return bool(
        re.search(r"主要(?:是|因|原因)|原因|由于|受", link.words.rpartition("；")[2].rpartition("。")[2])
    )


def _polar(mention: Mention) -> str:
    """收 or 支, as the label says."""
    income, outlay = "收入" in mention.phrase, "支出" in mention.phrase
    return "收" if income and not outlay else "支" if outlay and not income else ""


def _begin(links: Sequence[Link], last: int) -> int:
    """Where the amounts a total adds up begin: after the total before it, or with the paragraph."""
    me = links[last].mention
    for index in range(last - 1, max(-1, last - LONGEST), -1):
        other = links[index].mention
        if other.paragraph < me.paragraph - 1 or (
            other.paragraph < me.paragraph and not ADDER.search(links[index + 1].words)
        ):
            return index + 1
        if (
            _is_total(links[index])
            and TOTALS.search(other.phrase)
            and (links[index + 1].cut >= SEMICOLON or _polar(other))
        ):
            return index + 1
    return max(0, last - LONGEST + 1) if last >= LONGEST else 0


def _tops(links: Sequence[Link]) -> list[Mention]:
    """The amounts of a stretch without the members of 其中 lists, brackets and budgets named beside an
    outturn.
    """
    found: list[Mention] = []
    inside = 0
    depth = links[0].mention.depth if links else 0
    for index, link in enumerate(links):
        if (
            index
            and inside
            and (link.cut >= SENTENCE or ADDER.search(link.words) or (link.cut >= SEMICOLON and inside == 2))
        ):
            inside = 0
        if index and not inside and opens(link, links[index - 1]) == "其中":
            inside = 1 if "：" in link.words or "其中" in link.words else 2
        if inside or link.mention.depth > depth:
            continue
        found.append(link.mention)
    subjects = {m.label.key for m in found if m.label.kind in ("outturn", "")}
    return [m for m in found if not (m.label.kind in ("budget", "adjusted") and m.label.key in subjects)]
