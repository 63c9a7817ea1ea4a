"""A relation between numbers of a text: what was computed, whether it holds, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from luji.account.reconcile.judging.interval import Interval
from luji.account.reconcile.language.quantity import Quantity
from luji.base.kernel.text import Text

Place = tuple[int, int]


class Verdict(StrEnum):
    """How a relation came out."""

    HOLDS = "holds"
    SLIP = "slip"  # off by no more than one unit of the last printed digit
    FAILS = "fails"
    UNDECIDED = "undecided"


class Level(StrEnum):
    """How grave a finding is: impossible, two statements disagree, or worth knowing."""

    ERROR = "error"
    INCONSISTENT = "inconsistent"
    NOTE = "note"


@dataclass(slots=True, eq=False)
class Relation:
    """One relation. `numbers` are the places of all numbers in it, the stated one first; `span` what to
    show.
    """

    rule: str
    kind: str
    verdict: Verdict
    span: Place
    computation: str
    numbers: tuple[Place, ...] = ()
    expected: str | None = None
    stated: str | None = None
    level: Level = Level.INCONSISTENT
    message: Text = field(default=Text("", ""))
    suspects: dict[Place, str] = field(default_factory=dict)

    @property
    def found(self) -> bool:
        """Whether it is worth telling (everything that neither holds nor stays open)."""
        return self.verdict in (Verdict.FAILS, Verdict.SLIP)


def plain(value: Decimal, decimals: int) -> str:
    """A number as it would have been printed, rounded half up."""
    return f"{value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP):f}"


def compare(computed: Interval, stated: Quantity) -> Verdict:
    """Whether what was computed agrees with a printed number, in the printed unit's smallest measure."""
    gap = computed.gap(stated.interval())
    if gap == 0:
        return Verdict.HOLDS
    return Verdict.SLIP if gap < stated.step else Verdict.FAILS


def spread(places: Iterable[Place]) -> Place:
    """From the first to the last of some places."""
    listed = list(places)
    return min(p[0] for p in listed), max(p[1] for p in listed)
