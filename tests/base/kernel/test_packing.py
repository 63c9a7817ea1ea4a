"""Zip files that do not say when they were made."""

import io
import zipfile

import pytest

from luji.base.kernel.packing import dated_alike

MEMBERS = {"[Content_Types].xml": b"<Types/>", "word/document.xml": "路绩".encode() * 500}


def packed(year: int, method: int, members: dict[str, bytes] = MEMBERS) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), content)
    return made.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_what_was_packed_at_other_times_is_the_same_file(method: int) -> None:
    assert packed(2020, method) != packed(2021, method)
    assert dated_alike(packed(2020, method)) == dated_alike(packed(2021, method))


def test_the_members_and_their_order_stay() -> None:
    with zipfile.ZipFile(io.BytesIO(dated_alike(packed(2020, zipfile.ZIP_STORED)))) as file:
        assert {name: file.read(name) for name in file.namelist()} == MEMBERS
        assert file.namelist() == list(MEMBERS)


def test_other_content_is_another_file() -> None:
    other = MEMBERS | {"word/document.xml": b"other"}
    assert dated_alike(packed(2020, 0)) != dated_alike(packed(2020, 0, other))
