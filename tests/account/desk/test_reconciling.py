"""The page 核数: any report handed in, annotated, taken away; nothing stays."""

import base64
import html
import io
import json
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luji.account.desk import house as houses
from luji.account.desk import reconciling, upload
from luji.base.kernel.problem import ProblemKind, Refused

GOOD = "全年排查隐患8处，其中国道3处、省道5处。"
BAD = "全年支出100万元，其中基本支出70万元、项目支出40万元。"


def text(answer):
    return answer.content.decode()


def file(name, body):
    return SimpleUploadedFile(name, body if isinstance(body, bytes) else body.encode())


def carried(page, ending):
    """What a download link of the page holds."""
    address = re.search(rf'href="(data:[^"]*)" download="[^"]*\.{ending}"', page).group(1)
    return base64.b64decode(html.unescape(address).split(",", 1)[1]).decode()


def bomb():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 280_000_000)
    return made.getvalue()


def test_the_empty_page_asks_for_a_report_and_says_that_nothing_is_kept(reader):
    page = text(reader.get("/reconcile/"))
    assert 'type="file"' in page
    assert 'enctype="multipart/form-data"' in page
    assert "不留存" in page
    assert "识别的关系" not in page


def test_pasted_text_is_annotated(reader):
    page = text(reader.post("/reconcile/", {"text": BAD}))
    assert "粘贴的文字" in page
    assert '<span class="n bad" tabindex="0">' in page
    assert 'href="#f0"' in page
    assert 'id="f0"' in page
    assert "110" in page


def test_a_file_whose_numbers_agree(reader):
    page = text(reader.post("/reconcile/", {"file": file("报告.txt", GOOD)}))
    assert '<h2 id="outcome-head">报告.txt</h2>' in page
    assert '<span class="n good" tabindex="0">' in page
    assert '<span class="tag' not in page


def test_downloads_are_carried_by_the_page_itself(reader):
    page = text(reader.post("/reconcile/", {"file": file("报告.txt", BAD)}))
    found = json.loads(carried(page, "json"))
    assert [one["level"] for one in found["findings"]] == ["inconsistent"]
    assert found["findings"][0]["file"] == "报告.txt"
    annotated = carried(page, "html")
    assert annotated.startswith("<!doctype html>")
    assert '<span class="n bad"' in annotated
    assert 'download="报告.txt.html"' in page


def test_a_result_too_large_is_not_carried(reader, monkeypatch):
    monkeypatch.setattr(reconciling, "CARRIED", 100)
    page = text(reader.post("/reconcile/", {"text": BAD}))
    assert "data:" not in page
    assert "结果过大" in page


def test_nothing_of_a_document_runs_here(reader):
    hostile = f"<script>alert(1)</script><img src=x onerror=alert(1)>{BAD}"
    answer = reader.post("/reconcile/", {"file": file('"><script>.txt', hostile)})
    page = text(answer)
    assert "<script>alert" not in page
    assert "onerror=alert(1)&gt;" in page
    assert '"><script>' not in page
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert " style=" not in page
    assert "<style" not in page


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("bomb.docx", bomb, "REC-906"),
        ("broken.docx", lambda: b"PK\x03\x04x", "REC-908"),
        ("locked.docx", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "REC-904"),
        ("notes.odt", lambda: b"x", "REC-903"),
        ("empty.txt", lambda: b"  \n", "REC-905"),
    ],
)
def test_hostile_files_are_numbered_problems(reader, name, body, code):
    answer = reader.post("/reconcile/", {"file": file(name, body())})
    page = text(answer)
    assert answer.status_code == 422
    assert f'<span class="problem-code">{code}</span>' in page
    assert 'class="hand-in"' in page


def test_nothing_handed_in_is_a_problem(reader):
    answer = reader.post("/reconcile/", {"text": ""})
    assert answer.status_code == 422
    assert "DSK-004" in text(answer)


def test_too_long_a_text_and_too_large_a_request(reader, monkeypatch, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = reader.post("/reconcile/", {"text": "1" * 2000})
    assert (answer.status_code, "DSK-005" in text(answer)) == (422, True)
    monkeypatch.setattr(upload, "BESIDE", -upload.LARGEST)
    answer = reader.post("/reconcile/", {"text": "1"})
    assert (answer.status_code, "DSK-005" in text(answer)) == (422, True)


def test_text_without_numbers_says_so(reader):
    assert "没有在这段文字中识别出数字之间的关系" in text(reader.post("/reconcile/", {"text": "无。"}))


def test_comparing_with_the_facts_is_offered_and_asked_for(reader, house):
    assert "这是怀化支队 2020 年的报告" in text(reader.get("/reconcile/"))
    asked = []
    house.against = lambda result, unit, year: asked.append((unit, year)) or result
    assert "已同时与编制的怀化支队 2020 年报告比较" in text(
        reader.post("/reconcile/", {"text": GOOD, "facts": "1"})
    )
    assert asked == [("hh", 2020)]
    reader.post("/reconcile/", {"text": GOOD})
    assert len(asked) == 1


def test_the_page_works_without_a_snapshot(reader, monkeypatch):
    def closed():
        raise Refused([ProblemKind("CLI-001", "没有快照", "none", "导入", "import")()])

    monkeypatch.setattr(houses, "current", closed)
    assert 'name="facts"' not in text(reader.get("/reconcile/"))
    assert '<span class="n bad"' in text(reader.post("/reconcile/", {"text": BAD, "facts": "1"}))


def test_the_token_is_asked_for(account, house):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account)
    assert client.post("/reconcile/", {"text": GOOD}).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text(client.get("/reconcile/"))).group(1)
    assert client.post("/reconcile/", {"text": GOOD, "csrfmiddlewaretoken": token}).status_code == 200


def test_strangers_are_sent_to_the_door(house, db):
    assert Client().post("/reconcile/", {"text": GOOD}).status_code == 302


def test_other_methods_are_refused(reader):
    assert reader.put("/reconcile/").status_code == 405


def test_english(english):
    page = text(english.post("/reconcile/", {"text": BAD}))
    assert "Check the numbers of a report" in page
    assert '<span class="tag inconsistent">inconsistent</span>' in page
