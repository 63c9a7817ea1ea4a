"""What other rooms put beside a record: links on its page. A room above adds its maker when it is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from luji.record.registers.model import Row
from luji.record.registers.pages.asking import Ask


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its icon."""

    label: str
    target: str
    icon: str


Maker = Callable[[Ask, Row], "Link | None"]
MAKERS: list[Maker] = []


def links(ask: Ask, row: Row) -> Iterator[Link]:
    """The links for a record, in the order in which the rooms were loaded."""
    for make in MAKERS:
        link = make(ask, row)
        if link is not None:
            yield link
