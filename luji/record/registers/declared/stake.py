"""Stakes of a road: K1290+300 is 1290.3 km from the origin; ZK and YK stand on separate carriageways."""

from __future__ import annotations

import re
import unicodedata

_FORM = re.compile(r"(?P<way>[ZY]?K)(?P<km>\d{1,4})(?:\+(?P<m>\d{1,3}))?")
_PLAIN = re.compile(r"[ZY]?K(0|[1-9][0-9]{0,3})\+[0-9]{3}")


def read(text: str) -> str | None:
    """The stake in its one spelling (`k1290＋3` → `K1290+003`); None when it is none."""
    if _PLAIN.fullmatch(text):
        return text
    flat = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    found = _FORM.fullmatch(flat)
    if found is None:
        return None
    return f"{found['way']}{int(found['km'])}+{int(found['m'] or 0):03d}"


def metres(stake: str) -> int:
    """Metres from the origin of a stake in its one spelling."""
    kilometres, rest = stake.lstrip("ZYK").split("+")
    return int(kilometres) * 1000 + int(rest)
