"""Repeatable chance for constructed data: the same names give the same draws on every machine."""

from __future__ import annotations

import calendar
import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

T = TypeVar("T")

WORD = 2**64
DAY_HOURS = (2, 2, 2, 1, 1, 2, 3, 5, 6, 7, 7, 6, 5, 5, 6, 7, 7, 6, 5, 5, 4, 4, 3, 2)
"""How busy each hour of a day is on the road."""
OFFICE_HOURS = (0,) * 8 + (2, 5, 6, 5, 1, 0, 4, 6, 6, 4) + (0,) * 6
"""How busy each hour is in an office."""


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Whole parts in proportion to the weights that add up to `total` exactly (largest remainder)."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_rest = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for index in by_rest[: total - sum(parts)]:
        parts[index] += 1
    return parts


def wheel(weights: Sequence[int], slots: int) -> list[int]:
    """A wheel of fortune: `slots` indexes, each as often as its weight says."""
    return [index for index, times in enumerate(split(slots, weights)) for _ in range(times)]


class Chance:
    """A stream of draws (splitmix64) named by words; independent of hash seed, platform and version."""

    def __init__(self, *names: object) -> None:
        digest = hashlib.sha256("/".join(map(str, names)).encode()).digest()
        self._state = int.from_bytes(digest[:8], "big")

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not including, `limit`."""
        self._state = (self._state + 0x9E3779B97F4A7C15) % WORD
        mixed = (self._state ^ (self._state >> 30)) * 0xBF58476D1CE4E5B9 % WORD
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % WORD
        return (mixed ^ (mixed >> 31)) * limit // WORD

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible."""
        return low + self.below(high - low + 1)

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[self.below(len(choices))]

    def weighed(self, choices: Mapping[T, int]) -> T:
        """One of the keys, as often as its weight says."""
        rest = self.below(sum(choices.values()))
        for choice, weight in choices.items():
            rest -= weight
            if rest < 0:
                return choice
        raise AssertionError("weights are positive")

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in a new order."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def spread(self, count: int, choices: Mapping[T, int]) -> list[T]:
        """`count` choices in exact proportion to their weights, in mixed order."""
        parts = split(count, list(choices.values()))
        return self.shuffled([c for c, times in zip(choices, parts, strict=True) for _ in range(times)])

    def scatter(self, total: int, places: int, least: int = 0, most: int | None = None) -> list[int]:
        """`total` dealt over `places`, each getting from `least` to `most`."""
        room = [least] * places
        for _ in range(total - least * places):
            room[self._with_room(room, most)] += 1
        return room

    def _with_room(self, room: list[int], most: int | None) -> int:
        while True:
            place = self.below(len(room))
            if most is None or room[place] < most:
                return place

    def days(self, count: int, year: int, months: Sequence[int] = (1,) * 12) -> list[date]:
        """`count` days of a year in order, spread over the months by weight."""
        found: list[date] = []
        for month, times in enumerate(split(count, months), start=1):
            length = calendar.monthrange(year, month)[1]
            found += [date(year, month, 1 + self.below(length)) for _ in range(times)]
        return sorted(found)

    def moment(self, day: date, hours: Sequence[int] = DAY_HOURS) -> datetime:
        """A minute of the day, the hours weighted."""
        hour = self.weighed(dict(enumerate(hours)))
        return datetime(day.year, day.month, day.day, hour, self.below(60))  # noqa: DTZ001 local time

    def later(self, day: date, low: int, high: int) -> date:
        """A day `low` to `high` days after `day`."""
        return day + timedelta(days=self.between(low, high))
