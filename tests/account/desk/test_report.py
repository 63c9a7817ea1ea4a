"""The report page: every figure a link, every format a file."""

from urllib.parse import unquote

import pytest

from luji.account.desk.report import TYPES
from luji.account.reports.gate import Objection, Review
from luji.base.kernel.problem import Level, ProblemKind
from luji.base.kernel.text import Text

NO_REASON = ProblemKind("TST-002", "缺原因", "no reason", "请写。", "Write one.")


def text(answer):
    return answer.content.decode()


def test_figures_lead_to_their_trace(reader):
    page = text(reader.get("/report/"))
    assert 'href="/indicators/case.total/trace/?unit=hh&amp;period=2020"' in page
    assert ">4起</a>" in page
    assert "含&lt;特殊&gt;字符" in page


def test_what_the_evaluation_still_asks_stands_above_it(reader, house, monkeypatch):
    from dataclasses import replace

    asked = replace(house.evaluation("hh", 2020), problems=(NO_REASON(),))
    monkeypatch.setattr(type(house), "evaluation", lambda *_: asked)
    assert "TST-002" in text(reader.get("/report/"))


def test_english_readers_are_told_that_it_is_chinese(english):
    assert "The report itself is written in Chinese." in text(english.get("/report/"))


@pytest.mark.parametrize("format", sorted(TYPES))
def test_every_format_can_be_taken_away(reader, house, format):
    answer = reader.get(f"/report/file.{format}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == TYPES[format]
    name = unquote(answer["Content-Disposition"])
    assert name.startswith("attachment;")
    assert f"怀化支队2020年度整体支出绩效自评报告.{format}" in name
    assert house.asked_files == [("hh", 2020, format)]


def test_other_formats_are_refused(reader, house):
    answer = reader.get("/report/file.ofd")
    assert answer.status_code == 404
    assert "DSK-002" in text(answer)
    assert house.asked_files == []


def test_without_a_plan_the_page_says_so(reader):
    answer = reader.get("/report/", {"unit": "hh-b"})
    assert answer.status_code == 200
    assert "TST-001" in text(answer)
    assert "file.docx" not in text(answer)


def objection(level):
    return Objection(
        "REC-101", level, "前<b>", "八<i>处", "后", Text("分项不等于合计", "parts differ"), "3 + 4 = 7"
    )


def test_the_page_says_that_the_gate_let_it_through(reader, house):
    house.reviewed = Review(9, 8, (objection(Level.NOTE),))
    page = text(reader.get("/report/"))
    assert "核数通过：未发现不符" in page
    assert "识别出 9 处关系，其中 8 处可以判断" in page
    assert "另有提示 1 条" in page
    assert 'href="/report/file.docx?unit=hh&amp;period=2020"' in page


def test_a_report_the_gate_stops_shows_why_and_is_offered_only_despite_it(reader, house):
    house.reviewed = Review(9, 8, (objection(Level.ERROR), objection(Level.WARNING)))
    page = text(reader.get("/report/"))
    assert "有 2 处数字不符" in page
    assert "分项不等于合计" in page
    assert "前&lt;b&gt;<mark>八&lt;i&gt;处</mark>后" in page
    assert "3 + 4 = 7" in page
    assert 'href="/report/file.docx?unit=hh&amp;period=2020"' not in page
    assert 'href="/report/file.docx?unit=hh&amp;period=2020&amp;despite=findings"' in page


def test_a_file_the_gate_stops_is_given_only_despite_it(reader, house):
    house.reviewed = Review(9, 8, (objection(Level.WARNING),))
    answer = reader.get("/report/file.docx")
    assert answer.status_code == 404
    assert "DSK-006" in text(answer)
    assert house.asked_files == []
    assert reader.get("/report/file.docx", {"despite": "findings"}).status_code == 200


def test_the_gate_in_english(english, house):
    house.reviewed = Review(1, 1, (objection(Level.ERROR),))
    page = text(english.get("/report/"))
    assert "1 relation does not hold" in page
    assert "parts differ" in page
