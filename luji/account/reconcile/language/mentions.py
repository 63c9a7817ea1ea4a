"""Mentions: each number of a paragraph with the words that introduce it, its depth and what separates it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from luji.account.reconcile.language import labels, lexer, roles
from luji.account.reconcile.language.fold import Folded
from luji.account.reconcile.language.labels import Label
from luji.account.reconcile.language.quantity import Quantity, Role

NOTHING, LIST, COMMA, SEMICOLON, SENTENCE, BREAK = range(6)
_STRENGTH = {
    "、": LIST,
    "，": COMMA,
    "：": COMMA,
    "；": SEMICOLON,
    "。": SENTENCE,
    "！": SENTENCE,
    "？": SENTENCE,
    "\n": BREAK,
}
_CUT = re.compile(r"[，；。：！？\n]")
OPENER = re.compile(
    r"其中|包括|包含|(?<![包])含(?![量税金有])|分别(?:为|是|由)|主要(?:是|有|为|用于|包括)|具体(?:为|是|包括|情况|如下)|分项|如下|以下|组成|构成|"
    r"在[^，；。]{1,12}中|按(?!不变|可比|现价|年均)[^，；。]{1,14}(?:分|看|统计|划分)|分[^，；。]{1,10}看|[：]$|中，|从[^，；。]{1,12}看|一是"
    r"|(?:投向|用于|分布|安排|支持|涉及|来源|情况)(?:是|为)?：(?=[^，；。：]{1,24}$)"
)
ADDER = re.compile(r"加上|(?:^|[，；。])加[^快强工大]|连同|另(?:有|外)|此外|同时|再加")
TOTALS = re.compile(
    r"(?:总计|合计|共计|总共|总额|总量|总数)(?:[^，；。、]{0,4})$|^(?:收入|支出)?总[计共额量]"
)
REASON = re.compile(r"原因|由于|主要是因|是因为|是由|主要系")


@dataclass(slots=True, eq=False)
class Mention:
    """One number in its place. `order` counts all mentions of a page, `sentence` all its sentences."""

    quantity: Quantity
    paragraph: int
    sentence: int
    phrase: str
    gap: str
    separator: int
    depth: int
    label: Label
    after: str
    order: int = -1
    segment: int = 0
    host: Mention | None = None
    attached: list[Mention] = field(default_factory=list)

    @property
    def role(self) -> Role:
        """What the number is said to be."""
        return self.quantity.role

    @property
    def level(self) -> bool:
        """Whether it is an amount of something."""
        return self.quantity.role is Role.LEVEL

    def of(self, role: Role) -> list[Mention]:
        """The attached numbers of one role."""
        return [m for m in self.attached if m.role is role]


def separator(gap: str) -> int:
    """The strongest mark between two numbers, brackets not looked into."""
    return max((_STRENGTH.get(c, NOTHING) for c in labels_free(gap)), default=NOTHING)


def labels_free(gap: str) -> str:
    """The gap without closed bracket groups."""
    return re.sub(r"（[^（）]*）", "", gap)


def phrase_of(gap: str) -> str:
    """The words since the last strong mark; a list mark at the very start is dropped."""
    text = re.sub(r"（[^（）]*）", "", gap)
    text = re.split(r"[（）]", text)[-1]
    text = _CUT.split(text)[-1]
    return text.lstrip("、和及与") if text and gap.startswith(text) else text


def mentions(folded: Folded, paragraph: int, first_sentence: int, carried: str = "") -> list[Mention]:
    """The mentions of one paragraph, places kept in the folded text. `carried` is the text just before it."""
    text = folded.text
    found: list[Mention] = []
    sentence, segment, depth, last = first_sentence, 0, 0, 0
    for quantity in lexer.quantities(text):
        gap = text[last : quantity.start]
        for char in gap:
            depth, sentence, segment = _step(char, depth, sentence, segment)
        if last == 0:
            gap = carried + gap
        phrase = phrase_of(gap)
        after = text[quantity.end : quantity.end + 16]
        roles.role(phrase, after, quantity)
        if found and found[-1].role is Role.BASE and gap == "的":
            quantity.role = Role.DONE if roles.says_plan(found[-1].phrase) else Role.SHARE
        found.append(
            Mention(
                quantity,
                paragraph,
                sentence,
                phrase,
                gap,
                separator(gap),
                depth,
                labels.parse(phrase),
                after,
                segment=segment,
            )
        )
        last = quantity.end
    _series_roles(found)
    _series_labels(found)
    return found


def _series_labels(found: list[Mention]) -> None:
    """甲、乙、丙分别为 1、2、3: each number of the list gets its own name."""
    for index, mention in enumerate(found):
        if mention.quantity.series < 0 or "分别" not in mention.phrase:
            continue
        group = [mention]
        for other in found[index + 1 :]:
            if other.quantity.series != mention.quantity.series or other.phrase:
                break
            group.append(other)
        names = [n for n in re.split(r"[、和及与]", mention.phrase.split("分别")[0]) if n]
        if len(names) == len(group) > 1:
            for one, name in zip(group, names, strict=True):
                one.label = labels.parse(name)


def _step(char: str, depth: int, sentence: int, segment: int) -> tuple[int, int, int]:
    if char == "（":
        depth += 1
    elif char == "）":
        depth = max(0, depth - 1)
    elif char in "。！？":
        sentence += 1 if depth == 0 else 0
        segment += 1
    elif char == "；":
        segment += 1
    return depth, sentence, segment


def _series_roles(found: list[Mention]) -> None:
    """In 增长 12.4%、8.8%、9.1% the words stand only before the first number."""
    for before, now in pairwise(found):
        q, p = now.quantity, before.quantity
        if q.series >= 0 and q.series == p.series and not now.phrase.strip("、和及与，"):
            q.role, q.sign, q.flags = p.role, p.sign, q.flags | (p.flags & {"comparable", "average"})


def sentences_in(text: str) -> int:
    """How many sentence ends a folded paragraph holds."""
    return sum(text.count(c) for c in "。！？")


def inside(found: list[Mention], start: int, end: int) -> Iterator[Mention]:
    """Those whose number stands between two places of the folded text."""
    return (m for m in found if start <= m.quantity.start and m.quantity.end <= end)
