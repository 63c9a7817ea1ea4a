"""Results: the findings of one document with everything that was checked in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luji.account.reconcile.language.document import Document
from luji.account.reconcile.relation import Level, Place, Relation, Verdict
from luji.base.kernel.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. Offsets are Unicode code points of the extracted text."""

    file: str
    level: Level
    rule: str
    start: int
    end: int
    quote: str
    message: Text
    expected: str | None
    stated: str | None
    computation: str = ""

    def as_json(self, lang: Lang = "zh") -> dict[str, object]:
        """The finding as `--json` prints it."""
        return {
            "file": self.file,
            "level": str(self.level),
            "rule": self.rule,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "message": self.message.say(lang),
            "expected": self.expected,
            "stated": self.stated,
        }


@dataclass(frozen=True, slots=True)
class Result:
    """All findings of a document, gravest first by place; `relations` are all that were recognised."""

    document: Document
    findings: tuple[Finding, ...]
    relations: tuple[Relation, ...]

    @property
    def checked(self) -> int:
        """Relations that could be decided."""
        return sum(1 for r in self.relations if r.verdict is not Verdict.UNDECIDED)

    @property
    def faulty(self) -> bool:
        """Whether anything graver than a note was found."""
        return any(f.level is not Level.NOTE for f in self.findings)

    def as_json(self, lang: Lang = "zh") -> dict[str, object]:
        """The result as one JSON document."""
        return {
            "findings": [f.as_json(lang) for f in self.findings],
            "checked": self.checked,
            "relations": len(self.relations),
        }


def result(document: Document, relations: Sequence[Relation]) -> Result:
    """Gather the findings: one for each rule and place, with a word on which number is likelier wrong."""
    votes = _votes(relations)
    findings: dict[tuple[str, Place], Finding] = {}
    for relation in relations:
        if not relation.found:
            continue
        level = Level.NOTE if relation.verdict is Verdict.SLIP else relation.level
        start, end = relation.span
        hint = _likely(document, relation, votes)
        slip = (
            Text(
                "（末位相差不足一个单位，或为舍入）", " (within one unit of the last digit, perhaps rounding)"
            )
            if relation.verdict is Verdict.SLIP
            else Text("", "")
        )
        message = Text(relation.message.zh + slip.zh + hint.zh, relation.message.en + slip.en + hint.en)
        findings.setdefault(
            (relation.rule, relation.span),
            Finding(
                document.name,
                level,
                relation.rule,
                start,
                end,
                document.text[start:end],
                message,
                relation.expected,
                relation.stated,
                relation.computation,
            ),
        )
    ordered = sorted(findings.values(), key=lambda f: (f.start, f.end, f.rule))
    return Result(document, tuple(ordered), tuple(relations))


def _votes(relations: Sequence[Relation]) -> dict[Place, Counter[Verdict]]:
    """How often each number stands in relations that hold and that fail."""
    votes: dict[Place, Counter[Verdict]] = {}
    for relation in relations:
        for place in set(relation.numbers):
            votes.setdefault(place, Counter())[relation.verdict] += 1
    return votes


def _likely(document: Document, relation: Relation, votes: dict[Place, Counter[Verdict]]) -> Text:
    """The one number that fails elsewhere too or alone holds nowhere, when the others are borne out."""
    if relation.verdict is not Verdict.FAILS or len(relation.numbers) < 2:
        return Text("", "")
    scores = {
        p: votes[p][Verdict.FAILS] - 1 - votes[p][Verdict.HOLDS] + (1 if p in relation.suspects else 0)
        for p in relation.numbers
    }
    best = max(scores.values())
    worst = [p for p, s in scores.items() if s == best]
    others = [s for s in scores.values() if s < best]
    if len(worst) != 1 or not others:
        return Text("", "")
    word = document.text[slice(*worst[0])].strip().replace("\n", "")
    borne = sum(votes[p][Verdict.HOLDS] for p in relation.numbers if p != worst[0])
    if not borne and best < 1:
        return Text("", "")
    return Text(
        f"；更可能有误的是「{word}」（其余数字有 {borne} 处关系印证）",
        f"; '{word}' is the likelier wrong one (the others are borne out {borne} times)",
    )
