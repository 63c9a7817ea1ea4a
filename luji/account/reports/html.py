"""The report as HTML: a stand-alone page whose numbers open their trace, and a fragment for the site."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from luji.account.indicators.figure import Figure
from luji.account.reports.document import Document, Run
from luji.account.reports.trace import trace

FOLDER = Path(__file__).parent
Link = Callable[[Figure], str]


def render(document: Document) -> bytes:
    """The stand-alone page in UTF-8, loading nothing; the same document gives the same bytes."""
    page = _environment().get_template("report.html.jinja")
    text = page.render(
        document=document, link=own_trace, traces=[trace(f) for f in document.figures.values()]
    )
    return text.encode("utf-8")


def fragment(document: Document, link: Link) -> Markup:
    """The report as one <article> for a page of the site; `link` gives the address of a figure's trace."""
    template = _environment().get_template("fragment.html.jinja")
    return Markup(template.module.article(document, link))  # type: ignore[attr-defined]  # noqa: S704 - escaped by Jinja2


def own_trace(figure: Figure) -> str:
    """The place of a figure's trace inside the stand-alone page."""
    return f"#trace-{figure.key}"


def number(run: Run, link: Link) -> Markup:
    """A run as HTML: words escaped, a figure as a link to its trace."""
    if run.figure is None:
        return Markup.escape(run.text)
    return Markup('<a class="figure" href="{}" title="{}">{}</a>').format(
        link(run.figure), run.figure.label.zh, run.text
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.globals["number"] = number
    return made
