"""The forms in which a text may say a figure: display, number, hanzi, items, growth, change, previous …"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from luji.account.indicators.figure import NOT_APPLICABLE, Figure, plain
from luji.account.reports.numerals import hanzi
from luji.account.reports.problems import EMPTY_ITEMS, NO_NUMBER
from luji.base.kernel.money import half_up
from luji.base.kernel.problem import Refused
from luji.base.kernel.quantity import Quantity

DISPLAY = "display"


def say(figure: Figure, form: str = DISPLAY) -> str:
    """The figure in Chinese in one of `FORMS`. Raises `Refused` (REP-014, REP-023) when it has none such."""
    return FORMS[form](figure)


def _number(figure: Figure) -> str:
    stated = figure.stated()
    if stated is None:
        raise Refused([NO_NUMBER(key=figure.key, form="number")])
    return f"{stated:f}"


def _exact(figure: Figure) -> str:
    if not isinstance(figure.value, Decimal):
        raise Refused([NO_NUMBER(key=figure.key, form="exact")])
    return plain(figure.value)


def _hanzi(figure: Figure) -> str:
    stated = figure.stated()
    if stated is None or stated != stated.to_integral_value():
        raise Refused([NO_NUMBER(key=figure.key, form="hanzi")])
    return hanzi(int(stated))


def _counted(figure: Figure) -> str:
    """The number before a measure word, where 二 is said 两: 两处, 十二处."""
    said = _hanzi(figure)
    return "两" if said == "二" else said


def _items(figure: Figure) -> str:
    if not figure.items:
        raise Refused([EMPTY_ITEMS(key=figure.key)])
    return "、".join(item.zh for item in figure.items)


def _growth(figure: Figure) -> str:
    """The size of the change without its direction: 12.50%."""
    stated = figure.growth_stated()
    return NOT_APPLICABLE.zh if stated is None else f"{abs(stated):f}%"


def _change(figure: Figure) -> str:
    """The change as a clause: 同比增长12.50%, 同比下降3.10%, 同比持平."""
    stated = figure.growth_stated()
    if stated is None:
        return "同比不可比"
    if stated == 0:
        return "同比持平"
    return f"同比{'增长' if stated > 0 else '下降'}{abs(stated):f}%"


def _previous(figure: Figure) -> str:
    if figure.previous is None:
        return NOT_APPLICABLE.zh
    return Quantity(figure.previous, figure.wording).say("zh")


def _hours(figure: Figure) -> str:
    """Minutes said as hours, with one decimal when they are not whole: 3小时."""
    if not isinstance(figure.value, Decimal):
        raise Refused([NO_NUMBER(key=figure.key, form="hours")])
    return f"{plain(half_up(figure.value / 60, 1))}小时"


FORMS: dict[str, Callable[[Figure], str]] = {
    DISPLAY: lambda figure: figure.display("zh"),
    "number": _number,
    "exact": _exact,
    "hanzi": _hanzi,
    "counted": _counted,
    "items": _items,
    "growth": _growth,
    "change": _change,
    "previous": _previous,
    "hours": _hours,
    "label": lambda figure: figure.label.zh,
}
DOTTED = ("growth", "previous")
