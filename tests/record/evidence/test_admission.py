"""What may enter: every kind that is taken, and many things that only pretend to be one."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.record.evidence.admission import MOST_NAME, admit, cleaned

EXE = b"MZ\x90\x00" + b"\x00" * 200
ELF = b"\x7fELF" + b"\x00" * 200
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 300
M4A = b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00" + b"\x00" * 300
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\x00" * 100
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 100
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
SVG = b'<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'


@pytest.fixture
def admitted(archive):
    def given_(content, name="photo.jpg", accept=("photo", "document", "video", "audio")):
        with archive.receive([content], name, 10**9) as incoming:
            return admit(incoming, name, accept)

    return given_


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.pdf", PDF, "application/pdf"), ("a.mp4", MP4, "video/mp4"), ("a.mov", MP4.replace(b"mp42", b"qt  ", 1), "video/mp4"),
        ("a.m4a", M4A, "audio/mp4"), ("a.wav", WAV, "audio/wav"), ("a.amr", b"#!AMR\n" + b"\x00" * 50, "audio/amr"),
        ("a.mp3", b"ID3\x04" + b"\x00" * 50, "audio/mpeg"), ("a.mp3", b"\xff\xfb\x90\x00" + b"\x00" * 50, "audio/mpeg"),
        ("a.aac", b"\xff\xf1\x50\x80" + b"\x00" * 50, "audio/aac"), ("a.ogg", b"OggS" + b"\x00" * 50, "audio/ogg"),
    ],
)  # fmt: skip
def test_kinds_are_told_by_their_bytes(admitted, name, content, media):
    found = admitted(content, name)
    assert (found.kind.media, found.name, found.seen) == (media, name, None)


@pytest.mark.parametrize(
    ("form", "name", "media"),
    [("JPEG", "a.jpg", "image/jpeg"), ("PNG", "a.png", "image/png"), ("WEBP", "a.webp", "image/webp")],
)
def test_photographs_are_decoded(admitted, make, form, name, media):
    found = admitted(make.photo(form=form), name, ("photo",))
    assert (found.kind.media, found.seen.width, found.seen.height) == (media, 640, 480)


@pytest.mark.parametrize(
    ("main", "name", "end"),
    [("word/document.xml", "a.docx", "document"), ("xl/workbook.xml", "a.xlsx", "sheet")],
)
def test_office_files_are_looked_into(admitted, make, main, name, end):
    assert admitted(make.package(main), name).kind.media.endswith(end)


@pytest.mark.parametrize(
    ("name", "kept"),
    [("现场.png", "现场.jpg"), ("no ending", "no ending.jpg"), ("a.b.c", "a.b.c.jpg"), ("x.JPG", "x.JPG")],
)
def test_a_photo_under_another_photo_s_ending_gets_the_right_one(admitted, make, name, kept):
    assert admitted(make.photo(), name).name == kept


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("photo.jpg", EXE, "EVI-105", "Windows 程序"), ("photo.jpg", ELF, "EVI-105", "Linux 程序"),
        ("photo.jpg", b"\xca\xfe\xba\xbe" + b"\x00" * 50, "EVI-105", "Java"), ("photo.jpg", b"#!/bin/sh\nrm -rf /\n", "EVI-105", "脚本"),
        ("photo.jpg", b"@echo off\r\ndel *.*", "EVI-105", "脚本"), ("a.pdf", b"<?php system('id'); ?>", "EVI-105", "脚本"),
        ("photo.jpg", b"<!DOCTYPE html><html><script>alert(1)</script>", "EVI-105", "网页"),
        ("photo.jpg", b"\xef\xbb\xbf \n<HTML>", "EVI-105", "网页"), ("photo.png", SVG, "EVI-105", "SVG"),
        ("photo.jpg", b"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00", "EVI-105", "网页"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "EVI-105", "旧版 Office"),
        ("a.docx", b"{\\rtf1 x}", "EVI-105", "RTF"), ("a.pdf", b"Rar!\x1a\x07\x00xx", "EVI-105", "压缩包"),
        ("a.pdf", b"7z\xbc\xaf\x27\x1cxx", "EVI-105", "压缩包"), ("a.pdf", b"\x1f\x8b\x08xx", "EVI-105", "压缩包"),
        ("a.jpg", b"L\x00\x00\x00\x01\x14\x02\x00xx", "EVI-105", "快捷方式"),
        ("photo.heic", HEIC, "EVI-112", "HEIC"), ("photo.jpg", HEIC, "EVI-112", "HEIC"),
        ("a.txt", b"just some words", "EVI-106", "a.txt"), ("a.jpg", b"\x00" * 100, "EVI-106", "a.jpg"),
        ("a.jpg", b"RIFF\x00\x00\x00\x00AVI ", "EVI-106", "a.jpg"),
        ("a.mp4", b"\x00\x00\x00\x18ftypxxxx", "EVI-106", "a.mp4"),
        ("photo.jpg", PDF, "EVI-104", "PDF"), ("a.pdf", MP4, "EVI-104", "MP4"), ("photo.jpg.exe", PDF, "EVI-104", "PDF"),
        ("photo.exe", MP4, "EVI-104", "MP4"), ("报告.html", PDF, "EVI-104", "PDF"),
    ],
)  # fmt: skip
def test_what_pretends_is_told_what_it_is(admitted, name, content, code, said):
    with pytest.raises(Exception) as refused:
        admitted(content, name)
    (problem,) = refused.value.problems
    assert problem.code == code
    assert said in problem.zh
    assert name in problem.zh
    assert problem.cure_zh


def test_a_kind_not_asked_for_is_refused(admitted, codes, make):
    assert codes(admitted, PDF, "a.pdf", ("photo",)) == ["EVI-103"]
    assert codes(admitted, make.photo(), "a.jpg", ("document",)) == ["EVI-103"]
    assert codes(admitted, MP4, "a.mp4", ("photo", "document")) == ["EVI-103"]


@pytest.mark.parametrize(
    "tail",
    [
        EXE,
        b"\x00" * 9 + b"<script src=x></script>",
        b"PK\x03\x04rest",
        b"<html><body>",
        b"#!/bin/sh\n",
        b"<?php x",
    ],
)
def test_a_photo_with_something_behind_it_is_refused(admitted, codes, make, tail):
    assert codes(admitted, make.photo() + tail) == ["EVI-107"]


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_zip_hung_onto_a_photo_is_found(admitted, codes, make, form):
    out = io.BytesIO(make.photo(form=form))
    out.seek(0, 2)
    with zipfile.ZipFile(out, "a") as made:
        made.writestr("evil.js", "x" * 100)
        made.comment = b"c" * 50
    assert codes(admitted, out.getvalue(), f"a.{form.lower()}") == ["EVI-107"]


def test_a_page_in_the_comment_of_a_photo_is_found(admitted, codes, make):
    comment = b"<html><script>alert(1)</script>"
    content = make.photo()
    marked = content[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + content[2:]
    assert codes(admitted, marked) == ["EVI-107"]
    pdf = content[:2] + b"\xff\xfe" + struct.pack(">H", 11) + b"%PDF-1.7\n" + content[2:]
    assert codes(admitted, pdf) == ["EVI-107"]


def test_what_phones_hang_onto_their_photos_is_taken(admitted, make):
    """Motion photos and depth maps stand behind the end of the picture; they run nowhere."""
    assert admitted(make.photo() + MP4).kind.media == "image/jpeg"
    assert admitted(make.photo() + make.photo(2)).kind.media == "image/jpeg"


@pytest.mark.parametrize("mark", [b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia"])
def test_a_pdf_that_acts_is_refused(admitted, codes, mark):
    assert codes(admitted, PDF + b"x" * (1 << 20) + mark + b" (x)", "a.pdf") == ["EVI-119"]
    across = PDF + b"x" * ((1 << 20) - len(PDF) - 4) + mark  # over the border of two chunks
    assert codes(admitted, across, "a.pdf") == ["EVI-119"]


def test_a_pdf_that_is_a_page_too_is_refused(admitted, codes):
    assert codes(admitted, b"%PDF-1.7 <script>1</script>" + PDF, "a.pdf") == ["EVI-107"]


def test_a_small_family_has_a_small_limit(archive, codes, monkeypatch, make):
    monkeypatch.setitem(__import__("luji.record.evidence.kinds", fromlist=["LIMITS"]).LIMITS, "photo", 1000)
    with archive.receive([make.photo()], "a.jpg", 10**6) as incoming:
        assert codes(admit, incoming, "a.jpg") == ["EVI-102"]


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("C:\\Users\\x\\照片 1.jpg", "照片 1.jpg"), ("../../etc/passwd", "passwd"), ("a\u202egpj.exe", "agpj.exe"), ("", "file"),
        ("...", "file"), ("x\x00y\r\n.jpg", "xy.jpg"), ("零\u200b宽.png", "零宽.png"), ("/", "file"), (" .jpg ", "jpg"),
    ],
)  # fmt: skip
def test_names_lose_folders_and_what_nobody_sees(name, clean):
    assert cleaned(name) == clean


@given(st.text(max_size=400))
def test_any_name_becomes_a_harmless_one(name):
    clean = cleaned(name)
    assert 0 < len(clean) <= MOST_NAME
    assert not set(clean) & set("/\\\r\n\x00\u202e")
    clean.encode()
    assert cleaned(clean) == clean or clean.strip(" .") != clean
