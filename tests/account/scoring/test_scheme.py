"""Schemes as shipped and as made: structure, grades with exact boundaries, clauses."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luji.account.scoring.scheme import Clause, Scheme, read
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text


@pytest.mark.parametrize(
    ("score", "grade", "word"),
    [
        ("100.00", "优", "优秀"), ("99.95", "优", "优秀"), ("90.00", "优", "优秀"), ("89.99", "良", "良好"),
        ("80.00", "良", "良好"), ("79.99", "中", "中等"), ("60.00", "中", "中等"), ("59.99", "差", "较差"), ("0.00", "差", "较差"),
    ],
)  # fmt: skip
def test_boundaries_of_grades_in_every_scheme(
    schemes: dict[str, Scheme], score: str, grade: str, word: str
) -> None:
    for scheme in schemes.values():
        found = scheme.grade(Decimal(score))
        assert found and (found.label.zh, found.word.zh) == (grade, word)


def test_grades_are_of_the_full_score(tools: Any) -> None:
    scheme = tools.scheme([{"key": "a", "weight": 50, "score": {"function": "positive"}}])
    assert scheme.grade(Decimal(45)).key == "excellent" and scheme.grade(Decimal("44.99")).key == "good"
    assert scheme.grade(Decimal(51)) is None


def test_first_level_weights(schemes: dict[str, Scheme]) -> None:
    weights = {key: [one.weight for one in scheme.classes] for key, scheme in schemes.items()}
    assert weights["overall-2020"] == weights["project-2020"] == [10, 50, 30, 10]
    assert weights["hunan-old"] == [10, 60, 30]
    assert sum(filter(None, weights["central-2013"])) == 100


def test_a_framework_without_official_weights_says_so(schemes: dict[str, Scheme]) -> None:
    central = schemes["central-2013"]
    assert central.weights == "declared"
    assert central.note and "没有规定权重" in central.note.zh and "neither weights" in central.note.en
    assert len(central.lines()) == 28


def test_every_line_knows_its_place_and_clause(schemes: dict[str, Scheme]) -> None:
    for scheme in schemes.values():
        for placed in scheme.placed():
            assert placed.path and placed.clause and len(placed.path) == len(placed.keys)
            assert scheme.where(*placed.at).line, placed.line.key
            assert placed.line.rule.function == placed.line.score["function"]
    placed = next(one for one in schemes["overall-2020"].placed() if one.line.key == "cost.adjustment")
    assert [label.zh for label in placed.path] == ["产出指标", "成本指标"]
    assert placed.clause and placed.clause.document == "财预〔2013〕53号"


def test_a_clause_says_how_sure_it_is() -> None:
    recalled = Clause(document="文", article=Text("条", "art. 1"), sure="recalled", confidence="medium")
    assert recalled.say() == Text("文，条（转述，可信度中）", "文, art. 1 (recalled, medium confidence)")
    assert Clause(document="文", article=Text("条", "a"), sure="seen").say().zh == "文，条（亲见）"


def test_a_scheme_made_in_code_has_no_lines_of_a_file(tools: Any) -> None:
    scheme = tools.scheme([{"key": "a", "weight": 1, "score": {"function": "positive"}}])
    assert scheme.where("full").file == "" and scheme.tree().data == {}


@pytest.mark.parametrize(
    "text",
    [
        "scheme: x\n",
        "scheme: x\nlabel: {zh: 甲, en: A}\nfull: 100\nweights: sure\nclasses: []\n",
        "- a\n- b\n",
        "scheme: [\n",
    ],
)
def test_what_is_no_scheme_is_refused_with_its_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused) as refused:
        read(path)
    assert all(problem.where.file == "bad.yaml" for problem in refused.value.problems)
