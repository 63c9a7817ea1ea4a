"""SARIF 2.1.0 for editors: findings as results, rules with their clauses."""

from __future__ import annotations

from collections.abc import Sequence

from luji.account.reconcile.relation import Level
from luji.account.reconcile.result import Finding, Result
from luji.account.reconcile.rules import REGISTER
from luji.base.kernel.text import Lang

_LEVELS = {Level.ERROR: "error", Level.INCONSISTENT: "warning", Level.NOTE: "note"}


def log(results: Sequence[Result], lang: Lang = "zh") -> dict[str, object]:
    """The SARIF log of some documents. Places are code points and lines of the extracted text."""
    used = sorted({f.rule for r in results for f in r.findings})
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "luji reconcile", "rules": [_rule(number, lang) for number in used]}
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(result, finding, lang) for result in results for finding in result.findings
                ],
            }
        ],
    }


def _rule(number: str, lang: Lang) -> dict[str, object]:
    rule = REGISTER.get(number)
    if rule is None:  # a finding of another room put into a result
        return {"id": number, "shortDescription": {"text": number}}
    return {
        "id": number,
        "shortDescription": {"text": rule.clause.say(lang)},
        "fullDescription": {"text": rule.explanation},
    }


def _result(result: Result, finding: Finding, lang: Lang) -> dict[str, object]:
    text = result.document.text
    return {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.level],
        "message": {"text": finding.message.say(lang)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": finding.file},
                    "region": {
                        "charOffset": finding.start,
                        "charLength": finding.end - finding.start,
                        "startLine": result.document.line(finding.start),
                        "startColumn": finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1,
                        "endLine": result.document.line(finding.end),
                        "endColumn": finding.end - (text.rfind("\n", 0, finding.end) + 1) + 1,
                    },
                }
            }
        ],
    }
