"""Photographs: whole, not too large, and what EXIF says of time and place, however badly it is written."""

import io
import struct
import zlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PIL import Image

from luji.record.evidence import kinds
from luji.record.evidence.likeness import distance
from luji.record.evidence.pictures import HERE, examine, thumbnail


@pytest.fixture
def seen(tmp_path):
    def at(content, kind=kinds.JPEG):
        path = tmp_path / "x"
        path.write_bytes(content)
        return examine(path, kind, "x.jpg")

    return at


def with_exif(make, change):
    exif = Image.Exif()
    change(exif)
    out = io.BytesIO()
    make.picture().save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_time_and_place_are_read(seen, make):
    found = seen(make.photo(taken="2026:02:28 14:05:09", place=(27.55, 110.01)))
    assert found.taken_at == datetime(2026, 2, 28, 14, 5, 9, tzinfo=HERE)
    assert (found.latitude, found.longitude) == pytest.approx((27.55, 110.01))


def test_the_zone_counts(seen, make):
    assert seen(make.photo(taken="2026:02:28 14:05:09", zone="+00:00")).taken_at == datetime(
        2026, 2, 28, 14, 5, 9, tzinfo=UTC
    )
    west = timezone(timedelta(hours=-5, minutes=-30))
    assert seen(make.photo(taken="2026:02:28 14:05:09", zone="-05:30")).taken_at == datetime(
        2026, 2, 28, 14, 5, 9, tzinfo=west
    )


@pytest.mark.parametrize(
    "taken", ["0000:00:00 00:00:00", "2026-02-28", "    ", "2026:13:01 00:00:00", "2026:02:30 25:00:00"]
)
def test_a_time_that_is_none_is_none(seen, make, taken):
    assert seen(make.photo(taken=taken)).taken_at is None


@pytest.mark.parametrize("zone", ["+99:99", "Z", "0800", "+0800", "++:00"])
def test_a_zone_that_is_none_is_here(seen, make, zone):
    assert seen(make.photo(taken="2026:02:28 14:05:09", zone=zone)).taken_at.tzinfo is HERE


def test_south_and_west_are_negative(seen, make):
    found = seen(make.photo(place=(-33.5, -70.25)))
    assert (found.latitude, found.longitude) == pytest.approx((-33.5, -70.25))


@pytest.mark.parametrize(
    "parts",
    [
        {2: (99.0, 0.0, 0.0), 4: (110.0, 0.0, 0.0)},
        {2: (27.0, 0.0), 4: (110.0, 0.0, 0.0)},
        {2: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0)},
        {2: (27.0, 0.0, 0.0)},
        {2: (27.0, 0.0, 0.0), 4: (200.0, 0.0, 0.0)},
    ],
)
def test_a_place_that_is_nowhere_is_none(seen, make, parts):
    def write(exif):
        gps = exif.get_ifd(0x8825)
        gps[1], gps[3] = "N", "E"
        gps.update(parts)

    found = seen(with_exif(make, write))
    assert (found.latitude, found.longitude) == (None, None)


def test_broken_exif_is_no_broken_photo(seen, make):
    content = make.photo()
    junk = b"Exif\x00\x00II*\x00\xff\xff\xff\xff" + b"\xff" * 60
    cut = content.index(b"\xff\xdb")
    marked = content[:2] + b"\xff\xe1" + struct.pack(">H", len(junk) + 2) + junk + content[cut:]
    found = seen(marked)
    assert (found.taken_at, found.latitude, found.width) == (None, None, 640)


@pytest.mark.parametrize("share", [0.3, 0.7])
def test_a_photo_cut_short_is_broken(seen, make, codes, share):
    for form, kind in (("JPEG", kinds.JPEG), ("PNG", kinds.PNG), ("WEBP", kinds.WEBP)):
        content = make.photo(form=form)
        assert codes(seen, content[: int(len(content) * share)], kind) == ["EVI-110"]


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xff" + b"junk" * 50, b"\xff\xd8\xff\xd9", b"\x89PNG\r\n\x1a\n" + b"x" * 50]
)
def test_a_beginning_alone_is_no_photo(seen, codes, content):
    assert codes(seen, content) == ["EVI-110"]


def test_another_kind_than_the_magic_says_is_broken(seen, make, codes):
    assert codes(seen, make.photo(form="PNG"), kinds.JPEG) == ["EVI-110"]


def bomb(width, height):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(50_000, 50_000), (10_000, 10_000), (40_000, 10), (13_000, 13_000)])
def test_a_decompression_bomb_is_refused_by_its_header(seen, codes, size):
    assert codes(seen, bomb(*size), kinds.PNG) == ["EVI-111"]


def test_a_turned_photo_looks_as_it_is_seen(seen, make):
    upright = seen(make.photo(3)).looks
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side: show it turned by 90° clockwise
    out = io.BytesIO()
    make.picture(3).transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", exif=exif)
    assert distance(seen(out.getvalue()).looks, upright) <= 4


def test_a_thumbnail_is_small_upright_and_silent(tmp_path, make):
    source, target = tmp_path / "a", tmp_path / "b.jpg"
    source.write_bytes(make.photo(taken="2026:02:28 14:05:09", place=(27.5, 110.0), size=(2000, 1000)))
    thumbnail(source, target)
    with Image.open(target) as small:
        assert small.format == "JPEG"
        assert small.size == (480, 240)
        assert dict(small.getexif()) == {}


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "1"])
def test_every_sort_of_png_has_a_thumbnail(tmp_path, make, mode):
    source, target = tmp_path / "a", tmp_path / "b.jpg"
    make.picture().convert(mode).save(source, "PNG")
    thumbnail(source, target)
    assert target.stat().st_size > 100
    assert examine(source, kinds.PNG, "a.png").width == 640
