"""`luji reconcile FILE --unit --year`: an edited report against the facts, from the command line."""

import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from luji.config.cli import app
from luji.config.house import House

WHO = ("--unit", "怀化支队", "--year", "2020")


def luji(*words: object) -> Result:
    return CliRunner().invoke(app, ["reconcile", *map(str, words)])


@pytest.fixture(scope="module")
def exported(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    house = House.open(demo_home)
    for form in ("docx", "pdf", "html", "xlsx", "txt"):
        (folder / f"report.{form}").write_bytes(house.report_file("hh", 2020, form))
    return folder


def edited(exported: Path, out: Path, old: str, new: str) -> Path:
    """The Word file with one run changed, as somebody would in Word."""
    word = docx.Document(str(exported / "report.docx"))
    runs = [run for paragraph in word.paragraphs for run in paragraph.runs if run.text == old]
    assert runs
    runs[0].text = new
    path = out / "edited.docx"
    word.save(str(path))
    return path


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "xlsx", "txt"])
def test_what_was_exported_agrees_with_the_facts(exported: Path, demo_home: Path, form: str) -> None:
    result = luji(exported / f"report.{form}", *WHO, "--home", demo_home, "--json")
    found = json.loads(result.stdout)
    assert [
        one for one in found["findings"] if one["rule"].startswith("REP") and one["level"] != "note"
    ] == []
    assert result.exit_code == 0, result.stdout
    assert found["checked"] > 50


def test_a_number_edited_in_word_is_found(exported: Path, demo_home: Path, tmp_path: Path) -> None:
    path = edited(exported, tmp_path, "389处", "398处")
    result = luji(path, *WHO, "--home", demo_home, "--json")
    (finding,) = [one for one in json.loads(result.stdout)["findings"] if one["rule"] == "REP-101"]
    text = luji("--text", path).stdout
    assert text[finding["start"] : finding["end"]] == "398处"
    assert (finding["expected"], finding["stated"]) == ("389处", "398处")
    assert result.exit_code == 1


def test_the_terminal_says_what_the_facts_are(exported: Path, demo_home: Path, tmp_path: Path) -> None:
    result = luji(edited(exported, tmp_path, "190批次", "109批次"), *WHO, "--home", demo_home)
    assert "报告写 109批次，事实是 190批次（patrol.reinforcements，190 行）" in result.stdout
    assert "1 处有出入" in result.stdout.splitlines()[-1]


def test_english(exported: Path, demo_home: Path, tmp_path: Path) -> None:
    path = edited(exported, tmp_path, "190批次", "109批次")
    result = luji(path, *WHO, "--home", demo_home, "--lang", "en")
    assert "the report says 109批次, the facts say 190批次" in result.stdout


def test_the_annotated_page(exported: Path, demo_home: Path, tmp_path: Path) -> None:
    path = edited(exported, tmp_path, "190批次", "109批次")
    result = luji(path, *WHO, "--home", demo_home, "--html", tmp_path / "pages")
    page = (tmp_path / "pages" / "edited.docx.html").read_text("utf-8")
    assert result.stdout.strip() == str(tmp_path / "pages" / "edited.docx.html")
    assert '<span class="n bad" tabindex="0">109批次' in page
    assert "hazard.rectified" in page


def test_without_unit_and_year_no_home_is_needed(exported: Path, tmp_path: Path) -> None:
    assert luji(exported / "report.txt", "--json").exit_code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--unit", "怀化支对", "--year", "2020"], "PPL-001"),
        (["--unit", "怀化支队", "--year", "2019"], "CLI-002"),
        (["--unit", "怀化支队"], ""),
        (["--unit", "怀化支队", "--year", "soon"], ""),
        ([*WHO, "--sarif"], "--sarif"),
    ],
)
def test_what_cannot_be_compared_is_exit_2(
    exported: Path, demo_home: Path, words: list[str], code: str
) -> None:
    result = luji(exported / "report.txt", *words, "--home", demo_home)
    assert result.exit_code == 2
    assert code in result.stderr
    assert result.stdout == ""


def test_a_file_that_cannot_be_read_is_told_beside_those_that_can(
    exported: Path, demo_home: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 not really")
    result = luji(tmp_path / "broken.docx", exported / "report.txt", *WHO, "--home", demo_home, "--json")
    assert result.exit_code == 2
    assert "REC-908" in result.stderr
    assert json.loads(result.stdout)["checked"] > 50
