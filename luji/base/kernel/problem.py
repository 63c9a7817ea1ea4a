"""Numbered problems: what is wrong, where, and what to do about it, in both languages."""

from __future__ import annotations

import string
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from luji.base.kernel.text import Lang, Text


class Level(StrEnum):
    """How grave a problem is; only an `ERROR` stops the work."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Where:
    """A place in an input: file, line of a text, or sheet, row (1 = header) and column of a table."""

    file: str = ""
    line: int | None = None
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def say(self, lang: Lang = "zh") -> str:
        """The place as a reader would look it up; empty when nothing is known."""
        zh = lang == "zh"
        parts = [self.file] if self.file else []
        if self.line is not None:
            parts.append(f"第 {self.line} 行" if zh else f"line {self.line}")
        if self.sheet:
            parts.append(f"工作表「{self.sheet}」" if zh else f"sheet '{self.sheet}'")
        if self.row is not None:
            parts.append(f"第 {self.row} 行" if zh else f"row {self.row}")
        if self.column:
            parts.append(f"「{self.column}」列" if zh else f"column '{self.column}'")
        return (" " if zh else ", ").join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding, with its number and its cure. Made by calling a `ProblemKind`."""

    code: str
    zh: str
    en: str
    cure_zh: str
    cure_en: str
    where: Where = field(default_factory=Where)
    level: Level = Level.ERROR

    def message(self, lang: Lang = "zh") -> str:
        """What is wrong."""
        return self.zh if lang == "zh" else self.en

    def cure(self, lang: Lang = "zh") -> str:
        """What to do."""
        return self.cure_zh if lang == "zh" else self.cure_en

    def line(self, lang: Lang = "zh") -> str:
        """The whole problem on one line: number, place, message, cure."""
        place = self.where.say(lang)
        if lang == "zh":
            stop = "" if self.zh.endswith(("？", "。")) else "。"
            return f"{self.code} {place + '：' if place else ''}{self.zh}{stop}{self.cure_zh}"
        stop = "" if self.en.endswith(("?", ".")) else "."
        return f"{self.code} {place + ': ' if place else ''}{self.en}{stop} {self.cure_en}"

    def as_json(self) -> dict[str, object]:
        """The problem as a JSON object; unknown places are left out."""
        place = {
            name: getattr(self.where, name)
            for name in ("file", "line", "sheet", "row", "column")
            if getattr(self.where, name) not in (None, "")
        }
        return {
            "code": self.code,
            "level": str(self.level),
            "message": self.zh,
            "message_en": self.en,
            "cure": self.cure_zh,
            "cure_en": self.cure_en,
            **place,
        }

    def __str__(self) -> str:
        return self.line()


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A numbered message with gaps `{name}`; calling it with the values gives a `Problem`."""

    code: str
    zh: str
    en: str
    cure_zh: str
    cure_en: str
    level: Level = Level.ERROR

    def __call__(self, where: Where | None = None, **values: object) -> Problem:
        """Fill every gap, texts in the language of the message.

        A missing value is a programmer's mistake (KeyError).
        """
        zh, en = _Filling("zh"), _Filling("en")
        return Problem(
            self.code,
            zh.vformat(self.zh, (), values),
            en.vformat(self.en, (), values),
            zh.vformat(self.cure_zh, (), values),
            en.vformat(self.cure_en, (), values),
            where or Where(),
            self.level,
        )


class _Filling(string.Formatter):
    """Fills gaps; a text is said in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def format_field(self, value: object, format_spec: str) -> str:
        return format(value.say(self.lang) if isinstance(value, Text) else value, format_spec)


class Refused(Exception):
    """An input was refused; it carries every problem found, never just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(p.line() for p in self.problems))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only those that stop the work."""
    return [p for p in problems if p.level is Level.ERROR]
