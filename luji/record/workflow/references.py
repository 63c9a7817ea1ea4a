"""Every name a workflow mentions must exist, and its marks must not contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from luji.base.kernel.expression import DATE, Type, hint, parse
from luji.base.kernel.problem import Problem, ProblemKind, Refused, Where
from luji.record.workflow.problems import (
    BROKEN_CLOCK,
    BROKEN_CONDITION,
    DECIDES_NOTHING,
    ENTERS_DECISION,
    FINAL_GOES_ON,
    IDLE_HOLDER,
    MARKS_CLASH,
    NAME_CLASH,
    NO_DATE_FIELD,
    NO_FINAL,
    NO_PERSON_FIELD,
    NOBODY_MAY,
    NOT_A_REVIEW,
    NOT_RUNNING,
    UNKNOWN_ACTION,
    UNKNOWN_FIELD,
    UNKNOWN_ROLE,
    UNKNOWN_STATE,
    VERSIONS_GAP,
    VERSIONS_OVERLAP,
)
from luji.record.workflow.spec import CREATE, EDIT, Action, Clock, State, Workflow
from luji.record.workflow.ticking import surely_running

Place = Callable[..., Where]


def nowhere(*_path: str | int) -> Where:
    """The place of everything when no file is known."""
    return Where()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies outside a workflow: the roles there are and the fields of the register; None = not known.

    `persons` are those of the fields that name one person.
    """

    roles: Collection[str] | None = None
    fields: Mapping[str, Type] | None = None
    parameters: Mapping[str, Type] | None = None
    persons: Collection[str] = ()


def references(
    workflow: Workflow, surroundings: Surroundings | None = None, place: Place = nowhere
) -> list[Problem]:
    """Unknown names, contradicting marks, broken conditions and versions (WFL-001 … 013, 206, 207)."""
    book = _Book(workflow, surroundings or Surroundings(), place)
    return [
        *book.whole(),
        *(p for name, action in workflow.actions.items() for p in book.action(name, action)),
        *(p for name, clock in workflow.clocks.items() for p in book.clock(name, clock)),
    ]


@dataclass(frozen=True, slots=True)
class _Book:
    flow: Workflow
    around: Surroundings
    place: Place

    def whole(self) -> Iterator[Problem]:
        flow = self.flow
        if flow.start is not None:
            yield from self.states("start", [flow.start], self.place("start"))
        if not any(s.final for s in flow.states.values()):
            yield NO_FINAL(self.place("states"))
        if not flow.create:
            yield NOBODY_MAY(self.place("create"), owner=CREATE)
        yield from self.roles(CREATE, flow.create, self.place("create"))
        yield from self.concerned()
        for name in sorted((set(flow.states) | {CREATE, EDIT}) & set(flow.actions)):
            yield NAME_CLASH(self.place("actions", name), name=name)
        for name in sorted({CREATE, EDIT} & set(flow.states)):
            yield NAME_CLASH(self.place("states", name), name=name)
        for name, state in flow.states.items():
            yield from self.roles(state.label.zh, state.edit, self.place("states", name, "edit"))
            yield from self.holders(name, state)

    def concerned(self) -> Iterator[Problem]:
        """The fields of those the case concerns name people, and are not called like an act."""
        where, known = self.place("concerned"), self.around.persons
        if self.around.fields is not None:
            yield from _unknown(NO_PERSON_FIELD, "concerned", self.flow.concerned, known, where)
        for name in sorted({*self.flow.concerned} & {CREATE, EDIT, *self.flow.actions, *self.flow.states}):
            yield NAME_CLASH(where, name=name)

    def action(self, name: str, action: Action) -> Iterator[Problem]:
        def at(key: str) -> Where:
            return self.place("actions", name, key)

        if not action.who:
            yield NOBODY_MAY(at("who"), owner=name)
        yield from self.roles(name, action.who, at("who"))
        yield from self.roles(name, action.notify, at("notify"))
        yield from self.states(name, action.from_, at("from"))
        yield from self.states(name, [action.to], at("to"))
        people = (*self.flow.concerned, *self.around.persons)
        yield from self.acts(name, [n for n in action.not_by if n not in people], at("not_by"))
        yield from self.acts(name, action.of, at("of"))
        yield from self.after(name, action, at("after"))
        yield from self.ends(name, action)
        yield from self.marks(name, action)
        yield from self.required(name, action, at("requires"))
        yield from self.condition(name, action.condition, at("condition"))
        for clock, condition in action.over.items():
            yield from self.condition(name, condition, at("over"))
            yield from self.over(action, clock, at("over"))

    def over(self, action: Action, name: str, where: Where) -> Iterator[Problem]:
        """The clock an action waits for surely runs wherever the action may be taken."""
        clocks, told = self.flow.clocks, {"action": action.label, "name": name}
        if name not in clocks:
            why = {"why_zh": "没有这个时限", "why_en": "there is no such clock"}
            yield NOT_RUNNING(where, **told, **why, **hint(name, clocks))
            return
        running = surely_running(self.flow, clocks[name])
        for state in action.from_:
            if state not in running:
                why = {"why_zh": f"在「{state}」它不一定在走", "why_en": f"it may not run in '{state}'"}
                yield NOT_RUNNING(where, **told, **why, hint_zh="", hint_en="")

    def after(self, name: str, action: Action, where: Where) -> Iterator[Problem]:
        yield from self.acts(name, action.after, where)
        for other in action.after:
            if other in self.flow.actions and not self.flow.actions[other].review:
                yield NOT_A_REVIEW(where, owner=name, name=other)

    def ends(self, name: str, action: Action) -> Iterator[Problem]:
        states = self.flow.states
        for source in action.from_:
            if source in states and states[source].final:
                yield FINAL_GOES_ON(self.place("actions", name, "from"), owner=name, state=source)
        target = states.get(action.to)
        if target is None:
            return
        if action.decides and not target.decision:
            yield DECIDES_NOTHING(self.place("actions", name, "decides"), owner=name, state=action.to)
        from_outside = any(s in states and not states[s].decision for s in action.from_)
        if target.decision and from_outside and not action.decides:
            yield ENTERS_DECISION(self.place("actions", name, "to"), owner=name, state=action.to)

    def marks(self, name: str, action: Action) -> Iterator[Problem]:
        exempt = action.without_review is not None
        for clashes, zh, en in (
            (action.returns and action.review, "退回不是通过审核", "a return is no passed review"),
            (action.returns and action.decides, "退回不是决定", "a return is no decision"),
            (action.review and action.decides, "审核和决定须是两步", "review and decision are two steps"),
            (
                action.keeps_review and not action.returns,
                "keeps_review 只用于退回",
                "keeps_review, no return",
            ),
            (bool(action.of) and not action.review, "of 只用于审核", "of without review"),
            (exempt and not action.decides, "without_review 只用于决定", "without_review, no decision"),
            (exempt and bool(action.after), "after 与 without_review 并用", "after beside without_review"),
        ):
            if clashes:
                yield MARKS_CLASH(self.place("actions", name), owner=name, why_zh=zh, why_en=en)

    def required(self, name: str, action: Action, where: Where) -> Iterator[Problem]:
        if self.around.fields is not None:
            yield from _unknown(UNKNOWN_FIELD, name, action.requires, self.around.fields, where)

    def condition(
        self, name: str, text: str | None, where: Where, kind: ProblemKind = BROKEN_CONDITION
    ) -> Iterator[Problem]:
        if text is None:
            return
        try:
            expression = parse(text)
            if self.around.fields is not None:
                expression.check(self.around.fields, self.around.parameters, where)
        except Refused as refused:
            for found in refused.problems:
                yield kind(
                    where, owner=name, why_zh=found.zh, why_en=found.en,
                    cure_zh=found.cure_zh, cure_en=found.cure_en,
                )  # fmt: skip

    def clock(self, name: str, clock: Clock) -> Iterator[Problem]:
        known = [*self.flow.actions, *self.flow.states, CREATE]
        for key, names in (("starts", clock.starts), ("stops", clock.stops)):
            yield from _unknown(UNKNOWN_ACTION, name, names, known, self.place("clocks", name, key))
        for index, pair in enumerate(clock.suspends):
            where = self.place("clocks", name, "suspends", index)
            yield from _unknown(UNKNOWN_ACTION, name, (*pair.by, *pair.until), known, where)
        told = [("remind", n, r.to) for n, r in enumerate(clock.remind)]
        told += [("escalate", n, e.to) for n, e in enumerate(clock.escalate)]
        for key, index, roles in told:
            yield from self.roles(name, roles, self.place("clocks", name, key, index))
        yield from self.versions(name, clock)
        yield from self.condition(
            name, clock.condition, self.place("clocks", name, "condition"), BROKEN_CLOCK
        )
        if self.around.fields is None:
            return
        dates = [field for field, type_ in self.around.fields.items() if type_ == DATE]
        for key, fields in (("since", clock.since), ("until", (clock.until,) if clock.until else ())):
            where = self.place("clocks", name, key)
            yield from _unknown(NO_DATE_FIELD, name, fields, dates, where)

    def versions(self, name: str, clock: Clock) -> Iterator[Problem]:
        where = self.place("clocks", name, "versions")
        ordered = sorted(clock.versions, key=lambda v: v.from_)
        for first, second in pairwise(ordered):
            if first.until is None or first.until > second.from_:
                yield VERSIONS_OVERLAP(where, clock=name, first=first.number, second=second.number)
            elif first.until < second.from_:
                yield VERSIONS_GAP(where, clock=name, first=first.until, second=second.from_)
        for version in ordered:
            if version.until is not None and version.until <= version.from_:
                yield VERSIONS_GAP(where, clock=name, first=version.from_, second=version.until)

    def holders(self, name: str, state: State) -> Iterator[Problem]:
        where = self.place("states", name, "holder")
        yield from self.roles(state.label.zh, state.holder, where)
        acting = {role for _, action in self.flow.leaving(name) if not action.returns for role in action.who}
        for role in state.holder:
            if role not in acting and (self.around.roles is None or role in self.around.roles):
                yield IDLE_HOLDER(where, state=state.label, role=role, known="、".join(sorted(acting)) or "—")

    def states(self, owner: str, names: Iterable[str], where: Where) -> Iterator[Problem]:
        return _unknown(UNKNOWN_STATE, owner, names, self.flow.states, where)

    def acts(self, owner: str, names: Iterable[str], where: Where) -> Iterator[Problem]:
        return _unknown(UNKNOWN_ACTION, owner, names, [*self.flow.actions, CREATE, EDIT], where)

    def roles(self, owner: str, names: Iterable[str], where: Where) -> Iterator[Problem]:
        if self.around.roles is not None:
            yield from _unknown(UNKNOWN_ROLE, owner, names, self.around.roles, where)


def _unknown(
    kind: ProblemKind, owner: str, names: Iterable[str], known: Iterable[str], where: Where
) -> Iterator[Problem]:
    choices = list(known)
    for name in names:
        if name not in choices:
            yield kind(where, owner=owner, name=name, known="、".join(choices), **hint(name, choices))
