"""What a report needs to know of an evaluation: shapes that the scoring room's results fill."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from luji.base.kernel.text import Text


class ScoredLine(Protocol):
    """One line of the scored table; `path` is its class from the top, `score` None when not applicable."""

    @property
    def key(self) -> str:
        """The line's key in its scheme."""

    @property
    def label(self) -> Text:
        """Its name."""

    @property
    def path(self) -> tuple[Text, ...]:
        """The classes it stands under, from the top."""

    @property
    def points(self) -> Decimal:
        """Its weight."""

    @property
    def score(self) -> Decimal | None:
        """What it earned."""

    @property
    def target(self) -> Decimal | str | None:
        """What was aimed at."""

    @property
    def actual(self) -> Decimal | str | None:
        """What was reached."""

    @property
    def function(self) -> str:
        """The score function's name."""

    @property
    def reason(self) -> Text | str | None:
        """Why the target was missed, when it was."""


class Scored(Protocol):
    """A scored year: total, grade and lines."""

    @property
    def score(self) -> Decimal:
        """The total."""

    @property
    def full(self) -> Decimal:
        """The total of the weights."""

    @property
    def grade(self) -> Text:
        """The grade the total falls in."""

    @property
    def lines(self) -> Sequence[ScoredLine]:
        """Every line, in the scheme's order."""
