"""The bench: tiles, strip, score, and what is left out."""

import re

import pytest


def text(answer):
    return answer.content.decode()


def test_tiles_show_value_growth_and_lead_to_the_indicator(reader):
    page = text(reader.get("/"))
    tile = re.search(r'<li class="tile">.*?案件总数.*?</li>', page, re.S).group()
    assert 'href="/indicators/case.total/?unit=hh&amp;period=2020"' in tile
    assert re.search(r'class="value">4<small>起</small>', tile)
    assert "+100.00 %" in tile
    assert "ti-arrow-up-right" in tile


def test_money_stands_in_ten_thousands_in_chinese_and_in_yuan_in_english(reader):
    assert "0.12<small>万元</small>" in text(reader.get("/"))
    reader.cookies["luji-language"] = "en"
    assert "1,200<small>yuan</small>" in text(reader.get("/"))


def test_the_strip_counts_in_words(reader):
    assert re.search(r'id="strip-head">\s*二增', text(reader.get("/")))
    reader.cookies["luji-language"] = "en"
    assert re.search(r'id="strip-head">\s*2 up', text(reader.get("/")))


def test_tone_follows_what_is_better_and_is_absent_where_nothing_is(reader):
    page = text(reader.get("/"))
    tile = re.search(r'<li class="tile">.*?罚款合计.*?</li>', page, re.S).group()
    assert 'class="growth good"' in tile
    neutral = re.search(r'<li class="tile">.*?案件总数.*?</li>', page, re.S).group()
    assert 'class="growth "' in neutral


def test_the_score_leads_to_the_evaluation(reader):
    page = text(reader.get("/"))
    tile = re.search(r'<div class="tile score-tile">.*?</div>', page, re.S).group()
    assert "8.80" in tile
    assert "/ 10" in tile
    assert "良好" in tile
    assert 'href="/evaluation/?unit=hh&amp;period=2020"' in tile


def test_the_report_is_one_click_away(reader):
    assert 'href="/report/?unit=hh&amp;period=2020">' in text(reader.get("/"))


def test_the_grade_is_translated(english):
    assert "Grade: good" in text(english.get("/"))


@pytest.mark.parametrize("query", ["?unit=hh-a", "?period=2019", "?period=2020Q1"])
def test_no_score_tile_where_nothing_was_evaluated(reader, query):
    answer = reader.get("/" + query)
    assert answer.status_code == 200
    assert "score-tile" not in text(answer)


def test_groups_without_any_figure_are_left_out(reader):
    assert "空组" not in text(reader.get("/"))


def test_constructed_data_is_called_so(reader, house):
    assert "构造数据" in text(reader.get("/"))
    house.constructed = False
    assert "构造数据" not in text(reader.get("/"))


def test_a_unit_by_its_name_is_found(reader):
    assert "鹤城大队" in text(reader.get("/", {"unit": "鹤城大队"}))
