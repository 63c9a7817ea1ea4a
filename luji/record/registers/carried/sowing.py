"""New rows written many at a time, by columns: the rows, their index of pairs, and what the journal is told.

A record is the same as `new_row` and `told` would make it; here every value that comes again is spelled once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from luji.record.registers.carried.incoming import New
from luji.record.registers.declared.spec import STATE
from luji.record.registers.registry import Kept
from luji.record.registers.search import gramindex
from luji.record.registers.search.sought import texts_of
from luji.record.registers.verbs.actor import Actor
from luji.record.workflow import bulk
from luji.record.workflow.journal import Canonical, Record, canonical, quoted

NOTHING_BEFORE = Canonical('{"fields":{}}')
Columns = Mapping[str, Sequence[Any]]


def sow(actor: Actor, kept: Kept, news: Sequence[New]) -> list[Record]:
    """Write new rows; what the journal is to be told of them. Only while the journal is held."""
    if not news:
        return []
    count, model = len(news), kept.model
    columns: dict[str, Sequence[Any]] = {n: [new.values.get(n) for new in news] for n in kept.spec.fields}
    said, named = texts_of(kept.spec, columns, count)
    rows = bulk.next_keys(model, count)
    held = columns | {
        "row": rows, STATE: [new.state for new in news], "version": [1] * count, "sought": said,
        "named": named, "created_by": [actor.person.number] * count, "created_at": [actor.at] * count,
        "changed_at": [actor.at] * count,
    }  # fmt: skip
    with gramindex.by_hand(model):
        bulk.insert_columns(model, [held[field.attname] for field in model._meta.local_concrete_fields])
        gramindex.put(model, rows, {"sought": said, "named": named})
    bulk.key_used(model)
    return list(_told(actor, kept, news, rows, columns))


def _told(
    actor: Actor, kept: Kept, news: Sequence[New], rows: Sequence[int], columns: Columns
) -> Iterator[Record]:
    """What `told` would tell of each, spelled already."""
    members = {
        name: _members(name, columns[name]) for name in sorted(columns) if any(map(_there, columns[name]))
    }
    number = actor.person.number
    for new, row, filled, revision in zip(
        news, rows, zip(*members.values(), strict=True), _revisions(kept, members, len(news)), strict=True
    ):
        post = new.hat.post
        text = (
            f'{{"fields":{{{",".join(filter(None, filled))}}},"revision":"{revision}",'
            f'"role":{quoted(post.role)},"state":{quoted(new.state)},"unit":{quoted(post.unit)}}}'
        )
        subject, behalf = kept.subject(row), new.hat.behalf
        yield Record(
            actor.at, number, new.verb, subject, NOTHING_BEFORE, Canonical(text), actor.origin, behalf
        )


def _revisions(kept: Kept, members: Mapping[str, Sequence[str]], count: int) -> Iterator[str]:
    """Of every row the mark of its content."""
    nothing = {name: f'"{name}":null' for name in sorted(kept.spec.content)}
    parts = [[cell or null for cell in members.get(name, [""] * count)] for name, null in nothing.items()]
    for cells in zip(*parts, strict=True):
        yield hashlib.sha256(f"{{{','.join(cells)}}}".encode()).hexdigest()[:16]


def _members(name: str, values: Sequence[Any]) -> list[str]:
    """A column as members of objects, "" where there is no value. Texts are spelled as they come."""
    known: dict[tuple[type, Hashable], str] = {}

    def member(value: Any) -> str:
        if not isinstance(value, Hashable):
            return f'"{name}":{canonical(value)}'
        # 1.0 and 1.00 are equal and spelled otherwise.
        key = (type(value), str(value) if type(value) is Decimal else value)
        if key not in known:
            known[key] = f'"{name}":{canonical(value)}'
        return known[key]

    return [
        f'"{name}":{quoted(value)}' if type(value) is str else "" if value is None else member(value)
        for value in values
    ]


def _there(value: object) -> bool:
    return value is not None
