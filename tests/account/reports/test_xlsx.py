"""The workbook: stored values, and formulas that LibreOffice computes to the same scores."""

import csv
import io
import random
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from luji.account.indicators.figure import Figure
from luji.account.reports import xlsx
from luji.account.reports.document import Document
from luji.account.scoring.evaluate import Evaluation

Made = Callable[..., Document]
Scored = Callable[..., Evaluation]
FIRST = xlsx.FIRST


def values(data: bytes, sheet: str, *, formulas: bool = False) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=not formulas)
    return [list(row) for row in book[sheet].iter_rows(values_only=True)]


@pytest.fixture
def book(shipped: Document) -> bytes:
    return xlsx.render(shipped)


def test_three_sheets(book: bytes) -> None:
    assert openpyxl.load_workbook(io.BytesIO(book)).sheetnames == ["自评表", "基础数据表", "追溯"]


def test_stored_scores_are_the_scorers(book: bytes, evaluation: Evaluation) -> None:
    rows = values(book, xlsx.SCORES)[FIRST:]
    for row, line in zip(rows, evaluation.lines, strict=False):
        assert row[2] == line.label.zh
        assert Decimal(str(row[7])) == line.points
        assert Decimal(str(row[8])) == line.score
    total = rows[len(evaluation.lines)]
    assert (Decimal(str(total[7])), Decimal(str(total[8])), total[9]) == (100, evaluation.score, "优秀")


def test_scores_are_formulas_over_their_cells(book: bytes) -> None:
    rows = values(book, xlsx.SCORES, formulas=True)[FIRST:]
    assert rows[0][8] == "=ROUND(ROUND(H5*MAX(MIN(F5/E5,1),0),9),2)"
    assert rows[4][7:9] == ["=SUM(H5:H8)", "=SUM(I5:I8)"]
    assert str(rows[4][9]).startswith("=IF(AND(")


def test_money_is_exact_in_its_printed_unit(book: bytes) -> None:
    row = values(book, xlsx.SCORES)[FIRST]
    assert (row[4], row[5]) == (1000, 487.0055)


def test_the_title_names_unit_year_and_that_data_is_constructed(book: bytes) -> None:
    for sheet in (xlsx.SCORES, xlsx.DATA, xlsx.TRACE):
        said = str(values(book, sheet)[1][0])
        assert "2020年度" in said
        assert "某某支队" in said
        assert "构造数据" in said


def test_totals_of_the_data_table_add_their_rows(book: bytes) -> None:
    rows = values(book, xlsx.DATA, formulas=True)[FIRST:]
    assert rows[2][3:5] == ["=D5+D6", "=E5+E6"]
    assert rows[0][5] == '=IF(D5=0,"—",ROUND(ROUND((E5-D5)/D5*100,9),2))'


def test_every_figure_is_traced(book: bytes, shipped: Document) -> None:
    rows = values(book, xlsx.TRACE)[FIRST:]
    assert [row[0] for row in rows] == list(shipped.figures)
    by_key = {row[0]: row for row in rows}
    row = by_key["hazard.rectified"]
    assert row[8] == 7
    assert row[11:13] == ["试验快照", "d" * 64]
    assert "select count(*)" in row[13]


def test_a_word_that_looks_like_a_formula_stays_a_word(made: Made, figure: Callable[..., Figure]) -> None:
    bad = figure("a.b", "=1+1", query="=cmd|' /C calc'!A0", snapshot="http://example.invalid/")
    rows = values(xlsx.render(made("# 甲\n{a.b}", {"a.b": bad})), xlsx.TRACE, formulas=True)[FIRST:]
    row = next(one for one in rows if one[0] == "a.b")
    data = xlsx.render(made("# 甲\n{a.b}", {"a.b": bad}))
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        sheet = opened.read("xl/worksheets/sheet3.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert row[2] == "=1+1"


def test_no_value_and_no_last_year(made: Made, figure: Callable[..., Figure]) -> None:
    given = {"hazard.rectified": figure("hazard.rectified", Decimal(5), previous=None, growth=None)}
    rows = values(xlsx.render(made("# 甲\n文", given)), xlsx.DATA)[FIRST:]
    row = next(one for one in rows if one[1] == "hazard.rectified数")
    assert row[3:] == ["—", 5, "—"]


def test_the_same_document_gives_the_same_file(shipped: Document) -> None:
    assert xlsx.render(shipped) == xlsx.render(shipped)


def random_lines(scheme_line: Any, chance: random.Random, count: int) -> tuple[list[Any], dict[str, Any]]:
    """Lines of every score function with values at, just beside and far from every boundary."""
    lines, entries = [], {}
    for n in range(count):
        weight = chance.choice(["10", "7", "2.5", "0.33", "100"])
        target = Decimal(chance.choice(["0", "1", "45", "90", "99.5", "300000", "-3"]))
        near = Decimal(
            chance.choice(["0", "0.01", "-0.01", "1", "-1", "7.3", "-44", "120", "100000", "0.125"])
        )
        actual = f"{target + near:f}"
        function, parameters = chance.choice(FUNCTIONS)(chance, weight)
        shown = chance.choice([{}, {"scale": "万", "decimals": 2}])
        key = f"l{n}"
        lines.append(scheme_line(key, weight, function, score=parameters, **shown))
        entry: dict[str, Any] = {"reason": "偏差"}
        if function == "judged":
            top = Decimal(weight)
            entry |= {
                "tier": chance.choice(["met", "unmet"]),
                "points": f"{top * chance.choice([4, 5, 9, 10]) / 10:.2f}",
                "judge": "组",
            }
        elif function == "checklist":
            answers = {
                item["key"]: chance.choice(["met", "unmet", "not_applicable"]) for item in parameters["items"]
            }
            entry |= {"answers": answers, "judge": "组"}
        else:
            entry |= {"actual": actual} | (
                {} if function in ("steps", "bands") else {"target": f"{target:f}"}
            )
        if chance.random() < 0.06:
            entry = {"not_applicable": "未安排"}
        entries[key] = entry
    return lines, entries


def cuts(chance: random.Random) -> dict[str, Any]:
    return chance.choice(
        [{}, {"over": {"flag_above": 110, "cuts": [{"above": 100, "take": 5}, {"above": 150, "take": 20}]}}]
    )


def items(chance: random.Random) -> list[dict[str, Any]]:
    worth = chance.choice([None, 1, "2.5"])
    return [
        {"key": key, "label": {"zh": key, "en": key}, "critical": chance.random() < 0.1}
        | ({} if worth is None else {"points": worth})
        for key in "abc"
    ]


FUNCTIONS: list[Callable[[random.Random, str], tuple[str, dict[str, Any]]]] = [
    lambda chance, weight: ("execution", {}),
    lambda chance, weight: ("positive", cuts(chance)),
    lambda chance, weight: ("negative", {}),
    lambda chance, weight: ("equal", {"tolerance": chance.choice(["0", "0.01", "5"])}),
    lambda chance, weight: ("per_occurrence", {"each": chance.choice(["0.5", "1.5", "0.07"])}),
    lambda chance, weight: ("per_point", {
        "each": chance.choice(["0.5", "2"]), "per": chance.choice(["1", "5", "0.1"]),
        "side": chance.choice(["over", "under", "either"]), "part": chance.choice(["whole", "started", "exact"]),
    }),
    lambda chance, weight: ("steps", {
        "steps": [{"at_least": "99.5", "points": weight}, {"at_least": 45, "points": "0.2"}, {"at_least": 1, "points": "0.1"}]}),
    lambda chance, weight: ("bands", {"bands": [
        {"in": "[0, 45]", "points": weight}, {"in": "(45, 90)", "points": "0.25"}, {"in": "[90, ∞)", "points": 0}]}),
    lambda chance, weight: ("judged", {}),
    lambda chance, weight: ("checklist", {"items": items(chance)}),
]  # fmt: skip


def without_values(data: bytes) -> bytes:
    """The workbook with every stored result of a formula taken out, so that a reader must compute."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = part.decode()
                text = re.sub(r' t="str"(><f>)', r"\1", text)
                part = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", text).encode()
            new.writestr(name, part)
    return made.getvalue()


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8").splitlines()))


@pytest.mark.office
@pytest.mark.parametrize("seed", [1, 2])
def test_libreoffice_computes_the_same_scores(
    made: Made, scored: Scored, scheme_class: Any, scheme_line: Any, office_sheets: Callable[[bytes], dict[str, Path]],
    seed: int,
) -> None:  # fmt: skip
    lines, entries = random_lines(scheme_line, random.Random(seed), 300)
    evaluation = scored([scheme_class("x", "类", *lines)], **entries)
    document = made("# 甲\n文", evaluation=evaluation)
    found = office_sheets(without_values(xlsx.render(document)))
    rows = rows_of(found[xlsx.SCORES])[FIRST:]
    wrong = []
    for row, line in zip(rows, evaluation.lines, strict=False):
        expected = "—" if "left_out" in line.flags else f"{line.score:f}"
        if row[8] != expected and (expected == "—" or row[8] == "—" or Decimal(row[8]) != line.score):
            wrong.append((line.key, line.function, line.target, line.actual, line.points, expected, row[8]))
    assert wrong == []
    assert len({line.function for line in evaluation.lines}) == 10
    assert any("left_out" in line.flags for line in evaluation.lines)
    total = rows[len(evaluation.lines)]
    assert Decimal(total[8]) == evaluation.score
    assert total[9] == evaluation.word.zh


@pytest.mark.office
def test_libreoffice_computes_the_same_data_table(
    shipped: Document, office_sheets: Callable[[bytes], dict[str, Path]]
) -> None:
    found = office_sheets(without_values(xlsx.render(shipped)))
    rows = rows_of(found[xlsx.DATA])[FIRST:]
    for row, source in zip(rows, shipped.data, strict=False):
        if not source.sum_of:
            assert Decimal(row[5]) == source.figure.growth_stated()
    first, second, both = (Decimal(rows[n][4]) for n in range(3))
    assert first + second == both
