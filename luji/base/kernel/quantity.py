"""Quantities with their bound (exact, 余, 约) and the way Chinese reports word them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

from luji.base.kernel.money import exact, half_up
from luji.base.kernel.text import Lang

SCALES: dict[str, Decimal] = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}


class Bound(StrEnum):
    """How a printed number stands to the true one."""

    EXACT = "exact"
    AT_LEAST = "over"
    ABOUT = "approx"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a quantity is printed: measure word, bound, scale (万, 亿), decimals, step of rounding down.

    With `bound: over` the number is cut down to a multiple of `step` and 余 is said after it;
    with `over: 超` the word 超 is said before it instead.
    """

    measure: str = ""
    bound: Bound = Bound.EXACT
    scale: str = ""
    decimals: int = 0
    step: int = 10
    over: str = "余"

    def __post_init__(self) -> None:
        if self.scale not in SCALES:
            raise ValueError(f"scale {self.scale!r} is none of {sorted(SCALES)}")
        if self.decimals < 0 or self.step < 1:
            raise ValueError("decimals must be at least 0 and step at least 1")

    @property
    def unit(self) -> str:
        """Scale and measure word together: 万起."""
        return self.scale + self.measure


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact value together with its wording."""

    value: Decimal
    wording: Wording = Wording()

    def __post_init__(self) -> None:
        exact(self.value)

    def stated(self) -> Decimal:
        """The number as printed: scaled and rounded half up, or cut down to the step for 余.

        An 余 below one step is stated exactly, and so is an exact multiple: 30 is not 30余.
        """
        scaled = self.value / SCALES[self.wording.scale]
        if self.wording.bound is Bound.AT_LEAST and self.is_over():
            step = Decimal(self.wording.step)
            return (scaled / step).to_integral_value(ROUND_FLOOR) * step
        return half_up(scaled, self.wording.decimals)

    def is_over(self) -> bool:
        """Whether 余 is truly to be said: the value passes a multiple of the step."""
        scaled = self.value / SCALES[self.wording.scale]
        step = Decimal(self.wording.step)
        return self.wording.bound is Bound.AT_LEAST and scaled > step and scaled % step != 0

    def say(self, lang: Lang = "zh") -> str:
        """30余次 · 1.25万起 · 超100万次; in English the number with its measure word."""
        number, unit = f"{self.stated():f}", self.wording.unit
        if not self.is_over():
            return f"{number}{unit}" if lang == "zh" else f"{number} {unit}".rstrip()
        if lang == "en":
            return f"over {number} {unit}".rstrip()
        if self.wording.over == "超":
            return f"超{number}{unit}"
        return f"{number}余{unit}"
