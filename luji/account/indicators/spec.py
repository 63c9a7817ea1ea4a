"""What may be declared in content/indicators/*.yaml and content/parameters/*.yaml, key by key.

An indicator file::

    table: hazard                     # default table of the file's indicators
    group: {zh: 隐患, en: Hazards}     # heading under which the catalogue lists them
    indicators:
      hazard.rectified:
        label: {zh: 整治到位隐患, en: Hazards rectified}
        count: rows
        where: state == "closed" and kind in @key_kinds
        time: closed_on
        wording: {measure: {zh: 处, en: hazards}}
        better: higher

A parameter file has the names at its top::

    key_kinds:
      label: {zh: 重点违法种类, en: Key kinds of violation}
      values:
        - {from: 2019-01-01, value: [speeding, overload], source: 公交管〔2019〕1号}
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from luji.base.kernel.declaration import Declared
from luji.base.kernel.quantity import Bound, Wording
from luji.base.kernel.text import Text

MEASURES = ("count", "sum", "distinct", "mean", "median", "p90", "latest", "formula", "trend")
Better = Literal["higher", "lower", "none"]
Scalar = Decimal | int | str | bool | date


def _column_name(value: object) -> object:
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


Source = Annotated[str, BeforeValidator(_column_name)]


class WordingSpec(Declared):
    """How a value is printed.

    `measure` is the measure word (处, 起, 元), alone or in both languages. `bound` is exact, over
    (cut down to `step`, 余 after it, or 超 before it with `over: 超`) or approx. `scale` is 万 or 亿,
    `decimals` counts after scaling: money in 万元 is `{measure: 元, scale: 万, decimals: 2}`.
    """

    measure: str | Text = ""
    bound: Bound = Bound.EXACT
    scale: Literal["", "万", "亿"] = ""
    decimals: int = Field(0, ge=0, le=10)
    step: int = Field(10, ge=1)
    over: Literal["余", "超"] = "余"

    def wording(self) -> Wording:
        """The kernel's wording, with the Chinese measure word."""
        zh = self.measure if isinstance(self.measure, str) else self.measure.zh
        return Wording(zh, self.bound, self.scale, self.decimals, self.step, self.over)

    def measure_en(self) -> str:
        """The English measure word; empty when none was declared."""
        return "" if isinstance(self.measure, str) else self.measure.en


class StockSpec(Declared):
    """The columns between which a standing fact holds, both days inside; a null one is open."""

    valid_from: str | None = Field("valid_from", alias="from")
    valid_to: str | None = Field("valid_to", alias="to")


class TrendSpec(Declared):
    """Which of the listed indicators fell (or rose) against the same period last year.

    Exactly one of the two. The value is their number, the items are their labels in the order given.
    """

    falls: tuple[str, ...] = ()
    rises: tuple[str, ...] = ()


class IndicatorSpec(Declared):
    """One indicator: exactly one of the nine measures, and what narrows and words it."""

    label: Text
    """What readers call it."""
    table: str | None = None
    """The fact table; the file's `table` when absent. Not for formula and trend."""

    count: Literal["rows"] | None = None
    """`count: rows` counts the rows that `where` lets pass."""
    sum: str | None = None
    """Sum of a number column or expression (`fine`, `end_km - start_km`); 0 when no row passes."""
    distinct: str | None = None
    """How many different values a column has; never added up over units or months."""
    mean: str | None = None
    """Mean of a number column or expression: exact sum over count; 不适用 when no row passes."""
    median: str | None = None
    """The middle of a number column or expression, between two their mean; 不适用 when no row passes."""
    p90: str | None = None
    """The ninth decile, linear between neighbours (PERCENTILE.INC); like the median never added up."""
    latest: str | None = None
    """The column or expression (number, text, date) of the row with the latest time, then greatest key."""
    formula: str | None = None
    """Arithmetic over other indicators, `previous(key)` and @parameters; a zero denominator gives 不适用."""
    trend: TrendSpec | None = None
    """How many of the listed indicators fell or rose, and which."""

    where: str | None = None
    """Condition over the table's columns: `state == "closed" and kind in @key_kinds`."""
    time: str | None = None
    """The column that puts a row into a period; the table's when absent. A row without it is in none."""
    unit: str | None = None
    """The column holding the unit code; the table's when absent."""
    stock: bool | StockSpec = False
    """Standing facts: the rows valid on the last day of the period, whatever their time column says.

    `true` uses valid_from and valid_to where the table has them; `{from: opened, to: closed}` names others.
    """
    scope: Literal["subtree", "own"] = "subtree"
    """Whose rows: of the unit and all below it (usual), or the unit's own only."""
    items: str | None = None
    """Column whose different values are listed with the figure.

    `distinct` lists its own column when that holds codes or units, or when `items_by` orders it.
    """
    items_by: str | None = None
    """Column that orders the items (by its smallest value); else declared, tree or natural order."""

    wording: WordingSpec = WordingSpec()
    """How the value is printed."""
    better: Better = "none"
    """Which direction is good, for colours and arrows."""
    group: Text | None = None
    """Heading in the catalogue; the file's when absent."""
    note: Text | None = None
    """Explanation for readers: what is counted and what is not."""
    source: str | Text | None = None
    """Where the definition comes from (文号, manual, custom)."""

    def measures(self) -> list[str]:
        """The measures declared; a sound indicator has exactly one."""
        return [name for name in MEASURES if getattr(self, name) is not None]


class IndicatorFile(Declared):
    """One file of content/indicators."""

    table: str | None = None
    """Default fact table of the file."""
    group: Text | None = None
    """Default heading in the catalogue."""
    indicators: dict[str, IndicatorSpec]
    """Indicators by key: dotted lower-case words, `finance.basic.office`."""


class ParameterValue(Declared):
    """One value of a parameter, in force from a day until the next value's day."""

    valid_from: date = Field(alias="from")
    value: Scalar | tuple[Scalar, ...]
    source: Source
    """文号 and clause, or who decided it."""


class ParameterSpec(Declared):
    """A dated parameter: a number, word, flag, day, or a list of them."""

    label: Text
    values: tuple[ParameterValue, ...]
    note: Text | None = None

    def at(self, day: date) -> ParameterValue | None:
        """The value in force on a day; None before the first."""
        held = [v for v in self.values if v.valid_from <= day]
        return max(held, key=lambda v: v.valid_from) if held else None

    def within(self, start: date, end: date) -> list[ParameterValue]:
        """Every value in force on some day from `start` to `end`, in order; the first may be missing."""
        later = [v for v in self.values if start < v.valid_from <= end]
        first = self.at(start)
        return sorted(([first] if first else []) + later, key=lambda v: v.valid_from)
