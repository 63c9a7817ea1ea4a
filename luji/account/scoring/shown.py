"""How the value of a line is printed: scale, decimals and measure word."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from luji.base.kernel.declaration import Declared
from luji.base.kernel.money import half_up
from luji.base.kernel.quantity import SCALES
from luji.base.kernel.text import Lang, Text

Scale = Literal["", "万", "亿"]


class Shown(Declared):
    """Printing of targets and actuals: `{measure: {zh: 万元, en: 10k CNY}, scale: 万, decimals: 2}`.

    The measure is that of the printed number; the scale is what values are divided by. Values come exact
    and unscaled (money in 元, rates in percent numbers); only printing rounds.
    """

    measure: Text = Text(zh="", en="")
    scale: Scale = ""
    decimals: int = 0

    @property
    def one(self) -> Decimal:
        """One unit as printed: 1 for a count or a percentage point, 10,000 for 万元."""
        return SCALES[self.scale]

    @property
    def grain(self) -> Decimal:
        """The smallest step that can be seen in print: 1 for a count, 100 元 for 万元 with two decimals."""
        return SCALES[self.scale].scaleb(-self.decimals)

    def number(self, value: Decimal) -> str:
        """The number alone, scaled and rounded half up: 2664.08."""
        return f"{half_up(value / SCALES[self.scale], self.decimals):f}"

    def say(self, value: Decimal, lang: Lang = "zh") -> str:
        """Number with measure: 12.50 万元 · 27 处."""
        return f"{self.number(value)} {self.measure.say(lang)}".rstrip()

    def text(self, value: Decimal) -> Text:
        """Number with measure in both languages."""
        return Text(self.say(value, "zh"), self.say(value, "en"))
