"""Sub-rows of a record: written as lines of text with | between the cells, and kept as plain data.

What is kept is a list of lines, each a mapping of field to text, whole number or flag: empty cells are left
out, so that a line is spelled in one way only and the journal can tell exactly what changed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from luji.base.kernel.problem import Problem
from luji.base.people.units import UnitTree
from luji.record.registers.declared.spec import Field
from luji.record.registers.field_problems import NOT_LINES, TOO_MANY_CELLS, TOO_MANY_LINES
from luji.record.registers.fields.reading import Lines, Reader, Value, Wrong, revived, spelled
from luji.record.registers.problems import EMPTY, TOO_LONG

Spell: TypeAlias = Callable[[Any, Field], str]

SIGN = "|"
MOST = 200
MOST_TEXT = 30_000  # a cell of a workbook holds 32,767 characters


def read(text: str, field: Field, tree: UnitTree, one: Reader) -> Lines:
    """The lines of a text, each cell read by `one`. Raises `Wrong`."""
    try:
        cells = split(text)
    except csv.Error as error:
        raise Wrong(NOT_LINES(label=field.label, why=str(error))) from error
    if len(text) > MOST_TEXT:
        raise Wrong(TOO_LONG(label=field.label, length=len(text), most=MOST_TEXT))
    return few([_line(number, line, field, tree, one) for number, line in enumerate(cells, 1)], field)


def few(found: Lines, field: Field) -> Lines:
    """The lines that say something, no more than the field allows. Raises `Wrong`."""
    kept = [line for line in found if line]
    most = field.most or MOST
    if len(kept) > most:
        raise Wrong(TOO_MANY_LINES(label=field.label, count=len(kept), most=most))
    return kept


def checked(found: Lines, field: Field, one: Callable[[Value, Field], Value]) -> Lines:
    """Lines that did not come from a text: known fields only, each kept as it should be. Raises `Wrong`."""
    for number, line in enumerate(found, 1):
        if not isinstance(line, dict) or line.keys() - field.fields.keys():
            known = "、".join(field.fields)
            raise Wrong(NOT_LINES(label=field.label, why=f"{number}: {str(line)[:60]} ({known})"))
        for name, inner in field.fields.items() if line else ():
            _check_cell(line.get(name), inner, field, number, one)
    return few(found, field)


def _check_cell(
    value: Any, inner: Field, field: Field, number: int, one: Callable[[Value, Field], Value]
) -> None:
    wanted = {"flag": bool, "integer": int, "duration": int}.get(inner.held, str)
    if value is not None and type(value) is not wanted:
        raise Wrong(NOT_LINES(label=field.label, why=f"{number}: {inner.label.zh} {str(value)[:60]}"))
    try:
        if value is None and inner.required:
            raise Wrong(EMPTY(label=inner.label))
        one(_revived(value, inner), inner)
    except Wrong as error:
        raise Wrong(at_line(error.problem, field, number)) from error
    except (ValueError, ArithmeticError) as error:
        raise Wrong(
            NOT_LINES(label=field.label, why=f"{number}: {inner.label.zh} {str(value)[:60]}")
        ) from error


def split(text: str) -> list[list[str]]:
    """The cells of every line that is not blank. Raises csv.Error for a quote that is not closed."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=SIGN, strict=True)
    return [[cell.strip() for cell in line] for line in lines if any(cell.strip() for cell in line)]


def joined(cells: Iterable[Sequence[str]]) -> str:
    """Cells as lines of text; `split` takes them apart again."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=SIGN, lineterminator="\n")
    writer.writerows(line for line in cells if any(cell.strip() for cell in line))
    return out.getvalue().rstrip("\n")


def cells_of(lines: Lines | None, field: Field, spell: Spell) -> list[list[str]]:
    """The cells of kept lines as inputs and files hold them."""
    return [
        [spell(value, inner) for inner, value in zip(field.fields.values(), typed(line, field), strict=True)]
        for line in lines or []
    ]


def typed(line: Mapping[str, Any], field: Field) -> list[Any]:
    """The values of a kept line in declared order, as their types have them; None where there is none."""
    return [_revived(line.get(name), inner) for name, inner in field.fields.items()]


def kept(value: Value) -> str | int | bool:
    """A value as it is kept in a line."""
    return value if isinstance(value, str | int) else spelled(value)


def at_line(problem: Problem, field: Field, number: int) -> Problem:
    """A problem of one line, saying so."""
    zh, en = f"「{field.label.zh}」第 {number} 行：", f"line {number} of '{field.label.en}': "
    return replace(problem, zh=zh + problem.zh, en=en + problem.en)


def _line(number: int, cells: list[str], field: Field, tree: UnitTree, one: Reader) -> dict[str, Any]:
    if len(cells) > len(field.fields):
        known = "、".join(inner.label.zh for inner in field.fields.values())
        raise Wrong(
            TOO_MANY_CELLS(
                label=field.label, line=number, count=len(cells), most=len(field.fields), known=known
            )
        )
    found: dict[str, Any] = {}
    for (name, inner), cell in zip(field.fields.items(), _padded(cells, len(field.fields)), strict=True):
        try:
            value = one(cell, inner, tree)
        except Wrong as error:
            raise Wrong(at_line(error.problem, field, number)) from error
        if value is not None:
            found[name] = kept(value)
        elif inner.required:
            raise Wrong(at_line(EMPTY(label=inner.label), field, number))
    return found


def _padded(cells: list[str], count: int) -> list[str]:
    return cells + [""] * (count - len(cells))


def _revived(value: Any, field: Field) -> Any:
    """What was kept as text only because it has no plain form, typed again."""
    return revived(value, field.held) if isinstance(value, str) else value
