"""The gate: what stops a report, what does not, and that nothing is half-written."""

import pytest

from luji.account.reports.gate import Objection, Review, issue, unguarded
from luji.base.kernel.problem import Level, Refused
from luji.base.kernel.text import Text


def objection(level):
    return Objection("T-1", level, "前", "数字", "后", Text("不符", "does not agree"), "1 + 1 = 3")


def gate(*levels, seen=None):
    def review(document):
        if seen is not None:
            seen.append(document)
        return Review(9, 8, tuple(map(objection, levels)))

    return review


@pytest.mark.parametrize("level", [Level.ERROR, Level.WARNING])
def test_a_finding_stops_every_file(shipped, tmp_path, level):
    done = issue(shipped, tmp_path / "out", ["html", "txt"], gate=gate(Level.NOTE, level))
    assert done.files == ()
    assert done.review.stops
    assert not (tmp_path / "out").exists()


def test_despite_findings_it_is_written_and_they_are_told(shipped, tmp_path):
    done = issue(shipped, tmp_path, ["html", "txt"], gate=gate(Level.ERROR), despite_findings=True)
    assert [path.suffix for path in done.files] == [".html", ".txt"]
    assert [one.level for one in done.review.faults] == [Level.ERROR]


def test_notes_stop_nothing(shipped, tmp_path):
    done = issue(shipped, tmp_path, ["txt"], gate=gate(Level.NOTE, Level.NOTE))
    assert len(done.files) == 1
    assert (len(done.review.notes), len(done.review.faults)) == (2, 0)


def test_the_gate_reads_the_document_itself_once(shipped, tmp_path):
    seen = []
    issue(shipped, tmp_path, ["txt"], gate=gate(seen=seen))
    assert seen == [shipped]


def test_without_a_gate_everything_passes(shipped, tmp_path):
    assert unguarded(shipped) == Review()
    assert len(issue(shipped, tmp_path, ["txt"]).files) == 1


def test_an_unknown_format_is_refused_behind_the_gate(shipped, tmp_path):
    with pytest.raises(Refused, match="REP-015"):
        issue(shipped, tmp_path, ["doc"], gate=gate())
