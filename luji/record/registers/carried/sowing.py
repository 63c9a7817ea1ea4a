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
NULL = "null"
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
    after = zip(news, rows, _fields(columns), _revisions(kept, columns), strict=True)
    for new, row, fields, revision in after:
        post, number = new.hat.post, actor.person.number
        text = (
            f'{{"fields":{{{fields}}},"revision":"{revision}","role":{quoted(post.role)},'
            f'"state":{quoted(new.state)},"unit":{quoted(post.unit)}}}'
        )
        subject, behalf = kept.subject(row), new.hat.behalf
        yield Record(
            actor.at, number, new.verb, subject, NOTHING_BEFORE, Canonical(text), actor.origin, behalf
        )


def _fields(columns: Columns) -> list[str]:
    """Of every row the fields that are filled, in canonical spelling."""
    parts = [_members(name, columns[name], "") for name in sorted(columns) if any(map(_there, columns[name]))]
    return [",".join(filter(None, cells)) for cells in zip(*parts, strict=True)]


def _revisions(kept: Kept, columns: Columns) -> Iterator[str]:
    """Of every row the mark of its content."""
    parts = [_members(name, columns[name], f'"{name}":{NULL}') for name in sorted(kept.spec.content)]
    for cells in zip(*parts, strict=True):
        yield hashlib.sha256(f"{{{','.join(cells)}}}".encode()).hexdigest()[:16]


def _members(name: str, values: Sequence[Any], nothing: str) -> list[str]:
    """A column as members of an object; `nothing` where there is no value. Texts are spelled as they come."""
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
        f'"{name}":{quoted(value)}' if type(value) is str else nothing if value is None else member(value)
        for value in values
    ]


def _there(value: object) -> bool:
    return value is not None
