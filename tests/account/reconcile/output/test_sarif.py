"""SARIF: the shape editors expect, places that quote the text, rules that are told once."""

import json
from collections.abc import Callable

import pytest

from luji.account.reconcile.checking import check
from luji.account.reconcile.language.document import of_text
from luji.account.reconcile.output.sarif import log
from luji.account.reconcile.result import Result

Checked = Callable[[str], Result]
TEXT = (
    "前言😀\n本年支出合计356.20万元，其中：人员经费210.51万元，公用经费96.05万元，其他支出50.00万元。\n"
    "截至2023年2月29日，查处违法66577起，同比增长79.17%。"
)


def run(*results: Result, lang: str = "zh") -> dict:
    made = log(results, "en" if lang == "en" else "zh")
    assert json.loads(json.dumps(made)) == made
    return made["runs"][0]


def test_the_frame(checked: Checked) -> None:
    made = log([checked(TEXT)])
    assert (made["version"], len(made["runs"])) == ("2.1.0", 1)
    assert "sarif" in str(made["$schema"])
    one = made["runs"][0]
    assert one["tool"]["driver"]["name"] == "luji reconcile"
    assert one["columnKind"] == "unicodeCodePoints"


def test_every_finding_is_a_result_of_a_told_rule(checked: Checked) -> None:
    one = run(checked(TEXT))
    told = [r["id"] for r in one["tool"]["driver"]["rules"]]
    assert told == sorted(set(told))
    assert {r["ruleId"] for r in one["results"]} == set(told)
    assert [r["ruleId"] for r in one["results"]] == [f.rule for f in checked(TEXT).findings]
    for rule in one["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"] and rule["fullDescription"]["text"]


def test_levels_are_those_of_the_standard(checked: Checked) -> None:
    levels = {r["ruleId"]: r["level"] for r in run(checked(TEXT))["results"]}
    assert levels == {"REC-101": "warning", "REC-407": "error", "REC-501": "note"}


def test_regions_quote_the_text(checked: Checked) -> None:
    result = checked(TEXT)
    lines = TEXT.split("\n")
    for made, finding in zip(run(result)["results"], result.findings, strict=True):
        region = made["locations"][0]["physicalLocation"]["region"]
        start = region["charOffset"]
        assert TEXT[start : start + region["charLength"]] == finding.quote
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == finding.quote


def test_a_region_over_two_lines() -> None:
    text = "支出300.00万元，其中：基本100.00万元；\n项目200.00万元；\n其他10.00万元。"
    result = check(text)
    (made,) = run(result)["results"]
    region = made["locations"][0]["physicalLocation"]["region"]
    assert region["endLine"] > region["startLine"]
    last = text.split("\n")[region["endLine"] - 1]
    assert last[: region["endColumn"] - 1].endswith("10.00万元")


def test_several_documents_keep_their_names() -> None:
    results = [check(of_text(TEXT, name)) for name in ("甲.txt", "乙.txt")]
    one = run(*results)
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in one["results"]]
    assert set(uris) == {"甲.txt", "乙.txt"}
    assert len(one["tool"]["driver"]["rules"]) == 3


@pytest.mark.parametrize("text", ["", "没有数字。"])
def test_nothing_found_is_an_empty_run(text: str, checked: Checked) -> None:
    one = run(checked(text))
    assert (one["results"], one["tool"]["driver"]["rules"]) == ([], [])


def test_no_documents_at_all() -> None:
    assert run()["results"] == []


def test_messages_are_in_the_language_asked_for(checked: Checked) -> None:
    zh, en = run(checked(TEXT)), run(checked(TEXT), lang="en")
    assert zh["results"][0]["message"]["text"] != en["results"][0]["message"]["text"]
    assert "分项" in zh["results"][0]["message"]["text"]
    assert "parts" in en["results"][0]["message"]["text"]
