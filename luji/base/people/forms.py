"""Forms about people: what is asked, what was answered, what is wrong with it; nothing is saved here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.base.people.post_problems import MISSING, TOO_LONG, UNKNOWN_FIELD

Kind = Literal["text", "date", "select", "area", "check", "password", "code"]
Value = str | date | bool | None
YEARS = (1940, 2100)
"""Dates of service lie between these; others are slips of the pen."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: `options` are value and text of a select, or what a text is completed from."""

    name: str
    label: Text
    kind: Kind = "text"
    needed: bool = False
    options: tuple[tuple[str, str], ...] = ()
    most: int = 120
    help: Text | None = None
    autocomplete: str = "off"


@dataclass(frozen=True, slots=True)
class Input:
    """A question with what stands in it, and what is wrong with that."""

    ask: Ask
    value: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was sent: values by name, and the inputs to show again."""

    values: dict[str, Value]
    inputs: tuple[Input, ...]
    problems: tuple[Problem, ...] = field(default=())

    def text(self, name: str) -> str:
        """A text; empty when nothing was written."""
        return str(self.values.get(name) or "")

    def day(self, name: str) -> date | None:
        """A date."""
        found = self.values.get(name)
        return found if isinstance(found, date) else None

    def needed_day(self, name: str) -> date:
        """A date that was asked for as needed."""
        found = self.day(name)
        if found is None:
            raise KeyError(name)
        return found

    def yes(self, name: str) -> bool:
        """Whether a box was ticked."""
        return bool(self.values.get(name))

    def refuse_wrong(self) -> None:
        """Raise `Refused` with everything that cannot be read."""
        if self.problems:
            raise Refused(self.problems)


def blank(asks: Iterable[Ask], **given: object) -> tuple[Input, ...]:
    """The inputs of an empty form, with what is known already."""
    return tuple(Input(ask, _shown(given.get(ask.name))) for ask in asks)


def fill(asks: Sequence[Ask], sent: Mapping[str, str]) -> Filled:
    """What was sent, read: PPL-208 unreadable, PPL-209 missing, PPL-210 too long, all at once."""
    inputs: list[Input] = []
    values: dict[str, Value] = {}
    for ask in asks:
        said = _clean(sent.get(ask.name, ""), ask.kind)
        value, problem = read(ask, said)
        values[ask.name] = value
        secret = ask.kind in ("password", "code")
        inputs.append(Input(ask, "" if secret else said, problem))
    return Filled(values, tuple(inputs), tuple(one.problem for one in inputs if one.problem))


def read(ask: Ask, said: str) -> tuple[Value, Problem | None]:
    """The value of one answer, or why it has none."""
    if ask.kind == "check":
        return said in ("on", "1", "yes"), None
    if not said:
        return (None if ask.kind == "date" else ""), _missing(ask) if ask.needed else None
    if len(said) > ask.most:
        return "", TOO_LONG(label=ask.label.zh, label_en=ask.label.en, most=ask.most)
    if ask.kind == "date":
        return _date(ask, said)
    if ask.kind == "select" and said not in dict(ask.options):
        return "", _unread(ask, said, "列表中的一项", "one of the list")
    return said, None


def marked(inputs: Iterable[Input], problems: Mapping[str, Problem]) -> tuple[Input, ...]:
    """The inputs with problems put to those they belong to, by name."""
    return tuple(replace(one, problem=problems.get(one.ask.name, one.problem)) for one in inputs)


def _date(ask: Ask, said: str) -> tuple[Value, Problem | None]:
    try:
        found = date.fromisoformat(said)
    except ValueError:
        return None, _unread(ask, said, "日期，如 2026-03-01", "a date like 2026-03-01")
    if not YEARS[0] <= found.year <= YEARS[1]:
        return None, _unread(
            ask, said, f"{YEARS[0]} 至 {YEARS[1]} 年的日期", "a date between {}–{}".format(*YEARS)
        )
    return found, None


def _unread(ask: Ask, said: str, wanted: str, wanted_en: str) -> Problem:
    return UNKNOWN_FIELD(
        label=ask.label.zh, label_en=ask.label.en, value=said[:40], wanted=wanted, wanted_en=wanted_en
    )


def _missing(ask: Ask) -> Problem:
    return MISSING(label=ask.label.zh, label_en=ask.label.en)


def _clean(said: str, kind: Kind) -> str:
    """Without control characters and blanks around; a password stays as it was typed."""
    if kind == "password":
        return said
    kept = "".join(c for c in said if c.isprintable() or (kind == "area" and c in "\n\t"))
    return kept.strip()


def _shown(value: object) -> str:
    if value is None or value is False:
        return ""
    return value.isoformat() if isinstance(value, date) else ("1" if value is True else str(value))
