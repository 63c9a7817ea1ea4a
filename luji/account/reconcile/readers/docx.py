"""Word documents by python-docx: paragraphs and tables in order, merged cells kept, deletions left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from luji.account.reconcile.language.document import Document
from luji.account.reconcile.problems import DAMAGED
from luji.account.reconcile.readers import limits
from luji.account.reconcile.readers.builder import Builder
from luji.base.kernel.problem import Refused, Where

_P, _TBL, _T, _TAB, _BR, _CR = (qn(f"w:{name}") for name in ("p", "tbl", "t", "tab", "br", "cr"))
_DELETED, _SDT, _CONTENT = qn("w:del"), qn("w:sdt"), qn("w:sdtContent")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read(data: bytes, name: str) -> Document:
    """The document. Raises `Refused`: REC-904, REC-906, REC-907, REC-908."""
    with limits.archive(data, name) as opened:
        limits.refuse_external(opened, name)
        limits.member(opened, "word/document.xml", name)
    try:
        body: Any = docx.Document(io.BytesIO(data)).element.body
    except Exception as error:  # the library lets parser and package errors of many kinds through
        raise Refused([DAMAGED(Where(file=name), why="docx")]) from error
    builder = Builder(name)
    _blocks(body, builder)
    return builder.document()


def _blocks(parent: Any, builder: Builder) -> None:
    for child in parent.iterchildren():
        if child.tag == _P:
            builder.paragraph("".join(_words(child)))
        elif child.tag == _TBL:
            builder.table([list(_cells(row)) for row in child.tr_lst])
        elif child.tag == _SDT:
            for content in child.iterchildren(_CONTENT):
                _blocks(content, builder)


def _words(element: Any) -> Iterator[str]:
    """The text below an element, tabs and breaks as such; deletions and fallback copies left out."""
    for child in element.iterchildren():
        if child.tag == _T:
            yield child.text or ""
        elif child.tag == _TAB:
            yield "\t"
        elif child.tag in (_BR, _CR):
            yield "\n"
        elif child.tag not in (_DELETED, _FALLBACK) and isinstance(child.tag, str):
            yield from _words(child)


def _cells(row: Any) -> Iterator[tuple[str, int]]:
    """The cells of a row with the columns they span; cells covered by one above are empty."""
    for cell in row.tc_lst:
        covered = cell.vMerge == "continue"
        text = "" if covered else "\n".join("".join(_words(p)) for p in cell.iterchildren(_P))
        yield text, int(cell.grid_span)
