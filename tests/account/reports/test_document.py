"""The tree every renderer reads."""

from datetime import date

from luji.account.reports.document import Cell, Document, Paragraph, Run, Section, placed, said, say_date


def test_dates_have_no_leading_zero() -> None:
    assert say_date(date(2021, 6, 8)) == "2021年6月8日"


def test_words_of_runs() -> None:
    assert said((Run("整治"), Run("5处"))) == Paragraph((Run("整治5"), Run("处"))).text == "整治5处"


def test_sections_walk_in_reading_order() -> None:
    inner = Section(2, "（一）", (Run("乙"),))
    outer = Section(1, "一、", (Run("甲"),), (), (inner, Section(2, "（二）", (Run("丙"),))))
    assert [section.heading for section in outer.walk()] == ["一、甲", "（一）乙", "（二）丙"]


def test_text_has_every_heading_and_paragraph_on_a_line(shipped: Document) -> None:
    lines = shipped.text().splitlines()
    assert lines[0] == shipped.name == "".join(shipped.title)
    assert lines[1].startswith("一、")
    assert len(lines) == 1 + sum(1 + len(section.paragraphs) for section in shipped.walk())


def test_every_run_with_a_figure_is_in_the_figures(shipped: Document) -> None:
    found = {run.figure.key for run in shipped.runs() if run.figure}
    assert len(found) > 50
    assert found <= set(shipped.figures)


def test_attachments_are_announced_in_line(shipped: Document) -> None:
    first, second = shipped.enclosures()
    assert first.startswith("附件：1. ")
    assert second.startswith("　　　2. ")


def test_the_snapshot_is_named_once(shipped: Document) -> None:
    assert shipped.snapshot == "试验快照"
    assert shipped.date == "2021年4月20日"


def test_cells_are_placed_below_spans() -> None:
    a, b, c, d = (Cell((Run(name),), down=2 if name == "a" else 1) for name in "abcd")
    assert [(r, col) for r, col, _ in placed(((a, b), (c,), (d, d)))] == [
        (0, 0),
        (0, 1),
        (1, 1),
        (2, 0),
        (2, 1),
    ]
