"""The roles people can hold, declared in `content/posts/*.yaml`; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from luji.base.kernel.declaration import Declared, load
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text
from luji.base.people.post_problems import ROLE_TWICE, UNKNOWN_ROLE


class Role(Declared):
    """What people of a kind are called, and who they are."""

    label: Text
    note: Text | None = None


class RoleFile(Declared):
    """The shape of a roles file."""

    roles: dict[str, Role]


def load_roles(paths: Iterable[Path]) -> dict[str, Role]:
    """The roles of all files, in order. Raises `Refused` (also PPL-201 for one declared twice)."""
    found: dict[str, Role] = {}
    twice = []
    for path in paths:
        declared = load(path, RoleFile).roles
        twice += [ROLE_TWICE(name=name) for name in declared if name in found]
        found |= declared
    if twice:
        raise Refused(twice)
    return found


def find_role(roles: Mapping[str, Role], name: str) -> str:
    """The code of a role by code or label. Raises `Refused` (PPL-202)."""
    for code, role in roles.items():
        if name in (code, role.label.zh, role.label.en):
            return code
    raise Refused([UNKNOWN_ROLE(name=name, known="、".join(r.label.zh for r in roles.values()))])
