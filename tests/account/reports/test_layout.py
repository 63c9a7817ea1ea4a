"""The declared layout says what the standard says."""

from decimal import Decimal
from pathlib import Path

import pytest

from luji.account.reports.layout import Layout, load_layout
from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused


@pytest.fixture
def layout(content: Content) -> Layout:
    return load_layout(content.file("reports/gbt9704.yaml"))


def test_margins_and_text_block(layout: Layout) -> None:
    page = layout.page
    assert (page.width, page.height) == (210, 297)
    assert (page.top, page.bottom, page.left, page.right) == (37, 35, 28, 26)
    assert (page.text_width, page.text_height) == (156, 225)


def test_the_grid_fills_the_text_block(layout: Layout) -> None:
    mm = Decimal("25.4") / 72
    assert (layout.grid.lines, layout.grid.characters) == (22, 28)
    height = layout.grid.lines * layout.grid.pitch * mm
    assert 0 <= layout.page.text_height - height < layout.grid.pitch * mm
    assert layout.grid.characters * layout.advance() * mm == pytest.approx(156)
    assert Decimal("-0.25") < layout.tracking() < Decimal("-0.15")


def test_faces_as_offices_name_them(layout: Layout) -> None:
    faces = {name: (face.font, face.size) for name, face in layout.faces.named().items()}
    assert faces["title"] == ("方正小标宋简体", 22)
    assert faces["body"] == ("仿宋_GB2312", 16)
    assert faces["heading1"] == ("黑体", 16)
    assert faces["heading2"] == ("楷体_GB2312", 16)
    assert faces["number"] == ("宋体", 14)


def test_own_names_come_before_stand_ins(layout: Layout) -> None:
    families = layout.families("仿宋_GB2312")
    assert families[:2] == layout.own_names("仿宋_GB2312") == ("仿宋_GB2312", "FangSong_GB2312")
    assert families[-1] == "Noto Serif SC"
    assert layout.families("某某体") == ("某某体",)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("top: 37", "topp: 37", "KRN-013"), ("lines: 22", "lines: many", "KRN-015"),
        ("source: GB/T 9704-2012\n", "", "KRN-014"), ("width: 210", "width: 210mm", "KRN-0"),
    ],
)  # fmt: skip
def test_mistakes_are_told(content: Content, tmp_path: Path, old: str, new: str, code: str) -> None:
    text = content.file("reports/gbt9704.yaml").read_text("utf-8")
    path = tmp_path / "layout.yaml"
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(Refused, match=code):
        load_layout(path)
