"""Which font serves each face of the PDF, in one fixed order, and what it cannot draw.

Order: the unit's own fonts folder, then the fonts that come with Luji, then a few known folders of
free office fonts. The machine's font settings are never asked, so the same folders give the same PDF.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from luji.account.reports.layout import Face, Layout
from luji.account.reports.problems import FONT_BROKEN, FONT_FALLBACK, FONT_GAPS, FONT_NONE
from luji.account.reports.sfnt import characters
from luji.base.kernel.problem import Problem, Refused, Where

KNOWN_FOLDERS = (
    Path("/usr/share/fonts/truetype/lxgw-wenkai"),
    Path("/usr/share/fonts/opentype/fandol"),
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
)
SUFFIXES = (".ttf", ".otf", ".ttc")
# Characters of names that the old national set (GB 2312) leaves out; officers do bear them.
NAME_CHARACTERS = "堃喆镕昇玥珺煊昉赟玹祎旻炘淼焱垚犇骉甯邸邵璟琨昀晟"


@dataclass(frozen=True, slots=True)
class Served:
    """A face, the family that draws it (with its file), and the characters that family lacks.

    `exact` tells whether it is the very font the layout asks for.
    """

    name: str
    face: Face
    family: str
    file: Path
    index: int
    missing: str
    exact: bool


@dataclass(frozen=True)
class Fonts:
    """The fonts of one installation for one layout."""

    book: typst.Fonts
    served: dict[str, Served]
    problems: tuple[Problem, ...]
    stacks: dict[str, tuple[str, ...]]

    def stack(self, face: str) -> tuple[str, ...]:
        """The families that may draw a face, best first, present ones only."""
        return self.stacks[face]


def folders(own: Path | None = None) -> tuple[Path, ...]:
    """The folders searched, in order; those that do not exist are left out."""
    shipped = pylopdf_fonts_zh_cn.serif_path().parent
    wanted = ([own] if own else []) + [shipped, *KNOWN_FOLDERS]
    return tuple(folder for folder in wanted if folder.is_dir())


def find(layout: Layout, own: Path | None = None, names: str = NAME_CHARACTERS) -> Fonts:
    """The fonts for a layout; warnings stand in `.problems`. Raises `Refused` (REP-020)."""
    searched = folders(own)
    return _find(layout.model_dump_json(), searched, names, _fingerprint(searched))


def _fingerprint(searched: Iterable[Path]) -> tuple[tuple[str, int], ...]:
    """Names and times of the font files, so that a font dropped in counts without a restart."""
    files = (path for folder in searched for path in folder.iterdir())
    return tuple(sorted((str(path), path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=8)
def _find(
    layout_json: str, searched: tuple[Path, ...], names: str, fingerprint: tuple[tuple[str, int], ...]
) -> Fonts:
    del fingerprint  # only part of the cache's key
    layout = Layout.model_validate_json(layout_json)
    present, book, problems = _open(searched)
    served: dict[str, Served] = {}
    stacks: dict[str, tuple[str, ...]] = {}
    for name, face in layout.faces.named().items():
        stacks[name] = tuple(family for family in layout.families(face.font) if family in present)
        if not stacks[name]:
            raise Refused([FONT_NONE(face=face.role.zh)])
        served[name] = _serve(name, layout, stacks[name][0], present, names)
    problems += _warnings(served.values())
    return Fonts(book, served, tuple(problems), stacks)


def _open(searched: Sequence[Path]) -> tuple[dict[str, tuple[Path, int]], typst.Fonts, list[Problem]]:
    """Families by name with their file; the first folder that has a family wins."""
    problems: list[Problem] = []
    usable: list[Path] = []
    for folder in searched:
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() not in SUFFIXES:
                continue
            try:
                characters(path)
                usable.append(path)
            except ValueError as error:
                problems.append(FONT_BROKEN(Where(file=path.name), name=path.name, why=str(error)))
    book = typst.Fonts(False, False, [str(folder) for folder in searched])
    present: dict[str, tuple[Path, int]] = {}
    known = [(Path(font.path), font) for font in book.fonts() if font.path and Path(font.path) in usable]
    rank = {folder: n for n, folder in enumerate(searched)}
    for path, font in sorted(known, key=lambda k: (rank[k[0].parent], abs(k[1].weight - 400), k[0])):
        present.setdefault(font.family, (path, font.index))
    return present, book, problems


def _serve(
    name: str, layout: Layout, family: str, present: dict[str, tuple[Path, int]], names: str
) -> Served:
    path, index = present[family]
    face = layout.faces.named()[name]
    drawn = characters(path, index)
    # Digits and page numbers never hold a person's name.
    asked = "" if name in ("latin", "number") else names
    missing = "".join(char for char in asked if ord(char) not in drawn)
    return Served(name, face, family, path, index, missing, family in layout.own_names(face.font))


def _warnings(served: Iterable[Served]) -> list[Problem]:
    problems: list[Problem] = []
    for one in served:
        role = one.face.role.zh
        if not one.exact:
            problems.append(FONT_FALLBACK(face=role, wanted=one.face.font, served=one.family))
        if one.missing:
            problems.append(FONT_GAPS(face=role, served=one.family, missing=one.missing))
    return problems
