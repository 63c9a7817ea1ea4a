"""The trace page: how a figure came to be, from the printed number down to the rows."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luji.account.desk.asked import Asked, page
from luji.account.desk.rows import Table, listed
from luji.account.desk.shown import Shown, exact, shown
from luji.account.indicators.trace import Trace
from luji.base.kernel.text import Text
from luji.base.ui.language import lang


@dataclass(frozen=True)
class Step:
    """One figure of the tree with what it rests on."""

    key: str
    label: Text
    value: Shown
    exact: Shown
    definition: Text
    source: Text | None
    note: Text | None
    digest: str
    parameters: tuple[tuple[str, str, str], ...]
    query: str
    rows: int
    target: str
    rows_target: str
    below: tuple[Step, ...]


@page
def trace(request: HttpRequest, asked: Asked, key: str) -> HttpResponse:
    """The tree, and the first rows where the figure counts rows itself."""
    found = asked.house.trace(key, asked.unit.code, asked.period, 0)
    table = first_rows(asked, key) if known(asked, key) else None
    context = {"asked": asked, "figure": found.figure, "key": key, "step": step(found, asked), "table": table}
    return render(request, "desk/trace.html", context)


def known(asked: Asked, key: str) -> bool:
    """Whether the key is an indicator of the catalogue (a figure of the evaluation is not)."""
    return key.partition(":")[0] in asked.house.book.catalogue


def first_rows(asked: Asked, key: str) -> Table:
    """The first page of rows."""
    return listed(asked, key, 1)


def step(found: Trace, asked: Asked) -> Step:
    """A node of the tree with everything below it."""
    figure, language = found.figure, lang()
    place = {"unit": figure.unit, "period": figure.period}
    listable = known(asked, figure.key)
    target = asked.address("indicator", figure.key.partition(":")[0], **place) if listable else ""
    return Step(
        figure.key,
        figure.label,
        shown(figure, language),
        exact(figure.value, figure.wording, figure.measure_en, language),
        found.definition,
        found.source,
        found.note,
        figure.definition,
        figure.parameters,
        figure.query,
        found.rows_total,
        target,
        asked.address("rows", figure.key, **place) if listable else "",
        tuple(step(child, asked) for child in found.children),
    )
