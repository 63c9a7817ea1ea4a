"""Who may do what with a record now, with every reason why not; the posts that may are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from luji.base.kernel.expression import Value as Read
from luji.base.kernel.problem import Problem
from luji.base.kernel.text import Text
from luji.base.people.person import Person
from luji.base.people.visible import visible
from luji.record.registers import problems
from luji.record.registers.declared.spec import STATE
from luji.record.registers.fields.conditions import reader
from luji.record.registers.fields.reading import Values
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept, Registry
from luji.record.workflow.hats import Hat, Post
from luji.record.workflow.spec import CREATE, EDIT, Names, Scope
from luji.record.workflow.step import Attempt, Case, may, may_edit, offered

UNSEEN = Text("另一条记录", "another record")
OURS = frozenset({"WFL-302", "WFL-303", "WFL-310"})


def hats_of(person: Person) -> list[Hat]:
    """The capacities in which somebody may act: posts of their own first, then those lent to them."""
    own = [Hat(person.number, Post(held.role, held.unit)) for held in person.posts]
    lent = [Hat(person.number, Post(one.held.role, one.held.unit), one.giver) for one in person.lent]
    return own + lent


def lookup(values: Mapping[str, object], state: str) -> Callable[[str], Read]:
    """The fields as conditions read them."""
    return reader({**values, STATE: state})


def values_of(kept: Kept, row: Row) -> Values:
    """Every declared field of a row."""
    return {name: getattr(row, name) for name in kept.spec.fields}


def creating(kept: Kept, person: Person, unit: str, above: tuple[str, ...] = ()) -> Hat | None:
    """The hat in which somebody may open a record of the unit; None when there is none.

    `above` are the units above it, which count where the workflow lets people file for units below theirs.
    """
    flow = kept.flow
    near = {unit, *above} if flow.create_scope == "below" else {unit}
    return next((h for h in hats_of(person) if h.post.role in flow.create and h.post.unit in near), None)


def own_unit(kept: Kept, person: Person) -> str:
    """The unit for which somebody may open records; empty when there is none."""
    return next((hat.post.unit for hat in hats_of(person) if hat.post.role in kept.flow.create), "")


def editing(registry: Registry, kept: Kept, person: Person, case: Case) -> Hat | list[Problem]:
    """The hat in which the content may be changed now, or why it may not."""
    for hat in hats_of(person):
        if not may_edit(kept.flow, case, hat):
            return hat
    state = kept.flow.states[case.state]
    if not state.edit:
        return [problems.FROZEN(state=state.label)]
    return [refusal(registry, kept, person, EDIT, state.edit, state.edit_scope, case.unit)]


def acting(
    registry: Registry, kept: Kept, person: Person, case: Case, attempts: Callable[[Hat], Attempt]
) -> Hat | list[Problem]:
    """The hat in which an action may be taken now, or the reasons of the one that came nearest."""
    refused: list[list[Problem]] = []
    action = ""
    for hat in hats_of(person):
        attempt = attempts(hat)
        action = attempt.action
        found = may(kept.flow, case, attempt)
        if not found:
            return hat
        refused.append(found)
    nearest = min(refused, key=len) if refused else []
    return _named(registry, kept, person, case, action or attempts(_nobody()).action, nearest)


def deals_with_partners(kept: Kept, person: Person, state: str = "") -> bool:
    """Whether somebody gives out forms to organisations: at all, or for a record in this state."""
    answers = kept.spec.answers
    if answers is None or not any(hat.post.role in answers.who for hat in hats_of(person)):
        return False
    return not state or state in kept.flow.actions[answers.action].from_


def buttons(kept: Kept, person: Person, case: Case, values: Mapping[str, object]) -> list[str]:
    """The actions somebody could take now, in declared order."""
    found = offered(kept.flow, case, hats_of(person), lookup(values, case.state))
    return [name for name in kept.flow.actions if name in found]


def refusal(
    registry: Registry, kept: Kept, person: Person, act: str, roles: Names, scope: Scope, unit: str
) -> Problem:
    """Not yours: with the posts that would have been allowed, and yours."""
    return problems.NOT_FOR_YOU(
        action=kept.flow.act_label(act),
        mine=held_by(registry, person),
        allowed=allowed(registry, roles, scope, unit),
    )


def no_creating(registry: Registry, kept: Kept, person: Person, unit: str) -> Problem:
    """Why no record of that unit may be opened."""
    scope: Scope = "own" if kept.flow.create_scope == "own" else "any"
    return refusal(registry, kept, person, CREATE, kept.flow.create, scope, unit)


def no_disclosing(registry: Registry, kept: Kept, person: Person) -> Problem:
    """Why somebody takes out nothing that names people."""
    return problems.NOT_FOR_YOU(
        action=Text("取出个人信息", "take out what names people"),
        mine=held_by(registry, person),
        allowed=allowed(registry, kept.spec.personal, "any", ""),
    )


def called(registry: Registry, person: Person, kept: Kept, row: Row) -> Text:
    """The number of a record in a refusal: "another record" for whoever may not see it."""
    seen = visible(person, kept.rule, registry.units, registry.roles)
    number = str(getattr(row, kept.spec.key))
    return Text(number, number) if kept.rows.filter(seen.query, pk=row.pk).exists() else UNSEEN


def allowed(registry: Registry, roles: Iterable[str], scope: Scope, unit: str) -> Text:
    """The posts: 鹤城大队的大队领导."""
    labels = [registry.roles[name].label for name in roles if name in registry.roles]
    zh, en = "或".join(t.zh for t in labels), " or ".join(t.en for t in labels)
    if not labels:
        return Text("（无人）", "nobody")
    if scope == "any" or unit not in registry.units:
        return Text(zh, en)
    name = registry.units.find(unit).short
    where = Text(f"{name.zh}的上级单位", f"a unit above {name.en}") if scope == "parent" else name
    return Text(f"{where.zh}的{zh}", f"{en} of {where.en}")


def held_by(registry: Registry, person: Person) -> Text:
    """Somebody's posts in words, those lent to them marked."""
    if not person.posts and not person.lent:
        return Text("没有岗位", "none")
    said = [allowed(registry, (held.role,), "own", held.unit) for held in person.posts]
    for one in person.lent:
        post = allowed(registry, (one.held.role,), "own", one.held.unit)
        said.append(Text(f"代{post.zh}", f"{post.en} (lent)"))
    return Text("、".join(t.zh for t in said), ", ".join(t.en for t in said))


def _named(
    registry: Registry, kept: Kept, person: Person, case: Case, act: str, found: list[Problem]
) -> list[Problem]:
    """The workflow's refusals with role codes replaced by one that names the posts."""
    action = kept.flow.actions.get(act)
    rest = [problem for problem in found if problem.code not in OURS]
    if action is None or (found and len(rest) == len(found)):
        return rest
    return [*rest, refusal(registry, kept, person, act, action.who, action.unit_scope, case.unit)]


def _nobody() -> Hat:
    return Hat("", Post("", ""))
