"""The report page: every figure a link, every format a file."""

from urllib.parse import unquote

import pytest

from luji.account.desk.report import TYPES
from luji.base.kernel.problem import ProblemKind

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
