"""How many different people the four-eyes rules need."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from luji.base.kernel.problem import Problem
from luji.record.workflow.problems import TOO_FEW_PEOPLE
from luji.record.workflow.references import Place, nowhere
from luji.record.workflow.spec import CREATE, EDIT, Workflow

P = TypeVar("P")


def exclusions(flow: Workflow) -> dict[str, set[str]]:
    """Act → acts that must be done by others, both ways; only where one can precede the other."""
    found: dict[str, set[str]] = {}
    for name, action in flow.actions.items():
        for earlier in action.not_by:
            if earlier != name and _precedes(flow, earlier, name):
                found.setdefault(name, set()).add(earlier)
                found.setdefault(earlier, set()).add(name)
    return found


def people_needed(flow: Workflow) -> int:
    """The smallest number of people among whom the acts can be shared out."""
    excluded = exclusions(flow)
    need = 1
    while assign(excluded, {act: range(need) for act in excluded}) is None:
        need += 1
    return need


def enough_people(flow: Workflow, place: Place = nowhere) -> Iterator[Problem]:
    """WFL-121 when `people` of the workflow are too few."""
    need = people_needed(flow)
    if need > flow.people:
        acts = flow.act_labels(sorted(exclusions(flow)))
        where = place("people") if "people" in flow.model_fields_set else place("actions")
        yield TOO_FEW_PEOPLE(where, actions=acts, need=need, people=flow.people)


def assign(excluded: Mapping[str, Collection[str]], able: Mapping[str, Sequence[P]]) -> dict[str, P] | None:
    """Somebody able for each act, different people for acts that exclude each other; None when impossible."""
    order = sorted(excluded, key=lambda act: (len(able[act]), act))

    def place_from(index: int, given: dict[str, P]) -> dict[str, P] | None:
        if index == len(order):
            return given
        act = order[index]
        taken = {given[other] for other in excluded[act] if other in given}
        for person in able[act]:
            if person not in taken and (done := place_from(index + 1, {**given, act: person})) is not None:
                return done
        return None

    return place_from(0, {})


def _precedes(flow: Workflow, earlier: str, later: str) -> bool:
    """Whether the state graph allows `later` after `earlier`."""
    if earlier == CREATE or earlier in flow.named:
        return True
    if earlier == EDIT:
        found = {name for name, state in flow.states.items() if state.edit}
    else:
        found = {flow.actions[earlier].to}
    while more := {a.to for a in flow.actions.values() if not found.isdisjoint(a.from_)} - found:
        found |= more
    return not found.isdisjoint(flow.actions[later].from_)
