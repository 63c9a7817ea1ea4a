"""The page of one indicator: its value, the months of the year, and its units beside each other."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from luji.account.desk.asked import Asked, page
from luji.account.desk.shown import Growth, Shown, exact, growth, growth_of, shown, worded
from luji.account.indicators.definition import Definition
from luji.account.indicators.derived import LENGTH, PERCENT
from luji.account.indicators.figure import Figure, plain
from luji.base.kernel.money import half_up
from luji.base.kernel.period import Period
from luji.base.kernel.quantity import SCALES
from luji.base.people.units import Unit
from luji.base.ui.jinja import grouped
from luji.base.ui.language import lang

ADDITIVE = ("count", "sum")
RATIO_DECIMALS, MANY = 2, 1000


@dataclass(frozen=True)
class Month:
    """One month of the chart's table: the month's value, last year's, and the year so far."""

    label: str
    value: Shown
    previous: Shown
    growth: Growth | None
    cumulative: Shown


@dataclass(frozen=True)
class Compared:
    """One unit of the comparison; `here` marks the unit the page is about."""

    name: str
    target: str
    here: bool
    value: Shown
    previous: Shown
    growth: Growth | None
    cumulative: Shown | None
    share: Shown | None
    per_100km: Shown | None


@page
def indicator(request: HttpRequest, asked: Asked, key: str) -> HttpResponse:
    """The page; a figure of the evaluation is explained on the evaluation's page instead."""
    if key not in asked.house.book.catalogue and is_scored(key, asked):
        return redirect(asked.address("evaluation"))
    definition = asked.house.book.catalogue.find(key)
    figure = asked.house.book.figure(key, asked.unit.code, asked.period)
    listed = months(figure, definition, asked)
    context = {
        "asked": asked,
        "figure": figure,
        "definition": definition,
        "value": shown(figure, lang()),
        "exact": exact(figure.value, figure.wording, figure.measure_en, lang()),
        "previous": exact(figure.previous, figure.wording, figure.measure_en, lang()),
        "growth": growth_of(figure),
        "months": listed,
        "chart": chart(listed, figure, asked),
        "measure": measure(figure),
        "compared": compared(definition, asked),
    }
    return render(request, "desk/indicator.html", context)


def is_scored(key: str, asked: Asked) -> bool:
    """Whether the key is a figure of the evaluation."""
    figures = asked.house.figures(asked.unit.code, Period.year(asked.year))
    return any(figure.key == key for figure in figures)


def months(figure: Figure, definition: Definition, asked: Asked) -> list[Month]:
    """The months of the year; none for words, trends and standing facts, which months say nothing about."""
    standing = definition.group is not None and definition.group.stock is not None
    if standing or definition.measure == "trend" or isinstance(figure.value, str):
        return []
    return [month(figure, one, asked) for one in Period.year(asked.year).months()]


def month(figure: Figure, period: Period, asked: Asked) -> Month:
    """One month with its comparison."""
    number, unit = asked.house.book.number, asked.unit.code

    def say(value: Decimal | None) -> Shown:
        return exact(value, figure.wording, figure.measure_en, lang())

    return Month(
        period.label(lang()),
        say(number(figure.key, unit, period)),
        say(number(figure.key, unit, period.same_last_year())),
        growth(number(f"{figure.key}:growth", unit, period), figure.better),
        say(number(f"{figure.key}:cumulative", unit, period)),
    )


def chart(listed: list[Month], figure: Figure, asked: Asked) -> dict[str, Any] | None:
    """What the chart draws: this year's months as bars, last year's as a dashed line."""
    if not listed:
        return None
    now = Period.year(asked.year).months()
    series = [
        {"name": str(asked.year), "type": "bar", "values": plotted(figure, now, asked)},
        {
            "name": str(asked.year - 1),
            "type": "line",
            "values": plotted(figure, [one.same_last_year() for one in now], asked),
        },
    ]
    names = [month_name(one) for one in now]
    return {"labels": names, "series": series}


def month_name(period: Period) -> str:
    """The month as an axis has room for it: 3月, Mar."""
    return f"{period.start.month}月" if lang() == "zh" else calendar.month_abbr[period.start.month]


def plotted(figure: Figure, periods: list[Period], asked: Asked) -> list[str | None]:
    """The values as plain numbers in the measure the chart names; None where there is none."""
    number, scale = asked.house.book.number, SCALES[figure.wording.scale] if lang() == "zh" else Decimal(1)
    values = (number(figure.key, asked.unit.code, period) for period in periods)
    return [None if value is None else plain(half_up(value / scale, 4)) for value in values]


def measure(figure: Figure) -> str:
    """The measure word of chart and table."""
    return figure.wording.unit if lang() == "zh" else figure.measure_en


def siblings(asked: Asked) -> list[Unit]:
    """The units to put side by side: the brigades below, else the unit among those of its kind."""
    units = asked.house.units
    below = [child for child in units.children(asked.unit.code) if child.kind != "section"]
    if below:
        return below
    above = units.parent(asked.unit.code)
    return [child for child in units.children(above.code) if child.kind == asked.unit.kind] if above else []


def compared(definition: Definition, asked: Asked) -> list[Compared]:
    """The units in their declared order, never by value: nobody is ranked by punishments."""
    return [compare(unit, definition, asked) for unit in siblings(asked)]


def compare(unit: Unit, definition: Definition, asked: Asked) -> Compared:
    """One unit with everything the comparison shows; what means nothing for the measure is None."""
    book, key, spec = asked.house.book, definition.key, definition.spec
    wording, measure_en = spec.wording.wording(), spec.wording.measure_en()
    additive = definition.measure in ADDITIVE and not (definition.group and definition.group.stock)
    per_road = additive and LENGTH in book.catalogue and definition.spec.scope == "subtree"

    def number(name: str, period: Period = asked.period) -> Decimal | None:
        return book.number(name, unit.code, period)

    unit_of_measure = measure_en if lang() == "en" else wording.measure

    def ratio(name: str) -> Shown:
        value = number(name)
        if value is None:
            return Shown("—")
        return Shown(grouped(value, 0 if abs(value) >= MANY else RATIO_DECIMALS), measure=unit_of_measure)

    yearly = asked.period.kind == "year"
    cumulative = None if yearly else exact(number(f"{key}:cumulative"), wording, measure_en, lang())
    return Compared(
        unit.short.say(lang()),
        asked.address("indicator", key, unit=unit.code),
        unit.code == asked.unit.code,
        exact(book.value(key, unit.code, asked.period), wording, measure_en, lang()),
        exact(number(key, asked.period.same_last_year()), wording, measure_en, lang()),
        growth(number(f"{key}:growth"), spec.better),
        cumulative,
        worded(number(f"{key}:share"), PERCENT, "%", lang()) if additive else None,
        ratio(f"{key}:per_100km") if per_road else None,
    )
