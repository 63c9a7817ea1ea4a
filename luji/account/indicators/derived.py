"""What every indicator gets without being declared again: `violation.total:growth`, `:share` and so on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from luji.account.indicators import problems
from luji.base.kernel.period import Period
from luji.base.kernel.problem import Refused
from luji.base.kernel.quantity import Bound, Wording
from luji.base.kernel.text import Text

Modifier = Literal["", "previous", "growth", "cumulative", "share", "per_100km"]
LENGTH = "road.network_length"
PERCENT = Wording(measure="%", decimals=2)
MODIFIERS: dict[str, Text] = {
    "previous": Text("上年同期", "same period last year"),
    "growth": Text("同比增长", "growth on last year"),
    "cumulative": Text("本年累计", "cumulative this year"),
    "share": Text("占上级单位比重", "share of the unit above"),
    "per_100km": Text("每百公里", "per 100 km"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A key as asked for: the indicator and what is derived from it."""

    key: str
    modifier: str = ""

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> Asked:
        """Read `indicator` or `indicator:derived`. Raises `Refused` (IND-015) for an unknown derivation."""
        key, colon, modifier = text.partition(":")
        if colon and modifier not in MODIFIERS:
            raise Refused([problems.NO_MODIFIER(name=modifier, known="、".join(MODIFIERS))])
        return cls(key, modifier)

    def when(self, period: Period) -> Period:
        """The period whose rows are behind the value: last year's, or from January on, else `period`."""
        if self.modifier == "previous":
            return period.same_last_year()
        return period.cumulative() if self.modifier == "cumulative" else period

    def label(self, label: Text) -> Text:
        """The indicator's label with the derivation behind it."""
        if not self.modifier:
            return label
        said = MODIFIERS[self.modifier]
        return Text(f"{label.zh}（{said.zh}）", f"{label.en} ({said.en})")

    def wording(self, wording: Wording) -> Wording:
        """How the derived value is printed: growth and share in percent, per 100 km with decimals."""
        if self.modifier in ("growth", "share"):
            return PERCENT
        if self.modifier == "per_100km":
            measure = f"{wording.measure}/百公里"
            return replace(wording, measure=measure, bound=Bound.EXACT, decimals=max(wording.decimals, 2))
        return wording

    def measure_en(self, measure: str) -> str:
        """The English measure word of the derived value."""
        if self.modifier in ("growth", "share"):
            return "%"
        return f"{measure} per 100 km".lstrip() if self.modifier == "per_100km" else measure

    def __str__(self) -> str:
        return f"{self.key}:{self.modifier}" if self.modifier else self.key
