"""Targets and actuals as formulas over indicator keys of this year and last."""

from decimal import Decimal

import pytest

from luji.account.scoring.formula import Formula
from luji.base.kernel.problem import Refused, Where

NOW = {"accident.deaths": Decimal(9), "road.km": Decimal(720), "finance.budget": None}.get
THEN = {"accident.deaths": Decimal(12)}.get


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (Decimal("380"), "380"),
        (Decimal("1E+3"), "1000"),
        ("accident.deaths", "9"),
        ("previous(accident.deaths)", "12"),
        ("previous( accident.deaths ) * 0.9", "10.8"),
        ("min(previous(accident.deaths), 10)", "10"),
        ("accident.deaths / road.km * 100", "1.25"),
        ("if(accident.deaths > 5, -previous(accident.deaths), 1)", "-12"),
        ("if(accident.deaths in [9, previous(accident.deaths)], 1, 2)", "1"),
        ("if(finance.budget == null, 5, 6)", "5"),
    ],
)
def test_values(text: Decimal | str, value: str) -> None:
    assert Formula.read(text).value(NOW, THEN) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["finance.budget", "previous(road.km)", "road.km / 0", "road.km + finance.budget"]
)
def test_what_is_missing_makes_no_number(text: str) -> None:
    assert Formula.read(text).value(NOW, THEN) is None


def test_keys_are_listed_once_without_the_year() -> None:
    assert Formula.read("a.b + previous(a.b) / c.d").reads() == ["a.b", "c.d"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "KRN"), ("a.b +", "KRN"), ("a.b = 3", "KRN"), ("previous(3)", "KRN"), ("previous(a.b, c.d)", "KRN"),
        ("before(a.b)", "KRN"), ("a.b > 3", "SCO-017"), ("'text'", "SCO-017"), ("a.b + 'x'", "KRN"), ("@limit", "KRN"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_at_its_line(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        Formula.read(text, "line", "target", Where(file="plan.yaml", line=7))
    assert all(p.code.startswith(code) and p.where.line == 7 for p in refused.value.problems)
