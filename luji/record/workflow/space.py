"""All situations a record can come into, with every guard: the graph that the proofs walk through.

Four eyes are about one person doing two things, so one person (甲) is followed by what they did; everybody
else is taken to be at hand and fresh. That finds every breach that any number of people could bring about.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from luji.base.kernel.text import Text
from luji.record.workflow.spec import CREATE, EDIT, Action, Workflow
from luji.record.workflow.worlds import worlds

MOST_SPOTS = 500_000
NONE: frozenset[str] = frozenset()


class Spot(NamedTuple):
    """A situation: the state, the truth of the conditions, the reviews, and what 甲 has done.

    `handed`: reviews to which the present content was handed in; `passed`: reviews that the workflow counts;
    `sound`: reviews that still stand by law (no return and no change since).
    """

    state: str
    world: int
    handed: frozenset[str] = NONE
    passed: frozenset[str] = NONE
    sound: frozenset[str] = NONE
    did: frozenset[str] = NONE

    def in_world(self, world: int) -> Spot:
        """The same situation with other conditions holding."""
        return Spot(self.state, world, self.handed, self.passed, self.sound, self.did)


class Step(NamedTuple):
    """An act, and whether it is 甲 who does it."""

    act: str
    suspect: bool = False


Edge = tuple[Step, Spot]
STEPS = cache(Step)


class TooLarge(Exception):
    """More situations than can be walked through."""


class Space:
    """The situations of a workflow whose references are sound."""

    def __init__(self, flow: Workflow) -> None:
        self.flow = flow
        self.worlds = worlds(a.condition for a in flow.actions.values() if a.condition)
        self.tracked = self._tracked()
        self._same = self._alike()
        self._read = {name: self._reads(a) for name, a in flow.actions.items()}

    def first(self, suspects: bool) -> Iterator[Edge]:
        """The ways a record is opened: by anybody, by 甲, or by somebody who names 甲 in a field of it."""
        for world in range(len(self.worlds)):
            spot = Spot(self.flow.initial, world, self._handed(CREATE, NONE))
            for suspect in _who(suspects):
                yield Step(CREATE, suspect), self._noted(spot, CREATE, suspect)
            for field in self.flow.named if suspects else ():
                yield Step(field, True), self._noted(spot, field, True)

    def nexts(self, spot: Spot, suspects: bool) -> Iterator[Edge]:
        """Every step possible from a situation, taken by anybody or (with `suspects`) by 甲."""
        for name, action in self.flow.leaving(spot.state):
            if not self.open(action, spot):
                continue
            for suspect in _who(suspects):
                if suspect and not spot.did.isdisjoint(action.not_by):
                    continue
                taken = self._noted(self._taken(spot, name, action), name, suspect)
                step = STEPS(name, suspect)
                for world in self._worlds_after(name, taken):
                    yield step, taken.in_world(world)
        if self.flow.states[spot.state].edit:
            for suspect in _who(suspects):
                changed = Spot(spot.state, spot.world, self._handed(EDIT, NONE), did=spot.did)
                changed = self._noted(changed, EDIT, suspect)
                for world in self._told_apart(spot.state):
                    yield STEPS(EDIT, suspect), changed.in_world(world)

    def open(self, action: Action, spot: Spot) -> bool:
        """Whether condition and `after` let the action through."""
        holds = action.condition is None or action.condition in self.worlds[spot.world].true
        return holds and spot.passed.issuperset(action.after)

    def _taken(self, spot: Spot, name: str, action: Action) -> Spot:
        passed, sound = spot.passed, spot.sound
        if action.returns:
            passed, sound = (passed if action.keeps_review else NONE), NONE
        if action.review:
            passed, sound = passed | {name}, sound | {name}
        return Spot(action.to, spot.world, self._handed(name, spot.handed), passed, sound, spot.did)

    def _handed(self, act: str, before: frozenset[str]) -> frozenset[str]:
        return before | {review for review, acts in self.flow.hand_ins.items() if act in acts}

    def _noted(self, spot: Spot, act: str, suspect: bool) -> Spot:
        """One act of 甲 is remembered: whatever 甲 did besides, somebody else could have done."""
        if not suspect or spot.did or act not in self.tracked:
            return spot
        return Spot(spot.state, spot.world, spot.handed, spot.passed, spot.sound, frozenset({act}))

    def _worlds_after(self, name: str, spot: Spot) -> Iterable[int]:
        """An action whose form asks for fields that conditions read may change what holds."""
        return self._told_apart(spot.state) if self._read[name] else (self._same[spot.state][spot.world],)

    def _told_apart(self, state: str) -> list[int]:
        """The worlds that differ in what can still be asked from a state on."""
        return list(dict.fromkeys(self._same[state]))

    def _alike(self) -> dict[str, list[int]]:
        """State → for each world the first one in which the same conditions hold of those still to come."""
        found: dict[str, list[int]] = {}
        for state in self.flow.states:
            asked = self._asked_from(state)
            first: dict[frozenset[str], int] = {}
            found[state] = [first.setdefault(w.true & asked, n) for n, w in enumerate(self.worlds)]
        return found

    def _asked_from(self, state: str) -> frozenset[str]:
        """The conditions of every action that can come after a state."""
        reached = {state}
        while more := {a.to for a in self.flow.actions.values() if not reached.isdisjoint(a.from_)} - reached:
            reached |= more
        actions = [a for a in self.flow.actions.values() if not reached.isdisjoint(a.from_)]
        return frozenset(a.condition for a in actions if a.condition)

    def _reads(self, action: Action) -> bool:
        read = {name for world in self.worlds for name in world.values}
        return not read.isdisjoint(action.requires)

    def _tracked(self) -> frozenset[str]:
        flow = self.flow
        named = {name for a in flow.actions.values() for name in a.not_by}
        handing = {name for acts in flow.hand_ins.values() for name in acts}
        return frozenset(named | handing | flow.reviews | {*flow.named})


class Walk:
    """Breadth first through a space: each situation with the shortest way to it, and the edges between."""

    def __init__(self, space: Space, suspects: bool) -> None:
        self.space = space
        self.came: dict[Spot, tuple[Spot | None, Step]] = {}
        self.edges: dict[Spot, list[Edge]] = {}
        waiting: deque[Spot] = deque()
        for step, spot in space.first(suspects):
            if spot not in self.came:
                self.came[spot] = (None, step)
                waiting.append(spot)
        while waiting:
            spot = waiting.popleft()
            self.edges[spot] = list(space.nexts(spot, suspects))
            for step, after in self.edges[spot]:
                if after not in self.came:
                    self.came[after] = (spot, step)
                    waiting.append(after)
            if len(self.came) > MOST_SPOTS:
                raise TooLarge

    def way(self, spot: Spot) -> list[Edge]:
        """The shortest way to a situation: each act with the situation after it, the opening first."""
        found: list[Edge] = []
        here: Spot | None = spot
        while here is not None:
            before, step = self.came[here]
            found.append((step, here))
            here = before
        return found[::-1]

    def steps(self, spot: Spot) -> list[Step]:
        """The acts of that way alone."""
        return [step for step, _ in self.way(spot)]

    def states(self) -> set[str]:
        """Every state that can be reached."""
        return {spot.state for spot in self.came}

    def acts(self) -> set[str]:
        """Every act that can be taken."""
        return {step.act for edges in self.edges.values() for step, _ in edges}


def say(flow: Workflow, steps: list[Step]) -> Text:
    """A way as people read it: 草稿 → 提交（甲） → 法制审核. Acts of 甲 are marked."""

    def told(lang: str, mark: str) -> str:
        labels = [flow.state_label(flow.initial)]
        parts = [labels[0].zh if lang == "zh" else labels[0].en]
        for step in steps:
            if step.act == CREATE and not step.suspect:
                continue
            label = flow.act_label(step.act)
            parts.append((label.zh if lang == "zh" else label.en) + (mark if step.suspect else ""))
        return " → ".join(parts)

    return Text(zh=told("zh", "（甲）"), en=told("en", " (A)"))


def _who(suspects: bool) -> tuple[bool, ...]:
    return (False, True) if suspects else (False,)
