"""Sniffing never fails and never calls random bytes a picture that Pillow would not open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.record.evidence import kinds
from luji.record.evidence.sniff import HEIC, ZIP, Sniffed, hidden, sniff


@given(st.binary(max_size=200))
def test_anything_is_answered(head):
    found = sniff(head)
    assert sum(bool(x) for x in (found.kind, found.refused, found.further)) <= 1


@pytest.mark.parametrize(
    "head", [b"", b"\xff", b"PK", b"RIFF", b"\x00\x00\x00\x18ft", b"plain text", "中文".encode()]
)
def test_too_little_is_unknown(head):
    assert sniff(head) == Sniffed()


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"PK\x05\x06" + b"\x00" * 18])
def test_a_zip_needs_a_further_look(head):
    assert sniff(head).further == ZIP


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"avif"])
def test_phone_formats_that_cannot_be_examined_are_told(brand):
    assert sniff(b"\x00\x00\x00\x18ftyp" + brand).further == HEIC


@pytest.mark.parametrize(
    "text", ["<svg>", "  <SVG xmlns=", "<?xml version='1.0'?>\n<svg", "<!-- a --><!doctype svg><svg"]
)
def test_drawings_are_drawings(text):
    assert sniff(text.encode()).refused == kinds.SVG


def test_utf_16_pages_are_pages_and_no_recordings():
    assert sniff("<html>".encode("utf-16")).refused == kinds.PAGE


@given(st.binary(max_size=3000), st.sampled_from([kinds.JPEG, kinds.PNG, kinds.PDF, kinds.MP4]))
def test_looking_for_a_second_file_never_fails(content, kind):
    hidden(kind, content[:4096], content)


def test_an_ordinary_end_hides_nothing():
    assert hidden(kinds.JPEG, b"\xff\xd8\xff", b"\x00" * 500 + b"\xff\xd9") is None
    assert hidden(kinds.PNG, b"\x89PNG", b"IEND\xaeB`\x82") is None
