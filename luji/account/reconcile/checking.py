"""Checking one document: read it, build the view, let every rule look, gather the findings."""

from __future__ import annotations

from luji.account.reconcile.language.document import Document
from luji.account.reconcile.language.page import build
from luji.account.reconcile.relations import balances, completion, counts, forensics, groups, growth, repeats, sense, shares, sums, wording
from luji.account.reconcile.relation import Relation
from luji.account.reconcile.rules import in_order
from luji.account.reconcile.view import View

FAMILIES = (sums, growth, completion, shares, balances, repeats, counts, wording, forensics, sense)


def look(document: Document) -> View:
    """The view of a document."""
    page = build(document, [(0, len(document.text))])
    return View(document, page, groups.find(page))


def relations(view: View) -> list[Relation]:
    """Every relation every rule finds, in order of place."""
    return sorted((r for one in in_order() for r in one.check(view)), key=lambda r: (r.span, r.rule))
