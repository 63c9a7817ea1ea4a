"""Where declarations lie: the shipped content, with a department's own folder laid over it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from luji.base.kernel.problem import ProblemKind, Refused, Where

NO_CONTENT = ProblemKind(
    "KRN-017",
    "内容目录里没有「{name}」",
    "the content has no '{name}'",
    "请检查安装，或在本部门的内容目录里补上。",
    "Check the installation, or add it to the department's own content folder.",
)
BESIDE_PACKAGE = Path(__file__).parents[3] / "content"
INSIDE_PACKAGE = Path(__file__).parents[2] / "_content"


@dataclass(frozen=True, slots=True)
class Content:
    """Content folders, the most general first; a later file hides an earlier one of the same name."""

    folders: tuple[Path, ...]

    @classmethod
    def shipped(cls, *own: Path) -> Content:
        """The content that comes with Luji, and the folders of `own` that exist laid over it."""
        base = BESIDE_PACKAGE if BESIDE_PACKAGE.is_dir() else INSIDE_PACKAGE
        return cls((base, *(folder for folder in own if folder.is_dir())))

    def files(self, room: str, pattern: str = "*.yaml") -> list[Path]:
        """The files of a room (`indicators`, `schemes` …) that count, in order of name."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            found |= {path.name: path for path in (folder / room).glob(pattern)}
        return [found[name] for name in sorted(found)]

    def file(self, name: str) -> Path:
        """One file by its name below the folders. Raises `Refused` (KRN-017) when none has it."""
        for folder in reversed(self.folders):
            if (folder / name).is_file():
                return folder / name
        raise Refused([NO_CONTENT(Where(file=str(self.folders[-1])), name=name)])
