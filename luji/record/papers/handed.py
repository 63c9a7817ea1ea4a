"""The files of papers: kept in the archive as they were handed out, given again only while they are whole.

Nothing is rendered anew but the masked copy: a later layout changes no paper that somebody has in hand.
Papers made before files were kept are rendered from their page, and the list of papers says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from luji.base.kernel.problem import Refused
from luji.record.evidence import actions as evidence
from luji.record.evidence.kinds import DOCX
from luji.record.evidence.models import StoredFile
from luji.record.papers import docx, problems
from luji.record.papers.models import Made
from luji.record.papers.page import loaded
from luji.record.workflow import actions as journal
from luji.record.workflow.spelling import restored

PLACE = "@papers"
"""Under which the archive lists papers: the name of no register, so no record's page gives them out."""
MAKE = "make_paper"


def keep(made: Made, data: bytes) -> None:
    """Archive the file of a paper just made. Must run inside the transaction that makes it."""
    evidence.put_away(data, f"{made.number}.docx", DOCX, PLACE, made.pk, MAKE, made.made_by, made.made_at)


def kept_of(papers: Iterable[Made]) -> frozenset[str]:
    """The digests of those papers whose file is kept."""
    digests = [made.digest for made in papers]
    return frozenset(StoredFile.objects.filter(pk__in=digests).values_list("sha256", flat=True))


def file_of(made: Made) -> bytes:
    """The file as it was handed out; of a paper older than that, rendered from its page.

    Raises `Refused`: PAP-108 when the journal knows another, EVI-202 and 203 when the archive is damaged.
    """
    _refuse_changed(made)
    return evidence.content_of(made.digest) or docx.render(loaded(made.page))


def masked_of(made: Made) -> bytes:
    """The copy that may be published, rendered anew. Raises `Refused` (PAP-108)."""
    _refuse_changed(made)
    return docx.render(loaded(made.page).masked())


def mark(page: str) -> str:
    """By what the journal knows a page again."""
    return hashlib.sha256(page.encode()).hexdigest()


def _refuse_changed(made: Made) -> None:
    """Compare with what the journal, which is chained, was told when the paper was made."""
    told = [restored(entry.after)["fields"] for entry in journal.story(f"{made.register}/{made.row}")
            if entry.verb == MAKE]  # fmt: skip
    mine = next((fields for fields in told if fields["paper"] == made.number), None)
    if mine is None or mine["digest"] != made.digest or mine.get("page", mark(made.page)) != mark(made.page):
        raise Refused([problems.NOT_THE_SAME(number=made.number)])
