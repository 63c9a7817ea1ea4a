"""Every page in both languages on a desk and on a phone: axe finds nothing, nothing runs over the edge."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# Pages in every language and width; their variants once in each language, once in each width.
PAGES = {
    "dashboard": "/",
    "catalogue": "/indicators/",
    "indicator": "/indicators/violation.total/",
    "trace": "/indicators/hazard.rectified/trace/",
    "rows": "/indicators/violation.total/rows/?page=3",
    "evaluation": "/evaluation/",
    "report": "/report/",
    "settings": "/settings/",
    "my account": "/account/",
}
VARIANTS = {
    "another password": "/account/password/",
    "second factor": "/account/second-factor/",
    "nothing to lend": "/account/lend/",
    "dashboard of a brigade": "/?unit=hh-anjiang&period=2019",
    "dashboard without figures": "/?unit=hh&period=1999",
    "catalogue by ledger": "/indicators/?by=ledger&q=a",
    "catalogue without a match": "/indicators/?q=zzz",
    "indicator of a quarter": "/indicators/hazard.rectified/?period=2020Q3",
    "indicator with items": "/indicators/road.expressways/",
    "trace of a formula": "/indicators/accident.deaths_per_100km/trace/",
    "trace of the score": "/indicators/evaluation.score/trace/",
    "no rows": "/indicators/violation.total/rows/?period=1999",
    "no evaluation": "/evaluation/?unit=hh-anjiang",
    "no report": "/report/?period=1999",
    "unknown address": "/no/such/page/",
    "unknown indicator": "/indicators/violation.totl/",
    "unknown unit": "/?unit=nowhere",
}
LANGUAGES = ("zh-hans", "en")
WIDTHS = (1440, 390)


@pytest.fixture(scope="module")
def axe():
    return Axe()


def check(page, axe):
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0
    wide = page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter((one) => {
            const box = one.getBoundingClientRect();
            return box.width && box.right > innerWidth + 1 && !one.closest('.scroll, .skip, .visually-hidden, svg');
        }).map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert wide == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES.values(), ids=list(PAGES))
def test_page(open_page, axe, path, language, width):
    page = open_page(path, language, width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    check(page, axe)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_sign_in(chromium, site, axe, language, width):
    context = chromium.new_context(viewport={"width": width, "height": 900})
    context.add_cookies([{"name": "luji-language", "value": language, "url": site.address}])
    page = context.new_page()
    page.goto(site("/sign-in/"))
    check(page, axe)
    page.locator("#username").fill("nobody")
    page.locator("#password").fill("pass-in-vain")
    page.locator("main button").click()
    page.wait_for_selector("[role=alert]")
    check(page, axe)
    context.close()


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1440)])
@pytest.mark.parametrize("path", VARIANTS.values(), ids=list(VARIANTS))
def test_variant(open_page, axe, path, language, width):
    page = open_page(path, language, width)
    open_page.complaints[:] = [c for c in open_page.complaints if "status of 404" not in c]
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    check(page, axe)
    assert page.locator("h1").count() >= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_unfolded_rail(open_page, axe, language):
    page = open_page("/", language, 390)
    page.locator(".rail-toggle").click()
    check(page, axe)
