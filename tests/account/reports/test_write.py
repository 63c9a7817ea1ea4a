"""Files: all or none, named, never half written."""

from pathlib import Path

import pytest

from luji.account.reports import write as room
from luji.account.reports.document import Document
from luji.account.reports.problems import TYPESET
from luji.account.reports.write import FORMATS, file_name, render, write
from luji.base.kernel.problem import Refused

MAGIC = {"docx": b"PK", "pdf": b"%PDF", "xlsx": b"PK", "html": b"<!doctype html>", "txt": "某省".encode()}


def test_every_format(shipped: Document, tmp_path: Path) -> None:
    paths = write(shipped, tmp_path / "new" / "folder", FORMATS)
    assert [path.name for path in paths] == [f"self-evaluation-hh-2020.{name}" for name in FORMATS]
    for path in paths:
        assert path.read_bytes().lstrip().startswith(MAGIC[path.suffix[1:]])
    assert sorted(path.name for path in (tmp_path / "new" / "folder").iterdir()) == sorted(
        p.name for p in paths
    )


def test_four_formats_unless_told(shipped: Document, tmp_path: Path) -> None:
    assert [path.suffix for path in write(shipped, tmp_path)] == [".docx", ".pdf", ".xlsx", ".html"]


@pytest.mark.parametrize("formats", [["doc"], ["html", "ofd", "doc"], [""]])
def test_unknown_formats_are_refused_before_anything(
    shipped: Document, tmp_path: Path, formats: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        write(shipped, tmp_path / "out", formats)
    assert {problem.code for problem in refused.value.problems} == {"REP-015"}
    assert len(refused.value.problems) == sum(name not in FORMATS for name in formats)
    assert not (tmp_path / "out").exists()


def test_a_failure_leaves_the_folder_as_it_was(
    shipped: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(shipped, tmp_path, ["txt"])
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    def fail(*_: object) -> bytes:
        raise Refused([TYPESET(why="…")])

    monkeypatch.setattr(room.pdf, "render", fail)
    with pytest.raises(Refused, match="REP-022"):
        write(shipped, tmp_path, ["txt", "html", "pdf"])
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_older_report_is_replaced(shipped: Document, tmp_path: Path) -> None:
    old = tmp_path / f"{file_name(shipped)}.txt"
    old.write_text("old")
    (path,) = write(shipped, tmp_path, ["txt"])
    assert path == old
    assert path.read_text("utf-8") == shipped.text()


def test_text_is_utf_8(shipped: Document) -> None:
    assert render(shipped, "txt").decode("utf-8") == shipped.text()
