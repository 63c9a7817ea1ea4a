"""The evaluation page: the tree of the scheme with targets, actuals and points; reachability and what-if."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luji.account.desk.asked import Asked, page
from luji.account.desk.shown import separated
from luji.account.scoring.points import plain
from luji.account.scoring.reach import reach
from luji.account.scoring.result import Evaluation, LineResult
from luji.account.scoring.whatif import whatif
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text

SETS_SHOWN = 8


@dataclass(frozen=True)
class Row:
    """A line of the table: a class with its sums, or (with `line`) one scored line; `depth` indents."""

    label: Text
    depth: int
    points: str
    score: str
    short: bool
    line: LineResult | None = None
    links: tuple[tuple[str, str], ...] = ()


@page
def evaluation(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The page of a unit and year; without a plan it says so."""
    try:
        found = asked.house.evaluation(asked.unit.code, asked.year)
    except Refused as refused:
        context = {"asked": asked, "problems": refused.problems}
        return render(request, "desk/evaluation_none.html", context)
    context = {
        "asked": asked,
        "evaluation": found,
        "full": plain(found.full),
        "separated": separated,
        "rows": list(table(found, asked)),
        "losing": found.losing(),
        "whatif": whatif(found),
        "reach": reach(found.scheme, found.score, found, limit=SETS_SHOWN),
    }
    return render(request, "desk/evaluation.html", context)


def table(found: Evaluation, asked: Asked) -> Iterator[Row]:
    """Classes and lines in the scheme's order, each class before what it holds."""
    sums = {one.path: one for one in found.classes()}
    seen: set[tuple[Text, ...]] = set()
    for line in found.lines:
        for depth in range(1, len(line.path) + 1):
            path = line.path[:depth]
            if path not in seen:
                seen.add(path)
                held = sums[path]
                yield Row(
                    path[-1], depth - 1, plain(held.points), f"{held.score:f}", held.score < held.points
                )
        yield scored(line, asked)


def scored(line: LineResult, asked: Asked) -> Row:
    """A scored line, with links to the indicators it reads."""
    catalogue = asked.house.book.catalogue
    links = tuple(
        (catalogue.find(key).key, asked.address("trace", key, period=asked.year))
        for key in line.keys
        if key in catalogue
    )
    score = Decimal(line.score)
    return Row(line.label, len(line.path), plain(line.points), f"{score:f}", line.lost > 0, line, links)
