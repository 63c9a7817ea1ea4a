"""The two attachments as tables of runs."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from luji.account.indicators.figure import Figure
from luji.account.reports.document import Cell, Document, Table
from luji.account.reports.tables import class_spans, measure, number
from luji.account.scoring.evaluate import Evaluation
from luji.base.kernel.quantity import Bound, Wording

Made = Callable[..., Document]
Make = Callable[..., Figure]


def width(table: Table) -> list[int]:
    """Columns each row fills, cells from above included."""
    filled = [0] * len(table.rows)
    for r, row in enumerate(table.rows):
        for cell in row:
            for below in range(cell.down):
                filled[r + below] += cell.across
    return filled


def texts(row: tuple[Cell, ...]) -> list[str]:
    return [cell.text for cell in row]


def test_every_row_fills_every_column(shipped: Document) -> None:
    for table in shipped.tables:
        assert set(width(table)) == {len(table.widths)}
        assert sum(table.widths) == 1
        assert [len(row) for row in table.head] == [len(table.widths)]


def test_the_scored_table_says_line_by_line(shipped: Document) -> None:
    table = shipped.tables[0]
    assert texts(table.rows[0]) == [
        "预算执行率", "指标pay", "1000.00", "487.01", "10", "4.87", "年末追加的预算未及支付。",
    ]  # fmt: skip
    assert texts(table.rows[1])[:4] == ["产出指标", "数量指标", "指标up", "≥20"]
    assert texts(table.rows[2])[:2] == ["指标down", "≤500"], "its classes stand in the row above"
    assert texts(table.rows[-1]) == ["总分", "100", "92.23", "评价等级：优秀"]


def test_an_actual_opens_the_trace_of_its_indicator(shipped: Document) -> None:
    actual = shipped.tables[0].rows[0][3]
    assert actual.runs[0].figure is not None
    assert actual.runs[0].figure.key == "finance.basic"


def test_a_line_left_out_says_so(
    made: Made, scored: Callable[..., Evaluation], scheme_class: Any, scheme_line: Any
) -> None:
    lines = [scheme_line("a", 50, "positive", actual="a.b", target=1), scheme_line("b", 50, "positive")]
    found = made(
        "# 甲\n文", evaluation=scored([scheme_class("x", "类", *lines)], b={"not_applicable": "未安排"})
    )
    row = texts(found.tables[0].rows[1])
    assert row[-4:] == ["不适用", "50", "—", ""]


def test_class_cells_span_their_lines(evaluation: Evaluation) -> None:
    spans = class_spans(evaluation.lines)
    assert [[cell.down for cell in cells] for cells in spans] == [[1], [2, 2], [], [1]]
    assert [cell.across for cells in spans for cell in cells] == [2, 1, 1, 2], "no sub-class: both columns"


def test_same_name_under_another_class_is_not_merged(
    scored: Callable[..., Evaluation], scheme_class: Any, scheme_line: Any
) -> None:
    def branch(key: str, name: str) -> Any:
        line = scheme_line(f"{key}1", 50, "positive", actual="a.b", target=1)
        return scheme_class(key, name, classes=[scheme_class(f"{key}q", "数量", line)])

    spans = class_spans(scored([branch("a", "产出"), branch("b", "效益")]).lines)
    assert [[cell.text for cell in cells] for cells in spans] == [["产出", "数量"], ["效益", "数量"]]


@pytest.mark.parametrize(
    ("wording", "value", "said", "word"),
    [
        (Wording("元", Bound.EXACT, "万", 2), "4870055", "487.01", "万元"),
        (Wording("起", Bound.ABOUT, "万", 2), "505287", "505287", "起"),
        (Wording("次", Bound.AT_LEAST), "33", "33", "次"),
        (Wording("km", Bound.EXACT, "", 2), "12.3", "12.30", "km"),
    ],
)  # fmt: skip
def test_tables_state_values_in_full(
    figure: Make, wording: Wording, value: str, said: str, word: str
) -> None:
    made = figure("a.b", Decimal(value), wording=wording)
    assert number(made, made.value) == said
    assert measure(made) == word


def test_no_value_and_words(figure: Make) -> None:
    assert number(figure("a.b"), None) == "不适用"
    assert number(figure("a.b"), "优秀") == "优秀"


def test_the_data_table_compares_the_years(shipped: Document) -> None:
    table = shipped.tables[1]
    assert texts(table.rows[0]) == [
        "支出情况",
        "finance.basic.personnel数",
        "万元",
        "1430.01",
        "715.01",
        "-50.00%",
    ]
    assert len(texts(table.rows[1])) == 5


def test_a_first_year_has_a_dash(made: Made, figure: Make) -> None:
    given = {"hazard.rectified": figure("hazard.rectified", Decimal(5), previous=None, growth=None)}
    rows = made("# 甲\n文", given).tables[1].rows
    row = next(texts(one) for one in rows if "hazard.rectified数" in texts(one))
    assert row[-3:] == ["不适用", "5", "—"]
