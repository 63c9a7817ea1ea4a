"""The annotated document: a self-contained page, checked numbers underlined, computations on hover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from luji.account.reconcile.output.terminal import NAMES, place, summary
from luji.account.reconcile.relation import Level, Place, Relation, Verdict
from luji.account.reconcile.result import Result
from luji.base.kernel.text import Lang

_STYLE = """
:root{--good:#1a7f4b;--bad:#b3261e;--note:#8a5a00;--open:#8a919c;--ink:#1f2430;--line:#e3e6eb}
*{box-sizing:border-box}
body{margin:0;font:16px/1.9 "Noto Serif SC","Songti SC",SimSun,serif;color:var(--ink);
  background:#fff}
main{max-width:62rem;margin:0 auto;padding:2rem 1.25rem 6rem}
h1{font-size:1.35rem;line-height:1.4;margin:0 0 .25rem}
.sum{color:#5b6270;margin:0 0 1.5rem;font-size:.92rem}
.legend{display:flex;gap:1.25rem;flex-wrap:wrap;font-size:.85rem;margin:0 0 1.25rem}
.list{border-top:1px solid var(--line);margin:0 0 2rem;padding:0;list-style:none;font-size:.92rem;
  line-height:1.6}
.list li{padding:.6rem 0;border-bottom:1px solid var(--line)}
.list a{color:inherit;text-decoration:none}
.list a:hover{text-decoration:underline}
.tag{display:inline-block;min-width:3.6em;font-weight:600}
.tag.error,.tag.inconsistent{color:var(--bad)}
.tag.note{color:var(--note)}
.where{color:#5b6270}
.doc{white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4;border-top:1px solid var(--line);
  padding-top:1.5rem}
.n{text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:.28em;
  position:relative;cursor:help}
.n.good{text-decoration-color:var(--good)}
.n.bad{text-decoration-color:var(--bad);background:#fdecea}
.n.note{text-decoration-color:var(--note)}
.n.open{text-decoration-color:var(--open);text-decoration-style:dotted}
.n:focus{outline:2px solid #3557a5;outline-offset:2px}
.n>.tip{display:none;position:absolute;left:0;top:1.9em;z-index:9;width:max-content;
  max-width:min(34rem,80vw);padding:.5rem .75rem;background:#1f2430;color:#fff;font-size:.85rem;
  line-height:1.6;border-radius:.35rem;white-space:pre-line}
.n:hover>.tip,.n:focus>.tip{display:block}
mark{background:#fff3cd;color:inherit}
@media print{.n>.tip{display:none!important}}
"""
_WORST = {"bad": 0, "note": 1, "good": 2, "open": 3}
_WORDS = {
    "good": ("相符", "holds"),
    "bad": ("不符", "does not hold"),
    "note": ("提示", "note"),
    "open": ("无法判断", "cannot be decided"),
}


@dataclass(slots=True)
class Spot:
    """A number of the text with everything that was computed about it."""

    place: Place
    state: str
    tips: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)


def page(result: Result, lang: Lang = "zh") -> str:
    """The whole page. Everything of the document is escaped; there is no script and nothing is loaded."""
    zh = lang == "zh"
    title = result.document.name or ("文本" if zh else "text")
    legend = "".join(f'<span class="n {k}">{escape(w[0 if zh else 1])}</span>' for k, w in _WORDS.items())
    return (
        f'<!doctype html>\n<html lang="{"zh-Hans" if zh else "en"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)} · '
        f"{'核数' if zh else 'reconciled'}</title>"
        f"<style>{_STYLE}</style></head><body><main><h1>{escape(title)}</h1>"
        f'<p class="sum">{escape(summary(result, lang))}</p><p class="legend">{legend}</p>'
        f"{fragment(result, lang)}</main></body></html>\n"
    )


def fragment(result: Result, lang: Lang = "zh") -> str:
    """The list of findings and the annotated text, for a page that brings its own frame and style."""
    return f'{"".join(_list(result, lang))}<div class="doc">{"".join(_text(result, lang))}</div>'


def style() -> str:
    """The style sheet `fragment` needs."""
    return _STYLE


def _list(result: Result, lang: Lang) -> Iterator[str]:
    if not result.findings:
        return
    yield '<ol class="list">'
    for number, finding in enumerate(result.findings):
        name = NAMES[finding.level][0 if lang == "zh" else 1]
        yield (
            f'<li><a href="#f{number}"><span class="tag {finding.level}">{name}</span> '
            f"{escape(finding.message.say(lang))} "
            f'<span class="where">{finding.rule} · {escape(place(result, finding, lang))}</span></a></li>'
        )
    yield "</ol>"


def _text(result: Result, lang: Lang) -> Iterator[str]:
    text = result.document.text
    at = 0
    for spot in spots(result):
        start, end = spot.place
        if start < at:
            continue
        yield escape(text[at:start])
        yield "".join(f'<a id="{a}"></a>' for a in spot.anchors)
        tip = escape("\n".join(dict.fromkeys(spot.tips)))
        word = _WORDS[spot.state][0 if lang == "zh" else 1]
        yield (
            f'<span class="n {spot.state}" tabindex="0">{escape(text[start:end])}<span class="tip" '
            f'role="note">{word}：{tip}</span></span>'
        )
        at = end
    yield escape(text[at:])


def spots(result: Result) -> list[Spot]:
    """Every stated number once, in order, with the worst of what was found about it."""
    found: dict[Place, Spot] = {}
    for relation in result.relations:
        where = relation.numbers[0] if relation.numbers else relation.span
        spot = found.setdefault(where, Spot(where, "open"))
        state = _state(relation)
        if _WORST[state] < _WORST[spot.state]:
            spot.state = state
        spot.tips.append(f"{relation.rule}  {relation.computation}")
    _anchor(result, found)
    return _apart(found)


def _anchor(result: Result, found: dict[Place, Spot]) -> None:
    """Give every finding a place to jump to: the first marked number inside it, or its own stretch."""
    ordered = sorted(found)
    for number, finding in enumerate(result.findings):
        inside = next(
            (
                p
                for p in ordered
                if finding.start <= p[0] and p[1] <= finding.end and found[p].state in ("bad", "note")
            ),
            None,
        )
        place_ = inside or (finding.start, finding.end)
        spot = found.setdefault(
            place_,
            Spot(
                place_,
                "note" if finding.level is Level.NOTE else "bad",
                [f"{finding.rule}  {finding.message.zh}"],
            ),
        )
        spot.anchors.append(f"f{number}")


def _apart(found: dict[Place, Spot]) -> list[Spot]:
    """Spots in order without overlap; anchors of one that is covered go to the one that covers it."""
    kept: list[Spot] = []
    for where in sorted(found, key=lambda p: (p[0], -p[1])):
        spot = found[where]
        if kept and where[0] < kept[-1].place[1]:
            kept[-1].anchors += spot.anchors
            kept[-1].tips += spot.tips
            if _WORST[spot.state] < _WORST[kept[-1].state]:
                kept[-1].state = spot.state
            continue
        kept.append(spot)
    return kept


def _state(relation: Relation) -> str:
    if relation.verdict is Verdict.HOLDS:
        return "good"
    if relation.verdict is Verdict.UNDECIDED:
        return "open"
    return "note" if relation.verdict is Verdict.SLIP or relation.level is Level.NOTE else "bad"
