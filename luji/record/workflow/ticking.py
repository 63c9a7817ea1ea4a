"""What the steps of a record do to a clock: started, suspended, resumed, stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from luji.record.workflow.spec import CREATE, Clock, Workflow, triggers
from luji.record.workflow.step import Act


class Mode(StrEnum):
    """What a clock is doing."""

    IDLE = "idle"
    RUNNING = "running"
    SUSPENDED = "suspended"


class Tick(StrEnum):
    """What happens to a clock."""

    STARTED = "started"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    STOPPED = "stopped"


AFTER = {
    Tick.STARTED: Mode.RUNNING,
    Tick.SUSPENDED: Mode.SUSPENDED,
    Tick.RESUMED: Mode.RUNNING,
    Tick.STOPPED: Mode.IDLE,
}


@dataclass(frozen=True, slots=True)
class Event:
    """A tick at a moment; `pair` is the number of the suspension it belongs to."""

    kind: Tick
    at: datetime
    pair: int = 0


def ticks(clock: Clock, mode: Mode, pair: int, names: frozenset[str]) -> Iterator[tuple[Tick, int]]:
    """What a step known by `names` does: it stops first, then resumes, suspends, starts."""
    if mode is not Mode.IDLE and not names.isdisjoint(clock.stops):
        yield Tick.STOPPED, pair
        mode = Mode.IDLE
    if mode is Mode.SUSPENDED and not names.isdisjoint(clock.suspends[pair].until):
        yield Tick.RESUMED, pair
        mode = Mode.RUNNING
    if mode is Mode.RUNNING:
        for index, suspension in enumerate(clock.suspends):
            if not names.isdisjoint(suspension.by):
                yield Tick.SUSPENDED, index
                mode = Mode.SUSPENDED
                break
    if not names.isdisjoint(clock.starts) and (mode is Mode.IDLE or clock.restarts):
        yield Tick.STARTED, 0


def surely_running(flow: Workflow, clock: Clock) -> frozenset[str]:
    """The states in which the clock runs, whichever way a record came there."""
    waiting = [(flow.initial, *advance(clock, Mode.IDLE, 0, frozenset({CREATE, flow.initial})))]
    seen = set(waiting)
    while waiting:
        state, mode, pair = waiting.pop()
        for name, action in flow.leaving(state):
            after = (action.to, *advance(clock, mode, pair, triggers(name, state, action.to)))
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    doubtful = {state for state, mode, _ in seen if mode is not Mode.RUNNING}
    return frozenset(state for state, _, _ in seen) - doubtful


def advance(clock: Clock, mode: Mode, pair: int, names: frozenset[str]) -> tuple[Mode, int]:
    """What the clock does after such a step, and by which pair it is suspended (0 when it is not)."""
    for tick, index in ticks(clock, mode, pair, names):
        mode, pair = AFTER[tick], index if tick is Tick.SUSPENDED else 0
    return mode, pair


def events(clock: Clock, acts: Iterable[Act], begun: Mapping[str, datetime] | None = None) -> list[Event]:
    """The events of a clock in the story of a record, the opening among its acts.

    `begun` is act → when the run counts from that the last act of this name started; a first act in it that
    starts nothing took the record over while the clock ran. No event lies before the one it follows.
    """
    told, days = tuple(acts), begun or {}
    last = {act.name: place for place, act in enumerate(told)}
    found: list[Event] = []
    mode, pair, floor = Mode.IDLE, 0, None
    for place, act in enumerate(told):
        names = triggers(act.name, act.before, act.after)
        done = list(ticks(clock, mode, pair, names))
        mode, pair = advance(clock, mode, pair, names)
        if not done and not place and act.name in days:
            done, mode = [(Tick.STARTED, 0)], Mode.RUNNING
        for tick, index in done:
            at = act.at
            if tick is Tick.STARTED and act.name in days and place == last[act.name]:
                at = floor = max([days[act.name], *(event.at for event in found[-1:])])
            found.append(Event(tick, at if floor is None else max(at, floor), index))
    return found
