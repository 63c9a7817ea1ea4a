"""The register of rules: one rule is one function that checks one clause, with an example it passes and
one it fails.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from luji.account.reconcile.relation import Relation
from luji.account.reconcile.view import View
from luji.base.kernel.text import Text

Check = Callable[[View], Iterator[Relation]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A numbered rule. `passes` and `fails` are short texts: the first must give no finding, the second
    one of it.
    """

    number: str
    family: str
    clause: Text
    passes: str
    fails: str
    check: Check

    @property
    def explanation(self) -> str:
        """The docstring of the function that checks it."""
        return inspect.cleandoc(self.check.__doc__ or "")


REGISTER: dict[str, Rule] = {}


def rule(number: str, family: str, zh: str, en: str, *, passes: str, fails: str) -> Callable[[Check], Check]:
    """Enter the decorated function into the register. A number used twice is a programmer's mistake."""

    def enter(check: Check) -> Check:
        if number in REGISTER:
            raise ValueError(f"rule {number} is registered twice")
        REGISTER[number] = Rule(number, family, Text(zh, en), passes, fails, check)
        return check

    return enter


def in_order() -> list[Rule]:
    """All rules by number."""
    return [REGISTER[number] for number in sorted(REGISTER)]
