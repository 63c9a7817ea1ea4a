"""The proof of the clocks: each can start, never twice, can go on again, and has stopped at the end."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

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
from luji.record.workflow.spec import CREATE, triggers
from luji.record.workflow.ticking import Mode, advance


@dataclass(frozen=True, slots=True)
class Moment:
    """A situation together with what the clock does in it, and by which pair it is suspended."""

    spot: Spot
    mode: Mode
    pair: int = 0


class ClockWalk:
    """Every situation with every doing of one clock; problems are gathered on the way."""

    def __init__(self, walk: Walk, name: str, place: Place) -> None:
        self.walk, self.name, self.place = walk, name, place
        self.flow = walk.space.flow
        self.clock = self.flow.clocks[name]
        self.came: dict[Moment, tuple[Moment | None, Step]] = {}
        self.twice: tuple[Moment, Step] | None = None
        self.resumed: set[int] = set()
        self._explore()

    def problems(self) -> Iterator[Problem]:
        """What is wrong with this clock (WFL-201 … 205)."""
        if all(moment.mode is Mode.IDLE for moment in self.came):
            yield NEVER_STARTS(self.place("clocks", self.name, "starts"), clock=self.name)
            return
        if self.twice:
            moment, step = self.twice
            yield self._told(STARTED_TWICE, [*self._steps(moment), step], "starts")
        for moment in self.came:
            if moment.mode is not Mode.IDLE and self.flow.states[moment.spot.state].final:
                yield self._told(NEVER_STOPS, self._steps(moment), "stops")
                break
        yield from self._suspensions()

    def _suspensions(self) -> Iterator[Problem]:
        seen = {moment.pair for moment in self.came if moment.mode is Mode.SUSPENDED}
        for index, pair in enumerate(self.clock.suspends):
            where = self.place("clocks", self.name, "suspends", index)
            if index not in seen:
                yield NEVER_SUSPENDED(where, clock=self.name, owner="、".join(pair.by))
            elif index not in self.resumed:
                yield NEVER_RESUMED(where, clock=self.name, owner="、".join(pair.by))

    def _explore(self) -> None:
        waiting: deque[Moment] = deque()
        for step, spot in self.walk.space.first(suspects=False):
            names = frozenset({CREATE, spot.state})
            waiting.extend(self._reached(None, step, spot, *advance(self.clock, Mode.IDLE, 0, names)))
        while waiting:
            moment = waiting.popleft()
            for step, spot in self.walk.edges[moment.spot]:
                names = _names(moment.spot, step, spot)
                self._note(moment, step, names)
                waiting.extend(
                    self._reached(moment, step, spot, *advance(self.clock, moment.mode, moment.pair, names))
                )

    def _note(self, moment: Moment, step: Step, names: frozenset[str]) -> None:
        """Remember a second start, and that a suspension was ended."""
        clock = self.clock
        if moment.mode is Mode.SUSPENDED and not names.isdisjoint(clock.suspends[moment.pair].until):
            self.resumed.add(moment.pair)
        starts = not names.isdisjoint(clock.starts) and names.isdisjoint(clock.stops)
        if starts and moment.mode is not Mode.IDLE and clock.restarts is None and self.twice is None:
            self.twice = (moment, step)

    def _reached(
        self, before: Moment | None, step: Step, spot: Spot, mode: Mode, pair: int
    ) -> Iterator[Moment]:
        moment = Moment(spot, mode, pair)
        if moment not in self.came:
            self.came[moment] = (before, step)
            yield moment

    def _steps(self, moment: Moment) -> list[Step]:
        found: list[Step] = []
        here: Moment | None = moment
        while here is not None:
            here, step = self.came[here]
            found.append(step)
        return found[::-1]

    def _told(self, kind: ProblemKind, steps: list[Step], key: str) -> Problem:
        way = say(self.flow, steps)
        return kind(self.place("clocks", self.name, key), path=way, clock=self.name)


def clocks(walk: Walk, place: Place) -> Iterator[Problem]:
    """The problems of every clock of the workflow."""
    for name in walk.space.flow.clocks:
        yield from ClockWalk(walk, name, place).problems()


def _names(before: Spot, step: Step, after: Spot) -> frozenset[str]:
    return triggers(step.act, before.state, after.state)
