"""What the pages need of the house, and how they get it: a callable named in the settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from luji.account.indicators.book import Book
from luji.account.indicators.figure import Figure
from luji.account.indicators.trace import Trace
from luji.account.reconcile.result import Result
from luji.account.reports.document import Document
from luji.account.reports.gate import Review
from luji.account.scoring.result import Evaluation
from luji.base.kernel.period import Period
from luji.base.people.units import UnitTree


class House(Protocol):
    """One installation with one snapshot open."""

    @property
    def units(self) -> UnitTree:
        """The tree of units."""

    @property
    def book(self) -> Book:
        """Figures, rows and traces of the snapshot."""

    @property
    def snapshot(self) -> str:
        """Name of the snapshot."""

    @property
    def constructed(self) -> bool:
        """Whether the snapshot holds constructed data, which every page then says."""

    @property
    def default_unit(self) -> str:
        """Code of the unit shown when none is asked for."""

    @property
    def default_year(self) -> int:
        """Year shown when none is asked for."""

    def figure(self, key: str, unit: str, period: Period) -> Figure:
        """One figure, also of the evaluation. Raises `Refused` for an unknown key."""

    def trace(self, key: str, unit: str, period: Period, keys: int | None = 1000) -> Trace:
        """How a figure came to be, with at most `keys` row keys. Raises `Refused`."""

    def figures(self, unit: str, period: Period) -> list[Figure]:
        """Every figure of a unit and period, those of the evaluation among them."""

    def evaluation(self, unit: str, year: int) -> Evaluation:
        """The scored evaluation. Raises `Refused` where there is no plan."""

    def report(self, unit: str, year: int) -> Document:
        """The composed report. Raises `Refused` where there is none."""

    def review(self, unit: str, year: int) -> Review:
        """What the gate says of the report. Raises `Refused` where there is none."""

    def against(self, result: Result, unit: str, year: int) -> Result:
        """What 核数 found in a text, joined with its values against the report. Raises `Refused`."""

    def report_file(self, unit: str, year: int, format: str) -> bytes:
        """The report as a file of format docx, pdf, xlsx or html. Raises `Refused`."""


def current() -> House:
    """The house the settings name (LUJI_HOUSE). Raises `Refused` when it cannot be opened.

    That is so while nothing was sealed yet (CLI-001), or when a declaration is broken.
    """
    opened = cast(Callable[[], House], import_string(settings.LUJI_HOUSE))
    return opened()
