"""Targets and actuals: an indicator key or a sum over keys, `previous(key)` for the value of last year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from luji.account.scoring.problems import BAD_FORMULA
from luji.base.kernel.expression import NUMBER, Expression, parse
from luji.base.kernel.problem import Refused, Where
from luji.base.kernel.syntax import named

Values = Callable[[str], Decimal | None]
LAST_YEAR = "previous "


@dataclass(frozen=True, slots=True)
class Formula:
    """A number written out, or an expression over indicator keys."""

    text: str
    expression: Expression

    @classmethod
    def read(
        cls, written: Decimal | str, key: str = "", part: str = "", where: Where | None = None
    ) -> Formula:
        """Parse and check that it gives a number. Raises `Refused` (KRN-02x, SCO-017) at `where`."""
        text = f"{written:f}" if isinstance(written, Decimal) else written
        place = where or Where()
        try:
            expression = Expression(text, named(parse(text).root, "previous", LAST_YEAR.__add__))
            found = expression.check(dict.fromkeys(expression.names(), NUMBER))
        except Refused as refused:
            raise Refused([replace(problem, where=place) for problem in refused.problems]) from refused
        if found.kind not in ("number", "null"):
            raise Refused([BAD_FORMULA(place, key=key, part=part, text=text)])
        return cls(text, expression)

    def reads(self) -> list[str]:
        """The indicator keys it reads, last year's included."""
        return list(dict.fromkeys(name.removeprefix(LAST_YEAR) for name in self.expression.names()))

    def value(self, this_year: Values, last_year: Values) -> Decimal | None:
        """The exact number; None where a value is missing or a divisor is zero."""

        def lookup(name: str) -> Decimal | None:
            if name.startswith(LAST_YEAR):
                return last_year(name.removeprefix(LAST_YEAR))
            return this_year(name)

        found = self.expression.evaluate(lookup)
        return found if isinstance(found, Decimal) else None
