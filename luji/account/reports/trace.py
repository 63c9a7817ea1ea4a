"""What a report says of where a figure came from, in words a reader can check."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from luji.account.indicators.figure import NOT_APPLICABLE, Figure, plain
from luji.base.kernel.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure's origin: (name, value) pairs without the empty ones, and the query."""

    key: str
    label: str
    display: str
    rows: tuple[tuple[str, str], ...]
    query: str


def trace(figure: Figure) -> Trace:
    """The origin of a figure."""
    rows = [
        ("指标", figure.key),
        ("期间", figure.period.label("zh")),
        ("准确值", exact(figure.value)),
        ("上年同期", previous(figure)),
        ("同比", f"{figure.growth_stated():+f}%" if figure.growth is not None else ""),
        ("名单", "、".join(item.zh for item in figure.items)),
        ("数据行数", str(figure.rows)),
        ("由以下指标计算", "、".join(figure.parts)),
        *((f"参数 {name}", f"{value}（{source}）") for name, value, source in figure.parameters),
        ("数据快照", figure.snapshot),
        ("定义校验值", figure.definition),
    ]
    kept = tuple((name, value) for name, value in rows if value)
    return Trace(figure.key, figure.label.zh, figure.display("zh"), kept, figure.query)


def exact(value: Decimal | str | None) -> str:
    """The value in full: money in 元, nothing rounded."""
    if value is None:
        return NOT_APPLICABLE.zh
    return plain(value) if isinstance(value, Decimal) else value


def previous(figure: Figure) -> str:
    """Last year's value as it would be printed; empty without one."""
    return "" if figure.previous is None else Quantity(figure.previous, figure.wording).say("zh")
