"""A page: all mentions of a document in order, changes and shares attached to the amounts they speak of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from luji.account.reconcile.language import labels
from luji.account.reconcile.language.document import Document
from luji.account.reconcile.language.fold import Folded, fold
from luji.account.reconcile.language.labels import Label
from luji.account.reconcile.language.mentions import BREAK, COMMA, REASON, Mention, mentions, sentences_in
from luji.account.reconcile.language.paragraphs import Paragraph, full_width, paragraphs
from luji.account.reconcile.language.quantity import Role
from luji.account.reconcile.language.roles import DOWN, UP

_ITEM_HEAD = re.compile(
    r"^[“\"]?(?:\d{1,2}[.、．]?|[（][一二三四五六七八九十\d]+[）])?[“\"]?([^。；，0-9]{2,80}?（(?:类|款"
    r"|项)）)(?=[”\".。，：\d]|$)"
)
_MOVED = re.compile(rf"(?:{UP}|{DOWN}|超收|短收|超支|节支)[^，；。]*$")
_BOTH_SIDES = re.compile(r"收[、，]?支(?:出)?总计|收入[、，和]?支出总计")
_ONLY_PRIOR = re.compile(
    r"^(?:而)?(?:上年|去年|上一年|上年度|前年)(?:同期|度)?(?:数|的|为|是|有|完成|实现|发生|查处)*$"
)
_VERBS = re.compile(
    r"^(?:年中|年内|当年)?(?:追加|追减|调增|调减|调整|下达|安排|拨付|到位|支付|使用|结余|结转|剩余|资金"
    r"|金额|实际支出|支出)?$"
)
_MANNER = re.compile(
    r"(?:年均|平均|可比|同口径|按可比口径|按可比价格|按不变价格|名义|实际|累计|分别|均|均较上年|[，、])+$"
)
_COMPARED = re.compile(
    r"(?:与|比|较|同)?(?:\d{4}年?(?:度)?|上一?年(?:度|同期)?|去年(?:同期)?|同期|年初|上年末"
    r"|年初预算)?(?:数|决算|预算)*(?:相比|同比|环比|可比|分别)*(?:各|均|又|再|也|都)*$|^(?:与|比"
    r"|较)(?:\d{4}年|上年|去年|上一年|年初)[^，；。]{0,8}"
)
_SHARE_OF = re.compile(
    r"^(?P<part>[^占]*)占(?P<whole>[^，；。]*?)(?:的?(?:比重|比例|份额))?(?:的|分别|均|约|为|达到?|是"
    r"|近|超过?|至|高达|仅|各|也)*$"
)
LOOK_BACK = 60


@dataclass(slots=True)
class Passage:
    """One paragraph: where it stands, folded, and its mentions."""

    place: Paragraph
    folded: Folded
    mentions: list[Mention]
    head: Label | None = None

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text


@dataclass(slots=True)
class Page:
    """What the rules look at."""

    document: Document
    passages: list[Passage]
    mentions: list[Mention]
    named: dict[str, list[Mention]] = field(default_factory=dict)

    @property
    def levels(self) -> Iterator[Mention]:
        """The amounts, in order."""
        return (m for m in self.mentions if m.level)

    def before(self, label: Label, order: int) -> Mention | None:
        """The last amount before `order` that bears the same label."""
        for mention in self.candidates(label.key, order):
            if labels.same(mention.label, label):
                return mention
        return None

    def candidates(self, key: str, order: int) -> list[Mention]:
        """Amounts whose label has this key, the nearest before `order` first."""
        known = self.named.get(key, [])
        at = bisect_right(known, order, key=lambda m: m.order)
        return [m for m in reversed(known[max(0, at - 12) : at]) if m.order < order]

    def original(self, mention: Mention) -> tuple[int, int]:
        """The place of a mention's number with its unit in the document's text."""
        return mention.quantity.place

    def passage(self, mention: Mention) -> Passage:
        """The paragraph of a mention."""
        return self.passages[mention.paragraph]

    def text_between(self, first: Mention, second: Mention) -> str:
        """The folded text between two mentions (a paragraph's end is a line feed)."""
        a, b = self.passage(first), self.passage(second)
        if first.paragraph == second.paragraph:
            return a.text[first.quantity.end : second.quantity.start]
        middle = "\n".join(p.text for p in self.passages[first.paragraph + 1 : second.paragraph][:40])
        return "\n".join(
            t for t in (a.text[first.quantity.end :], middle, b.text[: second.quantity.start]) if t
        )


def build(document: Document, prose: Sequence[tuple[int, int]]) -> Page:
    """Read the prose stretches of a document."""
    passages: list[Passage] = []
    everything: list[Mention] = []
    sentence = 0
    full = full_width(document.text, prose) if document.wrapped else 0
    for start, end in prose:
        for place in paragraphs(document.text, start, end, full):
            folded = fold(document.text, place.start, place.end)
            found = mentions(folded, len(passages), sentence)
            passages.append(Passage(place, folded, found, _head(folded.text)))
            sentence += sentences_in(folded.text) + 1
            everything += found
    for order, mention in enumerate(everything):
        mention.order = order
        mention.quantity.place = passages[mention.paragraph].folded.span(
            mention.quantity.start, mention.quantity.end
        )
    page = Page(document, passages, everything)
    _mark_breaks(page)
    _inherit(page)
    _attach(page)
    return page


def _head(text: str) -> Label | None:
    """What an item of a final account is about: 社会保障和就业支出（类）…（项）."""
    found = _ITEM_HEAD.match(text)
    return Label(re.sub(r"[（）“”\"类款项]", "", found[1])) if found else None


def _mark_breaks(page: Page) -> None:
    """The first number of a paragraph is separated from the last of the one before by the break."""
    for before, passage in zip(page.passages, page.passages[1:], strict=False):
        if not passage.mentions:
            continue
        first = passage.mentions[0]
        last = before.text[-1:]
        if last in "，、：；" or before.text.endswith(("其中", "如下")):
            first.gap = before.text[-60:] + first.gap
            first.separator = max(first.separator, {"；": 3, "、": 1}.get(last, 2))
        else:
            first.gap = before.text[-24:] + "\n" + first.gap
            first.separator = BREAK


def _inherit(page: Page) -> None:
    """Figures without a subject of their own take that of the sentence, or of the paragraph's item."""
    topic: Label | None = None
    last: Mention | None = None
    for mention in page.mentions:
        passage = page.passage(mention)
        if last is None or last.paragraph != mention.paragraph:
            topic = passage.head
        if mention.role not in (Role.LEVEL, Role.BASE):
            last = mention
            continue
        if mention.label.generic and topic is not None:
            mention.label = mention.label.with_subject(topic)
        elif _gives_topic(mention, passage.head, last):
            topic = mention.label
        last = mention
        if mention.level:
            page.named.setdefault(mention.label.key, []).append(mention)


def _gives_topic(mention: Mention, head: Label | None, last: Mention | None) -> bool:
    """Whether figures after it speak of the same subject; under an item's head only its first one does."""
    if mention.label.generic or _VERBS.match(mention.label.subject):
        return False
    return head is None or (mention.label.kind == "" and mention.depth == 0 and last is None)


def modifier_label(phrase: str) -> Label:
    """Whose change or share a phrase speaks of; generic when it does not say."""
    text = labels.unbracket(phrase)
    share = _SHARE_OF.match(text)
    if share:
        return labels.parse(share["part"])
    text = _MANNER.sub("", _MOVED.sub("", text))
    for _ in range(3):
        shorter = _COMPARED.sub("", text)
        if shorter == text:
            break
        text = shorter
    return labels.parse(text)


def whole_of(phrase: str) -> Label | None:
    """The whole a share names (占…的); None when it names none."""
    share = _SHARE_OF.match(labels.unbracket(phrase))
    if not share or share["whole"] in ("", "比", "总", "总数", "比重"):
        return None
    named = labels.parse(share["whole"])
    return named if named.subject else None


def _attach(page: Page) -> None:
    """Give every change, growth, share and completion to the amount it speaks of."""
    current: Mention | None = None
    before: Mention | None = None
    heads: dict[int, list[Mention]] = {}
    for mention in page.mentions:
        if mention.level and _ONLY_PRIOR.match(mention.phrase):
            before = mention
            continue
        if mention.level:
            current = before = mention
            heads.setdefault(mention.sentence, []).append(mention)
            continue
        if mention.role not in (Role.OTHER, Role.BASE, Role.SCORE):
            host = _with_change(mention, before) or _host(page, mention, current, heads)
            if host is not None:
                mention.host = host
                host.attached.append(mention)
        before = mention
    _distribute(page)


def _with_change(mention: Mention, before: Mention | None) -> Mention | None:
    """A rate right after an amount of change (增加 8 万元，增长 3%) speaks of the same thing."""
    if before is None or before.role is not Role.CHANGE or mention.role is not Role.GROWTH:
        return None
    if (
        mention.sentence != before.sentence
        or mention.separator > COMMA
        or not modifier_label(mention.phrase).generic
    ):
        return None
    return before.host


def _host(
    page: Page, mention: Mention, current: Mention | None, heads: dict[int, list[Mention]]
) -> Mention | None:
    label = modifier_label(mention.phrase)
    near = current if current is not None and current.sentence == mention.sentence else None
    if near is not None and near.depth > mention.depth:
        near = _outside(page, near, mention.depth)
    if label.generic:
        return near if near is not None else _lead_before(mention, heads)
    if near is not None and (
        labels.likeness(label.subject, near.label, False) >= 2 or mention.role is Role.DONE
    ):
        return near
    if _BOTH_SIDES.search(mention.phrase):
        return _total_before(page, mention)
    named = page.before(label, mention.order)
    if named is not None and mention.paragraph - named.paragraph < (LOOK_BACK if len(label.key) > 3 else 1):
        return named
    close = _alike(page, label, mention)
    if close is not None:
        return close
    lead = _lead_before(mention, heads)
    if near is None and lead is not None and labels.likeness(label.subject, lead.label, False) >= 2:
        return lead
    if near is not None and mention.role in (Role.DONE, Role.RATE):
        return near
    return None


def _total_before(page: Page, mention: Mention) -> Mention | None:
    """The last 总计 of the paragraph: 收、支总计各增加 speaks of both sides, which are equal."""
    for order in range(mention.order - 1, max(-1, mention.order - 8), -1):
        other = page.mentions[order]
        if other.paragraph == mention.paragraph and other.level and other.label.total:
            return other
    return None


def _alike(page: Page, label: Label, mention: Mention) -> Mention | None:
    """The nearest amount of the paragraph whose label begins or ends like the one named (税收 for
    税收收入).
    """
    for order in range(mention.order - 1, max(-1, mention.order - 24), -1):
        other = page.mentions[order]
        if other.paragraph != mention.paragraph:
            return None
        if (
            other.level
            and labels.likeness(label.subject, other.label, False) >= 2
            and other.label.kind not in ("budget", "adjusted")
        ):
            return other
    return None


def _distribute(page: Page) -> None:
    """A list of k rates after k amounts gives each amount its own (分别为 a、b、c，占比 x、y、z)."""
    for group in _series(page.mentions):
        first = group[0]
        if first.level or first.role in (Role.OTHER, Role.BASE, Role.SCORE) or len(group) < 2:
            continue
        amounts = _amounts_before(page, first, len(group))
        if len(amounts) != len(group):
            continue
        for mention, amount in zip(group, amounts, strict=True):
            if mention.host is not None:
                mention.host.attached.remove(mention)
            mention.host = amount
            amount.attached.append(mention)


def _series(found: Sequence[Mention]) -> Iterator[list[Mention]]:
    group: list[Mention] = []
    for mention in found:
        number = mention.quantity.series
        last = group[-1] if group else None
        if (
            last is not None
            and number >= 0
            and number == last.quantity.series
            and mention.paragraph == last.paragraph
        ):
            group.append(mention)
            continue
        if len(group) > 1:
            yield group
        group = [mention] if number >= 0 else []
    if len(group) > 1:
        yield group


def _amounts_before(page: Page, first: Mention, count: int) -> list[Mention]:
    """The `count` amounts of the same sentence just before a list."""
    found: list[Mention] = []
    for order in range(first.order - 1, max(-1, first.order - 4 * count), -1):
        other = page.mentions[order]
        if other.sentence != first.sentence or len(found) == count:
            break
        if other.level:
            found.append(other)
    return found[::-1]


def _outside(page: Page, mention: Mention, depth: int) -> Mention | None:
    """The last amount of the same sentence that stands outside the bracket."""
    for order in range(mention.order - 1, max(-1, mention.order - 60), -1):
        other = page.mentions[order]
        if other.sentence != mention.sentence:
            return None
        if other.level and other.depth <= depth:
            return other
    return None


def _lead_before(mention: Mention, heads: dict[int, list[Mention]]) -> Mention | None:
    """The first amount of the sentence before, when this sentence only compares it (比上年增加…); no
    budget beside an outturn.
    """
    if REASON.search(mention.gap) or mention.sentence == 0:
        return None
    before = heads.get(mention.sentence - 1, [])
    lead = next(
        (m for m in before if m.label.kind not in ("budget", "adjusted")), before[0] if before else None
    )
    if lead is None or lead.paragraph != mention.paragraph:
        return None
    return lead
