"""Limits: sizes, what an archive unpacks to, encryption, and links that lead outside."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from luji.account.reconcile.readers import limits

Make = Callable[..., bytes]
Refuse = Callable[..., str]


def test_a_file_that_is_not_there(tmp_path: Path, refused: Refuse) -> None:
    assert refused(limits.read_bytes, tmp_path / "没有.txt") == "REC-901"
    assert refused(limits.read_bytes, tmp_path) == "REC-901"


def test_a_file_of_two_hundred_megabytes_is_not_even_opened(tmp_path: Path, refused: Refuse) -> None:
    large = tmp_path / "大.txt"
    with large.open("wb") as stream:
        stream.truncate(200 * limits.MEGABYTE)  # sparse: takes no room
    assert refused(limits.read_bytes, large) == "REC-902"


def test_the_limit_itself_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Refuse
) -> None:
    monkeypatch.setattr(limits, "LARGEST", 10)
    small = tmp_path / "小.txt"
    small.write_bytes(b"0123456789")
    assert limits.read_bytes(small) == b"0123456789"
    small.write_bytes(b"0123456789a")
    assert refused(limits.read_bytes, small) == "REC-902"


def test_a_sound_archive_is_opened(make_zip: Make) -> None:
    with limits.archive(make_zip({"a.xml": b"<a/>"}), "甲.docx") as opened:
        assert limits.member(opened, "a.xml", "甲.docx") == b"<a/>"


@pytest.mark.parametrize("data", [b"", b"x", b"PK\x05\x06", b"PK\x03\x04" + b"\x00" * 100])
def test_what_is_no_archive(data: bytes, refused: Refuse) -> None:
    assert refused(limits.archive, data, "甲.docx") == "REC-908"


@pytest.mark.parametrize("megabytes", [201, 300, 4000])
def test_a_bomb_is_told_by_its_directory(megabytes: int, make_zip: Make, refused: Refuse) -> None:
    """The directory says what a member unpacks to; nothing is unpacked to find out."""
    data = bytearray(make_zip({"a.xml": b"\x00" * 1000}))
    size = data.index(b"PK\x01\x02") + 24
    data[size : size + 4] = (megabytes * limits.MEGABYTE).to_bytes(4, "little")
    assert refused(limits.archive, bytes(data), "甲.docx") == "REC-906"


def test_too_many_members_are_a_bomb(make_zip: Make, refused: Refuse) -> None:
    data = make_zip({f"{i}": b"" for i in range(limits.MEMBERS + 1)}, zipfile.ZIP_STORED)
    assert refused(limits.archive, data, "甲.docx") == "REC-906"


def test_a_member_that_lies_about_its_size_is_stopped(
    make_zip: Make, refused: Refuse, monkeypatch: pytest.MonkeyPatch
) -> None:
    with limits.archive(make_zip({"a": b"x" * 1000}), "甲.docx") as opened:
        monkeypatch.setattr(limits, "UNPACKED", 100)
        assert refused(limits.member, opened, "a", "甲.docx") == "REC-906"


def test_an_encrypted_member_is_told(make_zip: Make, refused: Refuse) -> None:
    data = bytearray(make_zip({"a.xml": b"<a/>"}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag of encryption in the directory
    assert refused(limits.archive, bytes(data), "甲.docx") == "REC-904"


def test_a_member_that_is_missing_or_damaged(make_zip: Make, refused: Refuse) -> None:
    data = bytearray(make_zip({"a.xml": b"hello hello hello hello"}))
    with limits.archive(bytes(data), "甲.docx") as opened:
        assert refused(limits.member, opened, "b.xml", "甲.docx") == "REC-908"
    start = data.index(b"a.xml") + 5
    data[start : start + 6] = b"\xff" * 6
    with limits.archive(bytes(data), "甲.docx") as opened:
        assert refused(limits.member, opened, "a.xml", "甲.docx") == "REC-908"


def relations(tag: str) -> dict[str, bytes]:
    return {"word/_rels/document.xml.rels": f"<Relationships>{tag}</Relationships>".encode()}


@pytest.mark.parametrize(
    "tag",
    [
        '<Relationship Type="x/image" Target="http://example.org/a.png" TargetMode="External"/>',
        '<Relationship TargetMode="External" Type="x/attachedTemplate" Target="file:///t.dotm"/>',
        '<Relationship TargetMode="External" Type="x/oleObject"/>',
    ],
)
def test_parts_from_elsewhere_are_refused(tag: str, make_zip: Make, refused: Refuse) -> None:
    with limits.archive(make_zip(relations(tag)), "甲.docx") as opened:
        assert refused(limits.refuse_external, opened, "甲.docx") == "REC-907"


@pytest.mark.parametrize(
    "tag",
    [
        '<Relationship Type="x/hyperlink" Target="http://example.org" TargetMode="External"/>',
        '<Relationship Type="x/styles" Target="styles.xml"/>',
        "",
    ],
)
def test_hyperlinks_and_own_parts_are_not(tag: str, make_zip: Make) -> None:
    with limits.archive(make_zip(relations(tag)), "甲.docx") as opened:
        limits.refuse_external(opened, "甲.docx")


def test_the_archive_of_an_upload_is_read_from_memory(make_zip: Make) -> None:
    opened = limits.archive(make_zip({"a": b"1"}), "甲.xlsx")
    assert isinstance(opened.fp, io.BytesIO)
