"""Composition: conditions, dropping, numbering, the 四降三增 sentence, losses and statements."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.account.indicators.figure import Figure
from luji.account.reports.compose import compose, number
from luji.account.reports.document import Document
from luji.account.reports.inline import Words
from luji.account.reports.numerals import mark
from luji.account.reports.statements import Stated, Statements
from luji.account.reports.template import Template, load_template
from luji.account.scoring.evaluate import Evaluation
from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text

Made = Callable[..., Document]
Make = Callable[..., Figure]


def headings(document: Document) -> list[str]:
    return [section.heading for section in document.walk()]


def paragraphs(document: Document) -> list[str]:
    return [paragraph.text for section in document.walk() for paragraph in section.paragraphs]


def test_names_and_figures_are_filled(made: Made, figure: Make) -> None:
    document = made("# 甲\n{@unit.short}{@year}年整治{a.b}。", {"a.b": figure("a.b", Decimal(57))})
    assert paragraphs(document) == ["某某支队2020年整治57次。"]
    assert [run.figure.key for run in document.sections[0].paragraphs[0].runs if run.figure] == ["a.b"]


def test_an_empty_section_goes_and_the_numbers_follow(made: Made) -> None:
    body = "# 甲\n文\n# 乙\n{#if a.b > 10}\n有\n{#end}\n# 丙\n## 丁\n{#stated none}\n## 戊\n文\n# 己\n## 庚\n# 辛\n文"
    assert headings(made(body, {})) == ["一、甲", "二、乙", "三、丙", "（一）戊", "四、辛"]


@pytest.mark.parametrize(
    ("value", "expected"), [(11, ["一、甲", "二、乙"]), (10, ["一、乙"]), (None, ["一、乙"])]
)
def test_a_condition_decides(made: Made, figure: Make, value: int | None, expected: list[str]) -> None:
    given = figure("a.b", Decimal(value)) if value is not None else replace_value(figure("a.b"), None)
    assert headings(made("# 甲\n{#if a.b > 10}\n有\n{#end}\n# 乙\n文", {"a.b": given})) == expected


def replace_value(made: Figure, value: None) -> Figure:
    """The figure without a value (不适用)."""
    return type(made)(**{**made.__dict__, "value": value, "previous": None, "growth": None})


def test_a_missing_value_takes_the_other_branch(made: Made, figure: Make) -> None:
    body = "# 甲\n{#if a.b > 10}\n多\n{#else}\n少\n{#end}"
    assert paragraphs(made(body, {"a.b": replace_value(figure("a.b"), None)})) == ["少"]


def test_headings_inside_a_condition(made: Made, figure: Make) -> None:
    body = "# 甲\n{#if a.b > 10}\n## 乙\n文\n{#end}\n## 丙\n文"
    assert headings(made(body, {"a.b": figure("a.b", Decimal(5))})) == ["一、甲", "（一）丙"]
    assert headings(made(body, {"a.b": figure("a.b", Decimal(50))})) == ["一、甲", "（一）乙", "（二）丙"]


def trend(figure: Make, key: str, *names: str) -> Figure:
    return figure(key, Decimal(len(names)), items=tuple(Text(name, name) for name in names))


@pytest.mark.parametrize(
    ("falls", "rises", "said"),
    [
        (("起数", "亡人", "伤人", "百公里亡人"), ("总数", "现场", "重点"), "“四降三增”：起数、亡人、伤人、百公里亡人同比下降，总数、现场、重点同比增长"),
        (("起数", "亡人", "伤人"), ("总数", "现场", "重点"), "“三降三增”：起数、亡人、伤人同比下降"),
        (("起数",), ("总数", "现场"), "“一降二增”"),
        ((), ("总数",), "零项下降、一项增长"),
        (("起数",), (), "一项下降、零项增长"),
    ],
)  # fmt: skip
def test_falls_and_rises_are_computed(
    content: Content, figure: Make, evaluation: Evaluation, unit: object, falls: tuple[str, ...],
    rises: tuple[str, ...], said: str,
) -> None:  # fmt: skip
    given = {"evaluation.falls": trend(figure, "evaluation.falls", *falls),
             "evaluation.rises": trend(figure, "evaluation.rises", *rises)}  # fmt: skip
    document = compose(
        load_template(content), lambda key: given.get(key) or figure(key), evaluation, unit, 2020  # type: ignore[arg-type]
    )  # fmt: skip
    assert said in document.text()


def test_losses_list_the_losing_lines_with_reasons(made: Made) -> None:
    said = paragraphs(made("# 甲\n{#losses}"))
    assert len(said) == 2
    assert said[0] == "“指标pay”分值10分，得4.87分：年末追加的预算未及支付。"
    assert said[1].startswith("“指标down”分值25分，得22.36分")


def test_scores_in_the_text_name_their_line(made: Made) -> None:
    runs = made("# 甲\n{#losses}").sections[0].paragraphs[0].runs
    assert [run.text for run in runs if run.line == "pay"] == ["10", "4.87"]


def test_problems_become_sections_and_measures_are_counted(made: Made) -> None:
    said = Statements(
        "hh", 2020,
        problems=tuple(Stated((Words(f"问题{n}"),), (Words("原因。"),)) for n in "甲乙"),
        measures=tuple(Stated((Words(f"措施{n}"),), (Words("做法。"),), "（某科）") for n in "甲乙丙"),
    )  # fmt: skip
    document = made("# 问题\n{#problems}\n# 措施\n{#measures}", statements=said)
    assert headings(document) == ["一、问题", "（一）问题甲", "（二）问题乙", "二、措施"]
    assert paragraphs(document)[2:] == [
        "一是措施甲。做法。（某科）", "二是措施乙。做法。（某科）", "三是措施丙。做法。（某科）",
    ]  # fmt: skip


def test_stated_paragraphs_bring_their_section_back(made: Made) -> None:
    body = "# 甲\n文\n# 政府性基金\n{#stated government_fund}"
    said = Statements("hh", 2020, stated={"government_fund": ((Words("有支出。"),),)})
    assert headings(made(body)) == ["一、甲"]
    assert headings(made(body, statements=said)) == ["一、甲", "二、政府性基金"]


def test_the_fund_sections_of_the_shipped_template_are_gone(shipped: Document) -> None:
    titles = " ".join(headings(shipped))
    assert "政府性基金" not in titles
    assert headings(shipped)[-1] == "七、其他需要说明的情况"


@pytest.mark.parametrize(
    ("unit_code", "year"), [("other", 2020), ("hh", 2019)],
)  # fmt: skip
def test_statements_of_another_report_are_refused(made: Made, unit_code: str, year: int) -> None:
    with pytest.raises(Refused, match="REP-027"):
        made("# 甲\n文", statements=Statements(unit_code, year))


def test_everything_that_cannot_be_said_is_told_together(made: Made) -> None:
    with pytest.raises(Refused) as refused:
        made("# 甲\n{a.b|items}\n\n{evaluation.grade|number}\n\n{c.d|items}")
    assert [problem.code for problem in refused.value.problems] == ["REP-023", "REP-014", "REP-023"]


def test_nothing_at_all_is_refused(made: Made) -> None:
    with pytest.raises(Refused, match="REP-016"):
        made("# 甲\n{#stated none}")


def test_a_figure_unknown_below_is_told(
    read: Callable[..., Template], evaluation: Evaluation, unit: object, figure: Make
) -> None:
    def nowhere(key: str) -> Figure:
        if key == "a.b":
            raise Refused([])
        return figure(key)

    with pytest.raises(Refused):
        compose(read("# 甲\n{#if a.b > 1}\n文\n{#end}"), nowhere, evaluation, unit, 2020)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.lists(st.booleans(), max_size=4)), min_size=1, max_size=6))
def test_numbers_have_no_gap_whatever_drops(shape: list[tuple[bool, list[bool]]]) -> None:
    from luji.account.reports.compose import _Draft, prune
    from luji.account.reports.document import Paragraph, Run

    full = [Paragraph((Run("文"),))]
    root = _Draft(0, ())
    for has_text, below in shape:
        parts = [_Draft(2, (Run("乙"),), list(full) if one else []) for one in below]
        root.sections.append(_Draft(1, (Run("甲"),), list(full) if has_text else [], parts))
    prune(root)
    sections = number(root.sections)
    assert [s.mark for s in sections] == [mark(1, n) for n in range(1, len(sections) + 1)]
    assert len(sections) == sum(has_text or any(below) for has_text, below in shape)
    for section in sections:
        assert [s.mark for s in section.sections] == [mark(2, n) for n in range(1, len(section.sections) + 1)]
        assert section.paragraphs or section.sections
