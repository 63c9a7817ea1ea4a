"""What a rule sees: the page's mentions, its sum groups, and the tables of the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from luji.account.reconcile.language.document import Document
from luji.account.reconcile.language.mentions import Mention
from luji.account.reconcile.language.page import Page
from luji.account.reconcile.relation import Place

if TYPE_CHECKING:
    from luji.account.reconcile.relations.groups import Group
    from luji.account.reconcile.tables.grid import Grid  # for its type only, like the one above


@dataclass(slots=True)
class View:
    """One document, read. `groups` are totals with their parts as the readings of the sums settled them."""

    document: Document
    page: Page
    groups: list[Group] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    part_of: dict[int, list[Group]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for group in self.groups:
            for part in group.parts:
                self.part_of.setdefault(part.order, []).append(group)

    def clause(self, mention: Mention) -> Place:
        """The place of a number together with the words that introduce it."""
        passage = self.page.passage(mention)
        quantity = mention.quantity
        start = quantity.start - len(mention.phrase)
        if not passage.text.startswith(mention.phrase, max(0, start)):
            start = quantity.start
        return passage.folded.span(max(0, start), quantity.end)

    def span(self, stated: Mention, *others: Mention | None, reach: int = 160) -> Place:
        """The clause of the stated number, stretched over the inputs that stand near it in the same
        paragraph.
        """
        start, end = self.clause(stated)
        for other in others:
            if other is None or other.paragraph != stated.paragraph:
                continue
            low, high = self.clause(other)
            if min(start, low) + reach >= max(end, high):
                start, end = min(start, low), max(end, high)
        return start, end

    def places(self, *mentions: Mention | None) -> tuple[Place, ...]:
        """Where the numbers of a relation stand."""
        return tuple(self.page.original(m) for m in mentions if m is not None)
