"""The proof of the clocks: each can start, never twice, can go on again, and has stopped at the end."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from luji.base.kernel.problem import Problem, ProblemKind
from luji.record.workflow.problems import (
    NEVER_RESUMED,
    NEVER_STARTS,
    NEVER_STOPS,
    NEVER_SUSPENDED,
    STARTED_TWICE,
)
from luji.record.workflow.references import Place
from luji.record.workflow.space import Spot, Step, Walk, say
from luji.record.workflow.spec import CREATE, Clock, triggers


class Mode(StrEnum):
    """What a clock is doing."""

    IDLE = "idle"
    RUNNING = "running"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Tick:
    """A situation together with what the clock does in it, and by which pair it is suspended."""

    spot: Spot
    mode: Mode
    pair: int = -1


def advance(clock: Clock, mode: Mode, pair: int, names: frozenset[str]) -> tuple[Mode, int]:
    """What the clock does after a step known by `names`: stop first, then resume, suspend, start."""
    if mode is not Mode.IDLE and not names.isdisjoint(clock.stops):
        mode, pair = Mode.IDLE, -1
    if mode is Mode.SUSPENDED and not names.isdisjoint(clock.suspends[pair].until):
        mode, pair = Mode.RUNNING, -1
    if mode is Mode.RUNNING:
        for index, suspension in enumerate(clock.suspends):
            if not names.isdisjoint(suspension.by):
                mode, pair = Mode.SUSPENDED, index
                break
    if not names.isdisjoint(clock.starts) and (mode is Mode.IDLE or clock.restarts):
        mode, pair = Mode.RUNNING, -1
    return mode, pair


class ClockWalk:
    """Every situation with every doing of one clock; problems are gathered on the way."""

    def __init__(self, walk: Walk, name: str, place: Place) -> None:
        self.walk, self.name, self.place = walk, name, place
        self.flow = walk.space.flow
        self.clock = self.flow.clocks[name]
        self.came: dict[Tick, tuple[Tick | None, Step]] = {}
        self.twice: tuple[Tick, Step] | None = None
        self.resumed: set[int] = set()
        self._explore()

    def problems(self) -> Iterator[Problem]:
        """What is wrong with this clock (WFL-201 … 205)."""
        if all(tick.mode is Mode.IDLE for tick in self.came):
            yield NEVER_STARTS(self.place("clocks", self.name, "starts"), clock=self.name)
            return
        if self.twice:
            tick, step = self.twice
            yield self._told(STARTED_TWICE, [*self._steps(tick), step], "starts")
        for tick in self.came:
            if tick.mode is not Mode.IDLE and self.flow.states[tick.spot.state].final:
                yield self._told(NEVER_STOPS, self._steps(tick), "stops")
                break
        yield from self._suspensions()

    def _suspensions(self) -> Iterator[Problem]:
        seen = {tick.pair for tick in self.came if tick.mode is Mode.SUSPENDED}
        for index, pair in enumerate(self.clock.suspends):
            where = self.place("clocks", self.name, "suspends", index)
            if index not in seen:
                yield NEVER_SUSPENDED(where, clock=self.name, owner="、".join(pair.by))
            elif index not in self.resumed:
                yield NEVER_RESUMED(where, clock=self.name, owner="、".join(pair.by))

    def _explore(self) -> None:
        waiting: deque[Tick] = deque()
        for step, spot in self.walk.space.first(suspects=False):
            names = frozenset({CREATE, spot.state})
            waiting.extend(self._reached(None, step, spot, *advance(self.clock, Mode.IDLE, -1, names)))
        while waiting:
            tick = waiting.popleft()
            for step, spot in self.walk.edges[tick.spot]:
                names = _names(tick.spot, step, spot)
                self._note(tick, step, names)
                waiting.extend(
                    self._reached(tick, step, spot, *advance(self.clock, tick.mode, tick.pair, names))
                )

    def _note(self, tick: Tick, step: Step, names: frozenset[str]) -> None:
        """Remember a second start, and that a suspension was ended."""
        clock = self.clock
        if tick.mode is Mode.SUSPENDED and not names.isdisjoint(clock.suspends[tick.pair].until):
            self.resumed.add(tick.pair)
        starts = not names.isdisjoint(clock.starts) and names.isdisjoint(clock.stops)
        if starts and tick.mode is not Mode.IDLE and not clock.restarts and self.twice is None:
            self.twice = (tick, step)

    def _reached(self, before: Tick | None, step: Step, spot: Spot, mode: Mode, pair: int) -> Iterator[Tick]:
        tick = Tick(spot, mode, pair)
        if tick not in self.came:
            self.came[tick] = (before, step)
            yield tick

    def _steps(self, tick: Tick) -> list[Step]:
        found: list[Step] = []
        here: Tick | None = tick
        while here is not None:
            here, step = self.came[here]
            found.append(step)
        return found[::-1]

    def _told(self, kind: ProblemKind, steps: list[Step], key: str) -> Problem:
        way = say(self.flow, steps)
        return kind(self.place("clocks", self.name, key), path=way.zh, path_en=way.en, clock=self.name)


def clocks(walk: Walk, place: Place) -> Iterator[Problem]:
    """The problems of every clock of the workflow."""
    for name in walk.space.flow.clocks:
        yield from ClockWalk(walk, name, place).problems()


def _names(before: Spot, step: Step, after: Spot) -> frozenset[str]:
    return triggers(step.act, before.state, after.state)
