"""Files of every format, made on the spot: sound ones and hostile ones."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import openpyxl
import pylopdf_fonts_zh_cn
import pytest
import typst

from luji.base.kernel.problem import Refused

Make = Callable[..., bytes]
FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent


@pytest.fixture(scope="session")
def refused() -> Callable[..., str]:
    """The one problem number a call is refused with."""

    def run(call: Callable[..., object], *args: object) -> str:
        with pytest.raises(Refused) as caught:
            call(*args)
        (problem,) = caught.value.problems
        assert problem.cure("zh") and problem.cure("en")
        return problem.code

    return run


@pytest.fixture(scope="session")
def make_docx() -> Make:
    """A Word document of paragraphs (texts) and tables (lists of rows), in their order."""

    def make(*blocks: str | list[list[str]]) -> bytes:
        made = docx.Document()
        for block in blocks:
            if isinstance(block, str):
                made.add_paragraph(block)
                continue
            table = made.add_table(len(block), len(block[0]))
            for r, row in enumerate(block):
                for c, text in enumerate(row):
                    table.cell(r, c).text = text
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def make_xlsx() -> Make:
    """A workbook of sheets: rows of values, or of (value, number format)."""

    def make(**sheets: list[list[object]]) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for r, row in enumerate(rows, 1):
                for c, given in enumerate(row, 1):
                    value, form = given if isinstance(given, tuple) else (given, None)
                    cell = sheet.cell(r, c, value)
                    if form:
                        cell.number_format = form
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def make_pdf() -> Make:
    """A PDF of Typst markup, in a Chinese font."""

    def make(markup: str) -> bytes:
        head = (
            '#set text(font: "Noto Serif SC", lang: "zh", size: 12pt)\n#set page(width: 21cm, height: 20cm)\n'
        )
        return bytes(typst.compile((head + markup).encode(), font_paths=[str(FONTS)]))

    return make


@pytest.fixture(scope="session")
def make_zip() -> Make:
    """An archive of members by name."""

    def make(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", compression) as made:
            for name, data in members.items():
                made.writestr(name, data)
        return out.getvalue()

    return make
