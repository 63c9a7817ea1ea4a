"""The order of a list and the place a page begins: found on an index however far down it is."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import InvalidOperation
from typing import Any, cast

from django.db.models import BooleanField, F, Field, Func, Q, QuerySet, Value

from luji.base.kernel.problem import Refused
from luji.base.people.units import UnitTree
from luji.record.registers import problems
from luji.record.registers.declared.spec import STATE
from luji.record.registers.fields.values import Wrong, read, spelled
from luji.record.registers.model import Row
from luji.record.registers.registry import Kept

PK = "row"
LARGEST = 2**63


@dataclass(frozen=True)
class Place:
    """Where a page begins: after (or before) the row with this value of the order."""

    forward: bool
    value: Any
    row: int

    def token(self) -> str:
        """As it stands in an address."""
        text = json.dumps([int(self.forward), spelled(self.value), self.value is None, self.row])
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def beyond(pair: tuple[F, F], values: tuple[Value, Value], falls: bool) -> Q:
    """Whether a pair of columns lies before or after a pair of values: one step on their index."""
    columns, given = (Func(*both, template="(%(expressions)s)") for both in (pair, values))
    sign = " < " if falls else " > "
    return Q(Func(columns, given, template="%(expressions)s", arg_joiner=sign, output_field=BooleanField()))


def order_of(kept: Kept, asked: str) -> str:
    """The order asked for, else the declared one, else the latest first. Raises `Refused` (REG-401)."""
    order = asked or kept.spec.list_.order or f"-{PK}"
    name = order.removeprefix("-")
    known = {*kept.spec.list_.sort, kept.spec.list_.order.removeprefix("-"), PK}
    if name not in known:
        raise Refused([problems.NO_ORDER(name=name[:40])])
    return order


def read_place(tree: UnitTree, kept: Kept, order: str, token: str) -> Place | None:
    """The place a token names. Raises `Refused` (REG-402) for anything that is not one."""
    if not token:
        return None
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        forward, text, empty, row = json.loads(raw)
        if abs(int(row)) >= LARGEST:
            raise ValueError(row)
        return Place(bool(forward), None if empty else _typed(tree, kept, order, str(text)), int(row))
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error, InvalidOperation) as error:
        raise Refused([problems.BAD_PLACE()]) from error


def page(kept: Kept, rows: QuerySet[Any], order: str, place: Place | None, most: int) -> list[Row]:
    """The `most` rows beyond the place, in the order they are shown.

    Empty values stand first when rising and last when falling: they are asked for apart, so that every
    statement is one walk on an index, and only when the others do not fill the page.
    """
    falls = order.startswith("-") != (place is not None and not place.forward)
    taken: list[Row] = []
    for part in _parts(kept, rows, order.removeprefix("-"), falls, place):
        taken += part[: most - len(taken)]
        if len(taken) >= most:
            break
    return taken


def neighbours(taken: Sequence[Row], order: str, place: Place | None, more: bool) -> tuple[str, str]:
    """Tokens of the page before and the page after; empty where there is none."""
    if not taken:
        return "", ""
    name = order.removeprefix("-")
    forward = place is None or place.forward
    first, last = taken[0], taken[-1]
    before = Place(False, getattr(first, name), first.row).token()
    after = Place(True, getattr(last, name), last.row).token()
    has_before = more if not forward else place is not None
    has_after = more if forward else True
    return before if has_before else "", after if has_after else ""


def _parts(
    kept: Kept, rows: QuerySet[Any], name: str, falls: bool, place: Place | None
) -> Iterator[QuerySet[Any]]:
    """The statements that give the rows in order: those with a value, those without."""
    keys = [f"-{key}" if falls else key for key in dict.fromkeys((name, PK))]
    further = Q() if place is None else _beyond(kept, name, place, falls)
    if name == PK or not kept.model._meta.get_field(name).null or name == kept.spec.key:
        yield rows.filter(further).order_by(*keys)
        return
    started = place is None
    for empty in (False, True) if falls else (True, False):
        here = place is not None and (place.value is None) == empty
        if started or here:
            part = rows.filter(Q(**{f"{name}__isnull": empty}), further if here else Q())
            yield part.order_by(*([keys[-1]] if empty else keys))
        started = started or here


def _beyond(kept: Kept, name: str, place: Place, falls: bool) -> Q:
    """Rows after the place among those with a value as its own, or among those without one."""
    if name == PK or place.value is None:
        return Q(**{f"{PK}__lt" if falls else f"{PK}__gt": place.row})
    column = cast("Field[Any, Any]", kept.model._meta.get_field(name))
    value = Value(place.value, output_field=column)
    return beyond((F(name), F(PK)), (value, Value(place.row)), falls)


def _typed(tree: UnitTree, kept: Kept, order: str, text: str) -> Any:
    """A value of the order as it was spelled; what cannot be read is a ValueError."""
    name = order.removeprefix("-")
    if name == PK:
        return int(text)
    try:
        return text if name == STATE else read(text, kept.spec.fields[name], tree)
    except Wrong as error:
        raise ValueError(text) from error
