"""Finding the numbers of a folded passage with unit and bound; dates and item numbers are set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from luji.account.reconcile.language import numerals
from luji.account.reconcile.language.quantity import Bound, Quantity, Role
from luji.account.reconcile.language.units import BARE, MEASURES, PATTERN, UNITS, Unit, unit

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?P<sign>(?<![\dA-Za-z年月日号第区）%.+-])[-+])?(?P<number>{_DIGITS})"
    rf"(?P<over>余|多(?=[万亿个家元人起次件名条项场])|来)?(?P<unit>{PATTERN}|成(?![本立长都]))?"
    rf"(?P<after>余|多(?!少)|左右|以上|以下|以内|上下)?"
)
_HANZI = re.compile(
    rf"(?<![{numerals.CHARS}“第十几数])(?P<number>[{numerals.CHARS}]+)(?P<over>余|多|几)?"
    rf"(?P<unit>{MEASURES})(?!产业)(?![一-鿿]{{0,1}}”)"
)
_FRACTIONS = re.compile(
    rf"(?<![{numerals.CHARS}])(?:[{numerals.CHARS}]+分之[{numerals.CHARS}]+(?:点[{numerals.CHARS}]+)?"
    rf"|[{numerals.CHARS}]+成[一二三四五六七八九]?(?=[^一-鿿]|以上|左右|的|多|$)|一半|过半|半数)"
)
_DATE = re.compile(
    r"(?<!\d)(?:(?:\d{4}|\d{2})\s*[-—~至]\s*\d{4}年(?:度)?|\d{4}年\d{1,2}月\d{1,2}日?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{4}年(?:\d{1,2}月(?:份|底|末)?)?(?:度)?|\d{1,2}[-—~至]\d{1,2}月(?:份)?|\d{1,2}月\d{1,2}日"
    r"|\d{1,2}月(?:份|底|末)?(?!饼)|\d{1,2}日(?![元均])|\d{1,2}[:：]\d{2}(?!\d))"
)
_NOT_AMOUNT = re.compile(
    r"第\d+[条届次章节期批号]?|〔\d{4}〕\d*号?|\[\d{4}\]\d*号?|[“\"‘]\d+(?:[.·]\d+)?[+”\"’]"
    r"|(?<![A-Za-z])[A-Za-z]+-?\d+(?:\.\d+)?(?:\+\d+)?"
    r"|(?<=\d)[:：]\d+(?=[）\s])|(?<=[周前近后])\d+年|(?<=（)\d{6,}(?=）)"
    r"|(?<![\d.,])(?:\d+号(?!线)|\d+(?:\.\d+)?[A-Za-z](?<![kK])(?![mMgG])|\d+[-—~至]\d+(?:年期|岁|周岁"
    r"|人)|\d+年期"
    r"|\d{3,4}-\d{7,8}|1[3-9]\d{9}(?![\d.万亿元])|\d+周岁|\d+×\d+|\d+小时)"
)
_ITEM = re.compile(
    r"^[“\"]?(?:附?[表图件]\d+|[（\[]?\d{1,2}[）\]]|\d{1,2}[.、．](?!\d)|\d{1,2}(?=[“\"])|[①-⑳])"
)
_RATIO = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?:[∶：:]\d+(?:\.\d+)?){1,4}")
_ABOUT = re.compile(r"(?:约|近|大约|将近|接近|约为|约占|近乎|大概)$")
_OVER = re.compile(
    r"(?:(?<!不)超|(?<!不)超过|逾|突破|(?<!不)高于|不少于|不低于|至少|大于|多于|以上|跨越|站上|迈上|超出)$"
)
_UNDER = re.compile(r"(?:不足|不到|(?<!不)低于|(?<!不)小于|不超过|不高于|(?<!不)少于|控制在|至多)$")
LONGEST = 24

_BARE_SCALES = ("百", "千", "万", "十万", "百万", "千万", "亿")
_UNIT = re.compile(PATTERN)
RATIO_FLAG = "ratio"


def _overlaps(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in spans)


def dates(text: str) -> list[tuple[int, int]]:
    """Where dates, years, clocks and other numbers that are no amounts stand."""
    found = [m.span() for m in _DATE.finditer(text)]
    found += [m.span() for m in _NOT_AMOUNT.finditer(text)]
    item = _ITEM.match(text)
    if item:
        found.append(item.span())
    return found


def quantities(text: str) -> list[Quantity]:
    """Every amount and percentage of a folded passage in order, units given to bare numbers of a list."""
    taken = dates(text)
    found = list(_ratios(text, taken))
    taken += [(q.start, q.end) for q in found]
    found += _numbers(text, taken)
    taken += [(q.start, q.end) for q in found]
    found += _hanzi(text, taken)
    found.sort(key=lambda q: q.start)
    _share_units(text, found)
    return found


def _ratios(text: str, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    """The members of a structure a∶b∶c, each as a bare number flagged."""
    for group, match in enumerate(_RATIO.finditer(text)):
        if _overlaps(taken, *match.span()) or (match.end() < len(text) and text[match.end()] in "∶："):
            continue
        for piece in re.finditer(r"\d+(?:\.\d+)?", match.group()):
            start, end = match.start() + piece.start(), match.start() + piece.end()
            one = Quantity(
                piece.group(),
                Decimal(piece.group()),
                _decimals(piece.group()),
                BARE,
                start,
                end,
                end,
                role=Role.OTHER,
            )
            one.flags, one.series = frozenset({RATIO_FLAG}), 10_000 + group
            yield one


def _numbers(text: str, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    ordered = sorted(taken)
    cursor = 0
    for match in _NUMBER.finditer(text):
        while cursor < len(ordered) and ordered[cursor][1] <= match.start("number"):
            cursor += 1
        start, end = match.span("number")
        if end - start > LONGEST or any(a < end and start < b for a, b in ordered[cursor : cursor + 4]):
            continue
        yield _quantity(text, match)


def _quantity(text: str, match: re.Match[str]) -> Quantity:
    printed = match["number"]
    value = Decimal(printed.replace(",", ""))
    start = match.start("number")
    if match["unit"] == "成":
        value *= 10
    if match["sign"]:
        minus = match["sign"] == "-"
        value, printed, start = (-value if minus else value), match["sign"] + printed, match.start()
    kind, end = _unit_at(text, match)
    if match["after"] and kind.text and match["unit"]:
        end = max(end, match.end("after"))
    one = Quantity(printed, value, _decimals(printed), kind, start, match.end("number"), end)
    one.bound = _bound(text[max(0, start - 4) : start], (match["over"] or "") + (match["after"] or ""))
    return one


def _unit_at(text: str, match: re.Match[str]) -> tuple[Unit, int]:
    """The unit after the number and where it ends; an unknown measure word is taken as it stands."""
    if match["unit"]:
        end = match.end("unit")
        name = match["unit"]
        if name == "成":
            return UNITS["%"], end
        if name in _BARE_SCALES and match["after"] in ("余", "多"):
            base = _UNIT.match(text, match.end("after"))
            if base and (scaled := UNITS.get(name + base.group())):
                return scaled, base.end()
        if name == "个" and text.startswith("百分点", end):
            return UNITS["个百分点"], end + 3
        return unit(name), end
    return BARE, match.end("over") if match["over"] else match.end("number")


def _bound(before: str, after: str) -> Bound:
    if _UNDER.search(before) or "以下" in after or "以内" in after:
        return Bound.UNDER
    if _ABOUT.search(before) or "左右" in after or "上下" in after:
        return Bound.ABOUT
    if _OVER.search(before) or (after and after[0] in "余多来以"):
        return Bound.OVER
    return Bound.EXACT


def _decimals(printed: str) -> int:
    return len(printed.partition(".")[2])


def _hanzi(text: str, taken: list[tuple[int, int]]) -> Iterator[Quantity]:
    """Chinese numerals before a measure word, and fractions such as 两成."""
    for match in _FRACTIONS.finditer(text):
        share = numerals.fraction(match.group())
        if share is not None and not _overlaps(taken, *match.span()):
            one = Quantity(match.group(), share, 0, UNITS["%"], *match.span(), match.end())
            one.end = one.number_end = match.end()
            one.bound = Bound.ABOUT if "成" in match.group() else Bound.EXACT
            one.flags = frozenset({"hanzi"})
            yield one
    for match in _HANZI.finditer(text):
        if _overlaps(taken, *match.span()):
            continue
        value = numerals.integer(match["number"])
        if value is None or value == 0 or (value == 1 and match["number"] == "一"):
            continue
        one = Quantity(
            match["number"],
            Decimal(value),
            0,
            unit(match["unit"]),
            match.start(),
            match.end("number"),
            match.end(),
        )
        one.bound = (
            Bound.OVER if match["over"] else _bound(text[max(0, match.start() - 4) : match.start()], "")
        )
        one.flags = frozenset({"hanzi"})
        yield one


def _share_units(text: str, found: list[Quantity]) -> None:
    """48.47、51.50、39.07亿元: the unit at the end is that of all; such numbers form one series."""
    series = 0
    for index in range(len(found) - 1, 0, -1):
        now, before = found[index], found[index - 1]
        if RATIO_FLAG in now.flags or RATIO_FLAG in before.flags:
            continue
        gap = text[before.end : now.start]
        if gap not in ("、", "和", "及", "与", "以及", "，", "/"):
            continue
        if before.unit is BARE and now.unit is not BARE and gap != "，":
            before.unit = now.unit
        if before.unit.dim == now.unit.dim:
            if now.series < 0:
                series += 1
                now.series = series
            before.series = now.series
