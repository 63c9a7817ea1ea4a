"""What 核数 found in a text, joined with how each value of it stands to the facts."""

from __future__ import annotations

from luji.account.reconcile.relation import Level as Grade
from luji.account.reconcile.relation import Relation, Verdict
from luji.account.reconcile.result import Finding, Result
from luji.account.reports.against import Met, compare
from luji.account.reports.document import Document
from luji.base.kernel.problem import Level, Problem
from luji.base.kernel.text import Text

FACT = "REP-100"
GRADES = {Level.ERROR: Grade.ERROR, Level.WARNING: Grade.INCONSISTENT, Level.NOTE: Grade.NOTE}


def joined(result: Result, document: Document) -> Result:
    """A result with each value of the report as a relation, and those that differ as findings."""
    met = compare(document, result.document.text)
    relations = [_relation(one) for one in met if one.expected or one.stated]
    findings = [_finding(result, one, one.problem) for one in met if one.problem]
    ordered = sorted((*result.findings, *findings), key=lambda one: (one.start, one.end, one.rule))
    return Result(result.document, tuple(ordered), (*result.relations, *relations))


def _relation(met: Met) -> Relation:
    place = (met.start, met.end)
    if met.problem is None:
        computation = f"{met.expected} = {met.source}"
        return Relation(FACT, "fact", Verdict.HOLDS, place, computation, (place,), met.expected, met.stated)
    grade, message = GRADES[met.problem.level], Text(met.problem.zh, met.problem.en)
    computation = f"{met.stated or '—'} ≠ {met.expected or '—'}" + (f"（{met.source}）" if met.source else "")
    return Relation(
        met.problem.code, "fact", Verdict.FAILS, place, computation, (place,),
        met.expected, met.stated, grade, message,
    )  # fmt: skip


def _finding(result: Result, met: Met, problem: Problem) -> Finding:
    quote = result.document.text[met.start : met.end]
    return Finding(
        result.document.name, GRADES[problem.level], problem.code, met.start, met.end, quote,
        Text(f"{problem.zh}。{problem.cure_zh}", f"{problem.en}. {problem.cure_en}"),
        met.expected, met.stated,
    )  # fmt: skip
