"""The proof of a workflow's promises: everything reachable, no dead end, no decision without its review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from luji.base.kernel.problem import Problem, ProblemKind
from luji.base.kernel.text import Text
from luji.record.workflow.problems import (
    DEAD_END,
    EDIT_AFTER_END,
    EDIT_UNDER_REVIEW,
    HANDLER_DECIDES,
    IDLE_ACTION,
    MARKS_CLASH,
    NO_REVIEW,
    NOTHING_HANDED_IN,
    ONE_REVIEWER,
    REVIEW_KEPT,
    REVIEWER_DECIDES,
    SELF_REVIEW,
    STUCK,
    UNMARKED_RETURN,
    UNREACHABLE_STATE,
)
from luji.record.workflow.references import Place
from luji.record.workflow.space import Edge, Space, Spot, Step, Walk, say
from luji.record.workflow.spec import Action, Workflow


@dataclass(frozen=True, slots=True)
class Breach:
    """A promise broken by a step: which, by which act, and the earlier act or the review it is about."""

    kind: ProblemKind
    act: str
    other: str = ""


def reachable(walk: Walk, place: Place) -> Iterator[Problem]:
    """States never reached, actions never taken (WFL-101, 103)."""
    flow, states, acts = walk.space.flow, walk.states(), walk.acts()
    for name in flow.states:
        if name not in states:
            yield UNREACHABLE_STATE(place("states", name), state=flow.state_label(name))
    for name, action in flow.actions.items():
        if name not in acts and not states.isdisjoint(action.from_):
            yield IDLE_ACTION(place("actions", name), owner=name)


def alive(walk: Walk, place: Place) -> Iterator[Problem]:
    """Situations from which no final state can be reached (WFL-102, 104), one for each state."""
    flow = walk.space.flow
    lively = _leading_to(walk, {s for s in walk.came if flow.states[s.state].final})
    lost = [s for s in walk.came if s not in lively]
    bottom = [s for s in lost if all(after.state == s.state for _, after in walk.edges[s])]
    dead = _dead_states(flow)
    told: set[str] = set()
    for spot in bottom or lost[:1]:
        if spot.state in told:
            continue
        told.add(spot.state)
        way = say(flow, walk.steps(spot))
        values = walk.space.worlds[spot.world].say()
        kind = DEAD_END if spot.state in dead else STUCK
        yield kind(
            place("states", spot.state), path=way, state=flow.state_label(spot.state),
            world_zh=f"（{values}）" if values else "", world_en=f" ({values})" if values else "",
        )  # fmt: skip


def frozen(flow: Workflow, place: Place) -> Iterator[Problem]:
    """Content that may be changed while it is judged or after it was decided (WFL-116, 118, 119)."""
    for name, state in flow.states.items():
        label = state.label
        awaited = [a for _, a in flow.leaving(name) if a.review or (a.decides and not a.without_review)]
        if state.edit and awaited:
            where = place("states", name, "edit")
            yield EDIT_UNDER_REVIEW(where, state=label, owner=awaited[0].label)
        if state.edit and (state.decision or state.final):
            yield EDIT_AFTER_END(place("states", name, "edit"), state=label)
        for act, action in flow.leaving(name):
            editable = bool(flow.states[action.to].edit)
            if action.keeps_review and editable:
                yield MARKS_CLASH(
                    place("actions", act, "keeps_review"),
                    owner=act,
                    why_zh="退回后内容可改，审核不能保留",
                    why_en="the content may change after the return, so the review cannot be kept",
                )
            if awaited and editable and not (action.returns or action.review or action.decides):
                yield UNMARKED_RETURN(place("actions", act), owner=action.label, state=label)


def kept_promises(walk: Walk, place: Place) -> Iterator[Problem]:
    """Every breach of review and four eyes (WFL-111 … 115, 117, 120), with its shortest counter-example."""
    for breach, way in counter_examples(walk).items():
        yield _problem(walk.space.flow, [step for step, _ in way], breach, place)


def counter_examples(walk: Walk) -> dict[Breach, list[Edge]]:
    """Breach → the shortest way to it, its own step last."""
    found: dict[Breach, list[Edge]] = {}
    for spot in walk.came:
        for step, after in walk.edges[spot]:
            for breach in breaches(walk.space, spot, step, after):
                if breach not in found:
                    found[breach] = [*walk.way(spot), (step, after)]
    return found


def breaches(space: Space, spot: Spot, step: Step, after: Spot) -> Iterator[Breach]:
    """What one step breaks."""
    action = space.flow.actions.get(step.act)
    if action is None:
        return
    if action.review:
        yield from _review(space.flow, spot, step)
    if _decides(space.flow, spot, action):
        judged = _unreviewed if action.without_review else _decision
        yield from judged(space.flow, spot, step, action)
    if action.returns:
        yield from (Breach(REVIEW_KEPT, step.act, review) for review in sorted(after.passed - after.sound))


def _review(flow: Workflow, spot: Spot, step: Step) -> Iterator[Breach]:
    if step.act not in spot.handed:
        yield Breach(NOTHING_HANDED_IN, step.act)
    if step.suspect:
        for earlier in sorted(spot.did & (flow.hand_ins[step.act] | {*flow.concerned})):
            yield Breach(SELF_REVIEW, step.act, earlier)
        others = (spot.sound & flow.reviews) - {step.act} - flow.hand_ins[step.act]
        for earlier in sorted(spot.did & others):
            yield Breach(ONE_REVIEWER, step.act, earlier)


def _decision(flow: Workflow, spot: Spot, step: Step, action: Action) -> Iterator[Breach]:
    missing = set(action.after) - spot.sound
    if missing or not spot.sound:
        yield Breach(NO_REVIEW, step.act)
    if not step.suspect:
        return
    for earlier in sorted(spot.did & flow.reviews):
        yield Breach(REVIEWER_DECIDES, step.act, earlier)
    handing = frozenset[str]().union(*flow.hand_ins.values()) - flow.reviews
    for earlier in sorted(spot.did & (handing | {*flow.concerned})):
        yield Breach(HANDLER_DECIDES, step.act, earlier)


def _unreviewed(flow: Workflow, spot: Spot, step: Step, action: Action) -> Iterator[Breach]:
    """A decision that needs no review; where anybody is kept from it, those concerned must be too."""
    if step.suspect and action.not_by:
        for earlier in sorted(spot.did & {*flow.concerned}):
            yield Breach(HANDLER_DECIDES, step.act, earlier)


def _decides(flow: Workflow, spot: Spot, action: Action) -> bool:
    enters = flow.states[action.to].decision and not flow.states[spot.state].decision
    return action.decides or enters


def _problem(flow: Workflow, steps: list[Step], breach: Breach, place: Place) -> Problem:
    way, later, other = say(flow, steps), flow.act_label(breach.act), flow.act_label(breach.other)
    wanted = _wanted(flow, breach.act)
    missing = flow.act_labels(wanted) if wanted else Text(zh="审核", en="review")
    return breach.kind(
        place("actions", breach.act),
        path=way,
        owner=later,
        missing=missing,
        earlier=other,
        earlier_name=breach.other,
        later=later,
        later_name=breach.act,
        review=other,
    )


def _wanted(flow: Workflow, act: str) -> list[str]:
    return list(flow.actions[act].after) or sorted(flow.reviews)


def _leading_to(walk: Walk, goals: set[Spot]) -> set[Spot]:
    before: dict[Spot, list[Spot]] = {}
    for spot, edges in walk.edges.items():
        for _, after in edges:
            before.setdefault(after, []).append(spot)
    found, waiting = set(goals), list(goals)
    while waiting:
        for spot in before.get(waiting.pop(), ()):
            if spot not in found:
                found.add(spot)
                waiting.append(spot)
    return found


def _dead_states(flow: Workflow) -> set[str]:
    """States with no way to a final one even when every guard is open."""
    good = {name for name, s in flow.states.items() if s.final}
    while more := {s for a in flow.actions.values() if a.to in good for s in a.from_} - good:
        good |= more
    return set(flow.states) - good
