"""The trace page: from the number to the rows."""

import re

import pytest


def text(answer):
    return answer.content.decode()


def test_a_counted_figure_shows_definition_parameter_query_and_rows(reader):
    page = text(reader.get("/indicators/case.speeding/trace/"))
    assert "kind in @fast_kinds" in page
    assert "@fast_kinds" in page
    assert "测试〔2019〕1号" in page
    assert "测试口径" in page
    assert "SELECT" in page
    assert page.count("cases.xlsx#") == 3
    assert "2020-test" in page


def test_a_formula_shows_its_parts_below_it(reader):
    page = text(reader.get("/indicators/case.share/trace/"))
    keys = re.findall(r'class="step-name">.*?<code>(.*?)</code>', page, re.S)
    assert keys == ["case.share", "case.speeding", "case.total"]
    assert 'href="/indicators/case.speeding/rows/?unit=hh&amp;period=2020"' in page


def test_an_approximate_figure_shows_the_exact_one(reader):
    page = text(reader.get("/indicators/case.fines/trace/"))
    assert "0.12" in page
    assert "1,150.50" not in page  # stated in 万元 in Chinese


def test_exact_money_in_english(english):
    page = text(english.get("/indicators/case.fines/trace/"))
    assert "1,150.50 yuan" in page


@pytest.mark.parametrize(
    "key", ["case.total", "case.never", "case.kinds", "trend.rises", "road.network_length"]
)
def test_every_kind_of_indicator_can_be_followed(reader, key):
    assert reader.get(f"/indicators/{key}/trace/").status_code == 200


def test_a_derived_figure_can_be_followed(reader):
    page = text(reader.get("/indicators/case.total:growth/trace/"))
    assert "100.00" in page
    assert re.findall(r'class="step-name">.*?<code>(.*?)</code>', page, re.S) == [
        "case.total:growth",
        "case.total",
        "case.total",
    ]


def test_turning_the_page_of_rows_starts_from_the_trace(reader, monkeypatch):
    from luji.account.desk import rows

    monkeypatch.setattr(rows, "PER_PAGE", 2)
    page = text(reader.get("/indicators/case.total/trace/"))
    assert 'hx-get="/indicators/case.total/rows/?unit=hh&amp;period=2020&amp;page=2"' in page


@pytest.mark.parametrize(("key", "code"), [("nope", "IND-006"), ("case.total:nope", "IND-015")])
def test_unknown_figures_are_helped(reader, key, code):
    answer = reader.get(f"/indicators/{key}/trace/")
    assert answer.status_code == 404
    assert code in text(answer)
