"""Explores a declared workflow exhaustively before it may be used; this is where the loader asks."""

from __future__ import annotations

from luji.base.kernel.declaration import Key, Tree, bind
from luji.base.kernel.problem import Problem, Refused, Where, errors
from luji.record.workflow.clockproof import clocks
from luji.record.workflow.problems import TOO_LARGE
from luji.record.workflow.proof import alive, frozen, kept_promises, reachable
from luji.record.workflow.references import Place, Surroundings, nowhere, references
from luji.record.workflow.space import MOST_SPOTS, Space, TooLarge, Walk
from luji.record.workflow.spec import Workflow
from luji.record.workflow.staffing import enough_people


def explore(
    flow: Workflow, surroundings: Surroundings | None = None, place: Place = nowhere
) -> list[Problem]:
    """Every problem of a workflow. Names are checked first; the graph is walked only when they are sound."""
    found = references(flow, surroundings, place)
    if errors(found):
        return found
    try:
        space = Space(flow)
        plain, followed = Walk(space, suspects=False), Walk(space, suspects=True)
    except TooLarge:
        return [*found, TOO_LARGE(place(), most=MOST_SPOTS)]
    return [
        *found,
        *reachable(plain, place),
        *alive(plain, place),
        *frozen(flow, place),
        *kept_promises(followed, place),
        *enough_people(flow, place),
        *clocks(plain, place),
    ]


def bind_workflow(tree: Tree, at: Key = (), surroundings: Surroundings | None = None) -> Workflow:
    """The workflow declared at `at` of a file, proven. Raises `Refused` with everything wrong."""
    flow = bind(tree, Workflow, at)

    def place(*path: str | int) -> Where:
        return tree.where(*at, *path)

    found = errors(explore(flow, surroundings, place))
    if found:
        raise Refused(found)
    return flow
