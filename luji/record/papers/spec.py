"""What a paper (文书) may declare: its register, when and by whom it is made, its number and text; pure."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field as Declare
from pydantic import model_validator

from luji.base.kernel.declaration import Declared
from luji.base.kernel.text import Text
from luji.record.workflow.spec import Names

NUMBER, ISSUED, UNIT, OFFICE, PERSON = "@number", "@issued", "@unit", "@office", "@person"
SPECIAL = (NUMBER, ISSUED, UNIT, OFFICE, PERSON)
"""Its number; the day it is made; the record's unit; the detachment above it; who makes it."""


class Block(Declared):
    """One part of the page; exactly one of its kinds is given; `when` is the condition under which it stands.

    `text` is a paragraph with its first line set in; `heading`, `centre`, `right` and `flush` are lines;
    `table` has rows of a label and what stands beside it; `sign` lists lines to be signed by hand.
    """

    text: str = ""
    heading: str = ""
    centre: str = ""
    right: str = ""
    flush: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    sign: tuple[str, ...] = ()
    when: str = ""

    @property
    def kind(self) -> str:
        """Which of the kinds it is."""
        return next(name for name in KINDS if getattr(self, name))

    def lines(self) -> Iterator[str]:
        """Every line in which fields may stand."""
        match self.kind:
            case "table":
                yield from (cell for row in self.table for cell in row)
            case "sign":
                yield from self.sign
            case kind:
                yield getattr(self, kind)

    @model_validator(mode="after")
    def _one_kind(self) -> Block:
        given = [name for name in KINDS if getattr(self, name)]
        if len(given) != 1:
            raise ValueError(f"one of {', '.join(KINDS)}")
        return self


KINDS = ("text", "heading", "centre", "right", "flush", "table", "sign")


class Paper(Declared):
    """One kind of paper.

    `number` is a pattern with `{year}` and `{serial:4}`, counted for this kind and year without gaps;
    `states` are those of the record in which it may be made, `who` the roles that make it and `void` those
    that declare it void; `once` allows one valid paper of the kind for a record. `asks` are fields that must
    be filled though the text leaves them optional.
    """

    name: str = Declare(alias="paper")
    label: Text
    note: Text | None = None
    register_: str = Declare(alias="register")
    number: str
    title: str
    states: Names
    who: Names
    void: Names
    once: bool = True
    asks: Names = ()
    body: tuple[Block, ...] = Declare(min_length=1)
