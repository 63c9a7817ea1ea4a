"""Keyboard, pickers, search, language, phone, paper, and a browser without scripts."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_the_first_tab_skips_to_the_content(open_page):
    page = open_page("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_slash_goes_to_the_search_field_and_can_be_written_there(open_page):
    page = open_page("/indicators/")
    page.keyboard.press("/")
    search = page.get_by_role("searchbox")
    expect(search).to_be_focused()
    search.press_sequentially("a/b")
    assert search.input_value() == "a/b"


def test_the_focus_can_be_seen(open_page):
    page = open_page("/indicators/")
    outline = "(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(outline) == ["solid", "3px"], page.evaluate("document.activeElement.outerHTML")


def test_search_narrows_while_writing(open_page):
    page = open_page("/indicators/")
    page.get_by_role("searchbox").fill("隐患")
    expect(page.locator("#list .count")).not_to_contain_text("86")
    expect(page.locator("#list")).to_contain_text("整治到位隐患")
    expect(page.locator("#list")).not_to_contain_text("基本支出")
    expect(page).to_have_url(re.compile(r"q=%E9%9A%90%E6%82%A3"))


def test_another_unit_is_shown_as_soon_as_it_is_picked(open_page):
    page = open_page("/indicators/violation.total/")
    page.locator("#pick-unit").select_option("hh-anjiang")
    expect(page).to_have_url(re.compile("unit=hh-anjiang"))
    expect(page.locator("tr.here")).to_contain_text("安江大队")


def test_another_period_too(open_page):
    page = open_page("/indicators/violation.total/")
    page.locator("#pick-period").select_option("2020-07")
    expect(page).to_have_url(re.compile("period=2020-07"))
    expect(page.locator(".headline")).to_contain_text("2020年7月")


def test_the_language_changes_and_the_page_stays(open_page):
    page = open_page("/indicators/hazard.rectified/?unit=hh&period=2020")
    page.locator(".rail").get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hazards rectified")
    expect(page).to_have_url(re.compile(r"/indicators/hazard.rectified/\?unit=hh&period=2020$"))


def test_the_rail_unfolds_on_a_phone_and_escape_folds_it(open_page):
    page = open_page("/", width=390)
    rail = page.get_by_role("navigation", name="主导航")
    expect(rail).to_be_hidden()
    page.get_by_role("button", name="菜单").click()
    expect(rail).to_be_visible()
    expect(page.get_by_role("button", name="菜单")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(rail).to_be_hidden()
    expect(page.get_by_role("button", name="菜单")).to_be_focused()


def test_paper_has_neither_rail_nor_buttons(open_page):
    page = open_page("/report/")
    page.emulate_media(media="print")
    expect(page.locator(".rail")).to_be_hidden()
    expect(page.get_by_role("link", name="PDF")).to_be_hidden()
    expect(page.locator("article.report")).to_be_visible()


def test_without_scripts_everything_can_be_read(open_page):
    page = open_page("/indicators/violation.total/", java_script_enabled=False)
    expect(page.locator("noscript button")).to_be_visible()
    page.locator("#pick-unit").select_option("hh-anjiang")
    page.locator(".pickers button").click()
    expect(page).to_have_url(re.compile("unit=hh-anjiang"))
    page.get_by_text("看数字表").click()
    expect(page.locator(".scroll[aria-labelledby=months-head] tbody tr")).to_have_count(12)


def test_signing_out_closes_the_door(chromium, site):
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(site("/report/"))
    page.get_by_label("警号或账号").fill("080123")
    page.get_by_label("密码").fill("lu-ji-2020-x")
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(re.compile("/report/"))
    page.get_by_role("button", name="退出登录").click()
    page.goto(site("/report/"))
    expect(page).to_have_url(re.compile(r"/sign-in/\?next=/report/"))
    context.close()


def test_a_fragment_after_the_session_ended_shows_the_sign_in_page(open_page):
    page = open_page("/indicators/violation.total/rows/")
    page.context.clear_cookies(name="luji-session")
    page.get_by_role("link", name="下一页").click()
    expect(page).to_have_url(re.compile("/sign-in/"))
    expect(page.get_by_label("密码")).to_be_visible()
