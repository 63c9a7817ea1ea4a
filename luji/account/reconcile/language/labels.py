"""Labels: whom or what a number belongs to, as the words before it say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_LEAD = re.compile(
    r"^(?:[“”‘’\"'《》\s]|其中|一是|二是|三是|四是|五是|六是|七是|八是|九是|十是"
    r"|[（]?[一二三四五六七八九十]+[）、]|[（]?\d{1,2}[）.、．]|[①-⑳]|"
    r"同时|另外|此外|另|再?加上|加(?![快强工])|减去|扣除|以及|和(?![谐平])|及(?!时)|与|含(?![量税])"
    r"|包括|包含|主要是|主要有|主要为|主要用于|主要包括|"
    r"分别为|分别是|具体为|具体是|在(?![职校建岗编])|从(?!业)|对(?![外口个])|按|由|\d{4}年(?:度|底|末"
    r"|初)?|\d{4}(?:年|-)?\d{1,2}月(?:\d{1,2}日)?(?:底|末)?|"
    r"\d{1,2}[-—~至]\d{1,2}月(?:份)?|\d{1,2}月\d{1,2}日|\d{1,2}月(?:底|末)?|全年|今年|当年|本年度?|累计"
    r"|年末|年底|期末|截至|截止|目前|预计|实际(?!工)|共有|共(?![青享同产])|已|"
    r"各级各类|有(?![色线])|现有|我[市县区省州局]|上半年|下半年|前三季度|[一二三四]季度|到(?![期位])|为"
    r"|的|[中内外](?=[，：])|等(?=[，、：])|是|则|仅|达到?|，|、|：|年度)"
)
_TAIL = re.compile(
    r"(?:[“”‘’\"'《》\s]|分别|均|各|为|是|达到?|(?<!公)共计?|约|近|超过?|逾|实现|安排|累计|总计为"
    r"|合计为|列支|支出了|完成|了|增至|降至|增加到|减少到|提高到|下降到|"
    r"调整为|(?<![国公所拥持])有|:|：|，|仅|只有|已|也|(?<![审统会设合总预估累])计|投入|用于|等|的|不足"
    r"|突破|高达|大约|预计|下达|核定|在|上升至|升至|回落至|减至|增长到|"
    r"增长至|降到|控制在|余额为|稳定在|发放|(?<!转移)(?<!直接)(?<!授权)支付|拨付|筹集|募集|到|至|初步核算)$"
)
_SCOPES = (
    r"全市|市级|市本级|市直|县级|区级|全县|全区|全省|省级|省本级|各级|本级|镇级|全州|州级|州本级|全镇"
    r"|县区级|县区|市县|区本级|县本级|全国|市区|街道本级"
)
_SCOPE = re.compile(_SCOPES)
_FUNDS = re.compile(
    r"(?:一般公共预算|政府性基金预算|国有资本经营预算|社会保险基金预算|社保基金预算|公共财政预算"
    r"|基金预算|国资预算|一般预算)$"
)
_KIND = (
    (
        "adjusted",
        re.compile(
            r"(?:年度|全年)?(?:调整后?|变动)(?:的)?(?:预算|计划)(?:总?数|总?额)?$|预算(?:调整"
            r"|变动)(?:数|后)?$|调整(?:预算)?数$"
        ),
    ),
    (
        "budget",
        re.compile(
            r"(?:年初|当年|本年|全年|年度|财政|全口径)?(?:汇总)?(?:收入|支出)?(?:预算|计划)(?:总?数"
            r"|总?额|安排|合计|总计|金额|资金)?$|年初安排$|预算安排$|预期目标$|目标(?:值|数|任务)?$"
            r"|任务(?:数)?$"
        ),
    ),
    (
        "outturn",
        re.compile(
            r"(?:实际)?(?:支出|收入)?决算(?:总?数|总?额|支出)?$|(?:实际)?(?:执行|完成|支付"
            r"|到位)(?:总?数|总?额|金额)?$|实际(?:支出|收入|使用)(?:数)?$|实现数$"
        ),
    ),
)
_PRIOR = re.compile(r"上年同?期?|去年同?期?|上一?年度?|同期|基期|前一年")
TOTAL_WORDS = re.compile(
    r"(?:总计|合计|共计|总额|总数|总量|总收入|总支出|总预算|总人数|总规模|小计|总和|总值|总额度|总资金"
    r"|总投资|总财力|总金额)$"
)


_PLANNED = re.compile(
    r"^(?:年度|全年|年初)?(?:计划|目标|任务)(?![生外内数和与及是为为要]|经济|单列|书)(?=[一-鿿]{2})"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A subject with what kind of figure it is: budget, adjusted, outturn or plain; its scope; whether a
    total.
    """

    subject: str
    kind: str = ""
    scope: str = ""
    prior: bool = False
    total: bool = False
    year: str = ""

    @property
    def generic(self) -> bool:
        """Whether no subject is named."""
        return not self.key

    @property
    def key(self) -> str:
        """The subject as it is compared: without 支出 at its end, without quotes and particles."""
        return _key(self.subject)

    def with_subject(self, other: Label) -> Label:
        """This figure of the subject of another label."""
        return Label(
            other.subject,
            self.kind,
            self.scope or other.scope,
            self.prior,
            self.total,
            self.year or other.year,
        )


@lru_cache(maxsize=8192)
def _key(subject: str) -> str:
    plain = re.sub(r"[“”‘’\"'《》\s（）()的之、]", "", subject)
    if len(plain) > 3 and plain.endswith("支出"):
        plain = plain[:-2]
    return plain


def unbracket(text: str) -> str:
    """The text without closed bracket groups; of an open one only what stands inside it."""
    while True:
        shorter = re.sub(r"（[^（）]*）", "", text)
        if shorter == text:
            break
        text = shorter
    return text.rsplit("（", 1)[-1].rsplit("）", 1)[-1]


@lru_cache(maxsize=8192)
def parse(phrase: str) -> Label:
    """The label that the words before a number give."""
    text = unbracket(phrase)
    years = re.findall(r"(\d{4})年", text)
    scope = _SCOPE.search(text)
    prior = bool(_PRIOR.search(text))
    planned = _PLANNED.match(text)
    if planned:
        text = text[planned.end() :]
    verb_kind = (
        "budget"
        if planned or re.search(r"安排(?:为|了)?$", text)
        else "outturn"
        if re.search(r"完成(?:了|约)?$", text)
        else ""
    )
    text = _strip(text)
    kind = ""
    for name, form in _KIND:
        found = form.search(text)
        if found and not _FUNDS.search(text):
            kind, text = name, text[: found.start()]
            break
    text = _strip(text)
    total = bool(TOTAL_WORDS.search(text))
    subject = _SCOPE.sub("", text) if scope and scope.group() != text else text
    return Label(
        _strip(subject),
        kind or verb_kind,
        scope.group() if scope else "",
        prior,
        total,
        years[-1] if years else "",
    )


def _strip(text: str) -> str:
    for _ in range(12):
        found = _LEAD.match(text)
        if not found or (found.end() >= len(text) and len(text) <= 2):
            break
        text = text[found.end() :]
    for _ in range(8):
        found = _TAIL.search(text)
        if not found:
            break
        text = text[: found.start()]
    return text


def same(a: Label, b: Label) -> bool:
    """Whether two labels name the same thing in the same kind of figure."""
    return bool(a.key) and a.key == b.key and kinds_agree(a, b) and scopes_agree(a, b)


def kinds_agree(a: Label, b: Label) -> bool:
    """Plain figures and outturns agree; budgets only with budgets."""
    plain = ("", "outturn")
    return a.kind == b.kind or (a.kind in plain and b.kind in plain)


def scopes_agree(a: Label, b: Label) -> bool:
    """Whether both have the same scope or one of them none."""
    return not a.scope or not b.scope or a.scope == b.scope


def _untotal(key: str) -> str:
    """The key without 总计, 合计 and the like at its end, unless nothing else is left."""
    return TOTAL_WORDS.sub("", key) or key


def likeness(wanted: str, label: Label, totals: bool = True) -> int:
    """How well the label fits a name: 3 the same, 2 one ends in the other, 1 one holds the other, 0 neither.

    Without `totals` the words 总计 and 合计 are looked through: 收入 fits 部门预算收入总计.
    """
    name, key = _key(wanted), label.key
    if not totals:
        name, key = _untotal(name), _untotal(key)
    if not name or not key:
        return 0
    if name == key:
        return 3
    short, long = sorted((name, key), key=len)
    if len(short) >= 2 and (long.endswith(short) or long.startswith(short)):
        return 2
    return 1 if len(short) >= 3 and short in long else 0
