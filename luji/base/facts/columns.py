"""A column of text cells turned into its type: at once if every cell is plain, else each text read once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

import pyarrow as pa

from luji.base.facts import problems
from luji.base.facts.arrow import Vector, all_true, any_true, pc, positions
from luji.base.facts.cells import (
    MONEY,
    NOTHING,
    YEARS,
    Unreadable,
    half_width,
    read_date,
    read_flag,
    read_number,
    read_timestamp,
)  # fmt: skip
from luji.base.facts.spec import PRECISION, Column, fold, hints
from luji.base.kernel.declaration import nearest
from luji.base.kernel.problem import Problem, ProblemKind, Refused, Where

UnitFinder: TypeAlias = Callable[[str], str | None]
Value: TypeAlias = str | bool | int | Decimal | date | datetime | None
Reader: TypeAlias = Callable[[str], Value]

BLANKS = " \t\r\n\v\f\u3000\u00a0\ufeff\u200b\u200c\u200d\u2060"
LABELS_TOLD = 12
SHOWN = 40

_DAY_FORMS = ("(?P<y>Y)-(?P<m>N)-(?P<d>N)", "(?P<y>Y)/(?P<m>N)/(?P<d>N)", "(?P<y>Y)年(?P<m>N)月(?P<d>N)日")
_CLOCK_FORM = "(?: (?P<h>N)[:时](?P<i>N)(?:[:分](?P<s>N)秒?|分?))"
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{fffd}]"
_LOST = r"^-?\d(\.\d+)?E\+\d{2,}$"
_GUARDED = r"^'('*(?:[=+@\-\t\r]|#[A-Z0/_]+[!?]?$))"
_MEANT = r"^'('*-?\d(\.\d+)?E\+\d{2,})$"


class Wrong(Exception):
    """A text that cannot be read, as the kind of problem with its values."""

    def __init__(self, kind: ProblemKind, **values: object) -> None:
        self.kind, self.values = kind, values
        super().__init__(kind.code)

    def problem(self, where: Where) -> Problem:
        """The problem at its place."""
        return self.kind(where, **self.values)


@dataclass(frozen=True, slots=True)
class Known:
    """What reading a column needs beside its texts: declaration, units, epoch and factor of the heading."""

    column: Column
    units: UnitFinder
    unit_names: tuple[str, ...] = ()
    epoch_1904: bool = False
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """The typed column; the ascending positions that could not be read; why each could not."""

    values: Vector
    bad: list[int]
    why: Callable[[int], Wrong]


def trimmed(texts: Vector) -> Vector:
    """Without blanks and invisible signs around; nothing left means null.

    One apostrophe before =, +, -, @, tab, carriage return or the name of an error goes too: exports put it
    there so that no cell becomes a formula.
    """
    bare = pc.replace_substring_regex(pc.utf8_trim(texts, characters=BLANKS), _GUARDED, r"\1")
    return pc.if_else(pc.equal(bare, ""), pa.scalar(None, pa.string()), bare)


def parse_column(texts: Vector, known: Known) -> Parsed:
    """Trimmed texts (null = empty) as values of the declared type."""
    quick = _quick(texts, known)
    return _each_once(texts, known) if quick is None else Parsed(quick, [], _nothing_wrong)


def outside(values: Vector, column: Column) -> list[tuple[list[int], ProblemKind, object]]:
    """Positions below the declared minimum or above the maximum, with the kind and the limit."""
    found: list[tuple[list[int], ProblemKind, object]] = []
    for limit, test, kind in (
        (column.min, pc.less, problems.TOO_SMALL),
        (column.max, pc.greater, problems.TOO_GREAT),
    ):
        if limit is not None:
            bound = pa.scalar(limit)
            if not isinstance(limit, Decimal):
                bound = bound.cast(values.type)
            found.append((positions(test(values, bound)), kind, limit))
    return found


def _nothing_wrong(position: int) -> Wrong:
    raise LookupError(position)


def _each_once(texts: Vector, known: Known) -> Parsed:
    encoded = texts.dictionary_encode()
    read = _reader(known)
    values: list[Value] = []
    wrong: dict[int, Wrong] = {}
    for index, text in enumerate(encoded.dictionary.to_pylist()):
        try:
            values.append(read(text))
        except Wrong as error:
            values.append(None)
            wrong[index] = error
    typed = pa.array(values, known.column.arrow).take(encoded.indices)
    bad = positions(pc.is_in(encoded.indices, pa.array(wrong, pa.int32()))) if wrong else []
    return Parsed(typed, bad, lambda position: wrong[encoded.indices[position].as_py()])


# -- all at once ------------------------------------------------------------------------------------


def _quick(texts: Vector, known: Known) -> Vector | None:
    """The typed column when every text has the plain form of its type, as arrow reads it; else None."""
    column = known.column
    if column.type == "text":
        odd = pc.or_(pc.match_substring_regex(texts, _CONTROL), pc.match_substring_regex(texts, _LOST))
        return None if any_true(odd) else pc.replace_substring_regex(texts, _MEANT, r"\1")
    if column.type in ("date", "timestamp"):
        return _quick_moments(texts, column)
    if column.type in ("integer", "decimal", "money"):
        return _quick_numbers(texts, column, known.factor or Decimal(1))
    return None


def _quick_numbers(texts: Vector, column: Column, factor: Decimal) -> Vector | None:
    """Plain numbers times 1, 10, 100 …, never with more decimals than the column keeps."""
    shift = factor.adjusted()
    if shift < 0 or factor != 10**shift:
        return None
    places = column.places + shift
    fraction = rf"(\.\d{{1,{places}}})?" if places else ""
    if not all_true(pc.match_substring_regex(texts, rf"^-?\d{{1,{15 - places}}}{fraction}$")):
        return None
    if not shift:
        return texts.cast(column.arrow)
    exact = texts.cast(pa.decimal128(PRECISION, places))
    return pc.multiply(exact, pa.scalar(factor)).cast(pa.decimal128(38, column.places)).cast(column.arrow)


def _quick_moments(texts: Vector, column: Column) -> Vector | None:
    """Days or moments of a column all in one of the usual forms; None leaves them to the exact path."""
    for form in _DAY_FORMS:
        pattern = f"^{form}{_CLOCK_FORM if column.type == 'timestamp' else ''}$"
        parts = pc.extract_regex(texts, pattern.replace("Y", r"\d{4}").replace("N", r"\d{1,2}"))
        if parts.null_count > texts.null_count:
            continue
        plain = pc.binary_join_element_wise(*(_two_digits(parts, n) for n in "ymd"), "-")
        if column.type == "timestamp":
            clock = pc.binary_join_element_wise(*(_two_digits(parts, n) for n in "his"), ":")
            plain = pc.binary_join_element_wise(plain, clock, " ")
        try:
            values = plain.cast(column.arrow)
        except pa.ArrowInvalid:
            return None
        years = pc.year(values)
        strange = pc.or_(pc.less(years, YEARS.start), pc.greater_equal(years, YEARS.stop))
        return None if any_true(strange) else values
    return None


def _two_digits(parts: Vector, name: str) -> Vector:
    return pc.utf8_lpad(pc.struct_field(parts, name), width=2, padding="0")


# -- one by one -------------------------------------------------------------------------------------


def _reader(known: Known) -> Reader:
    kind = known.column.type
    makers: dict[str, Callable[[Known], Reader]] = {
        "text": _texts, "code": _codes, "flag": _flags, "unit": _units,
        "date": _dates, "timestamp": _timestamps,
    }  # fmt: skip
    return makers.get(kind, _numbers)(known)


def _texts(_: Known) -> Reader:
    def read(text: str) -> Value:
        if pc.match_substring_regex(pa.scalar(text), _LOST).as_py():
            raise Wrong(
                problems.NOT_CLEAN_TEXT, value=text[:SHOWN],
                why_zh="是科学记数法，末位数字已丢失",
                why_en="is scientific notation: its last digits are lost",
            )  # fmt: skip
        if pc.match_substring_regex(pa.scalar(text), _CONTROL).as_py():
            shown = "".join(c if c.isprintable() else "□" for c in text[:SHOWN])
            raise Wrong(
                problems.NOT_CLEAN_TEXT, value=shown,
                why_zh="含有控制符或乱码", why_en="holds control characters or garbled text",
            )  # fmt: skip
        return re.sub(_MEANT, r"\1", text)

    return read


def _codes(known: Known) -> Reader:
    meant = {fold(word): code for word, code in known.column.labels()}

    def read(text: str) -> Value:
        code = meant.get(fold(text))
        if code is None and text.casefold() not in NOTHING:
            labels = [t.zh for t in known.column.values.values()]
            told = "、".join(labels[:LABELS_TOLD]) + ("…" if len(labels) > LABELS_TOLD else "")
            near = nearest(text, [word for word, _ in known.column.labels()])
            raise Wrong(problems.UNKNOWN_CODE, value=text[:SHOWN], known=told, **hints(near))
        return code

    return read


def _units(known: Known) -> Reader:
    def read(text: str) -> Value:
        for form in dict.fromkeys((text, half_width(text))):
            try:
                code = known.units(form)
            except Refused:
                code = None
            if code is not None:
                return code
        if text.casefold() in NOTHING:
            return None
        near = nearest(text, known.unit_names)
        raise Wrong(problems.UNKNOWN_UNIT, value=text[:SHOWN], **hints(near))

    return read


def _flags(_: Known) -> Reader:
    def read(text: str) -> Value:
        flag = read_flag(text)
        if flag is None and half_width(text).casefold() not in NOTHING:
            raise Wrong(problems.NOT_A_FLAG, value=text[:SHOWN])
        return flag

    return read


def _dates(known: Known) -> Reader:
    def read(text: str) -> Value:
        try:
            return read_date(text, known.epoch_1904)
        except Unreadable as why:
            raise Wrong(problems.NOT_A_DATE, value=text[:SHOWN], why_zh=why.zh, why_en=why.en) from None

    return read


def _timestamps(known: Known) -> Reader:
    def read(text: str) -> Value:
        try:
            return read_timestamp(text, known.epoch_1904)
        except Unreadable as why:
            raise Wrong(problems.NOT_A_TIME, value=text[:SHOWN], why_zh=why.zh, why_en=why.en) from None

    return read


def _numbers(known: Known) -> Reader:
    column = known.column
    what = {"money": ("金额", "an amount"), "integer": ("整数", "a whole number")}
    zh, en = what.get(column.type, ("数", "a number"))
    if column.type == "money":
        # A cell may carry its own unit only where the heading says none: two units are a contradiction.
        units = {u: f for u, f in MONEY.items() if known.factor in (None, f)}
    else:
        units = {fold(m): Decimal(1) for m in column.measure}

    def read(text: str) -> Value:
        try:
            number = read_number(text, column.places, known.factor or Decimal(1), units)
        except Unreadable as why:
            raise Wrong(
                problems.NOT_A_NUMBER, value=text[:SHOWN],
                what_zh=zh, what_en=en, why_zh=why.zh, why_en=why.en,
            ) from None  # fmt: skip
        return int(number) if column.type == "integer" else number

    return read
