# ruff: noqa: E402 — models can be imported only after Django is set up
"""In a browser: an officer's first day, from being entered to a second factor; axe finds nothing on the way."""

import base64
import os
import shutil
import time
from datetime import date

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
# Playwright's own loop runs in this thread; the tests themselves use the database as ever.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
django.setup()

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from luji.base.people import accounts, posts
from luji.base.people.signin import codes
from luji.base.ui import messages

messages.compile_all()

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="no chromium here"),
]
WORD, OWN = "xue-feng-shan-2020", "yuan-shui-he-2021"


@pytest.fixture
def visit(live_server, transactional_db, settings, tmp_path):
    """A browser of one's own for each visitor: width and language as told; what it complains about fails."""
    settings.LUJI_HOME = tmp_path
    complaints = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )

        def opened(width, language):
            context = browser.new_context(viewport={"width": width, "height": 900}, base_url=live_server.url)
            context.add_cookies([{"name": "luji-language", "value": language, "url": live_server.url}])
            page = context.new_page()
            page.on("pageerror", lambda error: complaints.append(str(error)))
            return page

        yield opened
        browser.close()
    assert complaints == []


def check(page):
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def sign_in(page, name, word):
    page.goto("/sign-in/?next=/account/")
    page.fill("#username", name)
    page.fill("#password", word)
    page.click("form .btn-primary")


def test_an_officers_first_day(visit):
    keeper = accounts.create("080001", WORD, "hh", "王建设")
    posts.appoint(keeper, "admin", "hh", date(2020, 1, 1))

    desk = visit(1440, "zh-hans")
    sign_in(desk, "080001", WORD)
    desk.get_by_role("link", name="人员").click()
    check(desk)
    desk.get_by_role("link", name="新增人员").click()
    check(desk)
    desk.get_by_label("警号或账号").fill("080125")
    desk.get_by_label("姓名").fill("陈新")
    desk.get_by_label("单位", exact=False).first.select_option("hh-hecheng")
    desk.get_by_label("岗位").select_option("officer")
    desk.locator("main button[type=submit]").click()
    password = desk.locator(".one-time").inner_text()
    check(desk)
    desk.goto("/settings/people/person/080001/")  # one's own
    check(desk)
    desk.goto("/settings/people/person/080125/")
    expect(desk.locator("main")).to_contain_text("鹤城大队·民警")
    check(desk)

    phone = visit(390, "en")
    sign_in(phone, "080125", password)
    expect(phone).to_have_url("/account/password/")
    check(phone)
    phone.fill("#in-old", password)
    phone.fill("#in-new", OWN)
    phone.fill("#in-again", OWN)
    phone.locator("main button[type=submit]").click()
    expect(phone).to_have_url("/account/")
    check(phone)

    phone.get_by_role("link", name="Turn the second factor on").click()
    secret = base64.b32decode(phone.locator(".secret").inner_text().replace(" ", ""))
    check(phone)
    phone.fill("#in-code", codes.code_at(secret, int(time.time()) // 30))
    phone.locator("main button[type=submit]").click()
    expect(phone.locator(".codes li")).to_have_count(10)
    recovery = phone.locator(".codes li").first.inner_text()
    check(phone)

    elsewhere = visit(1440, "en")
    sign_in(elsewhere, "080125", OWN)
    expect(elsewhere).to_have_url("/sign-in/code/")
    check(elsewhere)
    elsewhere.fill("#code", recovery)
    elsewhere.click("form .btn-primary")
    expect(elsewhere).to_have_url("/account/")
    check(elsewhere)
    assert elsewhere.goto("/settings/people/").status == 403
    expect(elsewhere.locator("main")).to_contain_text("PPL-301")
