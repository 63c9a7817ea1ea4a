"""Checking one document: read it, build the view, let every rule look, gather the findings."""

from __future__ import annotations

from pathlib import Path

from luji.account.reconcile.language.document import Document, of_text
from luji.account.reconcile.language.page import build
from luji.account.reconcile.readers import choose
from luji.account.reconcile.relation import Relation
from luji.account.reconcile.relations import (
    balances,
    completion,
    counts,
    forensics,
    groups,
    growth,
    repeats,
    sense,
    shares,
    sums,
    wording,
)
from luji.account.reconcile.result import Result, result
from luji.account.reconcile.rules import in_order
from luji.account.reconcile.tables import checks, grid, known, textgrid
from luji.account.reconcile.view import View

FAMILIES = (
    sums,
    growth,
    completion,
    shares,
    balances,
    repeats,
    counts,
    wording,
    forensics,
    sense,
    checks,
    known,
)


def check(source: str | Path | Document) -> Result:
    """Check a text, a file (`Path`) or a document already read.

    Raises `Refused` when a file cannot be read; a text is always usable.
    """
    document = (
        source
        if isinstance(source, Document)
        else choose.read(source)
        if isinstance(source, Path)
        else of_text(source)
    )
    return result(document, relations(look(document)))


def look(document: Document) -> View:
    """The view of a document: prose read into mentions and groups, tables into grids."""
    if document.plain:
        grids, prose = textgrid.find(document.text)
    else:
        grids, prose = [], between(document)
    page = build(document, prose)
    return View(document, page, groups.find(page), list(grid.everything(document, grids)))


def between(document: Document) -> list[tuple[int, int]]:
    """The stretches of a document outside its tables."""
    found: list[tuple[int, int]] = []
    at = 0
    for table in sorted(document.tables, key=lambda t: t.start):
        if table.start > at:
            found.append((at, table.start))
        at = max(at, table.end)
    if at < len(document.text):
        found.append((at, len(document.text)))
    return found


def relations(view: View) -> list[Relation]:
    """Every relation every rule finds, in order of place."""
    return sorted((r for one in in_order() for r in one.check(view)), key=lambda r: (r.span, r.rule))
