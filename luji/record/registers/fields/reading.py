"""What people write, read as one value of each type; what does not fit is raised as its problem."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from luji.base.facts.cells import Unreadable, read_timestamp
from luji.base.kernel.problem import Problem
from luji.base.people.units import UnitTree
from luji.record.evidence.problems import NOT_A_HASH
from luji.record.registers import problems
from luji.record.registers.declared import stake
from luji.record.registers.declared.spec import PRECISION, Field
from luji.record.registers.field_problems import NOT_A_DURATION, NOT_A_MOMENT, NOT_A_TIME

Lines: TypeAlias = list[dict[str, Any]]
Value: TypeAlias = str | bool | int | Decimal | date | time | Lines | list[str] | None
Values: TypeAlias = dict[str, Value]
Reader: TypeAlias = Callable[[str, Field, UnitTree], Value]

HERE = ZoneInfo("Asia/Shanghai")
NUMBER = re.compile(r"[-+]?\d{1,15}(\.\d{1,10})?")
YES, NO = frozenset({"是", "true", "1", "yes", "√", "on"}), frozenset({"否", "false", "0", "no", "×"})
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
HOURS = re.compile(r"(\d{1,6}):([0-5]?\d)")
SPAN = re.compile(
    r"(?:(\d{1,4})(?:天|d))?(?:(\d{1,5}(?:\.\d{1,4})?)(?:小时|时|h))?(?:(\d{1,7})(?:分钟|分|min|m)?)?"
)
HASH = re.compile(r"[0-9a-f]{64}")
MOST_MINUTES = 9_999_999


class Wrong(Exception):
    """A value that does not fit, as its problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


def plain(text: str, _field: Field, _tree: UnitTree) -> Value:
    """The text as it stands."""
    return text


def number(text: str, field: Field, _tree: UnitTree) -> Value:
    """An exact number with no more decimals than the field keeps; thousands separators are dropped."""
    flat = unicodedata.normalize("NFKC", text).replace(",", "")
    places = field.places
    try:
        found = Decimal(flat) if NUMBER.fullmatch(flat) else None
    except InvalidOperation:
        found = None
    if found is None or found != round(found, places) or found.adjusted() >= PRECISION - places:
        said = (
            (f"，小数最多 {places} 位", f", {places} decimals at most")
            if places
            else ("（整数）", ", no decimals")
        )
        raise Wrong(
            problems.NOT_A_NUMBER(label=field.label, value=text[:40], places_zh=said[0], places_en=said[1])
        )
    return int(found) if field.held == "integer" else found.quantize(Decimal(1).scaleb(-places))


def day(text: str, field: Field, _tree: UnitTree) -> Value:
    """A day: 2020-03-26, 2020/3/26, 2020年3月26日."""
    found = DAY.fullmatch(unicodedata.normalize("NFKC", text))
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise Wrong(problems.NOT_A_DAY(label=field.label, value=text[:40]))


def moment(text: str, field: Field, _tree: UnitTree) -> Value:
    """Day and time of day here, to the second: 2020-03-26 14:05, 2020年3月26日14时5分."""
    try:
        found = read_timestamp(text)
    except Unreadable:
        found = None
    flat = unicodedata.normalize("NFKC", text)
    if found is None or not re.search(r"[:时点]", flat):
        raise Wrong(NOT_A_MOMENT(label=field.label, value=text[:40]))
    return found.replace(microsecond=0, tzinfo=HERE)


def clock(text: str, field: Field, _tree: UnitTree) -> Value:
    """A time of day, to the second: 14:05, 14时5分, 下午2:05."""
    try:
        found = read_timestamp(f"2000-01-01 {text}") if re.match(r"\D{0,2}\d", text) else None
    except Unreadable:
        found = None
    if found is None or not re.search(r"[:时点]", unicodedata.normalize("NFKC", text)):
        raise Wrong(NOT_A_TIME(label=field.label, value=text[:40]))
    return found.time().replace(microsecond=0)


def duration(text: str, field: Field, _tree: UnitTree) -> Value:
    """Minutes: 90, 1:30, 90分钟, 2小时30分, 1.5小时, 1天2小时."""
    flat = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    if clocked := HOURS.fullmatch(flat):
        return int(clocked[1]) * 60 + int(clocked[2])
    found = SPAN.fullmatch(flat) if flat else None
    if found is not None:
        days, hours, minutes = (Decimal(part or 0) for part in found.groups())
        whole = days * 1440 + hours * 60 + minutes
        if whole == int(whole) and whole <= MOST_MINUTES:
            return int(whole)
    raise Wrong(NOT_A_DURATION(label=field.label, value=text[:40]))


def code(text: str, field: Field, _tree: UnitTree) -> Value:
    """A code, given by itself or by any of its labels."""
    if text in field.values:
        return text
    for one, label in field.values.items():
        if text in (label.zh, label.en, *field.also.get(one, ())):
            return one
    known = "、".join(label.zh for label in list(field.values.values())[:30])
    raise Wrong(problems.NOT_A_CODE(label=field.label, value=text[:40], known=known))


def unit(text: str, field: Field, tree: UnitTree) -> Value:
    """A unit's code, given by code or any of its names."""
    found = tree.code_of(text)
    if found is None:
        raise Wrong(problems.NOT_A_UNIT(label=field.label, value=text[:40]))
    return found


def on_road(text: str, field: Field, _tree: UnitTree) -> Value:
    """A stake in its one spelling."""
    found = stake.read(text)
    if found is None:
        raise Wrong(problems.NOT_A_STAKE(label=field.label, value=text[:40]))
    return found


def flag(text: str, field: Field, _tree: UnitTree) -> Value:
    """Yes or no."""
    word = text.casefold()
    if word in YES | NO:
        return word in YES
    raise Wrong(problems.NOT_A_CODE(label=field.label, value=text[:40], known="是、否"))


def hashes(text: str, field: Field, _tree: UnitTree) -> Value:
    """Files by the hashes of their content, blanks between them; each once."""
    found = list(dict.fromkeys(text.split()))
    for one in found:
        if not HASH.fullmatch(one):
            raise Wrong(NOT_A_HASH(label=field.label, value=one[:40]))
    return found


def spelled_hashes(value: Any, _field: Field) -> str:
    """Files as a form carries them."""
    return " ".join(value or ())


def spelled(value: Any) -> str:
    """A value as an input holds it; `read` of it gives the value again."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        here = local(value)
        return f"{here:%Y-%m-%dT%H:%M:%S}" if here.second else f"{here:%Y-%m-%dT%H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def local(value: datetime) -> datetime:
    """A moment as facts and files hold it: by the clock here, without a zone."""
    return value.astimezone(HERE).replace(tzinfo=None) if value.tzinfo else value


def as_spelled(value: Any, _field: Field) -> str:
    """`spelled`, for types that need not know their field."""
    return spelled(value)


def spelled_minutes(value: Any, _field: Field) -> str:
    """A duration as an input holds it: hours and minutes, 2:30."""
    return "" if value is None else f"{value // 60}:{value % 60:02d}"


def revived(text: str, held: str) -> Any:
    """What `spelled` made of a value of this type, as the value again; texts stay as they are."""
    match held:
        case "decimal" | "money":
            return Decimal(text)
        case "date":
            return date.fromisoformat(text)
        case "moment":
            return datetime.fromisoformat(text).replace(tzinfo=HERE)
        case "time":
            return time.fromisoformat(text)
    return text
