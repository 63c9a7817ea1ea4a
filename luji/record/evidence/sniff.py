"""What a file really is, from its bytes and never from its name; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luji.base.kernel.text import Text
from luji.record.evidence import kinds
from luji.record.evidence.kinds import Kind

HEAD = 4096
TAIL = 66_000

_PLAIN: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", kinds.JPEG),
    (b"\x89PNG\r\n\x1a\n", kinds.PNG),
    (b"%PDF-", kinds.PDF),
    (b"#!AMR", kinds.AMR),
    (b"ID3", kinds.MP3),
    (b"OggS", kinds.OGG),
)
_REFUSED: tuple[tuple[bytes, Text], ...] = (
    (b"MZ", kinds.PROGRAM),
    (b"\x7fELF", kinds.LINUX_PROGRAM),
    (b"\xca\xfe\xba\xbe", kinds.JAVA),
    (b"\xfe\xed\xfa\xce", kinds.MAC_PROGRAM),
    (b"\xfe\xed\xfa\xcf", kinds.MAC_PROGRAM),
    (b"\xcf\xfa\xed\xfe", kinds.MAC_PROGRAM),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", kinds.OLD_OFFICE),
    (b"{\\rtf", kinds.RICH),
    (b"L\x00\x00\x00\x01\x14\x02\x00", kinds.SHORTCUT),
    (b"Rar!\x1a\x07", kinds.PACKED),
    (b"7z\xbc\xaf\x27\x1c", kinds.PACKED),
    (b"\x1f\x8b", kinds.PACKED),
    (b"BZh", kinds.PACKED),
    (b"\xfd7zXZ\x00", kinds.PACKED),
    (b"#!", kinds.SHELL),
    (b"<?php", kinds.SHELL),
)
_MOVIES = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"qt  ", b"3gp4",
           b"3gp5", b"3gp6", b"3g2a", b"MSNV", b"dash", b"mmp4")  # fmt: skip
_SOUND = (b"M4A ", b"M4B ")
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
_WORD = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*|<!doctype[^>]*>\s*)*<\s*([a-z!?/][a-z0-9:]*)",
    re.IGNORECASE | re.DOTALL,
)
_SCRIPT = re.compile(
    rb"\A\s*(?:@echo off|rem |set-|function |import |from |var |const |dim |on error|<%|param\s*\(|"
    rb"powershell|wscript|cmd(?:\.exe)? /|eval\()",
    re.IGNORECASE,
)
_INSIDE: tuple[tuple[re.Pattern[bytes], Text], ...] = (
    (re.compile(rb"<script[\s>]", re.IGNORECASE), kinds.PAGE),
    (re.compile(rb"<html[\s>]|<!doctype html", re.IGNORECASE), kinds.PAGE),
    (re.compile(rb"<svg[\s>]", re.IGNORECASE), kinds.SVG),
    (re.compile(rb"<\?php", re.IGNORECASE), kinds.SHELL),
)
HEIC, ZIP = "heic", "zip"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What the first bytes say: a `kind` taken as such, or what it is instead; `further` to look into."""

    kind: Kind | None = None
    refused: Text | None = None
    further: str = ""


def sniff(head: bytes) -> Sniffed:
    """What a file is by its first `HEAD` bytes; nothing set when they are not known."""
    for magic, kind in _PLAIN:
        if head.startswith(magic):
            return Sniffed(kind)
    if head[4:8] == b"ftyp":
        return _movie(head[8:12])
    if head[:4] == b"RIFF":
        return Sniffed({b"WEBP": kinds.WEBP, b"WAVE": kinds.WAV}.get(head[8:12]))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Sniffed(further=ZIP)
    for magic, what in _REFUSED:
        if head.startswith(magic):
            return Sniffed(refused=what)
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return Sniffed(kinds.AAC)
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2:
        return Sniffed(kinds.MP3)
    return _text(head)


def hidden(kind: Kind, head: bytes, tail: bytes) -> Text | None:
    """A second file inside a first that some program would open: a page in front, an archive at the end."""
    front = head[:1024]
    for pattern, what in _INSIDE:
        if pattern.search(front) or pattern.search(tail[-HEAD:]):
            return what
    if kind is not kinds.PDF and b"%PDF-" in front:
        return kinds.PDF.label
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and len(tail) >= at + 22:
        comment = int.from_bytes(tail[at + 20 : at + 22], "little")
        if at + 22 + comment == len(tail):
            return kinds.PACKED
    end = _after_end(kind, tail)
    if end is not None and end.startswith((b"MZ", b"\x7fELF", b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"#!")):
        return kinds.PROGRAM if end.startswith((b"MZ", b"\x7fELF", b"#!")) else kinds.PACKED
    return None


def _movie(brand: bytes) -> Sniffed:
    if brand in _HEIC:
        return Sniffed(further=HEIC)
    if brand in _SOUND:
        return Sniffed(kinds.M4A)
    return Sniffed(kinds.MP4 if brand in _MOVIES else None)


def _text(head: bytes) -> Sniffed:
    """Text is a page, a drawing or a script; any other text is simply not known."""
    flat = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    flat = flat.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    found = _WORD.match(flat)
    if found:
        word = found.group(1).lower()
        return Sniffed(refused=kinds.SVG if word == b"svg" else kinds.PAGE)
    return Sniffed(refused=kinds.SHELL if _SCRIPT.match(flat) else None)


def _after_end(kind: Kind, tail: bytes) -> bytes | None:
    """What stands behind the end of a picture, within the tail."""
    mark = {kinds.JPEG.media: b"\xff\xd9", kinds.PNG.media: b"IEND\xaeB`\x82"}.get(kind.media)
    at = tail.rfind(mark) if mark else -1
    return tail[at + len(mark) :] if mark and at >= 0 else None
