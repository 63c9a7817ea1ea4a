"""What names a vehicle or a person by its form: plates, identity numbers, telephones; pure.

Sources: GA 36 (plates), GB 11643 (identity numbers). Recognising is generous: a number with a wrong check
digit, or a plate with the letters I and O, which are never issued, is still somebody's number mistyped.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import partial
from typing import Literal

from luji.base.people.masking import masked

Names = Literal["plate", "person"]

PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
ENDS = "挂学试超警港澳领使"
GAP = r"[\s·•・.\-_]*"
# 构 stands in the plates of constructed data.
SIGN = "A-Z0-9构"
PLATE = re.compile(
    rf"[{PROVINCES}]{GAP}[A-Z]{GAP}(?:[{SIGN}]{GAP}){{4}}(?:[{SIGN}]{GAP}[{SIGN}]|[{SIGN}{ENDS}])(?![A-Z0-9])"
    rf"|WJ{GAP}[{PROVINCES}]{GAP}\d{{4}}[A-Z0-9](?![A-Z0-9])"
    r"|使\d{6}(?!\d)|(?<!\d)\d{6}使"
)
IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX](?!\d)"
)
PHONE = re.compile(r"(?<!\d)1[3-9]\d(?:[ \-]?\d{4}){2}(?!\d)")
FORMS: tuple[tuple[Names, re.Pattern[str]], ...] = (("plate", PLATE), ("person", IDENTITY), ("person", PHONE))
# What one of the forms cannot do without.
HINT = re.compile(rf"[{PROVINCES}]{GAP}[A-Z]|WJ|使|1[3-9]\d[ \-]?\d{{4}}[ \-]?\d{{4}}|\d{{17}}")
BETWEEN = re.compile(r"[\s·•・.\-_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a text that names a vehicle or a person, as it is compared."""

    names: Names
    value: str


def likely_in(text: str) -> bool:
    """Whether a text may name something; False is certain. For many texts joined it is one look."""
    return HINT.search(_flat(text)) is not None


def found_in(text: str) -> list[Found]:
    """What a text names by its form, in order of the forms."""
    flat = _flat(text)
    return [Found(names, plain(one[0])) for names, form in FORMS for one in form.finditer(flat)]


def without(text: str) -> str:
    """The text with all of it taken out."""
    flat = _flat(text)
    for _, form in FORMS:
        flat = form.sub(" ", flat)
    return flat


def plain(text: str) -> str:
    """A plate, number or name as it is compared: half width, lower case, nothing between its characters."""
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()


def hidden(text: str) -> str:
    """The text as it is, with every plate, identity number and telephone in it masked."""
    if not likely_in(text):
        return text
    said = _hidden(text)
    return said if not found_in(said) else _hidden(_flat(text))


def _hidden(text: str) -> str:
    for names, form in FORMS:
        text = form.sub(partial(_masked, names), text)
    return text


def _masked(names: Names, one: re.Match[str]) -> str:
    return masked(one[0], names)


def _flat(text: str) -> str:
    return unicodedata.normalize("NFKC", text).upper()
