"""The scored table and the data table as a workbook whose formulas compute the same scores again.

Sheets: 自评表, 基础数据表, 追溯. Every formula is stored with its value, so a reader that does not
calculate shows the right numbers.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from luji.account.indicators.figure import Figure, plain
from luji.account.reports import formulas
from luji.account.reports.document import Document, placed
from luji.account.reports.tables import DASH, class_spans, measure, number, scaled
from luji.account.reports.trace import exact, previous
from luji.account.scoring.result import Evaluation, LineResult
from luji.base.kernel.quantity import SCALES

SCORES, DATA, TRACE = "自评表", "基础数据表", "追溯"
STAMP = datetime(2000, 1, 1, tzinfo=UTC)
SCORE_HEAD = (
    "一级指标",
    "二级指标",
    "三级指标",
    "计分方法",
    "目标值",
    "实际值",
    "计量单位",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
SCORE_WIDTHS = (14, 14, 24, 14, 14, 14, 12, 8, 9, 44)
DATA_HEAD = ("类别", "指标", "计量单位", "上年数", "本年数", "同比（%）")
DATA_WIDTHS = (16, 32, 10, 16, 16, 12)
TRACE_HEAD = (
    "指标键", "名称", "文中写法", "准确值", "上年同期", "同比（%）", "单位", "期间", "数据行数",
    "由以下指标计算", "参数", "数据快照", "定义校验值", "查询",
)  # fmt: skip
TRACE_WIDTHS = (34, 26, 16, 18, 16, 10, 10, 10, 10, 32, 40, 22, 68, 80)
FIRST = 4  # the first row of a table body, counted from 0: title, subtitle, blank, head


def render(document: Document) -> bytes:
    """The .xlsx file; the same document gives the same bytes."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": document.name, "author": document.unit.zh, "created": STAMP})
    sheets = _Book(book, document)
    sheets.scores()
    sheets.data()
    sheets.trace()
    book.close()
    return made.getvalue()


class _Book:
    """Writes one document's tables into one workbook."""

    def __init__(self, book: xlsxwriter.Workbook, document: Document) -> None:
        self.book, self.document = book, document
        base = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
        grid = {**base, "border": 1, "text_wrap": True}
        self.title_face = book.add_format({"font_name": "黑体", "font_size": 18, "align": "center"})
        self.plain_face = book.add_format(base)
        self.head_face = book.add_format(
            {**grid, "font_name": "黑体", "align": "center", "bg_color": "#F1F3F5"}
        )
        self.text = book.add_format(grid)
        self.centred = book.add_format({**grid, "align": "center"})
        self.grid = grid
        self.faces: dict[tuple[str, bool], Format] = {}

    def face(self, shape: str = "General", input_cell: bool = False) -> Format:
        """The format of a number cell; cells people may change are tinted."""
        key = (shape, input_cell)
        if key not in self.faces:
            tint = {"bg_color": "#FFF8E1"} if input_cell else {}
            self.faces[key] = self.book.add_format(
                {**self.grid, "num_format": shape, "align": "right", **tint}
            )
        return self.faces[key]

    def sheet(self, name: str, title: str, head: tuple[str, ...], widths: tuple[int, ...]) -> Worksheet:
        """A sheet with its title, year and unit, and the head row, ready to be printed on A4."""
        sheet = self.book.add_worksheet(name)
        sheet.merge_range(0, 0, 0, len(head) - 1, title, self.title_face)
        said = f"（{self.document.year}年度）  单位：{self.document.unit.zh}  {self.document.notice}"
        sheet.merge_range(1, 0, 1, len(head) - 1, said.rstrip(), self.plain_face)
        for column, (label, width) in enumerate(zip(head, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(FIRST - 1, column, label, self.head_face)
        sheet.set_row(0, 30)
        sheet.freeze_panes(FIRST, 0)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST - 1)
        return sheet

    def scores(self) -> None:
        """One row a line; target, actual and weight are cells that the score's formula reads."""
        evaluation = self.document.evaluation
        sheet = self.sheet(SCORES, self.document.tables[0].title, SCORE_HEAD, SCORE_WIDTHS)
        lines = evaluation.lines
        self.classes(sheet, lines)
        for row, line in enumerate(lines, FIRST):
            self.score_line(sheet, row, line)
        self.total(sheet, FIRST + len(lines), evaluation)

    def classes(self, sheet: Worksheet, lines: tuple[LineResult, ...]) -> None:
        """The first two columns, one merged cell a class."""
        for row, column, cell in placed(class_spans(lines)):
            last = (FIRST + row + cell.down - 1, column + cell.across - 1)
            self.block(sheet, (FIRST + row, column), last, cell.text)

    def block(self, sheet: Worksheet, first: tuple[int, int], last: tuple[int, int], text: str) -> None:
        """A cell over several rows or columns, or a plain one."""
        if last > first:
            sheet.merge_range(*first, *last, text, self.centred)
        else:
            sheet.write_string(*first, text, self.centred)

    def score_line(self, sheet: Worksheet, row: int, line: LineResult) -> None:
        """Label, method, target, actual, measure, weight, score, reason."""
        evaluation = self.document.evaluation
        declared = next(one for one in evaluation.scheme.lines() if one.key == line.key)
        rule, shown = declared.rule, declared.shown
        cells = formulas.Cells(f"H{row + 1}", f"E{row + 1}", f"F{row + 1}", shown.one)
        given = formulas.inputs(line, rule, evaluation.plan.entry(line.key), shown.one)
        formula = formulas.score(line, rule, evaluation.scheme.conventions, cells)
        sheet.write_string(row, 2, line.label.zh, self.text)
        sheet.write_string(row, 3, line.function_name.zh, self.centred)
        shape = f"0.{'0' * shown.decimals}" if shown.decimals else "General"
        for column, value, said in (
            (4, given.target, line.target_text.zh),
            (5, given.actual, line.actual_text.zh),
        ):
            if value is None:
                sheet.write_string(row, column, said, self.centred)
            else:
                sheet.write_number(row, column, float(value), self.face(shape, input_cell=True))
        sheet.write_string(row, 6, shown.measure.zh, self.centred)
        sheet.write_number(row, 7, float(line.points), self.face())
        self.score_cell(sheet, row, line, formula)
        sheet.write_string(row, 9, line.reason.zh if line.reason else "", self.text)

    def score_cell(self, sheet: Worksheet, row: int, line: LineResult, formula: str | None) -> None:
        """The formula with its value; a dash for a line left out, a bare number where nothing is computed."""
        if formula is not None:
            sheet.write_formula(row, 8, f"={formula}", self.face("0.00"), float(line.score))
        elif "left_out" in line.flags:
            sheet.write_string(row, 8, DASH, self.centred)
        else:
            sheet.write_number(row, 8, float(line.score), self.face("0.00"))

    def total(self, sheet: Worksheet, row: int, evaluation: Evaluation) -> None:
        """Weights, scores and the grade, computed."""
        first, last = FIRST + 1, row
        scores, weights = f"I{first}:I{last}", f"H{first}:H{last}"
        sheet.merge_range(row, 0, row, 6, "总分", self.head_face)
        sheet.write_formula(
            row, 7, f"=SUM({weights})", self.face(), float(sum(x.points for x in evaluation.lines))
        )
        formula = formulas.total(evaluation, scores, weights)
        sheet.write_formula(row, 8, f"={formula}", self.face("0.00"), float(evaluation.score))
        percent = f"ROUND(I{row + 1}/{plain(evaluation.full)}*100,9)"
        word = formulas.grade(evaluation.scheme.grades, percent)
        sheet.write_formula(row, 9, f"={word}", self.centred, evaluation.word.zh)
        for n, note in enumerate(self.document.tables[0].notes, 1):
            sheet.write_string(row + n, 0, note, self.plain_face)

    def data(self) -> None:
        """Last year, this year, the change; totals add the rows above them."""
        sheet = self.sheet(DATA, self.document.tables[1].title, DATA_HEAD, DATA_WIDTHS)
        rows = {row.figure.key: FIRST + n for n, row in enumerate(self.document.data)}
        row = FIRST
        for group, members in groupby(self.document.data, key=lambda one: one.group):
            last = row + len(list(members)) - 1
            self.block(sheet, (row, 0), (last, 0), group)
            row = last + 1
        for one in self.document.data:
            self.data_line(sheet, rows[one.figure.key], one.figure, [rows[key] + 1 for key in one.sum_of])
        for n, note in enumerate(self.document.tables[1].notes, FIRST + len(rows)):
            sheet.write_string(n, 0, note, self.plain_face)

    def data_line(self, sheet: Worksheet, row: int, figure: Figure, parts: list[int]) -> None:
        """One figure; with `parts` both years are the sum of those rows."""
        sheet.write_string(row, 1, figure.label.zh, self.text)
        sheet.write_string(row, 2, measure(figure), self.centred)
        scale = SCALES[figure.wording.scale] if scaled(figure) else Decimal(1)
        shape = "0.00" if scaled(figure) else "General"
        for column, letter, value in ((3, "D", figure.previous), (4, "E", figure.value)):
            if not isinstance(value, Decimal):
                sheet.write_string(row, column, DASH if column == 3 else number(figure, value), self.centred)
            elif parts:
                added = "+".join(f"{letter}{part}" for part in parts)
                sheet.write_formula(row, column, f"={added}", self.face(shape), float(value / scale))
            else:
                sheet.write_number(row, column, float(value / scale), self.face(shape, input_cell=True))
        growth = figure.growth_stated()
        if growth is None:
            sheet.write_string(row, 5, DASH, self.centred)
        else:
            line = row + 1
            formula = f'=IF(D{line}=0,"{DASH}",{formulas.rounded(f"(E{line}-D{line})/D{line}*100")})'
            sheet.write_formula(row, 5, formula, self.face("0.00"), float(growth))

    def trace(self) -> None:
        """Every figure with its rows, definition, parameters and query."""
        sheet = self.sheet(TRACE, "数字的来历", TRACE_HEAD, TRACE_WIDTHS)
        for row, figure in enumerate(self.document.figures.values(), FIRST):
            for column, value in enumerate(traced(figure)):
                if isinstance(value, int):
                    sheet.write_number(row, column, value, self.face())
                else:
                    sheet.write_string(row, column, value, self.text)
        sheet.autofilter(FIRST - 1, 0, FIRST - 1 + len(self.document.figures), len(TRACE_HEAD) - 1)


def traced(figure: Figure) -> tuple[Any, ...]:
    """The cells of a figure's row in the sheet 追溯; exact values as text, so that nothing is lost."""
    growth = figure.growth_stated()
    parameters = "；".join(f"{name}={value}（{source}）" for name, value, source in figure.parameters)
    return (
        figure.key, figure.label.zh, figure.display("zh"), exact(figure.value), previous(figure),
        "" if growth is None else f"{growth:f}", figure.unit, str(figure.period), figure.rows,
        "、".join(figure.parts), parameters, figure.snapshot, figure.definition, figure.query,
    )  # fmt: skip
