"""PDF: text by pages, ruled tables, page numbers left out; encrypted, scanned and damaged files refused."""

from collections.abc import Callable

import pytest

from luji.account.reconcile.language.document import Document
from luji.account.reconcile.readers import pdf
from luji.account.reconcile.readers.pdf import read

Make = Callable[..., bytes]
Refuse = Callable[..., str]

REPORT = """
= 一、收入情况
本年收入合计 120.00 万元，其中：税收收入 80.00 万元，非税收入 40.00 万元。
#pagebreak()
= 二、支出情况
#table(columns: 4, [科目], [合计], [基本支出], [项目支出],
  [教育支出], [30.00], [10.00], [20.00],
  [卫生支出], [50.00], [20.00], [30.00],
  [合计], [80.00], [30.00], [50.00])
以上为支出情况。
"""


@pytest.fixture(scope="module")
def report(make_pdf: Make) -> bytes:
    return make_pdf(REPORT)


@pytest.fixture(scope="module")
def document(report: bytes) -> Document:
    return read(report, "甲.pdf")


def test_pages_are_marked_where_they_begin(document: Document) -> None:
    assert [m.label for m in document.marks] == ["第 1 页", "第 2 页"]
    assert document.place(document.text.index("收入情况")) == "第 1 页"
    assert document.place(document.text.index("支出情况")) == "第 2 页"


def test_ruled_tables_keep_their_cells(document: Document) -> None:
    (table,) = document.tables
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(document.text[cell.start : cell.end])
    assert rows[1] == ["教育支出", "30.00", "10.00", "20.00"]
    assert rows[3] == ["合计", "80.00", "30.00", "50.00"]


def test_the_text_around_a_table_is_not_lost(document: Document) -> None:
    assert document.text.index("二、支出情况") < document.tables[0].start
    assert "以上为支出情况。" in document.text[document.tables[0].end :]
    assert "税收收入 80.00 万元" in document.text.replace("\n", "")


def test_a_pdf_without_tables_is_plain_and_wrapped(make_pdf: Make) -> None:
    made = read(make_pdf("本年收入合计 120.00 万元。"), "甲.pdf")
    assert (made.tables, made.plain, made.wrapped) == ((), True, True)


@pytest.mark.parametrize("markup", ["", "#rect(width: 5cm, height: 5cm)", "#circle(radius: 3cm)", "1"])
def test_pages_without_text_are_taken_for_scans(markup: str, make_pdf: Make, refused: Refuse) -> None:
    assert refused(read, make_pdf(markup), "甲.pdf") == "REC-905"


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"hello", b"\x00" * 200, b"PK\x03\x04"]
)
def test_what_is_no_pdf(data: bytes, refused: Refuse) -> None:
    assert refused(read, data, "甲.pdf") == "REC-908"


@pytest.mark.parametrize("cut", [20, 300, 1500])
def test_files_cut_short_are_refused(cut: int, report: bytes, refused: Refuse) -> None:
    assert refused(read, report[:cut], "甲.pdf") in ("REC-905", "REC-908")


def minimal(extra: str, trailer: str) -> bytes:
    """A PDF written by hand: one empty page and whatever else is given."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        extra,
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    at = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{p:010} 00000 n \n" for p in places
    )
    out += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{at}\n%%EOF\n"
    return out.encode("latin-1")


def test_an_encrypted_file_asks_for_its_password_to_be_taken_off(refused: Refuse) -> None:
    key = "<" + "ab" * 32 + ">"
    locked = minimal(
        f"<</Filter/Standard/V 1/R 2/O {key}/U {key}/P -4>>",
        "/Encrypt 4 0 R/ID[<" + "cd" * 16 + "><" + "cd" * 16 + ">]",
    )
    assert refused(read, locked, "甲.pdf") == "REC-904"


def test_an_open_file_of_the_same_make_is_only_empty(refused: Refuse) -> None:
    assert refused(read, minimal("null", ""), "甲.pdf") == "REC-905"


def test_too_many_pages_are_refused(report: bytes, refused: Refuse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    assert refused(read, report, "甲.pdf") == "REC-906"


def test_tables_are_read_on_a_limited_number_of_pages(report: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_TABLE_PAGES", 0)
    made = read(report, "甲.pdf")
    assert made.tables == ()
    assert "教育支出" in made.text
