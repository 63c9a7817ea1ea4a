"""What is handed in stays in memory, within its limits."""

import tempfile

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory

from luji.account.desk import upload
from luji.base.kernel.problem import Refused


def request(**data):
    made = RequestFactory().post("/reconcile/", data)
    made.upload_handlers = [upload.InMemory(made)]
    return made


def test_a_large_file_never_touches_the_disk(monkeypatch):
    def never(*args, **kwargs):
        raise AssertionError("a file was made")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", never)
    monkeypatch.setattr(tempfile, "mkstemp", never)
    body = "共有8处，其中甲3处，乙5处。\n".encode() * 150_000
    asked = request(file=SimpleUploadedFile("长.txt", body))
    file = asked.FILES["file"]
    assert isinstance(file, InMemoryUploadedFile)
    assert file.size == len(body) > 5_000_000
    assert upload.given(asked).text.encode() == body


def test_a_file_comes_before_text():
    document = upload.given(request(file=SimpleUploadedFile("a.txt", b"12"), text="34"))
    assert (document.name, document.text) == ("a.txt", "12")


def test_pasted_lines_end_as_in_a_file():
    assert upload.given(request(text="一\r\n二")).text == "一\n二"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, "DSK-004"),
        ({"text": " \n"}, "DSK-004"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "REC-903"),
        ({"file": SimpleUploadedFile("a.docx", b"PK\x03\x04")}, "REC-908"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")}, "REC-908"),
        ({"file": SimpleUploadedFile("a.txt", b" \n ")}, "REC-905"),
        ({"file": SimpleUploadedFile("a.txt", b"\x00\xff\xfe\x81")}, "REC-909"),
    ],
)
def test_what_cannot_be_used_is_a_numbered_problem(data, code):
    with pytest.raises(Refused, match=code):
        upload.given(request(**data))


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(upload, "LARGEST", 10)
    with pytest.raises(Refused, match="DSK-005"):
        upload.given(request(file=SimpleUploadedFile("a.txt", b"12345678901")))
    assert upload.given(request(file=SimpleUploadedFile("a.txt", b"1234567890"))).text


@pytest.mark.parametrize(
    ("length", "too_large"),
    [("0", False), ("", False), (str(20 * 2**20), False), (str(25 * 2**20), True), ("x", True), ("-1", True)],
)
def test_a_request_s_length_is_looked_at_first(length, too_large):
    asked = RequestFactory().get("/reconcile/")
    asked.META["CONTENT_LENGTH"] = length
    assert upload.oversized(asked) is too_large
