"""Office files: macros, objects, bombs, plain archives and broken ones are refused."""

import io
import zipfile

import pytest

from luji.record.evidence import kinds, packages
from luji.record.evidence.packages import office


@pytest.fixture
def looked(tmp_path):
    def at(content):
        path = tmp_path / "x"
        path.write_bytes(content)
        return office(path, "x.docx")

    return at


def test_a_plain_document_is_taken(looked, make):
    assert looked(make.package(word__media__image1_dot_png=b"x")) is kinds.DOCX
    assert looked(make.package("xl/workbook.xml")) is kinds.XLSX


@pytest.mark.parametrize(
    "part",
    ["word__vbaProject_dot_bin", "xl__vbaProject_dot_bin", "word__activeX__activeX1_dot_xml",
     "word__embeddings__oleObject1_dot_bin", "xl__macrosheets__sheet1_dot_xml", "word__media__run_dot_exe",
     "xl__embeddings__x_dot_exe", "word__vbaData_dot_xml"],
)  # fmt: skip
def test_macros_and_objects_are_refused(looked, make, codes, part):
    assert codes(looked, make.package(**{part: b"x"})) == ["EVI-108"]


def test_a_declared_macro_type_is_refused(looked, make, codes):
    assert codes(
        looked, make.package(types="<Types>application/vnd.ms-word.document.macroEnabled</Types>")
    ) == ["EVI-108"]


def test_an_embedded_workbook_is_no_macro(looked, make):
    assert looked(make.package(word__embeddings__sheet1_dot_xlsx=b"x")) is kinds.DOCX


def test_any_other_archive_is_refused(looked, make, codes):
    assert codes(looked, make.package(main="")) == ["EVI-105"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "no content types")
    assert codes(looked, out.getvalue()) == ["EVI-105"]
    assert codes(looked, b"PK\x05\x06" + b"\x00" * 18) == ["EVI-105"]


def test_a_bomb_is_refused_before_it_goes_off(looked, make, codes, monkeypatch):
    monkeypatch.setattr(packages, "MOST_UNPACKED", 1_000_000)
    assert codes(looked, make.package(word__media__x_dot_png=b"\0" * 2_000_000)) == ["EVI-109"]
    monkeypatch.setattr(packages, "MOST_PARTS", 3)
    assert codes(looked, make.package(a=b"", b=b"", c=b"")) == ["EVI-109"]


def test_a_part_that_lies_about_its_size_is_broken(looked, make, codes):
    """Whoever writes a small size into the directory gets no more unpacked than that."""
    content = bytearray(make.package(word__media__x_dot_png=b"\0" * 500_000))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as made:
        size = made.getinfo("word/media/x.png").file_size.to_bytes(4, "little")
    at = content.rfind(size)
    content[at : at + 4] = (10).to_bytes(4, "little")
    assert codes(looked, bytes(content)) == ["EVI-110"]


@pytest.mark.parametrize("name", ["../../evil.xml", "/etc/x", "word/../../x", "..\\x"])
def test_parts_outside_their_folder_are_refused(looked, make, codes, name):
    out = io.BytesIO(make.package())
    with zipfile.ZipFile(out, "a") as made:
        made.writestr(name, "x")
    assert codes(looked, out.getvalue()) == ["EVI-110"]


def test_a_cut_or_changed_document_is_broken(looked, make, codes):
    content = make.package(word__media__x_dot_bmp=bytes(range(256)) * 20)
    assert codes(looked, content[: len(content) // 2]) == ["EVI-110"]
    at = content.index(b"word/media/x.bmp") + 200
    assert codes(looked, content[:at] + b"\xff\x00\xff" + content[at + 3 :]) == ["EVI-110"]
