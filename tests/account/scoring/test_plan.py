"""Plans: what is missing, useless, unknown or impossible is told for all lines at once."""

from pathlib import Path
from typing import Any

import pytest

from luji.account.scoring import plan as plans
from luji.account.scoring.plan import check
from luji.account.scoring.scheme import Scheme
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text

LINES = [
    {"key": "count", "weight": 10, "actual": "a.b", "score": {"function": "positive"}},
    {"key": "judged", "weight": 5, "score": {"function": "judged", "grain": "0.5"}},
    {
        "key": "list",
        "weight": 5,
        "score": {
            "function": "checklist",
            "items": [{"key": k, "label": {"zh": k, "en": k}} for k in ("rules", "practice")],
        },
    },
]
GOOD = {
    "count": {"target": 10},
    "judged": {"tier": "top", "points": "4.5", "judge": "小组", "reason": "已完成"},
    "list": {"answers": {"rules": "met", "practice": "unmet"}, "reason": "未执行"},
}


def codes(tools: Any, **changes: dict[str, Any]) -> list[str]:
    entries = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    return tools.codes(check(tools.scheme(LINES), tools.plan(entries)))


def test_a_complete_plan_is_clean(tools: Any) -> None:
    assert codes(tools) == []


@pytest.mark.parametrize(
    ("key", "entry", "expected"),
    [
        ("count", {}, ["SCO-102"]),
        ("count", None, ["SCO-102"]),
        ("count", {"target": "a.b >"}, ["KRN-031"]),
        ("count", {"target": 10, "actual": "a.b == 3"}, ["SCO-017"]),
        ("count", {"target": 10, "tier": "top"}, ["SCO-111"]),
        ("judged", {}, ["SCO-104"]),
        ("judged", {**GOOD["judged"], "judge": None}, ["SCO-104"]),
        ("judged", {**GOOD["judged"], "reason": None}, ["SCO-104"]),
        ("judged", {**GOOD["judged"], "tier": "best"}, ["SCO-105"]),
        ("judged", {**GOOD["judged"], "points": "3.5"}, ["SCO-106"]),
        ("judged", {**GOOD["judged"], "points": "4.2"}, ["SCO-107"]),
        ("judged", {**GOOD["judged"], "target": 5}, ["SCO-111"]),
        ("list", {"reason": "无"}, ["SCO-108"]),
        ("list", {"answers": {"rules": "met"}}, ["SCO-108"]),
        ("list", {"answers": {"rules": "met", "practice": "met", "practise": "met"}}, ["SCO-109"]),
        ("cuont", {"target": 5}, ["SCO-101"]),
    ],
)
def test_each_mistake_is_found(tools: Any, key: str, entry: Any, expected: list[str]) -> None:
    assert codes(tools, **{key: entry}) == expected


def test_a_line_left_out_with_a_reason_needs_nothing_else(tools: Any) -> None:
    out = {"not_applicable": "今年没有此项"}
    assert codes(tools, count=out, judged=out, list=out) == []


def test_a_line_without_a_source_of_its_actual(tools: Any) -> None:
    scheme = tools.scheme([{"key": "x", "weight": 1, "score": {"function": "positive"}, "target": 5}])
    assert tools.codes(check(scheme, tools.plan({}))) == ["SCO-103"]
    assert check(scheme, tools.plan({"x": {"actual": 5}})) == []


def test_all_mistakes_of_all_lines_at_once(tools: Any) -> None:
    found = codes(tools, count={}, judged={}, list={"answers": {"rule": "met"}}, other={"target": 1})
    assert found == ["SCO-101", "SCO-102", "SCO-104", "SCO-108", "SCO-109"]


def test_the_wrong_scheme_is_told_alone(tools: Any) -> None:
    assert tools.codes(check(tools.scheme(LINES), tools.plan({"x": {}}, scheme="large"))) == ["SCO-110"]


def test_a_text_in_one_language_stands_for_both(tools: Any) -> None:
    entry = tools.plan({"a": {"reason": "原因", "judge": {"zh": "组", "en": "group"}}}).entry("a")
    assert entry.reason == Text("原因", "原因") and entry.judge == Text("组", "group")
    assert tools.plan().entry("nothing").target is None


def test_the_shipped_plan_is_constructed_and_says_so(huaihua: Any, schemes: dict[str, Scheme]) -> None:
    assert huaihua.constructed and "构造数据" in huaihua.source.zh and "Constructed" in huaihua.source.en
    assert check(schemes[huaihua.scheme], huaihua) == []


def test_the_shipped_plan_copies_no_published_figure(huaihua: Any, tools: Any) -> None:
    published = {"505213", "66577", "389", "1383.43", "1280.65", "99.95", "720.86", "290000", "29"}
    given = {str(entry.target) for entry in huaihua.lines.values()}
    assert not given & published


PLAN = """\
evaluation: x
scheme: overall-2020
unit: hh
year: 2020
source: {zh: 测试, en: test}
lines:
  quantity.hazard: {target: 5}
"""


def write(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder / name


def test_plans_are_loaded_and_refused_together(
    tmp_path: Path, schemes: dict[str, Scheme], tools: Any
) -> None:
    good = (tools.root / "content/evaluations/huaihua-2020.yaml").read_text("utf-8")
    paths = [
        write(tmp_path, "a.yaml", good),
        write(tmp_path, "b.yaml", PLAN),
        write(
            tmp_path,
            "c.yaml",
            PLAN.replace("overall-2020", "overal-2020").replace("2020\nsource", "2021\nsource"),
        ),
        write(tmp_path, "d.yaml", PLAN.replace("unit", "unti")),
    ]
    with pytest.raises(Refused) as refused:
        plans.load_all(paths, schemes)
    found = {(p.code, p.where.file, p.where.line) for p in refused.value.problems}
    assert ("SCO-101", "b.yaml", 7) in found
    assert ("SCO-112", "c.yaml", 2) in found
    assert ("SCO-113", "b.yaml", 3) in found
    assert ("KRN-013", "d.yaml", 3) in found


@pytest.mark.parametrize("target", ["true", "[1]", "{a: 1}", ""])
def test_a_target_is_a_number_or_a_formula(tmp_path: Path, schemes: dict[str, Scheme], target: str) -> None:
    text = PLAN.replace("quantity.hazard: {target: 5}", f"quantity.hazards: {{target: {target}}}")
    with pytest.raises(Refused):
        plans.load_all([write(tmp_path, "a.yaml", text)], schemes)
