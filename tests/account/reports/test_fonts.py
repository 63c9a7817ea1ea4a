"""Which font serves which face, in a fixed order, with warnings."""

import shutil
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest

from luji.account.reports import fonts
from luji.account.reports.layout import Layout, load_layout
from luji.base.kernel.content import Content
from luji.base.kernel.problem import Level, Refused


@pytest.fixture
def layout(content: Content) -> Layout:
    return load_layout(content.file("reports/gbt9704.yaml"))


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any office font."""
    monkeypatch.setattr(fonts, "KNOWN_FOLDERS", ())


def serve(layout: Layout, **faces: tuple[str, ...]) -> Layout:
    """The layout with other stand-ins for the body face."""
    table = {**layout.serve, layout.faces.body.font: faces["body"]}
    return layout.model_copy(update={"serve": table})


@pytest.mark.usefixtures("bare")
def test_a_bare_machine_is_served_by_the_wheel(layout: Layout) -> None:
    found = fonts.find(layout)
    families = {name: served.family for name, served in found.served.items()}
    assert families["body"] == families["title"] == families["heading2"] == "Noto Serif SC"
    assert families["heading1"] == families["tablehead"] == "Noto Sans SC"
    assert all(
        served.file.parent == pylopdf_fonts_zh_cn.serif_path().parent for served in found.served.values()
    )


@pytest.mark.usefixtures("bare")
def test_a_stand_in_is_warned_of(layout: Layout) -> None:
    problems = fonts.find(layout).problems
    assert {problem.code for problem in problems} == {"REP-018"}
    assert all(problem.level is Level.WARNING for problem in problems)
    assert any("仿宋_GB2312" in problem.zh and "Noto Serif SC" in problem.zh for problem in problems)


@pytest.mark.usefixtures("bare")
def test_the_units_own_font_comes_first(layout: Layout, tmp_path: Path) -> None:
    shutil.copy(pylopdf_fonts_zh_cn.sans_path(), tmp_path / "own.otf")
    found = fonts.find(serve(layout, body=("Noto Sans SC", "Noto Serif SC")), tmp_path)
    assert found.served["body"].family == "Noto Sans SC"
    assert found.served["body"].file == tmp_path / "own.otf"
    assert found.stack("body") == ("Noto Sans SC", "Noto Serif SC")


@pytest.mark.usefixtures("bare")
def test_the_very_font_is_no_stand_in(layout: Layout) -> None:
    face = layout.faces.body.model_copy(update={"font": "Noto Serif SC"})
    exact = layout.model_copy(update={"faces": layout.faces.model_copy(update={"body": face})})
    found = fonts.find(exact)
    assert found.served["body"].exact
    assert not any("「正文」" in problem.zh for problem in found.problems)


@pytest.mark.usefixtures("bare")
def test_missing_characters_of_names_are_listed(layout: Layout) -> None:
    found = fonts.find(layout, names="堃\U000f0000玥")
    assert found.served["body"].missing == "\U000f0000"
    assert found.served["number"].missing == "", "digits hold no names"
    assert "REP-019" in [problem.code for problem in found.problems]


@pytest.mark.usefixtures("bare")
def test_a_broken_font_is_told_and_passed_over(layout: Layout, tmp_path: Path) -> None:
    (tmp_path / "仿宋.ttf").write_bytes(b"not a font at all")
    (tmp_path / "readme.txt").write_text("no font")
    found = fonts.find(layout, tmp_path)
    told = [problem for problem in found.problems if problem.code == "REP-021"]
    assert [problem.where.file for problem in told] == ["仿宋.ttf"]


@pytest.mark.usefixtures("bare")
def test_no_font_at_all_is_refused(layout: Layout) -> None:
    with pytest.raises(Refused, match="REP-020"):
        fonts.find(serve(layout, body=("Nowhere Sans",)))


def test_folders_that_are_not_there_are_left_out(tmp_path: Path) -> None:
    assert tmp_path / "none" not in fonts.folders(tmp_path / "none")
    assert fonts.folders(tmp_path)[0] == tmp_path
