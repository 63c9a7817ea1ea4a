"""What is declared of look-ups: who may look up, why, how often, and who watches over it; pure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field as Declare

from luji.base.kernel.declaration import Declared, load
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text
from luji.base.people.roles import Role
from luji.record.finding.problems import UNKNOWN_ROLE
from luji.record.workflow.spec import Names


class Purpose(Declared):
    """Why somebody looks a plate or a person up; `number` asks for the number of the case."""

    label: Text
    number: bool = False


class LookUps(Declared):
    """The rules: roles that may, roles that watch (over what), purposes, how many look-ups an hour."""

    who: Names
    supervise: dict[str, Literal["below", "any"]]
    purposes: dict[str, Purpose] = Declare(min_length=1)
    most_per_hour: int = Declare(default=60, ge=1)


class LookUpFile(Declared):
    """The shape of the file."""

    look_up: LookUps


def load_rules(path: Path, roles: Mapping[str, Role]) -> LookUps:
    """The rules of one file. Raises `Refused` (also FND-001 for a role nobody declared)."""
    rules = load(path, LookUpFile).look_up
    unknown = [name for name in (*rules.who, *rules.supervise) if name not in roles]
    if unknown:
        raise Refused([UNKNOWN_ROLE(name=name, known="、".join(roles)) for name in unknown])
    return rules
