"""What a page is asked for: the unit and the period in its address, with what else could be chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luji.account.desk import house as houses
from luji.account.desk.house import House
from luji.account.desk.problems import YEAR_OUT_OF_RANGE
from luji.base.kernel.period import Period
from luji.base.kernel.problem import Problem, Refused
from luji.base.people.units import Unit
from luji.base.ui.jinja import address
from luji.base.ui.language import lang

P = ParamSpec("P")
NOTHING_SEALED = "CLI-001"  # the number the house gives when there is no snapshot
FIRST_YEAR, LAST_YEAR = 1990, 2100
YEARS_OFFERED = 4
PARTS = ("H1", "H2", "Q1", "Q2", "Q3", "Q4", *(f"-{month:02d}" for month in range(1, 13)))


@dataclass(frozen=True)
class Asked:
    """A house, a unit and a period: what every page of the desk starts from."""

    house: House
    unit: Unit
    period: Period

    @classmethod
    def of(cls, request: HttpRequest, house: House) -> Asked:
        """From the query `unit` and `period`. Raises `Refused` (PPL-001, KRN-001, DSK-001)."""
        unit = house.units.find(request.GET.get("unit") or own_unit(request, house))
        period = Period.parse(request.GET.get("period") or str(house.default_year))
        if not FIRST_YEAR <= period.start.year <= period.end.year <= LAST_YEAR:
            raise Refused([YEAR_OUT_OF_RANGE(period=period, first=FIRST_YEAR, last=LAST_YEAR)])
        return cls(house, unit, period)

    @property
    def year(self) -> int:
        """The year the period ends in."""
        return self.period.end.year

    def address(self, name: str, *args: object, **query: object) -> str:
        """Address of another page for the same unit and period; `query` may replace either."""
        return address(name, *args, **{"unit": self.unit.code, "period": self.period, **query})

    def units(self) -> list[tuple[str, str]]:
        """Every unit to choose from, (code, name), indented by its depth."""
        return list(self._below(self.house.units.root, 0))

    def years(self) -> list[tuple[str, str]]:
        """Years to choose from, the latest first."""
        last = self.house.default_year
        offered = {*range(last, last - YEARS_OFFERED, -1), self.year}
        return [(str(year), Period.year(year).label(lang())) for year in sorted(offered, reverse=True)]

    def parts(self) -> list[tuple[str, str]]:
        """Halves, quarters and months of the year, and the asked period itself if it is none of them."""
        periods = [Period.parse(f"{self.year}{part}") for part in PARTS]
        if self.period.kind != "year" and self.period not in periods:
            periods.insert(0, self.period)
        return [(str(one), one.label(lang())) for one in periods]

    def _below(self, unit: Unit, depth: int) -> Iterator[tuple[str, str]]:
        yield unit.code, "\u2003" * depth + unit.short.say(lang())
        for child in self.house.units.children(unit.code):
            yield from self._below(child, depth + 1)


def own_unit(request: HttpRequest, house: House) -> str:
    """The reader's own unit when the tree has it, else the house's."""
    own = str(getattr(request.user, "unit", ""))
    return own if own in house.units else house.default_unit


def closed(request: HttpRequest, problems: Sequence[Problem]) -> HttpResponse:
    """The page shown while the house cannot be opened: for want of a snapshot, or for broken declarations."""
    context = {"problems": problems, "empty": all(problem.code == NOTHING_SEALED for problem in problems)}
    return render(request, "desk/no_house.html", context, status=503)


def page(
    view: Callable[Concatenate[HttpRequest, Asked, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Make a page of `view`: open the house, read what is asked, say what to do while it cannot be opened."""

    @require_safe
    @wraps(view)
    def shown(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            house = houses.current()
        except Refused as refused:
            return closed(request, refused.problems)
        return view(request, Asked.of(request, house), *args, **kwargs)

    return shown  # type: ignore[return-value]
