"""Intervals: their ends, and whether a row of them covers a range exactly once."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.account.scoring.interval import Interval, flaws

WHOLE = Interval.parse("(-∞, ∞)")


def kinds(row: list[str], within: str = "[0, 100]") -> list[tuple[str, int]]:
    return [(f.kind, f.index) for f in flaws([Interval.parse(one) for one in row], Interval.parse(within))]


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("[80, 90)", ["80", "89.99"], ["79.99", "90"]),
        ("(0, 10]", ["0.01", "10"], ["0", "10.01"]),
        ("[5, 5]", ["5"], ["4.99", "5.01"]),
        ("(30, ∞)", ["30.01", "1000000"], ["30"]),
        ("(-inf, 0]", ["-5", "0"], ["0.01"]),
    ],
)
def test_ends_belong_as_declared(text: str, inside: list[str], outside: list[str]) -> None:
    interval = Interval.parse(text)
    assert all(interval.contains(Decimal(n)) for n in inside)
    assert not any(interval.contains(Decimal(n)) for n in outside)


@pytest.mark.parametrize(
    "text", ["80-90", "[80 90)", "[a, b]", "[1..2, 3]", "[80, 90", "", "[1, 2, 3]", 5, None]
)
def test_what_is_no_interval_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match=r"interval|number"):
        Interval.parse(text)


def test_written_as_read() -> None:
    for text in ("[80, 90)", "(30, ∞)", "(-∞, 0]"):
        assert str(Interval.parse(text)) == text
    assert Interval.parse(Interval.parse("[1, 2)")) == Interval.parse("[1, 2)")


def test_a_clean_row_has_no_flaw_in_any_order() -> None:
    assert kinds(["[90, 100]", "[80, 90)", "[60, 80)", "[0, 60)"]) == []
    assert kinds(["[0, 0]", "(0, 100]"]) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["(90, 100]", "[80, 90)", "[0, 80)"], [("gap", 0)]),
        (["[90, 100]", "[80, 90]", "[0, 80)"], [("overlap", 0)]),
        (["[91, 100]", "[0, 90)"], [("gap", 0)]),
        (["[80, 100]", "[0, 90)"], [("overlap", 0)]),
        (["[0, 90)", "[90, 100)"], [("gap", 1)]),
        (["(0, 100]"], [("gap", 0)]),
        (["[5, 100]"], [("gap", 0)]),
        (["[0, 50)", "[50, 50)", "[50, 100]"], [("empty", 1)]),
        (["[0, 100]", "[20, 30]"], [("overlap", 1)]),
        ([], [("gap", 0)]),
    ],
)
def test_flaws_are_found_where_they_are(row: list[str], expected: list[tuple[str, int]]) -> None:
    assert kinds(row) == expected


def test_two_flaws_show_together() -> None:
    assert kinds(["[0, 10)", "(10, 50]", "[40, 90]"]) == [("gap", 1), ("overlap", 2), ("gap", 2)]


edges = st.lists(st.integers(1, 99), min_size=1, max_size=6, unique=True).map(sorted)


@given(edges, st.data())
def test_a_row_cut_from_a_range_covers_it_and_a_changed_end_does_not(
    cuts: list[int], data: st.DataObject
) -> None:
    ends = [0, *cuts, 100]
    closed = [True, *(data.draw(st.booleans()) for _ in cuts)]
    row = [
        Interval(Decimal(a), Decimal(b), closed[i], i == len(cuts) or not closed[i + 1])
        for i, (a, b) in enumerate(pairwise(ends))
    ]
    within = Interval.parse("[0, 100]")
    assert list(flaws(row, within)) == []
    spoilt = data.draw(st.integers(0, len(row) - 1))
    one = row[spoilt]
    row[spoilt] = Interval(one.low, one.high, not one.low_closed, one.high_closed)
    assert list(flaws(row, within)) != []


@given(edges)
def test_every_number_lies_in_exactly_one_part(cuts: list[int]) -> None:
    bounds = [Decimal("-Infinity"), *map(Decimal, cuts), Decimal("Infinity")]
    row = [Interval(a, b, a.is_finite(), False) for a, b in pairwise(bounds)]
    assert list(flaws(row, WHOLE)) == []
    for edge in cuts:
        for number in (Decimal(edge), Decimal(edge) - Decimal("0.001"), Decimal(edge) + Decimal("0.001")):
            assert sum(one.contains(number) for one in row) == 1
