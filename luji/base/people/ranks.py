"""Police ranks (警衔), declared in `content/people/ranks.yaml`, the highest first; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from luji.base.kernel.declaration import Declared, load
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text
from luji.base.people.post_problems import UNKNOWN_RANK


class Rank(Declared):
    """What a rank is called."""

    label: Text


class RankFile(Declared):
    """The shape of the file; `source` is the regulation that names the ranks."""

    source: Text
    ranks: dict[str, Rank]


def load_ranks(paths: Iterable[Path]) -> dict[str, Rank]:
    """The ranks of all files, in order. Raises `Refused`."""
    found: dict[str, Rank] = {}
    for path in paths:
        found |= load(path, RankFile).ranks
    return found


def find_rank(ranks: Mapping[str, Rank], text: str) -> str:
    """The code of a rank by code or label; empty for an empty text. Raises `Refused` (PPL-206)."""
    said = text.strip()
    for code, rank in ranks.items():
        if said in (code, rank.label.zh, rank.label.en):
            return code
    if not said:
        return ""
    raise Refused([UNKNOWN_RANK(name=said[:40], known="、".join(r.label.zh for r in ranks.values()))])
