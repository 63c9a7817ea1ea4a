"""The page of one indicator: months, comparison without ranking, chart data."""

import json
import re

import pytest


def text(answer):
    return answer.content.decode()


def chart(page):
    return json.loads(
        re.search(r'<script type="application/json" id="months">(.*?)</script>', page, re.S).group(1)
    )


def rows_of(page, heading):
    table = re.search(rf'aria-labelledby="{heading}">\s*<table.*?</table>', page, re.S).group()
    return [re.sub(r"<[^>]+>|\s+", " ", row).split() for row in re.findall(r"<tr.*?</tr>", table, re.S)]


def test_headline_with_growth_and_the_way_to_the_trace(reader):
    page = text(reader.get("/indicators/case.total/"))
    assert re.search(r'class="value">4<small>起</small>', page)
    assert 'href="/indicators/case.total/trace/?unit=hh&amp;period=2020"' in page
    assert "4 行明细" in page


def test_months_as_chart_and_as_table(reader):
    page = text(reader.get("/indicators/case.total/"))
    drawn = chart(page)
    assert drawn["labels"][:2] == ["1月", "2月"]
    assert [s["name"] for s in drawn["series"]] == ["2020", "2019"]
    assert drawn["series"][0]["values"] == ["1", "1", "0", "0", "0", "0", "1", "0", "0", "0", "0", "1"]
    assert drawn["series"][1]["values"][2:4] == ["1", "1"]
    months = rows_of(page, "months-head")
    assert len(months) == 13
    assert months[12][-2:] == ["4", "起"]  # the year so far, in December


def test_chart_in_english_is_unscaled(english):
    drawn = chart(text(english.get("/indicators/case.fines/")))
    assert drawn["labels"][0] == "Jan"
    assert drawn["series"][0]["values"][0] == "500"


def test_chart_in_chinese_is_in_ten_thousands(reader):
    assert chart(text(reader.get("/indicators/case.fines/")))["series"][0]["values"][0] == "0.05"


def test_units_stand_in_the_order_of_the_list_even_when_that_is_not_by_value(reader):
    page = text(reader.get("/indicators/case.fines/"))
    names = [row[0] for row in rows_of(page, "units-head")[1:]]
    assert names == ["鹤城大队", "芷江大队"]
    assert "不按数值排名" in page
    reversed_page = text(reader.get("/indicators/case.fines/", {"period": "2020H2"}))
    assert [row[0] for row in rows_of(reversed_page, "units-head")[1:]] == names


def test_share_and_per_100_km_for_what_adds_up(reader):
    first = rows_of(text(reader.get("/indicators/case.total/")), "units-head")[1]
    assert "50.00" in first
    assert first[-2:] == ["2.00", "起"]


@pytest.mark.parametrize("key", ["case.kinds", "case.share", "road.network_length"])
def test_no_share_for_what_does_not_add_up(reader, key):
    page = text(reader.get(f"/indicators/{key}/"))
    assert "占比</th>" not in page
    assert "每百公里</th>" not in page


def test_cumulative_column_only_within_a_year(reader):
    assert "本年累计</th>" not in rows_of_head(text(reader.get("/indicators/case.total/")))
    assert "本年累计</th>" in rows_of_head(text(reader.get("/indicators/case.total/", {"period": "2020Q3"})))


def rows_of_head(page):
    return re.search(r'aria-labelledby="units-head">\s*<table.*?</thead>', page, re.S).group()


def test_a_brigade_is_shown_among_its_sisters(reader):
    page = text(reader.get("/indicators/case.total/", {"unit": "hh-b"}))
    here = re.search(r'<tr class="here">.*?</tr>', page, re.S).group()
    assert "芷江大队" in here
    assert "鹤城大队" in page


@pytest.mark.parametrize("key", ["road.network_length", "unit.founded", "trend.rises"])
def test_no_months_for_what_months_say_nothing_about(reader, key):
    answer = reader.get(f"/indicators/{key}/")
    assert answer.status_code == 200
    assert "data-chart" not in text(answer)
    assert "echarts" not in text(answer)


def test_named_items_are_listed(reader):
    page = text(reader.get("/indicators/trend.rises/"))
    assert "<li>案件总数</li><li>罚款合计</li>" in page.replace("\n", "")


def test_not_applicable_is_said(reader):
    assert "不适用" in text(reader.get("/indicators/case.share/", {"period": "2017"}))


def test_unknown_key_is_helped(reader):
    answer = reader.get("/indicators/case.totl/")
    assert answer.status_code == 404
    assert "IND-006" in text(answer)
    assert "case.total" in text(answer)


def test_a_figure_of_the_evaluation_is_explained_there(reader, house, monkeypatch):
    scored = house.figure(
        "case.total", "hh", __import__("luji.base.kernel.period", fromlist=["Period"]).Period.year(2020)
    )
    from dataclasses import replace

    monkeypatch.setattr(type(house), "figures", lambda *_: [replace(scored, key="evaluation.score")])
    answer = reader.get("/indicators/evaluation.score/")
    assert answer.status_code == 302
    assert answer["Location"] == "/evaluation/?unit=hh&period=2020"
