"""Photographs judged: used before, looking like another, taken too early, long ago, or somewhere else; pure.

What is refused outright is only what cannot be explained: the very same file again (EVI-302). Everything else
is a doubt somebody may have a good reason for: the reason is asked for and journalled (EVI-303 … 308, 311).
A photograph that says nothing of its time is doubted like one of another time, and one without a place where
a place is asked for: else stripping what a camera wrote would silence every check. Elsewhere a missing place
is noted (EVI-309).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from luji.base.kernel.problem import Problem
from luji.base.kernel.text import Text
from luji.record.evidence.likeness import NEAR, nearest
from luji.record.evidence.pictures import HERE
from luji.record.evidence.problems import (
    ELSEWHERE,
    LOOKS_USED,
    NO_PLACE,
    NO_TIME,
    NOT_PLACED,
    TAKEN_BEFORE,
    TAKEN_LATER,
    TAKEN_LONG_AGO,
    USED_BEFORE,
)

LONG_AGO = timedelta(hours=72)
SLACK = timedelta(minutes=10)
FAR_AWAY = 1000
EARTH = 6_371_000
SAID = 2


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph as it arrived: its file name and what it says of itself."""

    name: str
    sha256: str
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    looks: int | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the earth, and by what it is known. Degrees, WGS84."""

    reference: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Expected:
    """What is asked of the photographs: not before an act, near a spot; `now` is when they are handed in.

    `placed`: they must say where they were taken, though no spot to compare it with is known yet.
    """

    now: datetime
    act: Text | None = None
    after: datetime | None = None
    spot: Spot | None = None
    placed: bool = False


class Places(Protocol):
    """Where earlier photographs were used, said when asked for."""

    def __getitem__(self, place: int, /) -> Text:
        """Register, number and field of one use."""
        ...


@dataclass(frozen=True, slots=True)
class Earlier:
    """Uses of photographs before: by file, by looks, and where each was."""

    where: Places
    files: dict[str, int]
    looks: Sequence[tuple[int, int]]


def judge(photo: Photo, expected: Expected, earlier: Earlier) -> list[Problem]:
    """All doubts about one photograph: errors are refused, warnings need a reason, notes are told."""
    if photo.sha256 in earlier.files:
        return [USED_BEFORE(name=photo.name, used=earlier.where[earlier.files[photo.sha256]])]
    return [*_alike(photo, earlier), *_time(photo, expected), *_place(photo, expected)]


def metres(one: Spot, latitude: float, longitude: float) -> int:
    """The distance over the earth in whole metres."""
    first, second = math.radians(one.latitude), math.radians(latitude)
    north, east = second - first, math.radians(longitude - one.longitude)
    half = math.sin(north / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(east / 2) ** 2
    return round(2 * EARTH * math.asin(math.sqrt(min(1.0, half))))


def _alike(photo: Photo, earlier: Earlier) -> Iterator[Problem]:
    if photo.looks is None:
        return
    for bits, which in nearest(photo.looks, earlier.looks, NEAR)[:SAID]:
        yield LOOKS_USED(name=photo.name, used=earlier.where[which], distance=bits)


def _time(photo: Photo, expected: Expected) -> Iterator[Problem]:
    if photo.taken_at is None:
        yield NO_TIME(name=photo.name)
        return
    said = _moment(photo.taken_at)
    if photo.taken_at > expected.now + SLACK:
        yield TAKEN_LATER(name=photo.name, taken=said)
    if expected.after is not None and photo.taken_at < expected.after - SLACK:
        act = expected.act or Text("", "")
        yield TAKEN_BEFORE(name=photo.name, taken=said, act=act, at=_moment(expected.after))
    elif expected.now - photo.taken_at > LONG_AGO:
        hours = int((expected.now - photo.taken_at).total_seconds() // 3600)
        yield TAKEN_LONG_AGO(name=photo.name, taken=said, hours=f"{hours:,}")


def _place(photo: Photo, expected: Expected) -> Iterator[Problem]:
    if photo.latitude is None or photo.longitude is None:
        yield (NOT_PLACED if expected.placed else NO_PLACE)(name=photo.name)
    elif expected.spot is not None:
        away = metres(expected.spot, photo.latitude, photo.longitude)
        if away > FAR_AWAY:
            yield ELSEWHERE(
                name=photo.name, reference=expected.spot.reference, metres=f"{away:,}", limit=f"{FAR_AWAY:,}"
            )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(HERE):%Y-%m-%d %H:%M}"


def reasons_needed(problems: Iterable[Problem]) -> list[Problem]:
    """Those that need a reason to go on."""
    return [problem for problem in problems if problem.level == "warning"]
