"""The evaluation page: the table, reasons, what-if, reachability."""

import re

import pytest


def text(answer):
    return answer.content.decode()


def plain(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_classes_come_before_their_lines_with_sums(reader):
    page = text(reader.get("/evaluation/"))
    table = re.search(r'<table class="list scores">.*?</table>', page, re.S).group()
    labels = re.findall(r'<th scope="row"[^>]*>\s*(?:<details><summary>)?([^<]+)', table)
    assert [label.strip() for label in labels] == ["产出", "办案数", "罚款", "合计"]
    assert "8.80" in table


def test_a_line_says_target_actual_reason_clause_and_what_it_reads(reader):
    page = text(reader.get("/evaluation/"))
    line = re.search(r'<tr id="line-cases">.*?</tr>', page, re.S).group()
    assert "≥ 5 起" in line
    assert "4 起" in line
    assert "一案移交&lt;外单位&gt;。" in line
    assert "测试〔2020〕1号" in line
    assert 'href="/indicators/case.total/trace/?unit=hh&amp;period=2020"' in line


def test_points_lost_are_marked_with_an_arrow_too(reader):
    line = re.search(r'<tr id="line-cases">.*?</tr>', text(reader.get("/evaluation/")), re.S).group()
    assert "short" in line
    assert "ti-arrow-down-right" in line


def test_lines_with_all_points_are_not_marked(reader):
    line = re.search(r'<tr id="line-fines">.*?</tr>', text(reader.get("/evaluation/")), re.S).group()
    assert "short" not in line


def test_long_numbers_are_separated(reader):
    line = re.search(r'<tr id="line-fines">.*?</tr>', text(reader.get("/evaluation/")), re.S).group()
    assert "1,150.50 元" in line


def test_what_if_and_reachability_stand_below(english):
    page = plain(text(english.get("/evaluation/")))
    assert "What the next half point would take" in page
    assert "How a score of 8.80 comes about" in page
    assert "total 10.00, good" in page


@pytest.mark.parametrize("query", ["?unit=hh-a", "?period=2019"])
def test_without_a_plan_the_page_says_so(reader, query):
    answer = reader.get("/evaluation/" + query)
    assert answer.status_code == 200
    assert "TST-001" in text(answer)
    assert "该单位该年度没有评分" in text(answer)
