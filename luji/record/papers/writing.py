"""How a value is written on a paper: days and moments in Chinese, sums in words, codes as labels; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from luji.base.kernel.money import half_up
from luji.record.registers.declared.spec import Field
from luji.record.workflow.counting import at_home

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")
FORMS: dict[str, frozenset[str]] = {
    "day": frozenset({"date", "moment"}),
    "capital": frozenset({"money", "integer", "decimal"}),
    "plain": frozenset(),
    "blank": frozenset(),
}
"""Form → the types it is for; empty means all. `blank` leaves room for a hand where nothing is known yet."""


def written(
    value: object, field: Field, form: str = "", units: Callable[[str], str] = str, on: date | None = None
) -> str:
    """A value of a field as a paper says it; `units` gives the full name of a unit. Nothing is ''.

    `on` is the day whose edition of a dated code list gives the label.
    """
    del on
    if value is None or value == "":
        return ""
    if form == "capital" and isinstance(value, Decimal | int):
        return capital(Decimal(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        local = at_home(value)
        return (
            day(local.date()) if form == "day" else f"{day(local.date())}{local.hour}时{local.minute:02d}分"
        )
    if isinstance(value, date):
        return day(value)
    if field.type == "long_text":
        return "；".join(line.strip() for line in str(value).splitlines() if line.strip())
    if field.type == "unit":
        return units(str(value))
    if field.type == "money":
        return f"{_bare(Decimal(str(value)))}元"
    return _bare(value) if isinstance(value, Decimal) else label(field.values, str(value))


def day(value: date) -> str:
    """2020年3月26日."""
    return f"{value.year}年{value.month}月{value.day}日"


def label(values: Mapping[str, object], code: str) -> str:
    """The Chinese label of a code; the code itself when there is none."""
    return str(values.get(code, code))


def capital(amount: Decimal) -> str:
    """A sum in the words of a banknote: 贰佰元整. Raises ValueError for a negative sum."""
    if amount < 0:
        raise ValueError("a fine is never negative")
    cents = int(half_up(amount, 2) * 100)
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    said = f"{_whole(yuan)}元" if yuan or not cents else ""
    if not jiao and not fen:
        return f"{said}整"
    said += f"{DIGITS[jiao]}角" if jiao else ("零" if yuan else "")
    return said + (f"{DIGITS[fen]}分" if fen else "整")


def _whole(number: int) -> str:
    if not number:
        return DIGITS[0]
    groups: list[int] = []
    while number:
        groups.append(number % 10_000)
        number //= 10_000
    said = ""
    for index in range(len(groups) - 1, -1, -1):
        part = groups[index]
        if part:
            gap = said and (part < 1000 or (index + 1 < len(groups) and not groups[index + 1]))
            said += (DIGITS[0] if gap and not said.endswith(DIGITS[0]) else "") + _four(part) + GROUPS[index]
    return said


def _four(part: int) -> str:
    said, gap = "", False
    for place in (3, 2, 1, 0):
        digit = part // 10**place % 10
        if digit:
            said += (DIGITS[0] if gap and said else "") + DIGITS[digit] + PLACES[place]
        gap = not digit
    return said


def _bare(value: object) -> str:
    """A number without zeros that say nothing."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text
