"""What happens to people goes into the journal too, in the transaction of the change."""

from __future__ import annotations

from typing import Any

from luji.base.people.telling import Happened, told
from luji.record.workflow import actions
from luji.record.workflow.journal import Record


def listen() -> None:
    """Listen to the room of people; called once when the app is ready."""
    told.connect(write_down, dispatch_uid="luji.journal.people")


def write_down(sender: object, happened: Happened, **more: Any) -> None:
    """One entry for one change."""
    del sender, more
    by = happened.by
    record = Record(
        at=by.at, person=by.number, verb=happened.verb, subject=happened.subject, before=happened.before,
        after=happened.after, origin=by.origin, behalf=happened.behalf, reason=happened.reason,
    )  # fmt: skip
    actions.write([record])
