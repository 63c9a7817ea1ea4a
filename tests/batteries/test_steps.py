"""Every step every register declares is taken: by somebody who may, in honest order, to every end there is.

The ways are found by trying. From a new record each step that leads on is taken, what comes behind it is
walked, and the step is taken back, until every declared step was taken once; where a step does not apply
(its condition speaks of another kind of case), the next record is of another kind. No register is excused.
"""

from collections import Counter
from dataclasses import dataclass, field

import pytest

from luji.base.kernel.problem import Refused
from luji.record.registers.verbs import actions, permission
from luji.record.registers.verbs.story import case_of
from luji.record.workflow import actions as journal

KINDS_OF_CASES = 6
GIVEN_UP = 8
LONG = "长" * 5000


@dataclass
class Walker:
    """One register, the steps not taken yet and the states not met yet."""

    company: object
    kept: object
    undone: object
    steps: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    turn: int = 0
    refused: Counter = field(default_factory=Counter)

    def walk(self) -> None:
        flow = self.kept.flow
        self.steps, self.states = set(flow.actions), set(flow.states)
        for self.turn in range(KINDS_OF_CASES):
            self.refused.clear()
            row = self.company.filed(self.kept, self.turn, files=True)
            self.states.discard(row.state)
            self.onward(row, [])
            assert journal.verify() == []
            if not self.steps:
                break

    def onward(self, row, done: list[tuple[str, str]], way: tuple[tuple[str, str], ...] = ()) -> None:
        """Every step from here that is new or leads to something new; `way` are the states and steps so far."""
        leaving = [name for name, _ in self.kept.flow.leaving(row.state)]
        for name in sorted(leaving, key=lambda one: one not in self.steps):
            if (row.state, name) not in way and self.leads_on(name):
                now = self.company.now
                with self.undone():
                    self.take(row, name, done, (*way, (row.state, name)))
                self.company.now = now

    def leads_on(self, name: str) -> bool:
        """Whether a step is new, or something new that is not hopeless with this case lies behind it."""
        action = self.kept.flow.actions[name]
        if name in self.steps:
            return self.refused[name] < GIVEN_UP
        return not action.returns and bool(self.behind(action.to) & self.hoped())

    def hoped(self) -> set[str]:
        return {name for name in self.steps if self.refused[name] < GIVEN_UP - 1}

    def behind(self, state: str) -> set[str]:
        """The steps that may be taken from a state on."""
        met, found, ahead = set(), set(), [state]
        while ahead:
            here = ahead.pop()
            if here not in met:
                met.add(here)
                leaving = [
                    (n, a) for n, a in self.kept.flow.leaving(here) if not (a.returns and n not in self.steps)
                ]
                found |= {n for n, _ in leaving}
                ahead += [a.to for _, a in leaving]
        return found

    def take(self, row, name: str, done: list[tuple[str, str]], way) -> None:
        fresh = name in self.steps
        if fresh:
            self.tried_wrongly(row, name, done)
        taken = self.company.step(self.kept, row, name, self.turn)
        if taken is None:
            self.refused[name] += 1
            return
        who, after = taken
        done = [*done, (who, name)]
        action = self.kept.flow.actions[name]
        assert (after.state, after.version) == (action.to, row.version + 1)
        if fresh:
            self.steps.discard(name)
            told = journal.story(self.kept.subject(row.row))
            assert [(e.person, e.verb) for e in told[1:]] == done
            assert told[-1].reason or not action.returns
        if after.state in self.states:
            self.states.discard(after.state)
            assert journal.verify() == []
        self.onward(after, done, way)

    def tried_wrongly(self, row, name: str, done: list[tuple[str, str]]) -> None:
        """What must be refused before it is done right, each changing nothing."""
        company, kept, action = self.company, self.kept, self.kept.flow.actions[name]
        who = next(company.takers(kept, row, name), None)
        if who is None:
            return
        given = company.values(kept, kept.spec.asked_by(name), self.turn, permission.values_of(kept, row))
        self.refuses("REG-202", row, who, name, given, "按规定办理", version=row.version + 1)
        if action.returns:
            self.refuses("WFL-307", row, who, name, given, "  ")
        asked = kept.spec.asked_by(name)
        short = [
            n for n in given if asked[n].type == "text" or (asked[n].type == "long_text" and asked[n].most)
        ]
        if long := {n: LONG for n in short if (asked[n].most or 0) < len(LONG)}:
            assert self.refuses("REG-107", row, who, name, given | long, "x").count("REG-107") == len(long)
        case, values = case_of(kept, row, company.registry.units), permission.values_of(kept, row)
        for one in {w for w, step in done if step in action.not_by}:
            assert name not in permission.buttons(kept, company.person(one), case, values)

    def refuses(self, code: str, row, who: str, name: str, given, reason: str, version: int = 0) -> list[str]:
        before = journal.ChainEnd.objects.get().count
        with pytest.raises(Refused) as refused:
            actions.act(
                self.company.actor(who), self.kept, row.row, version or row.version, name, given, reason
            )
        codes = [problem.code for problem in refused.value.problems]
        assert code in codes, (name, codes)
        assert journal.ChainEnd.objects.get().count == before
        return codes


def test_every_step_is_taken_and_every_end_reached(kept, company, undone):
    walker = Walker(company, kept, undone)
    walker.walk()
    assert walker.steps == set()
    assert walker.states == set()
