"""The two attachments as tables: 整体支出绩效自评表 from the evaluation, 基础数据表 from figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from luji.account.indicators.figure import NOT_APPLICABLE, Figure, plain
from luji.account.reports.document import Cell, DataRow, Run, Table
from luji.account.reports.sheets import Sheets
from luji.account.scoring.result import Evaluation, LineResult
from luji.base.kernel.money import half_up
from luji.base.kernel.quantity import Quantity

SCORE_HEAD = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
SCORE_WIDTHS = ("0.105", "0.105", "0.16", "0.14", "0.14", "0.06", "0.075", "0.215")
DATA_HEAD = ("类别", "指标", "计量单位", "上年数", "本年数", "同比")
DATA_WIDTHS = ("0.15", "0.31", "0.12", "0.15", "0.15", "0.12")
DASH = "—"


def score_table(
    sheets: Sheets, evaluation: Evaluation, unit: str, year: int, figure: Callable[[str], Figure]
) -> Table:
    """The scored table: classes merged downwards, one row a line, then the total with its grade."""
    body = list(_score_rows(evaluation.lines, figure))
    total = (
        Cell((Run("总分"),), across=5, strong=True),
        _number(plain(evaluation.full)), _number(f"{evaluation.score}", line="total"),
        Cell((Run(f"评价等级：{evaluation.word.zh}"),)),
    )  # fmt: skip
    return Table(
        "scores", sheets.scores_title, f"（{year}年度）  单位：{unit}", _widths(SCORE_WIDTHS),
        (_head(SCORE_HEAD),), (*body, total), sheets.score_notes,
    )  # fmt: skip


def data_rows(sheets: Sheets, figure: Callable[[str], Figure]) -> tuple[DataRow, ...]:
    """The rows of the data table with their figures, in the declared order."""
    return tuple(
        DataRow(group.label.zh, figure(row.key), row.adds) for group in sheets.groups for row in group.rows
    )


def data_table(sheets: Sheets, rows: Sequence[DataRow], unit: str, year: int) -> Table:
    """The data table: every figure of this year beside the last one and the change."""
    body: list[tuple[Cell, ...]] = []
    for group, members in groupby(rows, key=lambda row: row.group):
        listed = list(members)
        for n, row in enumerate(listed):
            first = (Cell((Run(group),), down=len(listed), centred=True),) if n == 0 else ()
            body.append((*first, *_data_cells(row)))
    return Table(
        "data", sheets.data_title, f"（{year}年度）  单位：{unit}", _widths(DATA_WIDTHS),
        (_head(DATA_HEAD),), tuple(body), sheets.data_notes,
    )  # fmt: skip


def _data_cells(row: DataRow) -> tuple[Cell, ...]:
    figure = row.figure
    growth = figure.growth_stated()
    return (
        Cell((Run(figure.label.zh),), strong=bool(row.sum_of)),
        Cell((Run(measure(figure)),)),
        _number(number(figure, figure.previous)),
        Cell((Run(number(figure, figure.value), figure),), numeric=True, strong=bool(row.sum_of)),
        _number(DASH if growth is None else signed(growth)),
    )


def measure(figure: Figure) -> str:
    """The measure of the table's numbers: tables state exact values, so 万 stays for money only."""
    return figure.wording.unit if scaled(figure) else figure.wording.measure


def scaled(figure: Figure) -> bool:
    """Whether the table prints the figure in 万: money yes, counts are given in full."""
    return figure.wording.measure == "元"


def number(figure: Figure, value: Decimal | str | None) -> str:
    """A value of the figure as the table prints it, in full except money in its 万元."""
    if not isinstance(value, Decimal):
        return NOT_APPLICABLE.zh if value is None else value
    if scaled(figure):
        return f"{Quantity(value, figure.wording).stated():f}"
    return f"{half_up(value, 0 if value == value.to_integral_value() else 2):f}"


def _score_rows(lines: Sequence[LineResult], figure: Callable[[str], Figure]) -> Iterator[tuple[Cell, ...]]:
    """Cells of the classes stand only in the first row of their class."""
    spans = class_spans(lines)
    for n, line in enumerate(lines):
        yield (*spans[n], *_line_cells(line, figure))


def class_spans(lines: Sequence[LineResult]) -> list[tuple[Cell, ...]]:
    """For each line the class cells that begin at it, with how many rows they span.

    A class without sub-classes takes the columns of both.
    """
    found: list[list[Cell]] = [[] for _ in lines]
    paths = [(*[text.zh for text in line.path], "", "")[:2] for line in lines]
    at = 0
    for first, below in groupby(paths, key=lambda path: path[0]):
        seconds = [second for _, second in below]
        whole = not any(seconds)
        found[at].append(Cell((Run(first),), across=2 if whole else 1, down=len(seconds), centred=True))
        for second, run in groupby(seconds):
            length = len(list(run))
            if not whole:
                found[at].append(Cell((Run(second),), down=length, centred=True))
            at += length
    return [tuple(cells) for cells in found]


def _line_cells(line: LineResult, figure: Callable[[str], Figure]) -> tuple[Cell, ...]:
    """The actual opens the trace of the first indicator it reads."""
    left_out = "left_out" in line.flags
    source = figure(line.keys[0]) if line.keys else None
    return (
        Cell((Run(line.label.zh),)),
        Cell((Run(compact(line.target_text.zh)),)),
        Cell((Run(NOT_APPLICABLE.zh if left_out else compact(line.actual_text.zh), source),)),
        _number(plain(line.points), line.key),
        _number(DASH if left_out else f"{line.score}", line.key),
        Cell((Run(line.reason.zh if line.reason else ""),)),
    )


def compact(text: str) -> str:
    """≥380处: a narrow column has no room for the blanks of ≥ 380 处."""
    return text.replace(" ", "")


def signed(growth: Decimal) -> str:
    """A change in percent with its sign: +8.25%, -3.10%, 0.00%."""
    return f"{growth:+f}%" if growth else f"{growth:f}%"


def _number(text: str, line: str = "") -> Cell:
    return Cell((Run(text, line=line),), numeric=True)


def _head(names: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(Cell((Run(name),), strong=True) for name in names)


def _widths(shares: Sequence[str]) -> tuple[Decimal, ...]:
    return tuple(Decimal(share) for share in shares)
