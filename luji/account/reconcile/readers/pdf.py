"""PDF files: text by pypdfium2, ruled tables by pdfplumber; encrypted and scanned files are refused."""

from __future__ import annotations

import io
import logging
import re
from typing import Any

import pypdfium2

from luji.account.reconcile.language.document import Document
from luji.account.reconcile.problems import BOMB, DAMAGED, ENCRYPTED, NO_TEXT
from luji.account.reconcile.readers.builder import Builder
from luji.base.kernel.problem import Refused, Where

MOST_PAGES = 5000
MOST_TABLE_PAGES = 60
_PAGE_NUMBER = re.compile(r"\s*[-—–]?\s*\d{0,4}\s*[-—–]?\s*")
_ROWS = re.compile(r"(?:^|\n)[^\n，。；]*\d[\d,.]*\s+-?\d[\d,.]*\s*(?=\n|$)")


def read(data: bytes, name: str) -> Document:
    """The document. Raises `Refused`: REC-904, REC-905, REC-906, REC-908."""
    pages = _texts(data, name)
    if not any(len(page.strip()) > 3 for page in pages):
        raise Refused([NO_TEXT(Where(file=name))])
    ruled = [i for i, page in enumerate(pages) if len(_ROWS.findall(page)) >= 2][:MOST_TABLE_PAGES]
    builder = Builder(name)
    tables = _tables(data, ruled) if ruled else {}
    fresh = False
    for number, page in enumerate(pages, 1):
        builder.mark(f"第 {number} 页")
        pieces = tables.get(number - 1)
        if not pieces:
            builder.add(page.rstrip() + "\n")
            fresh = False
            continue
        for piece in pieces:
            if isinstance(piece, str):
                if piece.strip() and not _PAGE_NUMBER.fullmatch(piece):
                    builder.add(piece.rstrip() + "\n")
                    fresh = False
                continue
            builder.table([[(cell, 1) for cell in row] for row in piece])
            if fresh:
                builder.join_last_tables()
            fresh = True
    return builder.document(wrapped=True, plain=not tables)


def _texts(data: bytes, name: str) -> list[str]:
    """The text of every page, lines as they stand."""
    try:
        opened: Any = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        kind = (
            ENCRYPTED(Where(file=name)) if "assword" in str(error) else DAMAGED(Where(file=name), why="pdf")
        )
        raise Refused([kind]) from error
    try:
        if len(opened) > MOST_PAGES:
            raise Refused([BOMB(Where(file=name), size=len(opened))])
        pages = []
        for page in opened:
            words = page.get_textpage()
            pages.append(
                words.get_text_range()
                .replace("\r\n", "\n")
                .replace("\r", "\n")
                .replace("￾", "")
                .replace("﻿", "")
            )
            words.close()
            page.close()
        return pages
    except pypdfium2.PdfiumError as error:
        raise Refused([DAMAGED(Where(file=name), why="pdf")]) from error
    finally:
        opened.close()


def _tables(data: bytes, wanted: list[int]) -> dict[int, list[str | list[list[str]]]]:
    """Pages with ruled tables as text and tables in turn; pages on which none is found are left out."""
    import pdfplumber  # noqa: PLC0415 - slow to import, needed for few files

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    found: dict[int, list[str | list[list[str]]]] = {}
    try:
        with pdfplumber.open(io.BytesIO(data)) as opened:
            for number in wanted:
                page = opened.pages[number]
                tables = sorted(page.find_tables(), key=lambda t: t.bbox[1])
                tables = [t for t in tables if len(t.rows) > 1 and max(len(r.cells) for r in t.rows) > 1]
                if tables:
                    found[number] = _pieces(page, tables)
                page.close()
    except Exception:  # a page the table reader cannot take is read as plain text
        return found
    return found


def _pieces(page: Any, tables: list[Any]) -> list[str | list[list[str]]]:
    pieces: list[str | list[list[str]]] = []
    top = 0.0
    for table in tables:
        _, upper, _, lower = table.bbox
        if upper - top > 4:
            pieces.append(page.crop((0, top, page.width, min(upper, page.height))).extract_text() or "")
        pieces.append([[(cell or "").replace("\n", "") for cell in row] for row in table.extract()])
        top = min(max(top, lower), page.height)
    if page.height - top > 4:
        pieces.append(page.crop((0, top, page.width, page.height)).extract_text() or "")
    return pieces
