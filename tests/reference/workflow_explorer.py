"""The dull explorer: named people try every act in turn on the real step function, a judge reads the story."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from luji.record.workflow.hats import Hat, Post
from luji.record.workflow.spec import Workflow
from luji.record.workflow.step import Act, Attempt, Case, edited, may, may_edit, opened, take

NOON = datetime(2020, 6, 1, 4, tzinfo=UTC)
UNIT, ABOVE = "brigade", "detachment"
Breach = tuple[str, str, str]


def hat(flow: Workflow, person: str, roles: tuple[str, ...], scope: str) -> Hat:
    """Everybody holds every role everywhere: the worst case."""
    return Hat(person, Post(roles[0], ABOVE if scope == "parent" else UNIT))


def begin(flow: Workflow, person: str, named: dict[str, str] | None = None) -> Case:
    case = opened(flow, UNIT, hat(flow, person, flow.create, "own"), NOON, "r0", (ABOVE,))
    return replace(case, named=named or {})


def attempt(flow: Workflow, name: str, person: str, values: dict) -> Attempt:
    action = flow.actions[name]
    filled = dict.fromkeys(action.requires, "filled") | values
    return Attempt(name, hat(flow, person, action.who, action.unit_scope), filled.get, "reason")


def act(flow: Workflow, case: Case, name: str, person: str, values: dict) -> Case:
    """Raises Refused when it may not be done."""
    if name == "edit":
        state = flow.states[case.state]
        return edited(flow, case, hat(flow, person, state.edit, state.edit_scope), NOON, f"r{len(case.acts)}")
    return take(flow, case, attempt(flow, name, person, values), NOON)


def moves(flow: Workflow, case: Case, people: list[str], values: dict) -> Iterator[tuple[str, str]]:
    for person in people:
        state = flow.states[case.state]
        if state.edit and not may_edit(flow, case, hat(flow, person, state.edit, state.edit_scope)):
            yield "edit", person
        for name in flow.actions:
            if not may(flow, case, attempt(flow, name, person, values)):
                yield name, person


def essence(flow: Workflow, case: Case) -> tuple:
    """What can matter later: the state, who did what, and the story since the last return or change."""
    done = frozenset((a.name, a.hat.person) for a in case.acts)
    recent: list[tuple[str, str]] = []
    for one in case.acts:
        action = flow.actions.get(one.name)
        if one.name == "edit" or (action and action.returns):
            recent = []
        if action and action.review:
            recent.append((one.name, one.hat.person))
    handed = frozenset(a.name for a in since_edit(case.acts))
    kept = frozenset(a.name for a in case.acts if a.revision == case.revision)
    return case.state, done, frozenset(recent), handed, kept, frozenset(case.named.items())


def explore(flow: Workflow, people: list[str], length: int, values: dict) -> set[Breach]:
    """Every breach in every story of at most `length` acts after the opening, whoever is named in a field."""
    found: set[Breach] = set()
    level = [begin(flow, people[0])]
    level += [begin(flow, people[0], {field: person}) for field in flow.named for person in people]
    seen = {essence(flow, case) for case in level}
    for _ in range(length):
        following = []
        for case in level:
            for name, person in moves(flow, case, people, values):
                after = act(flow, case, name, person, values)
                found |= set(judge(flow, after.acts, after.named))
                mark = essence(flow, after)
                if mark not in seen:
                    seen.add(mark)
                    following.append(after)
        level = following
    return found


def hand_ins(flow: Workflow, review: str, seen: frozenset[str] = frozenset()) -> set[str]:
    action = flow.actions[review]
    if action.of:
        return set(action.of)
    found = {"create"} if flow.initial in action.from_ else set()
    for name, other in flow.actions.items():
        if other.to in action.from_ and not other.returns and name not in seen | {review}:
            found |= {name} | (hand_ins(flow, name, seen | {review}) if other.review else set())
    return found


def since_edit(acts: tuple[Act, ...]) -> list[Act]:
    last = max((n for n, a in enumerate(acts) if a.name == "edit"), default=0)
    return list(acts[last:])


def standing(flow: Workflow, acts: tuple[Act, ...]) -> list[Act]:
    """Reviews after the last return and the last change."""
    found: list[Act] = []
    for one in acts:
        action = flow.actions.get(one.name)
        if one.name == "edit" or (action and action.returns):
            found = []
        if action and action.review:
            found.append(one)
    return found


def judge(flow: Workflow, acts: tuple[Act, ...], named: Mapping[str, str]) -> Iterator[Breach]:
    """What the last act of a story breaks, by the words of the rule."""
    last, earlier = acts[-1], acts[:-1]
    action = flow.actions.get(last.name)
    if action is None:
        return
    before = standing(flow, earlier)
    mine = {a.name for a in earlier if a.hat.person == last.hat.person}
    concerned = {f for f, who in named.items() if who == last.hat.person and f in flow.concerned}
    if action.review:
        handing = hand_ins(flow, last.name)
        if not {a.name for a in since_edit(earlier)} & handing:
            yield "WFL-117", last.name, ""
        yield from (("WFL-112", last.name, name) for name in mine & handing | concerned)
        others = {a.name for a in before} - {last.name} - handing
        yield from (("WFL-120", last.name, name) for name in mine & others)
    into = flow.states[last.after].decision and not flow.states[last.before].decision
    if (action.decides or into) and action.without_review and action.not_by:
        yield from (("WFL-114", last.name, name) for name in concerned)
    if (action.decides or into) and action.without_review is None:
        if not before or not set(action.after) <= {a.name for a in before}:
            yield "WFL-111", last.name, ""
        reviews = {name for name, a in flow.actions.items() if a.review}
        handing = {h for r in reviews for h in hand_ins(flow, r)} - reviews
        yield from (("WFL-113", last.name, name) for name in mine & reviews)
        yield from (("WFL-114", last.name, name) for name in mine & handing | concerned)
