"""One cell read exactly: dates, times, numbers and flags in every way Excel and Chinese people write them.

Nothing here knows files or columns; a cell that cannot be read raises `Unreadable` with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType

EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
YEARS = range(1900, 2101)
# Serial numbers of 1970 to 2100: a smaller or larger number in a date column is rather a slip.
SERIALS = (25_569, 73_415)

MONEY: dict[str, Decimal] = {
    "元": Decimal(1), "圆": Decimal(1), "人民币元": Decimal(1), "rmb": Decimal(1), "cny": Decimal(1),
    "yuan": Decimal(1), "千元": Decimal(1_000), "万元": Decimal(10_000), "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000), "角": Decimal("0.1"), "分": Decimal("0.01"), "万": Decimal(10_000),
}  # fmt: skip

NO_UNITS: Mapping[str, Decimal] = MappingProxyType({})

TRUE = frozenset({"是", "√", "✓", "✔", "☑", "1", "true", "yes", "y", "t", "有", "对", "已", "on"})
FALSE = frozenset({"否", "×", "✗", "✘", "☒", "x", "0", "false", "no", "n", "f", "无", "错", "未", "off"})
NOTHING = frozenset({"-", "--", "/", "\\", "—", "——", "–", "无", "不详", "n/a"})
ERRORS = frozenset({
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA",
})  # fmt: skip

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_DAY_FORMS = (
    re.compile(r"(?P<y>\d{4})([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<d>\d{1,2})[- ](?P<mon>[A-Za-z]{3})[a-z]*[- ](?P<y>\d{4}|\d{2})"),
)
_WEEKDAY = re.compile(r"\(?(星期|周)[一二三四五六日天]\)?")
_HALF = "(?:上午|下午|凌晨|晚上|中午)?"
_CLOCK = re.compile(
    rf"(?P<half>{_HALF})(?P<h>\d{{1,2}})[:时点]"
    r"(?:(?P<i>\d{1,2})(?:[:分](?:(?P<s>\d{1,2})(?:\.(?P<f>\d{1,6}))?秒?)?)?)?"
    r"(?P<ampm>[ap]m)?(?P<zone>z|[+-]\d{2}:?\d{2})?",
    re.I,
)
_SPLIT = re.compile(
    rf"(?P<day>.*?\d[日号]?)(?:[T\s]\s*|(?<=[日号]))(?P<clock>{_HALF}\d{{1,2}}[:时点].*)", re.I
)
_DIGITS = re.compile(r"(\d{8})(\d{2})(\d{2})(\d{2})?")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_NUMBER = re.compile(r"(?P<digits>\d{1,3}(?:,\d{3})+|\d+)?(?P<rest>\.\d*)?(?P<unit>[^\d.,]*)")
_SCIENTIFIC = re.compile(r"[-+]?\d(\.\d+)?e[-+]?\d+", re.I)


class Unreadable(Exception):
    """A cell that cannot be read, with the reason in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


def half_width(text: str) -> str:
    """The text with full-width signs made half width and outer blanks gone."""
    return unicodedata.normalize("NFKC", text).strip()


def written(value: object) -> str | None:
    """What a workbook's cell says, as text that the other functions here read; None when empty.

    Binary fractions are written with the 15 digits Excel keeps; numbers of more than 15 digits, whose
    tail Excel has lost, stay in scientific form so that nobody takes them for exact.
    """
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if abs(value) >= 1e15:
            return f"{value:.14E}"
        return f"{Decimal(f'{value:.15g}'):f}"
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(" ", "milliseconds" if value.microsecond else "seconds")
    if isinstance(value, timedelta):
        return str(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def read_date(text: str, epoch_1904: bool = False) -> date | None:
    """The day; a time after it is dropped; signs for nothing (-, /, 无) give None. Raises `Unreadable`."""
    moment = read_timestamp(text, epoch_1904)
    return None if moment is None else moment.date()


def read_timestamp(text: str, epoch_1904: bool = False) -> datetime | None:
    """The moment, midnight when only a day is given; 无 and the like give None. Raises `Unreadable`."""
    plain = half_width(text)
    if plain.casefold() in NOTHING:
        return None
    if _SERIAL.fullmatch(plain):
        return _from_serial(plain, epoch_1904)
    plain = _WEEKDAY.sub(" ", _DIGITS.sub(r"\1 \2:\3:\4", plain) if _DIGITS.fullmatch(plain) else plain)
    plain = plain.strip().removesuffix(":")
    parts = _SPLIT.fullmatch(plain)
    day = parts["day"] if parts else plain
    if "年" in day:
        day = "".join(day.split())
    return datetime.combine(_read_day(day), _read_clock(parts["clock"]) if parts else time())


def read_number(
    text: str, places: int, factor: Decimal = Decimal(1), units: Mapping[str, Decimal] = NO_UNITS
) -> Decimal:
    """The number times `factor`, exactly, with at most `places` decimals and 18 digits. Raises `Unreadable`.

    Understood: thousands separators, full-width digits, ¥, 负, parentheses for negative amounts, and one of
    `units` after the number, whose own factor then replaces `factor`.
    """
    plain = half_width(text).replace("−", "-").replace("–", "-").replace(" ", "")
    if _SCIENTIFIC.fullmatch(plain):
        raise Unreadable("科学记数法丢失了末位数字", "scientific notation has lost the last digits")
    sign, body = _sign(plain)
    found = _NUMBER.fullmatch(body)
    if not found or not (found["digits"] or len(found["rest"] or "") > 1):
        raise Unreadable("不能读成数", "it cannot be read as a number")
    if unit := found["unit"].casefold():
        if unit not in units:
            raise Unreadable(
                f"不认识数后的「{found['unit']}」", f"unknown '{found['unit']}' after the number"
            )
        factor = units[unit]
    value = sign * Decimal((found["digits"] or "0").replace(",", "") + (found["rest"] or "")) * factor
    return _fitted(value, places)


def read_flag(text: str) -> bool | None:
    """True for 是 √ 1 true …, False for 否 × 0 false …, None for anything else."""
    plain = half_width(text).casefold()
    return True if plain in TRUE else False if plain in FALSE or plain == "×" else None


def _sign(plain: str) -> tuple[int, str]:
    if plain.startswith("(") and plain.endswith(")"):
        return -1, plain[1:-1].lstrip("¥$")
    body = plain.lstrip("¥")
    for mark in ("负", "-"):
        if body.startswith(mark):
            return -1, body[len(mark) :].lstrip("¥")
    return 1, body.removeprefix("+")


def _fitted(value: Decimal, places: int) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-places)) if abs(value) < 10 ** (18 - places) else None
    if rounded is None:
        raise Unreadable("数太大", "it is too large")
    if rounded != value:
        if places == 0:
            raise Unreadable("应为整数", "it is not whole")
        raise Unreadable(f"小数多于 {places} 位", f"it has more than {places} decimals")
    return rounded


def _read_day(text: str) -> date:
    for form in _DAY_FORMS:
        if found := form.fullmatch(text):
            return _day(found.groupdict())
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{1,4}", text):
        raise Unreadable("年份须写四位并放在最前", "the year must come first, with four digits")
    raise Unreadable("写法不认识", "the form is not known")


def _day(part: dict[str, str | None]) -> date:
    year = int(part["y"] or 0)
    if year < 100:
        year += 2000 if year < 70 else 1900
    name = part.get("mon")
    month = _MONTHS.get(name.casefold(), 0) if name else int(part["m"] or 0)
    if year not in YEARS:
        raise Unreadable(f"年份 {year} 不合理", f"the year {year} is out of reason")
    try:
        return date(year, month, int(part["d"] or 0))
    except ValueError:
        raise Unreadable("日历上没有这一天", "there is no such day in the calendar") from None


def _read_clock(text: str) -> time:
    found = _CLOCK.fullmatch("".join(text.split()))
    if not found:
        raise Unreadable("时间的写法不认识", "the form of the time is not known")
    if found["zone"] and found["zone"].replace(":", "") != "+0800":
        raise Unreadable("时区不是北京时间", "the time zone is not that of Beijing")
    hour, half = int(found["h"]), (found["half"] or found["ampm"] or "").casefold()
    if half in ("下午", "晚上", "pm", "中午") and hour < 12:
        hour += 0 if half == "中午" and hour > 2 else 12
    elif half in ("上午", "凌晨", "am") and hour == 12:
        hour = 0
    micro = int((found["f"] or "0").ljust(6, "0"))
    try:
        return time(hour, int(found["i"] or 0), int(found["s"] or 0), micro)
    except ValueError:
        raise Unreadable("一天里没有这个时刻", "there is no such time of day") from None


def _from_serial(text: str, epoch_1904: bool) -> datetime:
    number = Decimal(text)
    low, high = SERIALS
    shift = 1462 if epoch_1904 else 0
    if not low - shift <= number < high - shift:
        raise Unreadable("不是合理的 Excel 日期序号", "it is no reasonable Excel serial date")
    days = int(number)
    milliseconds = int(((number - days) * 86_400_000).to_integral_value())
    return datetime.combine(EPOCHS[epoch_1904], time()) + timedelta(days=days, milliseconds=milliseconds)
