"""The report as HTML: a stand-alone page whose numbers open their trace, and a fragment for the site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from luji.account.indicators.figure import Figure
from luji.account.reports.document import Document, Run
from luji.account.reports.trace import trace

FOLDER = Path(__file__).parent
Link = Callable[[Figure], str]
LineLink = Callable[[str], str | None]


def no_link(key: str) -> None:
    """Scores lead nowhere."""
    del key


@dataclass(frozen=True, slots=True)
class Links:
    """Where the numbers of a report lead: figures to their traces, scores to their lines (None: nowhere)."""

    figure: Link
    line: LineLink = no_link


def render(document: Document) -> bytes:
    """The stand-alone page in UTF-8, loading nothing; the same document gives the same bytes."""
    page = _environment().get_template("report.html.jinja")
    text = page.render(
        document=document, evaluation=document.evaluation, links=Links(own_trace, own_line),
        traces=[trace(figure) for figure in document.figures.values()],
    )  # fmt: skip
    return text.encode("utf-8")


def fragment(document: Document, link: Link, line_link: LineLink = no_link) -> Markup:
    """The report as one <article> for a page of the site.

    `link` gives the address of a figure's trace, `line_link` that of a scored line (`total` for the sum).
    """
    template = _environment().get_template("fragment.html.jinja")
    made = template.module.article(document, Links(link, line_link))  # type: ignore[attr-defined]
    return Markup(made)  # noqa: S704 - already escaped by Jinja2


def own_line(key: str) -> str:
    """The place of a score inside the stand-alone page."""
    return f"#score-{key}"


def own_trace(figure: Figure) -> str:
    """The place of a figure's trace inside the stand-alone page."""
    return f"#trace-{figure.key}"


def number(run: Run, links: Links) -> Markup:
    """A run as HTML: words escaped, a figure as a link to its trace, a score to its line."""
    if run.figure is not None:
        return _anchor(links.figure(run.figure), run.figure.label.zh, run.text)
    address = links.line(run.line) if run.line else None
    return Markup.escape(run.text) if address is None else _anchor(address, "计分方法", run.text)


def _anchor(address: str, title: str, text: str) -> Markup:
    return Markup('<a class="figure" href="{}" title="{}">{}</a>').format(address, title, text)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.globals["number"] = number
    return made
