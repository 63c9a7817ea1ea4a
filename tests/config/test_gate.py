"""The gate of 核数 on our own report: it passes as composed, and a table or a sentence that lies is stopped."""

from dataclasses import replace
from pathlib import Path

import pytest

from luji.account.reports.document import Document, Paragraph, Run, Section, Table
from luji.base.kernel.problem import Level
from luji.config.gate import as_read, review
from luji.config.house import House


@pytest.fixture(scope="module")
def document(demo_home: Path) -> Document:
    return House.open(demo_home).report("hh", 2020)


def rewritten(document: Document, old: str, new: str) -> Document:
    """The document with a run of its text changed."""

    def section(one: Section) -> Section:
        paragraphs = tuple(
            Paragraph(tuple(Run(new) if run.text == old else run for run in p.runs), p.style)
            for p in one.paragraphs
        )
        return replace(one, paragraphs=paragraphs, sections=tuple(map(section, one.sections)))

    return replace(document, sections=tuple(map(section, document.sections)))


def with_cell(table: Table, old: str, new: str) -> Table:
    rows = tuple(
        tuple(replace(cell, runs=(Run(new),)) if cell.text == old else cell for cell in row)
        for row in table.rows
    )
    return replace(table, rows=rows)


def test_the_demo_s_report_passes(document: Document) -> None:
    found = review(document)
    assert not found.stops, found.faults
    assert found.relations >= 10
    assert found.checked > 0


def test_notes_carry_sentence_and_computation(document: Document) -> None:
    notes = review(document).notes
    assert any("66577" in note.quote and "37,158" in note.computation for note in notes)
    assert {note.level for note in notes} == {Level.NOTE}


def test_parts_that_do_not_add_up_stop_it(document: Document) -> None:
    lying = rewritten(document, "771.44万元", "777.44万元")
    assert lying != document
    found = review(lying)
    assert found.stops
    assert any("1383.43" in one.before + one.quote + one.after for one in found.faults)


def test_a_table_whose_growth_does_not_fit_stops_it(document: Document) -> None:
    (scores, data) = document.tables
    lying = replace(document, tables=(scores, with_cell(data, "611.99", "661.99")))
    assert [one.rule for one in review(lying).faults] == ["REC-601"]


def test_what_is_read_is_what_is_printed(document: Document) -> None:
    read = as_read(document)
    assert read.text.startswith(document.text())
    assert [table.name for table in read.tables] == [table.title for table in document.tables]
    cells = [read.text[cell.start : cell.end] for cell in read.tables[0].cells]
    assert "整治到位道路隐患" in cells
    for table in read.tables:
        widths = {}
        for cell in table.cells:
            widths[cell.row] = widths.get(cell.row, 0) + cell.span
        assert len(set(widths.values())) == 1
