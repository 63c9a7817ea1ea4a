"""A figure: one value together with everything needed to print it, follow it and compute it again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from luji.base.kernel.money import half_up
from luji.base.kernel.period import Period
from luji.base.kernel.quantity import SCALES, Bound, Quantity, Wording
from luji.base.kernel.text import Lang, Text

NOT_APPLICABLE = Text("不适用", "n/a")
Value = Decimal | str | None


def plain(number: Decimal) -> str:
    """The number without exponent and without empty decimals: 7, 12.5, 1000."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True)
class Figure:
    """One figure of a unit and a period.

    `value` is exact (money in 元, never rounded), None is 不适用. `previous` is the value of the same
    period last year and `growth` the unrounded percentage against it (None without one, or when it
    is 0). `rows` counts the rows that contributed, `items` names what was counted where the
    definition lists it. `definition` is the hash of the normalised definition, `parameters` holds
    (name, value, source) of every parameter read, `parts` the keys it was computed from.
    """

    key: str
    label: Text
    value: Value
    wording: Wording
    unit: str
    period: Period
    previous: Decimal | None = None
    growth: Decimal | None = None
    rows: int = 0
    items: tuple[Text, ...] = ()
    definition: str = ""
    parameters: tuple[tuple[str, str, str], ...] = ()
    snapshot: str = ""
    query: str = ""
    parts: tuple[str, ...] = ()
    measure_en: str = ""
    better: str = "none"

    def growth_stated(self) -> Decimal | None:
        """The growth as printed: percent with two decimals, rounded half up."""
        return None if self.growth is None else half_up(self.growth, 2)

    def stated(self) -> Decimal | None:
        """The number as printed in `wording.unit`; None for a word and for 不适用."""
        return Quantity(self.value, self.wording).stated() if isinstance(self.value, Decimal) else None

    def display(self, lang: Lang = "zh") -> str:
        """As a report prints it: 27处, 1.25万起, 30余次; in English 27 hazards, over 30 times."""
        if self.value is None:
            return NOT_APPLICABLE.say(lang)
        if isinstance(self.value, str):
            return self.value
        return self._worded(self.value, lang)

    def as_json(self) -> dict[str, object]:
        """The figure as JSON: numbers as strings, money in its stated measure, `rows` an integer."""
        return {
            "key": self.key,
            "label": self.label.zh,
            "label_en": self.label.en,
            "value": self._json(self.value),
            "measure": self._measure(),
            "bound": str(self.wording.bound),
            "display": self.display("zh"),
            "display_en": self.display("en"),
            "previous": self._json(self.previous),
            "growth": _text(self.growth_stated()),
            "rows": self.rows,
            "exact": _text(self.value),
            "exact_previous": _text(self.previous),
            "items": [item.zh for item in self.items],
            "unit": self.unit,
            "period": str(self.period),
            "definition": self.definition,
            "parameters": [dict(zip(("name", "value", "source"), p, strict=True)) for p in self.parameters],
            "snapshot": self.snapshot,
            "query": self.query,
            "parts": list(self.parts),
        }

    def _measure(self) -> str:
        over = self.wording.bound is Bound.AT_LEAST
        return self.wording.measure if over else self.wording.unit

    def _json(self, value: Value) -> str | None:
        """`over` figures give the true count, all others the number as printed in their measure."""
        if not isinstance(value, Decimal):
            return value
        if self.wording.bound is Bound.AT_LEAST:
            return plain(value)
        return f"{Quantity(value, self.wording).stated():f}"

    def _worded(self, value: Decimal, lang: Lang) -> str:
        quantity = Quantity(value, self.wording)
        if lang == "zh":
            return quantity.say("zh")
        scale = SCALES[self.wording.scale]
        number, decimals = quantity.stated() * scale, max(self.wording.decimals - scale.adjusted(), 0)
        grouped = "," if abs(number) >= 10_000 else ""  # 2024 is a year as well as a number
        words = f"{number:{grouped}.{decimals}f} {self.measure_en or self.wording.measure}".rstrip()
        return f"over {words}" if quantity.is_over() else words


def _text(value: Value) -> str | None:
    return plain(value) if isinstance(value, Decimal) else value
