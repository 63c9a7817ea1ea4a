"""The PDF measured: margins, 22 lines of 28 characters, page numbers, fonts, the same bytes everywhere."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from luji.account.reports import fonts, pdf
from luji.account.reports.document import Document
from luji.account.reports.inline import Words
from luji.account.reports.statements import Stated, Statements

Made = Callable[..., Document]
MM = 72 / 25.4


def pages_of(data: bytes) -> list[Any]:
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return [(page.chars, float(page.width), float(page.height)) for page in opened.pages]


def lines_of(chars: list[Any], size: float = 16) -> dict[float, list[Any]]:
    """Characters of one size by the height they stand at, from the left."""
    found: dict[float, list[Any]] = {}
    for char in chars:
        if abs(char["size"] - size) < 0.1:
            found.setdefault(round(char["matrix"][5], 1), []).append(char)
    return {
        height: sorted(line, key=lambda c: c["x0"]) for height, line in sorted(found.items(), reverse=True)
    }


@pytest.fixture
def filled(made: Made) -> list[Any]:
    """Three pages filled with one paragraph of plain characters."""
    return pages_of(pdf.render(made("# 甲\n" + "路" * (28 * 66))))


def test_a_page_holds_22_lines_of_28_characters(filled: list[Any]) -> None:
    lines = list(lines_of(filled[1][0]).values())
    assert len(lines) == 22
    assert {len(line) for line in lines} == {28}


def test_the_pitch_is_exact(filled: list[Any]) -> None:
    heights = list(lines_of(filled[1][0]))
    gaps = {round(a - b, 1) for a, b in pairwise(heights)}
    assert gaps <= {28.9, 29.0}
    assert (heights[0] - heights[-1]) / 21 == pytest.approx(28.95, abs=0.02)


def test_margins(filled: list[Any]) -> None:
    chars, width, height = filled[1]
    assert (round(width / MM), round(height / MM)) == (210, 297)
    lines = lines_of(chars)
    lefts = {round(line[0]["x0"] / MM, 1) for line in lines.values()}
    rights = [(width - line[-1]["x1"]) / MM for line in lines.values()]
    assert lefts == {28.0}
    assert all(25.8 < right < 26.3 for right in rights)
    # The grid begins at the top margin: the first line's cell is 28.95 pt high, its baseline 20.6 pt down.
    assert height - max(lines) == pytest.approx(37 * MM + 20.6, abs=1)
    assert min(lines) > 35 * MM


def test_the_first_line_is_set_in_by_two_characters(filled: list[Any]) -> None:
    chars, _, _ = filled[0]
    first = next(line for line in lines_of(chars).values() if line[0]["text"] == "路")
    assert first[0]["x0"] == pytest.approx(28 * MM + 2 * 15.79, abs=0.5)
    assert len(first) == 26


def test_page_numbers_stand_outside_and_below(filled: list[Any]) -> None:
    for number, (chars, width, height) in enumerate(filled, 1):
        foot = sorted((c for c in chars if abs(c["size"] - 14) < 0.1), key=lambda c: c["x0"])
        assert "".join(c["text"] for c in foot if c["text"] != " ") == f"—{number}—"
        assert foot[0]["top"] / MM >= 297 - 35 + 5
        if number % 2:
            assert (width - foot[-1]["x1"]) / MM == pytest.approx(26 + 14 / MM, abs=1)
        else:
            assert foot[0]["x0"] / MM == pytest.approx(28 + 14 / MM, abs=1)
        assert height / MM == pytest.approx(297, abs=0.1)


def test_faces(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "KNOWN_FOLDERS", ())
    chars = pages_of(pdf.render(made("# 甲乙丙\n## 丁戊\n正文{a.b}")))[0][0]
    used = {char["text"]: char["fontname"].split("+")[1] for char in chars}
    assert used["丙"].startswith("NotoSansSC")
    assert used["正"].startswith("NotoSerifSC")
    title = sorted((c for c in chars if round(c["size"]) == 22), key=lambda c: (c["top"], c["x0"]))
    assert "".join(c["text"] for c in title).endswith("自评报告")


def test_nothing_is_read_as_markup(made: Made) -> None:
    attack = '#panic() $x$ *粗* _斜_ `码` @ref <label> \\ // 注 /* 注 */ [x] #import "a"'
    said = Statements("hh", 2020, notice=attack, problems=(Stated((Words(attack),), (Words(attack),)),))
    chars = pages_of(pdf.render(made("# 甲\n{#problems}", statements=said)))[0][0]
    text = "".join(char["text"] for char in chars)
    assert text.count("#panic()") == 3
    assert text.count("*粗*") == 3


def test_tables_repeat_their_head(made: Made, scored: Any, scheme_class: Any, scheme_line: Any) -> None:
    lines = [scheme_line(f"l{n}", 1, "positive", actual=f"a.x{n}", target=1) for n in range(70)]
    found = pages_of(pdf.render(made("# 甲\n文", evaluation=scored([scheme_class("x", "类", *lines)]))))
    heads = [n for n, (chars, _, _) in enumerate(found) if "偏差原因" in "".join(c["text"] for c in chars)]
    assert len(heads) >= 2


def test_metadata_is_fixed(shipped: Document) -> None:
    data = pdf.render(shipped)
    assert b"pdfaid" in data
    with pdfplumber.open(io.BytesIO(data)) as opened:
        assert opened.metadata["Title"] == shipped.name
        assert opened.metadata["Author"] == shipped.unit.zh


def test_pictures_of_every_page(made: Made) -> None:
    found = pdf.images(made("# 甲\n" + "路" * (28 * 30)), ppi=20)
    assert len(found) == 4
    assert all(picture.startswith(b"\x89PNG") for picture in found)


SCRIPT = """
import hashlib, importlib.util, pathlib, sys
spec = importlib.util.spec_from_file_location("stand_ins", sys.argv[1])
stand_ins = importlib.util.module_from_spec(spec)
sys.modules["stand_ins"] = stand_ins
spec.loader.exec_module(stand_ins)
from luji.account.reports import docx, html, pdf, xlsx
from luji.account.reports.compose import compose
from luji.account.reports.statements import load_statements
from luji.account.reports.template import load_template
from luji.base.kernel.content import Content
content = Content.shipped()
said = load_statements(content.file("reports/huaihua-2020.yaml"))
made = compose(load_template(content), stand_ins.a_figure, stand_ins.an_evaluation(), stand_ins.SOME_UNIT, 2020, said)
for room in (docx, html, pdf, xlsx):
    print(room.__name__, hashlib.sha256(room.render(made)).hexdigest())
"""


def test_two_processes_give_the_same_bytes() -> None:
    stand_ins = Path(__file__).with_name("conftest.py")
    found = []
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(stand_ins)], check=True, capture_output=True, text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[3]), "LANG": "C.UTF-8"},
        )  # fmt: skip
        found.append(done.stdout.split("\n"))
    assert found[0] == found[1]
    assert len(found[0]) == 5


def test_the_data_is_plain(shipped: Document) -> None:
    data = pdf.as_data(shipped, fonts.find(shipped.layout))
    assert json.loads(json.dumps(data)) is not None
    assert data["dated"] == {"year": 2021, "month": 4, "day": 20}
