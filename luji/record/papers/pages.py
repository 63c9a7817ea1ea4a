"""Pages of papers: those of a record with what may be made now, the files, and declaring one void."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.base.people.officers import name_of
from luji.base.ui.given import whole_number
from luji.base.ui.jinja import address
from luji.record.papers import handed, kinds, verbs
from luji.record.papers.models import Made
from luji.record.papers.problems import EMPTY_FIELD, NO_PAPER, NO_REASON, NOT_YOURS
from luji.record.papers.spec import Paper
from luji.record.registers.model import Row
from luji.record.registers.pages.asking import Ask, page
from luji.record.registers.pages.beside import Link
from luji.record.registers.problems import STALE
from luji.record.registers.verbs import permission
from luji.record.registers.verbs.actions import fetch

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READ = Text("查看未脱敏的", "open unmasked")
SHOWN_AGAIN = frozenset({EMPTY_FIELD.code, NO_REASON.code, STALE.code})


@dataclass(frozen=True)
class Listed:
    """A paper as the page lists it; `anew` when its file is not kept and is rendered from its page."""

    made: Made
    label: Text
    at: str
    by: str
    may_void: bool
    bare: bool
    anew: bool


def beside(ask: Ask, row: Row) -> Link | None:
    """The link to a record's papers, where its register has any."""
    if not kinds.of(ask.kept.name):
        return None
    return Link(_("Papers"), address("papers", ask.kept.name, row.row), "file-text")


@require_safe
@page
def papers(ask: Ask, row_id: int) -> HttpResponse:
    """The papers of a record."""
    return _page(ask, fetch(ask.actor, ask.kept, row_id))


@require_POST
@page
def make(ask: Ask, row_id: int) -> HttpResponse:
    """Make a paper."""
    posted = ask.request.POST
    paper = kinds.find(posted.get("kind", ""))
    try:
        verbs.make(ask.actor, ask.kept, row_id, whole_number(posted.get("version", "")), paper)
    except Refused as refused:
        return _again(ask, row_id, refused)
    return redirect("papers", ask.kept.name, row_id)


@require_POST
@page
def void(ask: Ask, row_id: int) -> HttpResponse:
    """Declare a paper void."""
    given = ask.request.POST
    try:
        verbs.void(ask.actor, ask.kept, row_id, given.get("number", ""), given.get("reason", "")[:2000])
    except Refused as refused:
        return _again(ask, row_id, refused)
    return redirect("papers", ask.kept.name, row_id)


@require_safe
@page
def whole(ask: Ask, row_id: int, paper_id: int) -> HttpResponse:
    """The file of a paper, for those who work on the case."""
    made = _found(ask, row_id, paper_id)
    paper = kinds.find(made.kind)
    if not _bare(ask, paper):
        roles = (*paper.who, *paper.void)
        allowed = permission.allowed(ask.registry, roles, "any", "")
        raise Refused([NOT_YOURS(deed=READ, paper=paper.label, allowed=allowed)])
    return _file(handed.file_of(made), f"{made.number}.docx")


@require_safe
@page
def masked(ask: Ask, row_id: int, paper_id: int) -> HttpResponse:
    """The copy that may be published."""
    made = _found(ask, row_id, paper_id)
    return _file(handed.masked_of(made), f"{made.number}（脱敏）.docx")


def _again(ask: Ask, row_id: int, refused: Refused) -> HttpResponse:
    """The page with what has to be mended first; other refusals are pages of their own."""
    if not all(problem.code in SHOWN_AGAIN for problem in refused.problems):
        raise refused
    return _page(ask, fetch(ask.actor, ask.kept, row_id), refused.problems)


def _page(ask: Ask, row: Row, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    found = list(verbs.of_record(ask.kept, row))
    names = name_of({made.made_by for made in found})
    whole = handed.kept_of(found)
    context = {
        "kept": ask.kept,
        "row": row,
        "number": getattr(row, ask.kept.spec.key),
        "listed": [_listed(ask, made, names, made.digest not in whole) for made in found],
        "offered": verbs.offered(ask.actor, ask.kept, row),
        "every": kinds.of(ask.kept.name),
        "problems": problems,
    }
    return render(ask.request, "papers/papers.html", context, status=409 if problems else 200)


def _listed(ask: Ask, made: Made, names: dict[str, str], anew: bool) -> Listed:
    paper = kinds.find(made.kind)
    at = f"{timezone.localtime(made.made_at):%Y-%m-%d %H:%M}"
    may_void = made.void_at is None and ask.actor.person.acts_as(*paper.void)
    by, bare = names.get(made.made_by, made.made_by), _bare(ask, paper)
    return Listed(made, paper.label, at, by, may_void, bare, anew)


def _bare(ask: Ask, paper: Paper) -> bool:
    """Whether somebody may read the paper unmasked."""
    return ask.actor.person.acts_as(*paper.who, *paper.void, *ask.kept.spec.personal)


def _found(ask: Ask, row_id: int, paper_id: int) -> Made:
    row = fetch(ask.actor, ask.kept, row_id)
    made: Made | None = verbs.of_record(ask.kept, row).filter(pk=paper_id).first()
    if made is None:
        raise Refused([NO_PAPER(name=str(paper_id))])
    return made


def _file(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=DOCX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Cache-Control"] = "no-store"
    return answer
