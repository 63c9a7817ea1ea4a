"""Content folders: a department's own file hides the shipped one of the same name."""

from pathlib import Path

import pytest

from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused


@pytest.fixture
def folders(tmp_path: Path) -> Content:
    for name in ("shipped/facts/a", "shipped/facts/b", "own/facts/b", "own/facts/c", "own/units/x"):
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return Content((tmp_path / "shipped", tmp_path / "own"))


def test_own_files_are_laid_over_the_shipped(folders: Content) -> None:
    assert [p.read_text("utf-8") for p in folders.files("facts")] == [
        "shipped/facts/a",
        "own/facts/b",
        "own/facts/c",
    ]


def test_a_room_nobody_declares_is_empty(folders: Content) -> None:
    assert folders.files("schemes") == []
    assert folders.files("facts", "*.md") == []


def test_one_file_by_name(folders: Content) -> None:
    assert folders.file("facts/b.yaml").read_text("utf-8") == "own/facts/b"
    assert folders.file("facts/a.yaml").read_text("utf-8") == "shipped/facts/a"
    with pytest.raises(Refused, match="KRN-017"):
        folders.file("facts/none.yaml")


def test_the_shipped_content_is_found_and_missing_own_folders_are_passed_over(tmp_path: Path) -> None:
    content = Content.shipped(tmp_path / "none", tmp_path)
    assert content.folders[0].name in ("content", "_content")
    assert content.folders[1:] == (tmp_path,)
