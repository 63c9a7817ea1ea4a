"""The road of one number, clicked: from the tile to the rows, and from the report to the trace."""

import csv
import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_from_the_tile_to_the_rows(open_page):
    page = open_page("/")
    page.get_by_role("link", name="整治到位隐患").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("整治到位隐患")
    page.get_by_role("link", name="这个数的来历").click()
    expect(page.locator(".step-value").first).to_contain_text("389")
    expect(page.locator("#rows tbody tr")).to_have_count(50)
    assert "389" in page.locator("#rows .count").inner_text()


def test_rows_are_turned_without_loading_the_page_again(open_page):
    page = open_page("/indicators/hazard.rectified/trace/")
    page.evaluate("window.stayed = true")
    first = page.locator("#rows tbody td").first.inner_text()
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".pager-where")).to_contain_text("第 2 页")
    expect(page).to_have_url(re.compile(r"/rows/\?.*page=2$"))
    assert page.locator("#rows tbody td").first.inner_text() != first
    assert page.evaluate("window.stayed") is True
    page.reload()
    expect(page.locator(".pager-where")).to_contain_text("第 2 页")


def test_the_whole_list_can_be_taken_away(open_page):
    page = open_page("/indicators/hazard.rectified/rows/", accept_downloads=True)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert len(lines) == 390
    assert len({line[0] for line in lines[1:]}) == 389


def test_a_figure_of_the_report_opens_its_trace(open_page):
    page = open_page("/report/")
    page.locator("a.figure", has_text="389处").first.click()
    expect(page).to_have_url(re.compile("/indicators/hazard.rectified/trace/"))
    expect(page.locator(".step-value").first).to_contain_text("389")


@pytest.mark.parametrize("name", ["Word", "PDF", "Excel", "HTML"])
def test_the_report_can_be_taken_away(open_page, name):
    page = open_page("/report/", accept_downloads=True)
    with page.expect_download() as download:
        page.get_by_role("link", name=name, exact=True).click()
    assert download.value.path().stat().st_size > 5_000
    assert "2020" in download.value.suggested_filename


def test_every_figure_of_the_report_leads_somewhere(open_page):
    page = open_page("/report/")
    targets = set(page.locator("a.figure").evaluate_all("links => links.map(one => one.href)"))
    assert len(targets) > 40
    for target in sorted(targets):
        answer = page.request.get(target)
        assert answer.status == 200, target


def test_every_tile_leads_to_its_indicator(open_page):
    page = open_page("/")
    targets = page.locator(".tile a, .strip a").evaluate_all("links => links.map(one => one.href)")
    assert len(targets) >= 20
    for target in targets:
        assert page.request.get(target).status == 200, target


def test_score_leads_to_the_lines_and_a_line_to_its_figures(open_page):
    page = open_page("/")
    page.get_by_role("link", name="自评得分").click()
    page.locator("#line-hazards summary, .scores summary").nth(1).click()
    page.locator(".scores details[open] a").first.click()
    expect(page).to_have_url(re.compile("/trace/"))


def test_the_chart_is_drawn_and_its_numbers_are_one_click_away(open_page):
    page = open_page("/indicators/violation.total/")
    expect(page.locator("[data-chart] svg")).to_be_visible()
    assert page.locator("[data-chart] svg path").count() > 12
    page.get_by_text("看数字表").click()
    expect(page.locator(".scroll[aria-labelledby=months-head] tbody tr")).to_have_count(12)
