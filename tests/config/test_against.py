"""核数 and the facts joined: every value a relation, every difference a finding."""

from pathlib import Path

import pytest

from luji.account.reconcile.checking import check
from luji.account.reconcile.relation import Level, Verdict
from luji.account.reports.document import Document
from luji.config.against import joined
from luji.config.gate import as_read
from luji.config.house import House


@pytest.fixture(scope="module")
def document(demo_home: Path) -> Document:
    return House.open(demo_home).report("hh", 2020)


def facts(result):
    return [one for one in result.relations if one.kind == "fact"]


def test_the_report_itself_agrees_with_the_facts(document: Document) -> None:
    alone = check(as_read(document))
    both = joined(alone, document)
    assert not both.faulty
    assert len(facts(both)) > 100
    assert {one.verdict for one in facts(both)} == {Verdict.HOLDS}
    assert both.findings == alone.findings


def test_an_edited_number_is_a_finding_in_its_place(document: Document) -> None:
    text = document.text().replace("整治到位389处", "整治到位398处")
    result = joined(check(text), document)
    (finding,) = [one for one in result.findings if one.rule == "REP-101"]
    assert text[finding.start : finding.end] == finding.quote == "398处"
    assert (finding.level, finding.expected, finding.stated) == (Level.ERROR, "389处", "398处")
    assert finding.message.zh.startswith("报告写 398处，事实是 389处（hazard.rectified，389 行）。")
    assert result.faulty


def test_two_values_dropped_at_one_place_are_two_findings(document: Document) -> None:
    text = document.text().replace("民警3名、民警家属10名", "民警、民警家属")
    assert [one.rule for one in joined(check(text), document).findings].count("REP-102") == 2


def test_findings_stand_in_order(document: Document) -> None:
    text = document.text().replace("389处", "398处").replace("190批次", "109批次").replace("2014年", "2041年")
    findings = joined(check(text), document).findings
    assert [one.start for one in findings] == sorted(one.start for one in findings)
