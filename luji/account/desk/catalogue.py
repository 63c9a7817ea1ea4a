"""The indicator catalogue: every indicator of a unit and period, searched and grouped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from luji.account.desk.asked import Asked, page
from luji.account.desk.shown import Growth, Shown, growth_of, shown
from luji.account.indicators.definition import Definition
from luji.base.kernel.text import Text
from luji.base.ui.language import lang

UNGROUPED = Text("其他", "Other")
DERIVED = Text("由其他指标计算", "Computed from other indicators")


@dataclass(frozen=True)
class Line:
    """One indicator of the list."""

    key: str
    label: Text
    value: Shown
    growth: Growth | None
    rows: int
    target: str


@page
def catalogue(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The list, or only its fragment when a filter changed."""
    words, by = request.GET.get("q", "").strip()[:80], request.GET.get("by", "topic")
    found = [one for one in asked.house.book.catalogue if matches(one, words)]
    context = {
        "asked": asked,
        "words": words,
        "by": by,
        "groupings": [("topic", _("Topic")), ("ledger", _("Ledger"))],
        "count": len(found),
        "groups": grouped(found, by, asked),
    }
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "desk/catalogue_list.html" if fragment else "desk/catalogue.html", context)


def matches(definition: Definition, words: str) -> bool:
    """Whether every word stands in the key, the labels, the group or the table's name."""
    spec, table = definition.spec, definition.table
    texts = [spec.label, *([spec.group] if spec.group else []), *([table.label] if table else [])]
    told = " ".join([definition.key, *(part for text in texts for part in (text.zh, text.en))]).casefold()
    return all(word in told for word in words.casefold().split())


def heading(definition: Definition, by: str) -> Text:
    """The heading an indicator stands under: its topic, or the ledger it counts."""
    if by == "ledger":
        return definition.table.label if definition.table else DERIVED
    return definition.spec.group or UNGROUPED


def grouped(found: Iterable[Definition], by: str, asked: Asked) -> list[tuple[Text, list[Line]]]:
    """Lines under their headings, headings in order of first appearance."""
    groups: dict[Text, list[Line]] = {}
    for definition in found:
        groups.setdefault(heading(definition, by), []).append(line(definition.key, asked))
    return list(groups.items())


def line(key: str, asked: Asked) -> Line:
    """One indicator with its value."""
    figure = asked.house.figure(key, asked.unit.code, asked.period)
    target = asked.address("indicator", key)
    return Line(key, figure.label, shown(figure, lang()), growth_of(figure), figure.rows, target)
