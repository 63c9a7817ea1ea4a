"""The kinds of paper this installation declares, read once."""

from __future__ import annotations

from functools import cache

from luji.base.kernel.problem import Refused
from luji.record.papers.checks import load_papers
from luji.record.papers.problems import NO_PAPER
from luji.record.papers.spec import Paper


@cache
def installed() -> dict[str, Paper]:
    """Every kind by name. Raises `Refused` (PAP-0xx) for a broken declaration."""
    # The registers exist only once Django has loaded its apps; this module is read before.
    from luji.record.registers.models import CONTENT, REGISTERS, ROLES  # noqa: PLC0415

    return load_papers(CONTENT.files("papers"), REGISTERS, ROLES)


def of(register: str) -> list[Paper]:
    """The kinds made from records of a register, in order of name."""
    return [paper for _, paper in sorted(installed().items()) if paper.register_ == register]


def find(name: str) -> Paper:
    """One kind. Raises `Refused` (PAP-101)."""
    if name not in installed():
        raise Refused([NO_PAPER(name=name[:40])])
    return installed()[name]
