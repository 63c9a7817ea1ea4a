"""Whether a person may take a step now, and what the record's story is after it; nothing is stored here.

The revision is any mark that changes with the content: a hash or number of the fields that `edit` may change.
Fields that only an action's form fills are not content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from luji.base.kernel.expression import Value, parse
from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.record.workflow.hats import Hat
from luji.record.workflow.problems import (
    CONDITION_NOT_MET,
    FIELD_MISSING,
    NAMED_PERSON,
    NOT_EDITABLE,
    NOT_IN_STATE,
    NOT_OVER,
    NOT_YOUR_ROLE,
    NOT_YOUR_UNIT,
    REASON_MISSING,
    REVIEW_MISSING,
    REVIEW_STALE,
    SAME_PERSON,
    UNKNOWN_ACTION,
)
from luji.record.workflow.spec import CREATE, EDIT, Action, Scope, Workflow

SCOPES: dict[Scope, Text] = {
    "own": Text(zh="本单位", en="the unit itself"),
    "parent": Text(zh="上级单位", en="a unit above"),
    "any": Text(zh="任何单位", en="any unit"),
}


@dataclass(frozen=True, slots=True)
class Act:
    """One act in the story of a record. `revision` is that of the content after the act."""

    name: str
    hat: Hat
    at: datetime
    before: str
    after: str
    revision: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A record as the workflow sees it: its unit, the units above it (nearest first), its acts so far.

    `named` is field → who is named there, of the fields of type person.
    """

    unit: str
    acts: tuple[Act, ...]
    above: tuple[str, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)

    @property
    def state(self) -> str:
        """The state it is in."""
        return self.acts[-1].after

    @property
    def revision(self) -> str:
        """The mark of its present content."""
        return self.acts[-1].revision


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody wants to do: the fields as they are with the form filled, the reason given.

    `blank`: the form is still to be filled; what it asks for holds nothing up yet. `lasting` gives the end of
    a clock whose time is not over, nothing of one that is.
    """

    action: str
    hat: Hat
    values: Callable[[str], Value] = lambda _name: None
    reason: str = ""
    parameters: Callable[[str], Value] | None = None
    blank: bool = False
    lasting: Callable[[str], str] = lambda _clock: "—"


def in_scope(case: Case, hat: Hat, scope: Scope) -> bool:
    """Whether a post lies where the scope asks: the record's own unit, one above it, or anywhere."""
    unit = hat.post.unit
    return {"own": unit == case.unit, "parent": unit in case.above, "any": True}[scope]


def opened(
    flow: Workflow, unit: str, hat: Hat, at: datetime, revision: str, above: tuple[str, ...] = ()
) -> Case:
    """A new record. Raises `Refused` (WFL-302, 303)."""
    problems = [*_role(flow.create, CREATE, flow, hat)]
    if hat.post.unit != unit and (flow.create_scope == "own" or hat.post.unit not in above):
        problems.append(_wrong_unit(flow, CREATE, hat, "own"))
    if problems:
        raise Refused(problems)
    return Case(unit, (Act(CREATE, hat, at, "", flow.initial, revision),), above)


def may(flow: Workflow, case: Case, attempt: Attempt) -> list[Problem]:
    """Why the attempt is refused (WFL-301 … 309); empty when it may be done."""
    action = flow.actions.get(attempt.action)
    if action is None:
        known = "、".join(flow.actions)
        return [UNKNOWN_ACTION(owner="", name=attempt.action, known=known, hint_zh="", hint_en="")]
    return [
        *_state(flow, case, attempt.action, action),
        *_role(action.who, attempt.action, flow, attempt.hat),
        *_unit(flow, case, attempt, action),
        *_other_people(flow, case, attempt, action),
        *_reviews(flow, case, action),
        *_content(flow, attempt, action),
    ]


def take(flow: Workflow, case: Case, attempt: Attempt, at: datetime) -> Case:
    """The record after the act. Raises `Refused` with every reason why not."""
    problems = may(flow, case, attempt)
    if problems:
        raise Refused(problems)
    target = flow.actions[attempt.action].to
    act = Act(attempt.action, attempt.hat, at, case.state, target, case.revision, attempt.reason)
    return replace(case, acts=(*case.acts, act))


def may_edit(flow: Workflow, case: Case, hat: Hat) -> list[Problem]:
    """Why the content may not be changed by this person now (WFL-310, 303)."""
    roles = flow.states[case.state].edit
    if hat.post.role not in roles:
        state = flow.state_label(case.state)
        return [NOT_EDITABLE(state=state, roles="、".join(roles) or "—")]
    scope = flow.states[case.state].edit_scope
    return [] if in_scope(case, hat, scope) else [_wrong_unit(flow, EDIT, hat, scope)]


def edited(flow: Workflow, case: Case, hat: Hat, at: datetime, revision: str) -> Case:
    """The record after its content was changed. Raises `Refused`."""
    problems = may_edit(flow, case, hat)
    if problems:
        raise Refused(problems)
    return replace(case, acts=(*case.acts, Act(EDIT, hat, at, case.state, case.state, revision)))


def passed(flow: Workflow, acts: Iterable[Act]) -> dict[str, str]:
    """Review → the revision it was passed for; a return ends those before it, unless it keeps them."""
    found: dict[str, str] = {}
    for act in acts:
        action = flow.actions.get(act.name)
        if action is None:
            continue
        if action.returns and not action.keeps_review:
            found.clear()
        if action.review:
            found[act.name] = act.revision
    return found


def offered(
    flow: Workflow, case: Case, worn: Iterable[Hat], values: Callable[[str], Value], reason: str = "—"
) -> Mapping[str, Hat]:
    """The actions somebody could take now, each with the first capacity that allows it: a page's buttons.

    Fields still to be filled, conditions on them and reasons still to be given do not hide a button.
    """
    found: dict[str, Hat] = {}
    wearing = list(worn)
    for name, _ in flow.leaving(case.state):
        for hat in wearing:
            if not may(flow, case, Attempt(name, hat, values, reason, blank=True)):
                found[name] = hat
                break
    return found


def _state(flow: Workflow, case: Case, name: str, action: Action) -> Iterator[Problem]:
    if case.state not in action.from_:
        here, sources = flow.state_label(case.state), flow.state_labels(action.from_)
        yield NOT_IN_STATE(state=here, action=flow.act_label(name), sources=sources)


def _role(roles: Iterable[str], name: str, flow: Workflow, hat: Hat) -> Iterator[Problem]:
    if hat.post.role not in roles:
        yield NOT_YOUR_ROLE(action=flow.act_label(name), roles="、".join(roles))


def _unit(flow: Workflow, case: Case, attempt: Attempt, action: Action) -> Iterator[Problem]:
    if not in_scope(case, attempt.hat, action.unit_scope):
        yield _wrong_unit(flow, attempt.action, attempt.hat, action.unit_scope)


def _wrong_unit(flow: Workflow, name: str, hat: Hat, scope: Scope) -> Problem:
    return NOT_YOUR_UNIT(action=flow.act_label(name), unit=hat.post.unit, units=SCOPES[scope])


def _other_people(flow: Workflow, case: Case, attempt: Attempt, action: Action) -> Iterator[Problem]:
    told: set[tuple[str, str]] = set()
    for act in case.acts:
        for person in sorted(act.hat.identities & attempt.hat.identities):
            if act.name in action.not_by and (act.name, person) not in told:
                told.add((act.name, person))
                yield _same(flow, attempt, act, person)
    for name in action.not_by:
        if case.named.get(name) in attempt.hat.identities - {person for _, person in told}:
            later, label = flow.act_label(attempt.action), flow.act_label(name)
            yield NAMED_PERSON(action=later, person=case.named[name], field=label)


def _same(flow: Workflow, attempt: Attempt, act: Act, person: str) -> Problem:
    earlier, later = flow.act_label(act.name), flow.act_label(attempt.action)
    delegated = act.hat.behalf is not None or attempt.hat.behalf is not None
    return SAME_PERSON(
        action=later,
        earlier=earlier,
        person=person,
        behalf_zh="（授权办理也算）" if delegated else "",
        behalf_en=" (delegated acts count)" if delegated else "",
    )


def _reviews(flow: Workflow, case: Case, action: Action) -> Iterator[Problem]:
    standing = passed(flow, case.acts)
    ever = {act.name for act in case.acts}
    for review in action.after:
        if standing.get(review) == case.revision:
            continue
        label = flow.act_label(review)
        if review in ever:
            yield REVIEW_STALE(review=label)
        else:
            yield REVIEW_MISSING(action=action.label, review=label)


def _content(flow: Workflow, attempt: Attempt, action: Action) -> Iterator[Problem]:
    label = flow.act_label(attempt.action)
    for name in () if attempt.blank else action.requires:
        if attempt.values(name) in (None, ""):
            yield FIELD_MISSING(action=label, field=name)
    for name, condition in () if attempt.blank else action.over.items():
        if parse(condition).evaluate(attempt.values, attempt.parameters) is not True:
            continue
        if until := attempt.lasting(name):
            yield NOT_OVER(action=label, clock=flow.clocks[name].label, until=until)
    if action.returns and not attempt.reason.strip():
        yield REASON_MISSING(action=label)
    if action.condition is not None:
        rule = parse(action.condition)
        if attempt.blank and not set(action.requires).isdisjoint(rule.names()):
            return
        if rule.evaluate(attempt.values, attempt.parameters) is not True:
            yield CONDITION_NOT_MET(action=label, condition=action.condition)
