"""Writes a composed report as files; every one is rendered before the first is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from luji.account.reports import docx, html, pdf, xlsx
from luji.account.reports.document import Document
from luji.account.reports.problems import UNKNOWN_FORMAT
from luji.base.kernel.problem import Refused

FORMATS = ("docx", "pdf", "xlsx", "html", "txt")


def write(
    document: Document, out: Path, formats: Sequence[str] = FORMATS[:4], fonts: Path | None = None
) -> list[Path]:
    """Write the report into the folder `out` (made when missing) and give the files, in the order asked for.

    `fonts` is the unit's own fonts folder. Raises `Refused` (REP-015 unknown format, REP-020, REP-022)
    before anything is written.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise Refused(UNKNOWN_FORMAT(name=name, known="、".join(FORMATS)) for name in unknown)
    made = {name: render(document, name, fonts) for name in formats}
    out.mkdir(parents=True, exist_ok=True)
    return [_put(out / f"{file_name(document)}.{name}", data) for name, data in made.items()]


def render(document: Document, name: str, fonts: Path | None = None) -> bytes:
    """The report in one format. A format that is none of `FORMATS` is a programmer's mistake (KeyError)."""
    renderers: dict[str, Callable[[], bytes]] = {
        "docx": lambda: docx.render(document),
        "pdf": lambda: pdf.render(document, fonts),
        "xlsx": lambda: xlsx.render(document),
        "html": lambda: html.render(document),
        "txt": lambda: document.text().encode("utf-8"),
    }
    return renderers[name]()


def file_name(document: Document) -> str:
    """The file's name without its ending: self-evaluation-hh-2020."""
    return f"self-evaluation-{document.unit_code}-{document.year}"


def _put(path: Path, data: bytes) -> Path:
    """Write beside and rename, so that no reader ever sees half a file."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data)
    return beside.replace(path)
