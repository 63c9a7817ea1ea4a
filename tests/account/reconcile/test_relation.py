"""Relations: printed numbers compared within their rounding."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.reconcile.judging.interval import Interval
from luji.account.reconcile.language.quantity import Quantity
from luji.account.reconcile.language.units import unit
from luji.account.reconcile.relation import Relation, Verdict, compare, plain, spread

D = Decimal


def printed(text: str, measure: str = "%") -> Quantity:
    return Quantity(text, D(text), len(text.partition(".")[2]), unit(measure), 0, 1, 2)


@pytest.mark.parametrize(
    ("computed", "stated", "verdict"),
    [
        ("12.0904", "12.09", Verdict.HOLDS),
        ("12.095", "12.09", Verdict.HOLDS),  # the very edge
        ("12.0951", "12.09", Verdict.SLIP),
        ("12.1049", "12.09", Verdict.SLIP),  # under one unit beyond the edge
        ("12.106", "12.09", Verdict.FAILS),
        ("12.90", "12.09", Verdict.FAILS),
        ("-12.09", "12.09", Verdict.FAILS),
    ],
)
def test_how_a_computed_number_compares(computed: str, stated: str, verdict: Verdict) -> None:
    assert compare(Interval.point(D(computed)), printed(stated)) is verdict


@settings(deadline=None)
@given(
    st.decimals(min_value=-1000, max_value=1000, places=2, allow_nan=False),
    st.decimals(min_value=0, max_value=10, places=3, allow_nan=False),
)
def test_verdicts_grow_worse_with_the_distance(stated: Decimal, off: Decimal) -> None:
    order = [Verdict.HOLDS, Verdict.SLIP, Verdict.FAILS]
    quantity = printed(f"{stated:.2f}")
    near, far = (compare(Interval.point(stated + k), quantity) for k in (off, off * 2))
    assert order.index(near) <= order.index(far)


def test_whole_counts_are_exact() -> None:
    assert compare(Interval.point(D("33.4")), printed("33", "起")) is Verdict.SLIP
    assert compare(Interval.point(D(34)), printed("33", "起")) is Verdict.FAILS
    assert compare(Interval.point(D(33)), printed("33", "起")) is Verdict.HOLDS


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("12.345", 2, "12.35"),
        ("12.344", 2, "12.34"),
        ("-0.005", 2, "-0.01"),
        ("7", 2, "7.00"),
        ("1E+3", 0, "1000"),
        ("2.5", 0, "3"),
    ],
)
def test_numbers_as_they_would_have_been_printed(value: str, decimals: int, text: str) -> None:
    assert plain(D(value), decimals) == text


@pytest.mark.parametrize(
    ("places", "whole"), [([(3, 5)], (3, 5)), ([(7, 9), (3, 5)], (3, 9)), ([(3, 12), (4, 5)], (3, 12))]
)
def test_a_spread_covers_all_places(places: list[tuple[int, int]], whole: tuple[int, int]) -> None:
    assert spread(places) == whole


@pytest.mark.parametrize(
    ("verdict", "told"),
    [(Verdict.HOLDS, False), (Verdict.UNDECIDED, False), (Verdict.SLIP, True), (Verdict.FAILS, True)],
)
def test_only_what_does_not_hold_is_told(verdict: Verdict, told: bool) -> None:
    assert Relation("REC-101", "sum", verdict, (0, 1), "").found is told
