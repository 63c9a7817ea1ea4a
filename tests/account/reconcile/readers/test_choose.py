"""The reader for a file: by its name, small letters or large; every unusable file is one numbered problem."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from luji.account.reconcile.readers.choose import KNOWN, read, read_bytes

Make = Callable[..., bytes]
Refuse = Callable[..., str]
SAMPLE = "本年收入120万元。"


@pytest.mark.parametrize(
    "name", ["甲.txt", "甲.TXT", "甲.text", "甲.md", "甲.markdown", "甲.csv", "甲.html", "甲.HTM"]
)
def test_texts_by_their_names(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(SAMPLE, "utf-8")
    made = read(path)
    assert made.name == name
    assert SAMPLE in made.text
    assert read_bytes(path.read_bytes(), name) == made


def test_packages_by_their_names(make_docx: Make, make_xlsx: Make, make_pdf: Make) -> None:
    assert SAMPLE in read_bytes(make_docx(SAMPLE), "甲.docx").text
    assert SAMPLE in read_bytes(make_xlsx(表=[[SAMPLE]]), "甲.XLSX").text
    assert "120" in read_bytes(make_pdf(SAMPLE), "甲.pdf").text


@pytest.mark.parametrize("name", ["甲.doc", "甲.wps", "甲.exe", "甲", ".txt", "甲.txt.zip", "甲."])
def test_other_names_are_not_supported(name: str, tmp_path: Path, refused: Refuse) -> None:
    path = tmp_path / name
    path.write_text(SAMPLE, "utf-8")
    assert refused(read, path) == "REC-903"
    assert refused(read_bytes, SAMPLE.encode(), name) == "REC-903"


@pytest.mark.parametrize("name", ["没有.txt", "没有.docx", "没有.doc", "没有"])
def test_a_missing_file_is_missing_whatever_its_name(name: str, tmp_path: Path, refused: Refuse) -> None:
    assert refused(read, tmp_path / name) == "REC-901"


@pytest.mark.parametrize("data", [b"", b"  \n\t ", "\u3000\n".encode()])
@pytest.mark.parametrize("name", ["甲.txt", "甲.md", "甲.html"])
def test_files_without_text(data: bytes, name: str, refused: Refuse) -> None:
    assert refused(read_bytes, data, name) == "REC-905"


def test_books_and_documents_without_text(make_docx: Make, make_xlsx: Make, refused: Refuse) -> None:
    assert refused(read_bytes, make_docx(""), "甲.docx") == "REC-905"
    assert refused(read_bytes, make_xlsx(空=[]), "甲.xlsx") == "REC-905"


@pytest.mark.parametrize(
    ("name", "number"),
    [("甲.docx", "REC-908"), ("甲.pdf", "REC-908"), ("甲.xlsx", "REC-908"), ("甲.txt", "REC-909")],
)
def test_names_that_lie(name: str, number: str, refused: Refuse) -> None:
    assert refused(read_bytes, b"\x00\x01\x02\x03" * 50, name) == number


def test_the_formats_named_to_the_user_are_those_read() -> None:
    assert set(KNOWN) == {".docx", ".pdf", ".html", ".xlsx", ".txt", ".md"}


def test_a_text_loads_no_library_of_another_format() -> None:
    code = (
        "import sys; from luji.account.reconcile.readers.choose import read_bytes; read_bytes(b'abc', 'a.txt');"
        "print([m for m in ('docx', 'openpyxl', 'lxml', 'pypdfium2', 'pdfplumber', 'django') if m in sys.modules])"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"
