"""One value of each type as a page says it, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luji.base.people.units import UnitTree
from luji.base.ui.jinja import grouped, say
from luji.base.ui.language import lang
from luji.record.registers.declared.spec import Field
from luji.record.registers.fields.reading import local, spelled


class Around(Protocol):
    """What a value needs to be said: the units, and the names behind police numbers."""

    units: UnitTree

    def named(self, number: str) -> str:
        """The name behind a police number, or the number."""
        ...


Show: TypeAlias = Callable[[Any, Field, Around], str]


def plain(value: Any, _field: Field, _around: Around) -> str:
    """The value as it is spelled."""
    return spelled(value)


def number(value: Any, _field: Field, _around: Around) -> str:
    """A number with separators."""
    return str(grouped(value))


def moment(value: datetime, _field: Field, _around: Around) -> str:
    """Day and time here, the seconds where there are any."""
    here = local(value)
    return f"{here:%Y-%m-%d %H:%M:%S}" if here.second else f"{here:%Y-%m-%d %H:%M}"


def duration(value: int, _field: Field, _around: Around) -> str:
    """Minutes as hours and minutes: 2小时30分, 2 h 30 min."""
    hours, minutes = divmod(value, 60)
    words = ("小时", "分", "") if lang() == "zh" else (" h", " min", " ")
    parts = [f"{grouped(hours)}{words[0]}"] if hours else []
    parts += [f"{minutes}{words[1]}"] if minutes or not hours else []
    return words[2].join(parts)


def code(value: str, field: Field, _around: Around) -> str:
    """The label of a code."""
    return say(field.values[value]) if value in field.values else value


def unit(value: str, _field: Field, around: Around) -> str:
    """The short name of a unit."""
    return say(around.units.find(value).short) if value in around.units else value


def flag(value: bool, _field: Field, _around: Around) -> str:
    """Yes or no."""
    return _("yes") if value else _("no")


def person(value: str, _field: Field, around: Around) -> str:
    """The name of an officer."""
    return around.named(value)


def files(value: list[str], _field: Field, _around: Around) -> str:
    """How many files."""
    return ngettext("%(num)s file", "%(num)s files", len(value)) % {"num": len(value)}


def lines(value: list[dict[str, Any]], _field: Field, _around: Around) -> str:
    """How many lines."""
    return ngettext("%(num)s line", "%(num)s lines", len(value)) % {"num": len(value)}
