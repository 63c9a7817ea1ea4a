# ruff: noqa: E402 — models can be imported only after Django is set up
"""Files made on the spot: photographs with EXIF, Office files, programs under false names."""

import io
import os
import random
import zipfile
from datetime import UTC, datetime
from types import SimpleNamespace

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from PIL import Image, ImageDraw

from luji.base.kernel.problem import Refused
from luji.record.evidence.archive import Archive

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'


def picture(seed: int = 1, size=(640, 480), background=0) -> Image.Image:
    """A picture unlike that of another seed."""
    chance = random.Random(seed)
    image = Image.new("RGB", size, (chance.randrange(256), chance.randrange(256), background))
    draw = ImageDraw.Draw(image)
    for _ in range(24):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        w, h = chance.randrange(40, size[0] // 2), chance.randrange(40, size[1] // 2)
        draw.rectangle((x, y, x + w, y + h), fill=tuple(chance.randrange(256) for _ in range(3)))
    return image


def photo(seed=1, taken="", place=None, zone="", form="JPEG", quality=90, **options) -> bytes:
    """A photograph as a phone writes it: `taken` as EXIF spells it, `place` in degrees."""
    image = picture(seed, **options)
    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
        if zone:
            exif.get_ifd(0x8769)[0x9011] = zone
    if place:
        latitude, longitude = place
        gps = exif.get_ifd(0x8825)
        gps[1], gps[2] = ("N" if latitude >= 0 else "S"), (abs(latitude), 0.0, 0.0)
        gps[3], gps[4] = ("E" if longitude >= 0 else "W"), (abs(longitude), 0.0, 0.0)
    out = io.BytesIO()
    image.save(out, form, quality=quality, exif=exif)
    return out.getvalue()


def package(main="word/document.xml", types=TYPES, **parts: bytes) -> bytes:
    """An Office file with further parts; `__` in a name stands for a slash, `_dot_` for a point."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", types)
        if main:
            made.writestr(main, "<document/>")
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


@pytest.fixture(scope="session")
def make():
    return SimpleNamespace(picture=picture, photo=photo, package=package)


@pytest.fixture
def archive(tmp_path) -> Archive:
    return Archive(tmp_path / "archive")


@pytest.fixture
def codes():
    """The numbers of the problems something is refused with."""

    def of(call, *args, **options):
        with pytest.raises(Refused) as refused:
            call(*args, **options)
        return [problem.code for problem in refused.value.problems]

    return of
