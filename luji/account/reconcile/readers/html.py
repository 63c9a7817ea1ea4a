"""Web pages by lxml: blocks become paragraphs, tables keep their cells; nothing is fetched."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from luji.account.reconcile.language.document import Document
from luji.account.reconcile.problems import DAMAGED
from luji.account.reconcile.readers.builder import Builder
from luji.account.reconcile.readers.plain import decode
from luji.base.kernel.problem import Refused, Where

_SKIPPED = {"script", "style", "head", "noscript", "template", "svg", "iframe", "object"}
_BLOCKS = {
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "section",
    "article",
    "header",
    "footer",
    "blockquote",
    "dd",
    "dt",
    "dl",
    "main",
    "body",
    "form",
    "center",
    "pre",
}
_BLANKS = re.compile(r"[ \t\r\n]+")
DEEPEST = 250


def read(data: bytes, name: str) -> Document:
    """The page. Raises `Refused`: REC-908, REC-909."""
    text = re.sub(r"<\?xml[^>]*\?>", "", decode(data, name), count=1)
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser) if text.strip() else None
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused([DAMAGED(Where(file=name), why="html")]) from error
    builder = Builder(name)
    if root is not None:
        walk = _Walk(builder)
        walk.element(root, 0)
        walk.flush()
    return builder.document()


class _Walk:
    """Walks the tree, gathering words until a block ends."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.words: list[str] = []

    def flush(self) -> None:
        text = _BLANKS.sub(" ", "".join(self.words)).strip()
        self.words = []
        if text:
            self.builder.paragraph(text)

    def element(self, node: Any, depth: int) -> None:
        if not isinstance(node.tag, str) or node.tag in _SKIPPED or depth > DEEPEST:
            self.words.append(node.tail or "")
            return
        if node.tag == "table" and not node.xpath(".//table"):
            self.flush()
            name = "".join(_text(c) for c in node.iter("caption"))
            if name:
                self.builder.paragraph(name)
            rows = [[(_text(c), _span(c)) for c in row.xpath("./td|./th")] for row in node.iter("tr")]
            self.builder.table([r for r in rows if r], name)
            self.words.append(node.tail or "")
            return
        block = node.tag in _BLOCKS or node.tag in ("tr", "td", "th")
        if block or node.tag == "br":
            self.flush()
        self.words.append(node.text or "")
        for child in node:
            self.element(child, depth + 1)
        if block:
            self.flush()
        self.words.append(node.tail or "")


def _text(cell: Any) -> str:
    return _BLANKS.sub(" ", str(cell.text_content())).strip(" ")


def _span(cell: Any) -> int:
    given = str(cell.get("colspan") or "1")
    return min(50, int(given)) if given.isdigit() and int(given) else 1
