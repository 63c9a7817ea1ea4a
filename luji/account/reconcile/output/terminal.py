"""The report on a terminal: each finding with its sentence, what was computed, and a line of counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from luji.account.reconcile.language.paragraphs import width
from luji.account.reconcile.relation import Level, Verdict
from luji.account.reconcile.result import Finding, Result
from luji.base.kernel.text import Lang

NAMES = {
    Level.ERROR: ("错误", "error"),
    Level.INCONSISTENT: ("不一致", "inconsistent"),
    Level.NOTE: ("提示", "note"),
}
_COLOURS = {Level.ERROR: "31", Level.INCONSISTENT: "31", Level.NOTE: "33"}
LONGEST = 76


def lines(result: Result, lang: Lang = "zh", colour: bool = False) -> Iterator[str]:
    """The report of one document, line by line."""
    for finding in result.findings:
        yield from _finding(result, finding, lang, colour)
    yield summary(result, lang)


def summary(result: Result, lang: Lang = "zh") -> str:
    """How many relations were checked and how they came out."""
    counts = Counter(f.level for f in result.findings)
    held = sum(1 for r in result.relations if r.verdict is Verdict.HOLDS)
    name = result.document.name or ("文本" if lang == "zh" else "text")
    open_ = len(result.relations) - result.checked
    if lang == "zh":
        found = "，".join(f"{NAMES[level][0]} {counts[level]}" for level in Level)
        return f"{name}：识别 {len(result.relations)} 处关系，{held} 处相符，{open_} 处无法判断；{found}。"
    found = ", ".join(f"{NAMES[level][1]} {counts[level]}" for level in Level)
    return f"{name}: {len(result.relations)} relations, {held} hold, {open_} cannot be decided; {found}."


def place(result: Result, finding: Finding, lang: Lang = "zh") -> str:
    """File, page or sheet, and line of a finding."""
    page = result.document.place(finding.start)
    line = result.document.line(finding.start)
    where = f"第 {line} 行" if lang == "zh" else f"line {line}"
    return " ".join(p for p in (finding.file, page, where) if p)


def _finding(result: Result, finding: Finding, lang: Lang, colour: bool) -> Iterator[str]:
    name = NAMES[finding.level][0 if lang == "zh" else 1]
    label = f"\x1b[{_COLOURS[finding.level]}m{name}\x1b[0m" if colour else name
    yield f"{label}  {finding.rule}  {place(result, finding, lang)}"
    before, marked, after = context(result.document.text, finding.start, finding.end)
    shown = f"\x1b[4m{marked}\x1b[0m" if colour else marked
    yield f"    {before}{shown}{after}"
    if not colour:
        yield "    " + " " * width(before) + "~" * max(1, width(marked))
    yield f"    {finding.message.say(lang)}"
    if finding.computation and finding.computation not in finding.message.zh:
        yield f"    {finding.computation}"
    yield ""


def context(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The stretch with some words around it, on one line; a long one is shortened in the middle."""
    marked = " ".join(text[start:end].split())
    if len(marked) > LONGEST:
        marked = f"{marked[:36]} … {marked[-36:]}"
    room = max(0, LONGEST - len(marked)) // 2
    before = " ".join(text[max(0, start - room) : start].rsplit("\n", maxsplit=1)[-1].split())
    after = " ".join(text[end : end + room].split("\n", maxsplit=1)[0].split())
    return before, marked, after
