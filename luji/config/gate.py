"""The gate of the reports, hung with 核数: the composed report is read as any other report would be."""

from __future__ import annotations

from luji.account.reconcile.checking import check
from luji.account.reconcile.language.document import Document as Read
from luji.account.reconcile.output.terminal import context
from luji.account.reconcile.readers.builder import Builder
from luji.account.reconcile.relation import Level as Grade
from luji.account.reconcile.result import Finding, Result
from luji.account.reports.document import Document
from luji.account.reports.flat import grid
from luji.account.reports.gate import Objection, Review
from luji.base.kernel.problem import Level

LEVELS = {Grade.ERROR: Level.ERROR, Grade.INCONSISTENT: Level.WARNING, Grade.NOTE: Level.NOTE}


def review(document: Document) -> Review:
    """What 核数 says of a composed report, its text and its tables."""
    result = check(as_read(document))
    objections = tuple(_objection(result, finding) for finding in result.findings)
    return Review(len(result.relations), result.checked, objections)


def as_read(document: Document) -> Read:
    """The report as a reader of files would give it: paragraphs, then the attached tables."""
    builder = Builder(document.name)
    builder.add(document.text())
    for number, table in enumerate(document.tables, 1):
        for line in (f"附件{number}", table.title, table.subtitle):
            builder.paragraph(line)
        builder.table(grid(table), table.title)
        for note in table.notes:
            builder.paragraph(note)
    return builder.document()


def _objection(result: Result, finding: Finding) -> Objection:
    around = context(result.document.text, finding.start, finding.end)
    return Objection(finding.rule, LEVELS[finding.level], *around, finding.message, finding.computation)
