"""核数 in a browser: a file handed in, its findings reached, the results taken away; with and without scripts."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TEXT = (
    "一、支出情况\n"
    + "全年支出100万元，其中基本支出70万元、项目支出40万元。\n" * 2
    + "全年排查隐患8处，其中国道3处、省道5处。\n"
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "自评报告.txt"
    path.write_text(TEXT, "utf-8")
    return path


def hand_in(page, path):
    page.locator("#file").set_input_files(path)
    page.locator("form.hand-in button[type=submit]").click()
    page.wait_for_load_state("networkidle")


def no_overflow(page):
    root = "document.documentElement"
    return page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_empty_and_answered_pages_are_accessible(open_page, file, language, width):
    page = open_page("/reconcile/", language, width)
    for act in (lambda: None, lambda: hand_in(page, file), page.locator(".doc .n.bad").first.focus):
        act()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert no_overflow(page)


def test_a_finding_leads_to_its_place_and_the_place_tells_the_computation(open_page, file):
    page = open_page("/reconcile/")
    hand_in(page, file)
    expect(page.locator("#outcome-head")).to_have_text("自评报告.txt")
    page.locator(".reconciled ol.list a").first.click()
    expect(page).to_have_url(re.compile("#f0$"))
    place = page.locator(".doc a:target + .n")
    expect(place).to_be_in_viewport()
    tip = place.locator(".tip")
    expect(tip).to_be_hidden()
    place.hover()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("110")
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()
    place.focus()
    expect(tip).to_be_visible()


def test_both_results_can_be_taken_away(open_page, file):
    page = open_page("/reconcile/")
    hand_in(page, file)
    taken = {}
    for link in page.locator("a[download]").all():
        with page.expect_download() as waiting:
            link.click()
        taken[waiting.value.suggested_filename] = waiting.value.path().read_text("utf-8")
    assert set(taken) == {"自评报告.txt.html", "自评报告.txt.json"}
    assert '<span class="n bad"' in taken["自评报告.txt.html"]
    assert {one["level"] for one in json.loads(taken["自评报告.txt.json"])["findings"]} == {"inconsistent"}


def test_without_scripts_a_file_is_read_too(open_page, file):
    page = open_page("/reconcile/", java_script_enabled=False)
    hand_in(page, file)
    expect(page.locator(".doc .n.bad")).to_have_count(2)
    expect(page.locator(".doc .n.good")).not_to_have_count(0)


def test_a_file_dropped_on_the_field_is_taken(open_page):
    page = open_page("/reconcile/")
    page.evaluate(
        """(text) => {
            const data = new DataTransfer();
            data.items.add(new File([text], "dropped.txt", {type: "text/plain"}));
            const field = document.querySelector("#file");
            field.files = data.files;
            field.dispatchEvent(new Event("change", {bubbles: true}));
        }""",
        TEXT,
    )
    page.locator("form.hand-in button[type=submit]").click()
    expect(page.locator("#outcome-head")).to_have_text("dropped.txt")


def test_a_file_too_large_does_not_travel(open_page, tmp_path):
    page = open_page("/reconcile/")
    large = tmp_path / "large.txt"
    large.write_bytes(b"1" * (20 * 2**20 + 1))
    page.locator("#file").set_input_files(large)
    assert page.evaluate("document.querySelector('#file').validationMessage") == "文件超过 20 MB。"
    page.locator("form.hand-in button[type=submit]").click()
    expect(page.locator("#outcome-head")).to_have_count(0)
    page.locator("#file").set_input_files([])
    assert page.evaluate("document.querySelector('#file').validationMessage") == ""


def test_a_hostile_file_is_a_numbered_problem(open_page, tmp_path):
    page = open_page("/reconcile/")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 not really")
    hand_in(page, tmp_path / "broken.docx")
    open_page.complaints.clear()  # the browser notes the 422 itself
    expect(page.locator(".problem-code")).to_have_text("REC-908")
    assert Axe().run(page).violations_count == 0


def test_the_report_says_what_its_gate_found(open_page):
    page = open_page("/report/")
    expect(page.locator(".gate h2")).to_have_text("核数通过：未发现不符")
    page.locator(".gate summary").click()
    expect(page.locator(".objections li").first).to_be_visible()
