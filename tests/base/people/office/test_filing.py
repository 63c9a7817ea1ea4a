"""Taking lists in over the page: preview first, then once; giving them out."""

import csv
import io
import re

import openpyxl
import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from luji.base.people.models import Account
from luji.base.people.office import filing, sheets

PATH = "/settings/people/import/"
HEAD = ["警号", "姓名", "单位", "岗位"]
ROWS = [HEAD, ["080125", "新警官", "鹤城大队", "民警"]]


def upload(client, rows, name="名单.csv", data=None):
    content = sheets.csv_of(rows) if data is None else data
    return client.post(PATH, {"file": SimpleUploadedFile(name, content)})


def token_of(answer):
    return re.search(r'name="token" value="([^"]+)"', answer.content.decode())[1]


def test_first_a_preview_then_the_deed(crew):
    client = crew.client("080001")
    shown = upload(client, ROWS)
    assert "新警官" in shown.content.decode()
    assert not Account.objects.filter(username="080125").exists()
    done = client.post(PATH, {"token": token_of(shown)}).content.decode()
    account = Account.objects.get(username="080125")
    password = re.search(r"<code>([^<]+)</code>", done)[1]
    assert account.check_password(password)


def test_twice_changes_nothing(crew):
    client = crew.client("080001")
    token = token_of(upload(client, ROWS))
    client.post(PATH, {"token": token})
    again = client.post(PATH, {"token": token})
    assert "没有新增人员" in again.content.decode()
    assert "不需要导入" in upload(client, ROWS).content.decode()


def test_a_preview_is_its_makers_and_grows_old(crew, monkeypatch):
    token = token_of(upload(crew.client("080001"), ROWS))
    for spoiled in (token[:-3], "x", "", signing.dumps(["080001", "x", ROWS], salt="another")):
        answer = crew.client("080001").post(PATH, {"token": spoiled})
        assert "PPL-349" in answer.content.decode()
    assert "PPL-349" in crew.client("080002").post(PATH, {"token": token}).content.decode()
    monkeypatch.setattr(filing, "PREVIEW_SECONDS", -1)
    assert "PPL-349" in crew.client("080001").post(PATH, {"token": token}).content.decode()
    assert not Account.objects.filter(username="080125").exists()


def test_what_changed_since_the_preview_counts(crew):
    client = crew.client("080001")
    token = token_of(upload(client, ROWS))
    Account.objects.create(username="080125", name="别人", unit="hh-zhijiang")
    answer = client.post(PATH, {"token": token})
    assert Account.objects.get(username="080125").name in ("别人", "新警官")
    assert answer.status_code in (200, 422)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("x.csv", b"", "PPL-343"),
        ("x.exe", b"MZ\x90\x00", "PPL-341"),
        ("x.xlsx", b"PK\x03\x04", "PPL-341"),
        ("x.csv", sheets.csv_of([HEAD, ["080125", "", "鹤城大队", ""]]), "PPL-209"),
        ("x.csv", sheets.csv_of([HEAD, ["080125", "新", "外星大队", ""]]), "PPL-001"),
        ("<script>.csv", b"\xff\xfe\x00", "PPL-341"),
    ],
)
def test_bad_files_are_told(crew, name, data, code):
    answer = upload(crew.client("080001"), [], name, data)
    assert answer.status_code == 422
    assert code in answer.content.decode() or (data == b"" and "PPL-350" in answer.content.decode())
    assert "<script>." not in answer.content.decode()


def test_no_file_at_all(crew):
    assert "PPL-350" in crew.client("080001").post(PATH).content.decode()


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_list_given_out_is_taken_in_without_a_change(crew, format):
    client = crew.client("080001")
    answer = client.get(f"/settings/people/people.{format}?unit=hh-hecheng")
    assert answer["Content-Disposition"].endswith(f'.{format}"')
    again = upload(client, [], f"x.{format}", answer.content)
    assert "不需要导入" in again.content.decode()


def test_the_filters_hold_for_the_file(crew):
    body = crew.client("080001").get("/settings/people/people.csv?q=张").content
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["080101"]


def test_a_name_that_computes_does_not(crew):
    crew["080101"].name = "=HYPERLINK(1)"
    crew["080101"].save()
    client = crew.client("080001")
    assert b"'=HYPERLINK" in client.get("/settings/people/people.csv").content
    book = openpyxl.load_workbook(io.BytesIO(client.get("/settings/people/people.xlsx").content))
    assert all(cell.data_type != "f" for line in book.active for cell in line)
