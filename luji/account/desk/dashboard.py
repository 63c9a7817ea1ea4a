"""The dashboard (工作台): the year's tiles, the 四降三增 strip and the score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luji.account.desk import bench
from luji.account.desk.asked import Asked, page
from luji.account.desk.bench import Bench
from luji.account.desk.shown import Growth, Shown, growth_of, shown
from luji.account.indicators.figure import Figure
from luji.account.reports.numerals import hanzi
from luji.account.scoring.points import plain
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text
from luji.base.ui.language import lang

Figures = Mapping[str, Figure]


@dataclass(frozen=True)
class Tile:
    """One figure on the bench."""

    label: Text
    value: Shown
    growth: Growth | None
    target: str


@dataclass(frozen=True)
class ScoreTile:
    """Score and grade of the year."""

    score: str
    full: str
    grade: str


@dataclass(frozen=True)
class Strip:
    """One half of 四降三增: how many moved, and every indicator looked at with its growth."""

    count: int
    said: str
    tiles: tuple[Tile, ...]


@page
def dashboard(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The bench of a unit and a year."""
    declared = bench.current()
    figures = {figure.key: figure for figure in asked.house.figures(asked.unit.code, asked.period)}
    context = {
        "asked": asked,
        "groups": groups(declared, figures, asked),
        "strips": strips(declared, figures, asked),
        "score": score(asked),
    }
    return render(request, "desk/dashboard.html", context)


def tile(figure: Figure, asked: Asked) -> Tile:
    """A figure as a tile that leads to its indicator."""
    target = asked.address("indicator", figure.key)
    return Tile(figure.label, shown(figure, lang()), growth_of(figure), target)


def groups(declared: Bench, figures: Figures, asked: Asked) -> list[tuple[Text, list[Tile]]]:
    """Tiles under their headings; what the unit has no figure for is left out."""
    found = [
        (group.label, [tile(figures[key], asked) for key in group.keys if key in figures])
        for group in declared.groups
    ]
    return [(label, tiles) for label, tiles in found if tiles]


def strips(declared: Bench, figures: Figures, asked: Asked) -> list[Strip]:
    """The trends with the figures they are computed from."""
    return [
        Strip(
            moved(figures[trend.key]),
            counted(moved(figures[trend.key]), trend.word),
            tuple(tile(figures[part], asked) for part in figures[trend.key].parts if part in figures),
        )
        for trend in declared.strip
        if trend.key in figures
    ]


def moved(figure: Figure) -> int:
    """How many indicators a trend counted."""
    return int(figure.value) if isinstance(figure.value, Decimal) else 0


def counted(number: int, word: Text) -> str:
    """四降 in Chinese, 4 down in English."""
    return f"{hanzi(number)}{word.zh}" if lang() == "zh" else f"{number} {word.en}"


def score(asked: Asked) -> ScoreTile | None:
    """The score tile; None for a unit and year without an evaluation, and for parts of a year."""
    if asked.period.kind != "year":
        return None
    try:
        found = asked.house.evaluation(asked.unit.code, asked.year)
    except Refused:
        return None
    return ScoreTile(f"{found.score:f}", plain(found.full), found.word.say(lang()))
