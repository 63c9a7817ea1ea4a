"""Lint: each planted mistake is found, at its line, and all of them at once."""

from pathlib import Path
from typing import Any

import pytest

from luji.account.scoring.lint import lint, load, load_all
from luji.account.scoring.scheme import Scheme, read
from luji.base.kernel.problem import Refused

GOOD = """\
scheme: small
label: {zh: 小, en: small}
full: 20
weights: declared
source: {document: 文, article: {zh: 条, en: art}, sure: seen}
conventions:
  tiers:
    - {key: top, label: {zh: 高, en: top}, share: "[80, 100]"}
    - {key: low, label: {zh: 低, en: low}, share: "[0, 80)"}
  over: {flag_above: 130, cuts: [{above: 150, take: 10}, {above: 200, take: 20}]}
grades:
  - {key: good, label: {zh: 良, en: good}, word: {zh: 良好, en: good}, range: "[60, 100]"}
  - {key: poor, label: {zh: 差, en: poor}, word: {zh: 较差, en: poor}, range: "[0, 60)"}
classes:
  - key: first
    label: {zh: 一, en: one}
    weight: 12
    clause: {document: 文, article: {zh: 条, en: art}, sure: seen}
    lines:
      - key: a
        label: {zh: 甲, en: A}
        weight: 5
        actual: some.key
        target: previous(some.key)
        score: {function: positive}
      - key: b
        label: {zh: 乙, en: B}
        weight: 7
        score: {function: steps, steps: [{at_least: 90, points: 7}, {at_least: 60, points: 3}]}
  - key: second
    label: {zh: 二, en: two}
    classes:
      - key: third
        label: {zh: 三, en: three}
        weight: 8
        clause: {document: 文, article: {zh: 条, en: art}, sure: recalled}
        lines:
          - key: c
            label: {zh: 丙, en: C}
            weight: 8
            score: {function: judged}
"""


def write(tmp_path: Path, text: str, name: str = "small.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def found(tmp_path: Path, *changes: tuple[str, str]) -> list[tuple[str, int | None]]:
    text = GOOD
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return [(p.code, p.where.line) for p in lint(read(write(tmp_path, text)))]


def line_of(text: str) -> int:
    return GOOD[: GOOD.index(text)].count("\n") + 1


def test_the_good_scheme_is_clean(tmp_path: Path) -> None:
    assert found(tmp_path) == []
    assert load(write(tmp_path, GOOD)).key == "small"


def test_the_shipped_schemes_are_clean(schemes: dict[str, Scheme]) -> None:
    assert set(schemes) == {"overall-2020", "central-2013", "hunan-old", "project-2020"}
    assert all(lint(scheme) == [] for scheme in schemes.values())


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("full: 20", "full: 100", "SCO-001", "full: 20"),
        ("weight: 12", "weight: 11", "SCO-001", "weight: 12"),
        ("weight: 5", "weight: 5.5", "SCO-001", "weight: 12"),
        ("- key: b\n", "- key: a\n", "SCO-002", "- key: b\n"),
        ("        clause: {document: 文, article: {zh: 条, en: art}, sure: recalled}\n", "", "SCO-003", "sure: recalled"),
        ("function: positive", "function: positve", "SCO-004", "score: {function: positive}"),
        ("function: positive", "weight: 5", "SCO-004", "score: {function: positive}"),
        ('range: "[60, 100]"', 'range: "(60, 100]"', "SCO-005", "- {key: good"),
        ('range: "[0, 60)"', 'range: "[0, 60]"', "SCO-006", "- {key: good"),
        ('range: "[0, 60)"', 'range: "[0, 50)"', "SCO-005", "- {key: good"),
        ('share: "[0, 80)"', 'share: "[0, 70)"', "SCO-005", "- {key: top"),
        ("at_least: 60", "at_least: 95", "SCO-008", "score: {function: steps"),
        ("points: 7}", "points: 6}", "SCO-009", "score: {function: steps"),
        ("key: low", "key: top", "SCO-014", "- {key: low"),
        ("weight: 8\n            score", "weight: 8.005\n            score", "SCO-012", "weight: 8\n            score"),
        ("function: judged", "function: judged, grain: 0", "SCO-015", "score: {function: judged}"),
        ("actual: some.key", "actual: some.key >", "KRN-031", "actual: some.key"),
        ("actual: some.key", "actual: some.key > 3", "SCO-017", "actual: some.key"),
        ("previous(some.key)", "previus(some.key)", "KRN-032", "target: previous"),
        ("function: positive", "function: positive, ovr: 5", "KRN-013", "score: {function: positive}"),
        ("function: positive", "function: positive, over: 5", "KRN-015", "score: {function: positive}"),
        ("above: 200, take: 20", "above: 200, take: 5", "SCO-018", "over: {flag_above"),
        ("above: 200", "above: 140", "SCO-018", "over: {flag_above"),
        ("flag_above: 130", "flag_above: 160", "SCO-018", "over: {flag_above"),
    ],
)  # fmt: skip
def test_each_planted_mistake_is_found_at_its_line(
    tmp_path: Path, old: str, new: str, code: str, at: str
) -> None:
    problems = found(tmp_path, (old, new))
    codes = [one for one, _ in problems]
    assert code in codes
    # a changed weight is told once for the class and once for what stands above it, nothing else is told
    assert set(codes) <= {code, "SCO-001"}, codes
    near = line_of(at)
    assert any(one == code and line is not None and near - 6 <= line <= near + 1 for one, line in problems), (
        problems
    )


def test_tiers_must_descend(tmp_path: Path) -> None:
    top = '    - {key: top, label: {zh: 高, en: top}, share: "[80, 100]"}\n'
    low = '    - {key: low, label: {zh: 低, en: low}, share: "[0, 80)"}\n'
    assert found(tmp_path, (top + low, low + top)) == [("SCO-010", 9)]


def test_a_judged_line_needs_tiers(tmp_path: Path) -> None:
    start, end = GOOD.index("  tiers:"), GOOD.index("  over:")
    assert [code for code, _ in found(tmp_path, (GOOD[start:end], ""))] == ["SCO-011"]


def test_tiers_of_a_line_are_checked_too(tmp_path: Path) -> None:
    own = 'function: judged, tiers: [{key: x, label: {zh: 甲, en: X}, share: "[50, 100]"}]'
    assert [code for code, _ in found(tmp_path, ("function: judged", own))] == ["SCO-005"]


def test_an_empty_class(tmp_path: Path) -> None:
    empty = "  - {key: fourth, label: {zh: 四, en: four}}\n"
    assert ("SCO-016", GOOD.count("\n") + 1) in found(tmp_path, (GOOD, GOOD + empty))


def test_a_class_named_twice(tmp_path: Path) -> None:
    assert found(tmp_path, ("- key: second", "- key: first"))[0][0] == "SCO-014"


def test_ten_mistakes_show_at_once(tmp_path: Path) -> None:
    changes = [
        ("full: 20", "full: 22"), ('range: "[0, 60)"', 'range: "[0, 61)"'), ('share: "[0, 80)"', 'share: "[0, 81)"'),
        ("weight: 12", "weight: 13"), ("function: positive", "function: best"), ("actual: some.key", "actual: (some.key"),
        ("at_least: 60", "at_least: 99"), ("- key: b\n", "- key: a\n"), ("key: low", "key: top"),
        ("        clause: {document: 文, article: {zh: 条, en: art}, sure: recalled}\n", ""),
    ]  # fmt: skip
    codes = [code for code, _ in found(tmp_path, *changes)]
    assert len(codes) >= 10
    assert {"SCO-001", "SCO-002", "SCO-003", "SCO-004", "SCO-006", "SCO-008", "SCO-014", "KRN-031"} <= set(
        codes
    )


def test_loading_refuses_all_files_together(tmp_path: Path) -> None:
    bad = write(tmp_path, GOOD.replace("full: 20", "full: 21"), "bad.yaml")
    worse = write(tmp_path, "scheme: [", "worse.yaml")
    same = write(tmp_path, GOOD, "same.yaml")
    with pytest.raises(Refused) as refused:
        load_all([write(tmp_path, GOOD), bad, worse, same])
    assert [p.code for p in refused.value.problems] == ["SCO-001", "KRN-011", "SCO-019"]
    with pytest.raises(Refused, match="SCO-001"):
        load(bad)


def test_a_scheme_made_in_code_is_linted_without_lines(tools: Any) -> None:
    scheme = tools.scheme(
        [{"key": "a", "weight": 1, "score": {"function": "per_point", "each": 0}, "target": "x y"},
         {"key": "b", "weight": 1, "score": {"function": "per_point", "echo": 1}}]
    )  # fmt: skip
    codes = tools.codes(lint(scheme))
    assert sorted(set(codes)) == ["KRN-013", "KRN-014", "KRN-031", "SCO-015"]


def test_the_nearest_function_is_named(tmp_path: Path) -> None:
    text = GOOD.replace("function: positive", "function: positve")
    problem = lint(read(write(tmp_path, text)))[0]
    assert "positive" in problem.zh and "did you mean 'positive'" in problem.en
