"""Withdrawing a record filed by mistake: what `withdraw:` adds to a register's workflow.

The record goes from its first state to `withdrawn`, with a reason, is no fact there and stands in no list
unless asked for; the same roles, or whoever keeps the register's old rows, may restore it. Being an ordinary
state with ordinary actions, it has forms, history, permissions and the proofs of the workflow like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from luji.base.kernel.declaration import Tree
from luji.base.kernel.problem import Problem
from luji.base.kernel.text import Text
from luji.record.registers.declared.spec import Register
from luji.record.registers.surface_problems import WITHDRAW_NAME
from luji.record.workflow.spec import Action, Names, State

WITHDRAWN = "withdrawn"
WITHDRAW, RESTORE, RESTORE_ABOVE = "withdraw", "restore", "restore_above"
WITHDRAWN_LABEL = Text("已撤回", "withdrawn")
LABELS: Mapping[str, Text] = {
    WITHDRAW: Text("撤回", "withdraw"),
    RESTORE: Text("恢复", "restore"),
    RESTORE_ABOVE: Text("恢复", "restore"),
}


def with_withdrawal(register: Register) -> Register:
    """The register with what `withdraw:` means; the same when it declares none or the names are taken."""
    flow = register.workflow
    if not register.withdraw or any(taken(register)):
        return register
    actions = flow.actions | {
        WITHDRAW: _action(WITHDRAW, flow.initial, WITHDRAWN, register.withdraw),
        RESTORE: _action(RESTORE, WITHDRAWN, flow.initial, register.withdraw),
    }
    if keepers := tuple(role for role in register.takeover if role not in register.withdraw):
        above = _action(RESTORE_ABOVE, WITHDRAWN, flow.initial, keepers)
        actions[RESTORE_ABOVE] = above.model_copy(update={"unit_scope": "any"})
    states = flow.states | {WITHDRAWN: State(label=WITHDRAWN_LABEL)}
    changed = flow.model_copy(update={"actions": actions, "states": states})
    unpublished = (*register.unpublished, WITHDRAWN)
    return register.model_copy(update={"workflow": changed, "unpublished": unpublished})


def taken(register: Register) -> Iterator[str]:
    """The names withdrawing needs that the workflow has given to something else."""
    flow = register.workflow
    yield from (name for name in LABELS if name in flow.actions)
    yield from (name for name in (WITHDRAWN,) if name in flow.states)


def check(register: Register, tree: Tree) -> Iterator[Problem]:
    """What `withdraw:` gets wrong (REG-574); its roles are checked with the others."""
    if register.withdraw:
        for name in taken(register):
            yield WITHDRAW_NAME(tree.where("withdraw"), name=name)


def _action(name: str, start: str, end: str, who: Names) -> Action:
    given = {"label": LABELS[name], "from": start, "to": end, "who": who, "returns": True}
    return Action.model_validate(given)
