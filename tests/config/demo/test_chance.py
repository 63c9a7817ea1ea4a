"""Repeatable chance: exact sums, exact proportions, the same draws everywhere."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.config.demo.chance import OFFICE_HOURS, Chance, split, wheel

WEIGHTS = st.lists(st.integers(0, 1000), min_size=1, max_size=40).filter(any)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**9), WEIGHTS)
def test_a_split_adds_up_and_no_part_is_a_whole_unit_off(total: int, weights: list[int]) -> None:
    parts = split(total, weights)
    assert sum(parts) == total
    assert all(abs(p * sum(weights) - total * w) < sum(weights) for p, w in zip(parts, weights, strict=True))


def test_the_largest_remainder_gets_the_rest() -> None:
    assert split(10, [1, 1, 1]) == [4, 3, 3]
    assert split(100, [333, 333, 334]) == [33, 33, 34]
    assert split(5, [0, 1]) == [0, 5]


def test_nothing_can_be_split_over_no_weight() -> None:
    with pytest.raises(ZeroDivisionError):
        split(5, [0, 0])


@settings(max_examples=50, deadline=None)
@given(WEIGHTS, st.integers(1, 500))
def test_a_wheel_has_exactly_its_slots(weights: list[int], slots: int) -> None:
    assert len(wheel(weights, slots)) == slots
    assert all(weights[index] for index in set(wheel(weights, slots)))


def test_draws_are_the_same_on_every_machine() -> None:
    chance = Chance("hazard", 2020)
    assert [chance.below(1000) for _ in range(6)] == [271, 871, 502, 329, 817, 995]
    assert Chance("hazard", 2019).below(10**9) != Chance("hazard", 2020).below(10**9)


def test_draws_reach_every_value_about_equally() -> None:
    chance = Chance("even")
    counts = Counter(chance.below(10) for _ in range(10_000))
    assert set(counts) == set(range(10))
    assert max(counts.values()) < 1200 > min(counts.values()) > 800


def test_between_includes_both_ends() -> None:
    chance = Chance("ends")
    assert {chance.between(3, 5) for _ in range(100)} == {3, 4, 5}


def test_what_weighs_nothing_is_never_picked() -> None:
    chance = Chance("weights")
    assert {chance.weighed({"a": 1, "b": 0, "c": 5}) for _ in range(200)} == {"a", "c"}


def test_a_shuffle_keeps_what_it_shuffles() -> None:
    mixed = Chance("mix").shuffled(range(50))
    assert sorted(mixed) == list(range(50)) != mixed


def test_a_spread_is_exact_not_by_luck() -> None:
    assert Counter(Chance("spread").spread(100, {"a": 70, "b": 30})) == {"a": 70, "b": 30}


@pytest.mark.parametrize(
    ("total", "places", "least", "most"), [(26, 49, 0, 2), (60, 20, 1, None), (9, 9, 1, 1)]
)
def test_a_scatter_keeps_its_bounds_and_its_sum(
    total: int, places: int, least: int, most: int | None
) -> None:
    dealt = Chance("scatter").scatter(total, places, least, most)
    assert sum(dealt) == total
    assert len(dealt) == places
    assert min(dealt) >= least
    assert most is None or max(dealt) <= most


def test_days_stand_in_their_months_in_order() -> None:
    days = Chance("days").days(40, 2020, (0, 3, *(0,) * 9, 1))
    assert days == sorted(days)
    assert Counter(day.month for day in days) == {2: 30, 12: 10}
    assert all(day.year == 2020 for day in days)


def test_moments_keep_office_hours() -> None:
    chance = Chance("office")
    hours = {chance.moment(date(2020, 3, 2), OFFICE_HOURS).hour for _ in range(200)}
    assert hours <= {8, 9, 10, 11, 12, 14, 15, 16, 17}
    assert 13 not in hours


def test_a_later_day_is_within_its_bounds() -> None:
    chance = Chance("later")
    assert {chance.later(date(2020, 12, 30), 1, 3).toordinal() for _ in range(60)} == {
        date(2020, 12, 31).toordinal(), date(2021, 1, 1).toordinal(), date(2021, 1, 2).toordinal()
    }  # fmt: skip
