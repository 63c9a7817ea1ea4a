"""The stand-alone page and the fragment: escaped, linked, the same bytes in every process."""

import hashlib
from collections.abc import Callable
from decimal import Decimal

import lxml.html
import pytest

from luji.account.indicators.figure import Figure
from luji.account.reports import html
from luji.account.reports.document import Document
from luji.account.reports.inline import Words
from luji.account.reports.statements import Stated, Statements
from luji.base.kernel.text import Text

Made = Callable[..., Document]
Make = Callable[..., Figure]


@pytest.fixture
def page(shipped: Document) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(html.render(shipped))


def test_every_number_opens_its_trace(page: lxml.html.HtmlElement, shipped: Document) -> None:
    links = page.xpath("//a[@class='figure']")
    targets = set(page.xpath("//section[@class='traces']//div/@id"))
    assert len(links) == sum(run.figure is not None or bool(run.line) for run in shipped.runs())
    assert {link.get("href")[1:] for link in links} <= targets
    scores = {f"score-{line.key}" for line in shipped.evaluation.lines} | {"score-total"}
    assert targets == {f"trace-{key}" for key in shipped.figures} | scores


def test_a_score_opens_how_it_was_computed(page: lxml.html.HtmlElement) -> None:
    (div,) = page.xpath("//div[@id='score-pay']")
    assert "10 × min(487.01 ÷ 1000.00, 1) = 4.87" in div.text_content()


def test_the_trace_tells_rows_definition_and_query(page: lxml.html.HtmlElement) -> None:
    (div,) = page.xpath("//div[@id='trace-hazard.rectified']")
    said = div.text_content()
    for word in ("数据行数", "试验快照", "d" * 64, "select count(*) from t where name < 'hazard.rectified'"):
        assert word in said


def test_it_loads_nothing(page: lxml.html.HtmlElement) -> None:
    assert page.xpath("//script | //link | //img | //@src") == []
    assert all(href.startswith("#") for href in page.xpath("//@href"))
    style = page.xpath("string(//style)")
    assert "url(" not in style
    assert "@import" not in style


def test_headings_and_tables_are_real(page: lxml.html.HtmlElement, shipped: Document) -> None:
    said = [
        node.text_content() for node in page.xpath("//article//section[not(@class)]/*[self::h2 or self::h3]")
    ]
    assert said == [section.heading for section in shipped.walk()]
    assert len(page.xpath("//table")) == 2
    assert len(page.xpath("//thead//th[@scope='col']")) == sum(len(t.head[0]) for t in shipped.tables)
    spans = [int(cell.get("rowspan", "1")) for cell in page.xpath("(//tbody)[1]//td")]
    assert spans.count(2) == 2


def test_one_h1_and_a_language(page: lxml.html.HtmlElement) -> None:
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("/html/@lang") == ["zh-Hans"]


def test_constructed_data_is_called_so(page: lxml.html.HtmlElement) -> None:
    assert "构造数据" in page.xpath("string(//p[@class='notice'])")


ATTACK = "<script>alert('x')</script>&\"quoted\""


def test_words_from_outside_are_escaped(made: Made, figure: Make) -> None:
    bad = figure("a.b", Decimal(2), items=(Text(ATTACK, "x"),), query=ATTACK, snapshot=ATTACK)
    said = Statements(
        "hh", 2020, notice=ATTACK, problems=(Stated((Words(ATTACK),), (Words(ATTACK),)),)
    )  # fmt: skip
    document = made("# 甲\n{a.b|items}\n{#problems}", {"a.b": bad}, said)
    for text in (html.render(document).decode(), str(html.fragment(document, lambda f: "/t?" + ATTACK))):
        assert "<script" not in text
        assert "&lt;script&gt;" in text
        assert 'href="/t?<' not in text


def test_the_fragment_links_where_it_is_told(shipped: Document) -> None:
    article = lxml.html.fragment_fromstring(html.fragment(shipped, lambda f: f"/trace/{f.key}/"))
    assert article.tag == "article"
    links = article.xpath(".//a/@href")
    assert links
    assert all(link.startswith("/trace/") for link in links)
    assert article.xpath(".//style | .//section[@class='traces']") == []


def test_scores_in_the_fragment_lead_where_told_or_nowhere(shipped: Document) -> None:
    plain = html.fragment(shipped, lambda f: "/t/")
    linked = lxml.html.fragment_fromstring(
        html.fragment(shipped, lambda f: "/t/", lambda key: f"/score/#{key}")
    )
    assert "/score/" not in plain
    assert "/score/#total" in linked.xpath(".//a/@href")
    assert "/score/#pay" in linked.xpath(".//a/@href")


def test_the_same_document_gives_the_same_bytes(shipped: Document) -> None:
    first, second = (hashlib.sha256(html.render(shipped)).hexdigest() for _ in range(2))
    assert first == second
