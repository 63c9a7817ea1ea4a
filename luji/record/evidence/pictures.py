"""Photographs examined: whole, not too large, when and where taken, what they look like; pure, on Pillow."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image, ImageOps

from luji.base.kernel.problem import Refused
from luji.record.evidence import kinds
from luji.record.evidence.kinds import Kind
from luji.record.evidence.likeness import dhash
from luji.record.evidence.problems import BROKEN, TOO_MANY_PIXELS

HERE = ZoneInfo("Asia/Shanghai")
MOST_MEGAPIXELS = 89
MOST_SIDE = 30_000
THUMBNAIL = (480, 480)
FORMATS = ("JPEG", "PNG", "WEBP")
WRITTEN = {"JPEG": kinds.JPEG, "MPO": kinds.JPEG, "PNG": kinds.PNG, "WEBP": kinds.WEBP}
_DAMAGE = (
    OSError, ValueError, SyntaxError, EOFError, TypeError, OverflowError, MemoryError, LookupError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """What a photograph says of itself: pixels, moment of taking, degrees (WGS84), 64 bits of its looks."""

    width: int
    height: int
    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    looks: int | None = None


def examine(path: Path, kind: Kind, name: str) -> Seen:
    """Decode a photograph. Raises `Refused`: EVI-110 broken, EVI-111 too many pixels.

    Pillow's warnings of odd metadata are dropped: whether the picture can be decoded is what counts.
    """
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=FORMATS) as image:
            return _seen(image, kind, name)
    except Image.DecompressionBombError as error:
        raise Refused([_too_many(name, 0, 0)]) from error
    except _DAMAGE as error:
        raise Refused([BROKEN(name=name, what=kind.label)]) from error


def thumbnail(path: Path, target: Path) -> None:
    """Write a small JPEG of an archived photograph, upright and without anything it says of itself."""
    with warnings.catch_warnings(action="ignore"), Image.open(path, formats=FORMATS) as image:
        image.draft("RGB", (THUMBNAIL[0] * 2, THUMBNAIL[1] * 2))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail(THUMBNAIL)
        flat = Image.new("RGB", upright.size, "white")
        with_alpha = upright.convert("RGBA")
        flat.paste(with_alpha, mask=with_alpha.getchannel("A"))
        flat.save(target, "JPEG", quality=82)


def _seen(image: Image.Image, kind: Kind, name: str) -> Seen:
    width, height = image.size
    if width * height > MOST_MEGAPIXELS * 1_000_000 or max(width, height) > MOST_SIDE:
        raise Refused([_too_many(name, width, height)])
    if WRITTEN.get(image.format or "") is not kind:
        raise Refused([BROKEN(name=name, what=kind.label)])
    exif = _exif(image)
    image.draft("L", (512, 512))
    image.load()
    place = _place(exif.get("gps", {}))
    return Seen(width, height, _moment(exif), *place, dhash(ImageOps.exif_transpose(image)))


def _too_many(name: str, width: int, height: int) -> Any:
    return TOO_MANY_PIXELS(name=name, width=width or "?", height=height or "?", limit=MOST_MEGAPIXELS)


def _exif(image: Image.Image) -> dict[str, Any]:
    """The parts of EXIF that matter; empty when it cannot be read."""
    try:
        whole = image.getexif()
        inner = whole.get_ifd(ExifTags.IFD.Exif)
        return {"inner": dict(inner), "gps": dict(whole.get_ifd(ExifTags.IFD.GPSInfo)), "main": dict(whole)}
    except (*_DAMAGE, AttributeError):
        return {}


def _moment(exif: Mapping[str, Any]) -> datetime | None:
    """When it was taken; a camera that names no zone is taken to be here."""
    inner, main = exif.get("inner", {}), exif.get("main", {})
    said = inner.get(ExifTags.Base.DateTimeOriginal) or main.get(ExifTags.Base.DateTime)
    try:
        moment = datetime.strptime(str(said).strip("\x00 ")[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 — zone below
        return moment.replace(tzinfo=_zone(inner.get(ExifTags.Base.OffsetTimeOriginal)))
    except ValueError:
        return None


def _zone(said: object) -> timezone | ZoneInfo:
    text = str(said or "").strip("\x00 ")
    if len(text) == 6 and text[0] in "+-" and text[3] == ":" and (text[1:3] + text[4:]).isdecimal():
        shift = timedelta(hours=int(text[1:3]), minutes=int(text[4:]))
        if shift < timedelta(hours=15):
            return timezone(shift if text[0] == "+" else -shift)
    return HERE


def _place(gps: Mapping[int, Any]) -> tuple[float | None, float | None]:
    try:
        latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps.get(ExifTags.GPS.GPSLatitudeRef, "N"), 90)
        longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps.get(ExifTags.GPS.GPSLongitudeRef, "E"), 180)
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None, None
    # Cameras that have not found their place yet write zeros.
    return (None, None) if latitude == longitude == 0 else (latitude, longitude)


def _degrees(parts: Any, reference: object, limit: int) -> float:
    """Degrees, minutes and seconds as degrees. Raises ValueError for what lies nowhere."""
    degrees, minutes, seconds = (float(Fraction(str(float(part)))) for part in parts)
    found = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(found) or not 0 <= found <= limit:
        raise ValueError("no such place")
    return -found if str(reference).strip("\x00 ").upper() in ("S", "W") else found
