"""Word documents: paragraphs and tables in order, merged cells, deletions, and hostile packages."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from luji.account.reconcile.readers.docx import read

Make = Callable[..., bytes]
Refuse = Callable[..., str]
ROWS = [["科目", "合计", "基本"], ["教育支出", "30.00", "10.00"], ["合计", "80.00", "30.00"]]


def test_paragraphs_and_tables_come_in_order(make_docx: Make) -> None:
    made = read(make_docx("一、收入情况", ROWS, "收入１２０万元。"), "甲.docx")
    assert made.text.startswith("一、收入情况\n科目\t合计\t基本\n")
    assert made.text.endswith("80.00\t30.00\n收入１２０万元。\n")
    (table,) = made.tables
    assert [made.text[c.start : c.end] for c in table.cells if c.row == 1] == ["教育支出", "30.00", "10.00"]
    assert not made.wrapped and not made.plain


def changed(edit: Callable[[object], None]) -> bytes:
    made = docx.Document()
    edit(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_merged_cells_span_and_covered_ones_are_empty() -> None:
    def edit(made: object) -> None:
        table = made.add_table(2, 3)  # type: ignore[attr-defined]
        for index, text in enumerate("甲乙丙丁戊己"):
            table.cell(index // 3, index % 3).text = text
        table.cell(0, 0).merge(table.cell(0, 1))
        table.cell(0, 2).merge(table.cell(1, 2))

    made = read(changed(edit), "甲.docx")
    cells = [(made.text[c.start : c.end], c.row, c.column, c.span) for c in made.tables[0].cells]
    assert cells[0][1:] == (0, 0, 2)
    assert cells[0][0].split() == ["甲", "乙"]
    assert cells[-1] == ("", 1, 2, 1)


def test_what_was_deleted_is_not_read_and_what_was_inserted_is() -> None:
    def edit(made: object) -> None:
        paragraph = made.add_paragraph("收入")._p  # type: ignore[attr-defined]
        for tag, inner in (("del", "w:delText"), ("ins", "w:t")):
            paragraph.append(
                parse_xml(
                    f'<w:{tag} {nsdecls("w")} w:id="1" w:author="x"><w:r><{inner}>{tag}</{inner}></w:r></w:{tag}>'
                )
            )

    assert read(changed(edit), "甲.docx").text == "收入ins\n"


def test_tabs_and_breaks_are_kept() -> None:
    def edit(made: object) -> None:
        run = made.add_paragraph("甲").add_run("乙")  # type: ignore[attr-defined]
        run.add_tab()
        run.add_text("丙")
        run.add_break()
        run.add_text("丁")

    assert read(changed(edit), "甲.docx").text == "甲乙\t丙\n丁\n"


def test_an_empty_document_has_no_text(make_docx: Make) -> None:
    assert read(make_docx(), "甲.docx").text.strip() == ""


def test_a_linked_picture_from_elsewhere_is_refused(make_docx: Make, refused: Refuse) -> None:
    data = make_docx("正文")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "word/_rels/document.xml.rels":
                link = b'<Relationship Id="rId99" Type="http://x/image" Target="http://example.org/a.png" TargetMode="External"/>'
                content = content.replace(b"</Relationships>", link + b"</Relationships>")
            new.writestr(item, content)
    assert refused(read, out.getvalue(), "甲.docx") == "REC-907"


def test_a_hyperlink_is_only_a_word(make_docx: Make) -> None:
    def edit(made: object) -> None:
        made.part.relate_to(
            "http://example.org", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )  # type: ignore[attr-defined]
        made.add_paragraph("见网站")  # type: ignore[attr-defined]

    assert read(changed(edit), "甲.docx").text == "见网站\n"


@pytest.mark.parametrize(
    ("data", "number"),
    [
        (b"", "REC-908"),
        (b"not a zip", "REC-908"),
        (b"PK\x03\x04broken", "REC-908"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "REC-904"),  # Word puts encrypted files into an OLE container
    ],
)
def test_what_is_no_document(data: bytes, number: str, refused: Refuse) -> None:
    assert refused(read, data, "甲.docx") == number


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"other.xml": b"<a/>"},
        {"word/document.xml": b"<broken"},
        {"word/document.xml": b"<w:document xmlns:w='x'/>"},
        {"word/document.xml": b""},
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"},
    ],
)
def test_archives_that_hold_no_document(members: dict[str, bytes], make_zip: Make, refused: Refuse) -> None:
    assert refused(read, make_zip(members), "甲.docx") == "REC-908"


@pytest.mark.parametrize("cut", [50, 200, 1000, -30])
def test_files_cut_short(cut: int, make_docx: Make, refused: Refuse) -> None:
    assert refused(read, make_docx("正文")[:cut], "甲.docx") == "REC-908"


def test_entities_are_not_unfolded(make_docx: Make) -> None:
    """A billion laughs: refused, or read without them, in no time."""
    data = make_docx("正文")
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "word/document.xml":
                head, _, rest = content.partition(b"?>")
                content = (
                    head
                    + f'?><!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>'.encode()
                    + rest.replace("正文".encode(), b"&l11;")
                )
            new.writestr(item, content)
    try:
        assert len(read(out.getvalue(), "甲.docx").text) < 10_000
    except Exception as error:
        assert getattr(error, "problems", [None])[0].code == "REC-908"
