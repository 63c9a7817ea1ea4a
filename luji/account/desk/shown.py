"""How figures stand on a page: numbers with separators, growth with sign, arrow and tone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from luji.account.indicators.figure import NOT_APPLICABLE, Figure, Value, plain
from luji.base.kernel.money import half_up
from luji.base.kernel.quantity import SCALES, Quantity, Wording
from luji.base.kernel.text import Lang
from luji.base.ui.jinja import grouped

MINUS = "\u2212"
YEAR = "年"
LONG_NUMBER = re.compile(r"(?<![\d.])\d{4,}")
ARROWS = {1: "arrow-up-right", 0: "arrow-right", -1: "arrow-down-right"}


@dataclass(frozen=True)
class Shown:
    """A value in pieces: `before` (over, 超), the number, `after` (余) and the measure word."""

    number: str
    before: str = ""
    after: str = ""
    measure: str = ""

    def __str__(self) -> str:
        tail = f"{self.after}{self.measure}" if self.after else self.measure
        return " ".join(part for part in (self.before, self.number, tail) if part)


@dataclass(frozen=True)
class Growth:
    """Change against last year: percent with sign, the arrow's icon, and good, bad or no tone."""

    text: str
    icon: str
    tone: str


def shown(figure: Figure, lang: Lang) -> Shown:
    """The figure's value as it stands on a tile or in a table."""
    return worded(figure.value, figure.wording, figure.measure_en, lang)


def worded(value: Value, wording: Wording, measure_en: str, lang: Lang) -> Shown:
    """Any value in a wording: 12.34 万起, over 30 times, 不适用."""
    if not isinstance(value, Decimal):
        return Shown(NOT_APPLICABLE.say(lang) if value is None else value)
    if is_year(wording):
        return Shown(plain(value), "", "", "" if lang == "en" else YEAR)
    quantity = Quantity(value, wording)
    over = quantity.is_over()
    if lang == "en":
        number, decimals = unscaled(quantity.stated(), wording)
        return Shown(grouped(number, decimals), "over" if over else "", "", measure_en or wording.measure)
    before, after = ("超", "") if over and wording.over == "超" else ("", "余" if over else "")
    return Shown(grouped(quantity.stated()), before, after, wording.unit)


def exact(value: Value, wording: Wording, measure_en: str, lang: Lang) -> Shown:
    """The value without 余 or 约, for tables where numbers stand side by side."""
    if not isinstance(value, Decimal) or is_year(wording):
        return worded(value, wording, measure_en, lang)
    if lang == "en" or not wording.scale:
        measure = measure_en if lang == "en" else wording.measure
        return Shown(grouped(value, decimals_of(value, wording)), "", "", measure)
    return Shown(grouped(half_up(value / SCALES[wording.scale], 2)), "", "", wording.unit)


def decimals_of(value: Decimal, wording: Wording) -> int:
    """Decimals an unscaled value is shown with: none where it is whole, else at least two."""
    if value == value.to_integral_value():
        return 0 if wording.scale else wording.decimals
    return max(wording.decimals, 2)


def unscaled(stated: Decimal, wording: Wording) -> tuple[Decimal, int]:
    """The stated number in single units, and the decimals left: 12.34 万 → (123400, 0)."""
    return stated * SCALES[wording.scale], 0 if wording.scale else wording.decimals


def growth(percent: Decimal | None, better: str = "none") -> Growth | None:
    """A percentage with sign; `better` (higher, lower, none) gives its tone. None stays None."""
    if percent is None:
        return None
    stated = half_up(percent, 2)
    sign = (stated > 0) - (stated < 0)
    text = f"{'+' if sign > 0 else MINUS if sign < 0 else ''}{grouped(abs(stated))} %"
    wanted = {"higher": 1, "lower": -1}.get(better, 0)
    tone = "" if not sign or not wanted else ("good" if sign == wanted else "bad")
    return Growth(text, ARROWS[sign], tone)


def growth_of(figure: Figure) -> Growth | None:
    """The growth of a figure; None where there is nothing to compare with."""
    return None if is_year(figure.wording) else growth(figure.growth, figure.better)


def is_year(wording: Wording) -> bool:
    """Whether the value is a year of the calendar: neither separated nor compared."""
    return wording.measure == YEAR and not wording.scale


def separated(text: str) -> str:
    """A sentence with thousands separators put into its long numbers."""
    return LONG_NUMBER.sub(lambda found: f"{int(found.group()):,}", text)
