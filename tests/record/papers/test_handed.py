"""The file of a paper is the one that was handed out, whatever becomes of layouts, rows and disks."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from luji.base.kernel.problem import Refused
from luji.record.evidence import actions as evidence
from luji.record.papers import docx, handed
from luji.record.papers.models import Made
from luji.record.papers.page import Page, Part, Run
from luji.record.workflow import actions as journal
from luji.record.workflow.journal import Record

NOW = datetime(2020, 3, 2, tzinfo=UTC)
PAGE = Page("通知书", "字〔2020〕1号", (Part("text", ((Run("周某己", True), Run("二年内不得重新取得")),)),))


@pytest.fixture
def made(db: None, settings: Any, tmp_path: Path) -> Made:
    """A paper as `verbs.make` leaves it: row, file and journal."""
    settings.LUJI_HOME = tmp_path
    data, text = docx.render(PAGE), PAGE.dumped()
    with transaction.atomic():
        paper = Made.objects.create(
            kind="notice", year=2020, serial=1, number=PAGE.number, register="fine", row=7, unit="hh", made_at=NOW,
            made_by="101", page=text, digest=hashlib.sha256(data).hexdigest(),
        )  # fmt: skip
        handed.keep(paper, data)
        told = {"paper": paper.number, "kind": "notice", "digest": paper.digest, "page": handed.mark(text)}
        journal.write([Record(NOW, "101", handed.MAKE, "fine/7", {}, {"fields": told})])
    return paper


def code(refused: Any) -> str:
    (problem,) = refused.value.problems
    return str(problem.code)


def test_a_later_layout_changes_no_paper_but_the_masked_copy(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, masked = handed.file_of(made), handed.masked_of(made)
    monkeypatch.setattr(docx, "SIZE", 15)
    assert docx.render(PAGE) != before
    assert handed.file_of(made) == before
    assert handed.masked_of(made) != masked


def test_a_paper_is_listed_by_the_archive_and_never_cleared(made: Made) -> None:
    assert handed.kept_of([made]) == {made.digest}
    evidence.clear(datetime(2030, 1, 1, tzinfo=UTC))
    assert evidence.verify() == []
    assert handed.file_of(made)


def test_a_damaged_or_lost_file_is_not_replaced_by_another(made: Made) -> None:
    path = evidence.archive().path(made.digest)
    path.chmod(0o644)
    path.write_bytes(b"PK another")
    with pytest.raises(Refused) as refused:
        handed.file_of(made)
    assert code(refused) == "EVI-202"
    path.unlink()
    with pytest.raises(Refused) as refused:
        handed.file_of(made)
    assert code(refused) == "EVI-203"


@pytest.mark.parametrize("changed", [
    {"page": PAGE.dumped().replace("二年", "一年")}, {"digest": "0" * 64}, {"number": "字〔2020〕2号"}, {"row": 8},
])  # fmt: skip
def test_what_the_journal_knows_otherwise_is_not_given_out(made: Made, changed: dict[str, Any]) -> None:
    for name, value in changed.items():
        setattr(made, name, value)
    for given in (handed.file_of, handed.masked_of):
        with pytest.raises(Refused) as refused:
            given(made)
        assert code(refused) == "PAP-108"


def test_a_paper_older_than_kept_files_is_rendered_from_its_page(made: Made) -> None:
    evidence.FileUse.objects.all().delete()
    evidence.StoredFile.objects.all().delete()
    assert handed.kept_of([made]) == frozenset()
    assert handed.file_of(made) == docx.render(PAGE)


def test_nothing_is_listed_when_the_paper_is_not_made_after_all(
    db: None, settings: Any, tmp_path: Path
) -> None:
    settings.LUJI_HOME = tmp_path
    paper = Made(pk=3, number="字1号", made_by="101", made_at=NOW)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        handed.keep(paper, b"PK")
        raise ZeroDivisionError
    assert evidence.StoredFile.objects.count() == 0
