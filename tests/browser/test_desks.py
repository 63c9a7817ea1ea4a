# ruff: noqa: E402 — models can be imported only after Django is set up
"""In a browser: the desks beside the registers (bench, notices, finding, papers, partners, tokens).

One day's way through each, and axe over every page kind of theirs in both languages and widths.
"""

import io
import json
import os
import urllib.error
import urllib.request
from datetime import UTC, date, datetime, timedelta

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
# Playwright's own loop runs in this thread; the tests themselves use the database as ever.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
django.setup()

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from luji.base.people import posts
from luji.base.people.models import Account
from luji.base.people.posts import person_of
from luji.base.ui import messages
from luji.record.evidence import actions as evidence
from luji.record.registers import registry
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actions import Actor
from luji.record.workflow.models import Entry, Notice

messages.compile_all()

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]
WORD = "xue-feng-shan-2020"
PARTY = "高速公路经营单位"
PLATE = "湘N构9001"
PEOPLE = {
    "zhang": ("张民警", "officer", "hh-hecheng", ""),
    "wang": ("王大队长", "brigade_lead", "hh-hecheng", ""),
    "chen": ("陈督察", "supervision", "hh", ""),
    "zhao": ("赵总队", "bureau_review", "hn", ""),
    "gongsi": ("养护联系人", "partner", "hh", PARTY),
}
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def people(transactional_db, settings, tmp_path):
    """Everybody with their posts."""
    settings.LUJI_HOME = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for name, (said, role, unit, party) in PEOPLE.items():
        account = Account(username=name, name=said, unit=unit)
        account.set_password(WORD)
        account.save()
        posts.appoint(account, role, unit, date(2020, 1, 1), party=party)


@pytest.fixture
def sign_in(chromium, live_server, people):
    """A page of somebody signed in through the form; what a page's scripts stumble over fails the test."""
    contexts, complaints = [], []

    def page(name, width=1440, language="zh-hans"):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=live_server.url, accept_downloads=True
        )
        contexts.append(context)
        context.add_cookies([{"name": "luji-language", "value": language, "url": live_server.url}])
        opened = context.new_page()
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.goto("/sign-in/?next=/start/")
        opened.fill("#username", name)
        opened.fill("#password", WORD)
        opened.click("form .btn-primary")
        opened.wait_for_url("**/bench/" if PEOPLE[name][1] != "bureau_review" else live_server.url + "/**")
        return opened

    yield page
    for context in contexts:
        context.close()
    assert complaints == []


def actor(name, at=NOW):
    found = registry.current()
    return Actor(
        found, person_of(Account.objects.get(username=name), at.date(), found.units), at, "127.0.0.1"
    )


def photo(number):
    """A photograph unlike the others."""
    out = io.BytesIO()
    Image.effect_noise((320, 240), 60 + 20 * number).save(out, "JPEG")
    return out.getvalue()


def hazard(*verbs, at=NOW - timedelta(hours=3)):
    """A hazard of the officer's, taken through the verbs."""
    kept = registry.current().find("hazard")
    seen = evidence.bring([photo(kept.rows.count())], "现场.jpg", "zhang", at).file_id
    row = actions.create(actor("zhang", at), kept, {
        "unit": "hh-hecheng", "route": "G60", "stake": "K1430+500", "kind": "barrier", "description": "波形护栏被撞变形",
        "responsible": PARTY, "photos": [seen],
    })  # fmt: skip
    given = {"batch": "2026年第1批", "due_on": date(2030, 1, 1)}
    for number, (who, verb) in enumerate(verbs):
        values = given if verb == "push" else {}
        row = actions.act(
            actor(who, at + timedelta(minutes=number + 1)), kept, row.row, row.version, verb, values
        )
    return row


def penalty():
    """A case decided on the spot; it names a plate, and its paper may be made."""
    kept, at = registry.current().find("penalty"), NOW - timedelta(hours=2)
    row = actions.create(actor("zhang", at), kept, {
        "unit": "hh-hecheng", "procedure": "simple", "driver": "周某己", "licence": "构造证号1", "plate": PLATE,
        "happened_at": at - timedelta(minutes=20), "place": "G60 K1430+500", "behaviour": "4303", "handler1": "zhang",
        "facts": "故障后未设警告标志，当场查明。（构造案情）", "evidence_list": "现场照片", "sanction": "fine", "fine": 200,
    })  # fmt: skip
    return actions.act(
        actor("zhang", at + timedelta(minutes=6)), kept, row.row, row.version, "decide_simple", {}
    )


def check(page):
    """Axe finds nothing, nothing runs over the edge."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0, page.url


def look(page, *paths):
    """Open pages with everything unfolded and check them."""
    for path in paths:
        page.goto(path)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
        check(page)


def test_from_the_bench_by_a_notice_to_the_record_and_on_to_the_next(sign_in):
    row = hazard(("zhang", "file"))
    page = sign_in("wang")
    expect(page.locator("[aria-labelledby=waiting-head] .work-item")).to_have_count(1)
    expect(page.locator("[aria-labelledby=waiting-head]")).to_contain_text("推送责任单位")
    expect(page.locator(".bell-count")).to_have_text("1")
    page.locator(".bell").click()
    page.locator(".notice.unread a").click()
    page.wait_for_url(f"**/registers/hazard/{row.row}/")
    assert Notice.objects.get(account__username="wang").read_at is not None
    page.get_by_role("group", name="可以办理").get_by_role("link", name="推送责任单位").click()
    page.get_by_label("清单批次").fill("2026年第1批")
    page.get_by_label("整改期限").fill("2030-01-01")
    page.get_by_role("button", name="推送责任单位", exact=True).click()
    page.wait_for_url(f"**/registers/hazard/{row.row}/")
    page.goto("/bench/")
    expect(page.locator("[aria-labelledby=sent-head] .work-item")).to_contain_text(PARTY)
    expect(page.locator(".bell-count")).to_be_hidden()
    partner = sign_in("gongsi", 390)
    expect(partner.locator("[aria-labelledby=waiting-head] .work-item a")).to_contain_text("波形护栏被撞变形")


def test_a_plate_is_shown_only_for_a_reason_which_the_inspection_reads(sign_in):
    row = penalty()
    page = sign_in("zhang")
    page.locator("[data-find]").fill(PLATE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/look-up/")
    assert PLATE not in page.url and "周某己" not in page.content()
    expect(page.get_by_label("号牌、号码或姓名")).to_have_value(PLATE)
    expect(page.get_by_label("车辆号牌")).to_be_checked()
    ask = page.get_by_role("button", name="查询并记录")
    ask.click()  # without a reason the browser keeps it
    page.locator("form.form-card").evaluate("(form) => { form.noValidate = true }")
    page.get_by_label("用途").select_option("case")
    ask.click()
    expect(page.locator("[role=alert]")).to_contain_text("FND-105")
    expect(page.locator("[role=alert]")).to_contain_text("FND-106")
    assert not Entry.objects.filter(subject="look_up/plate").exists()
    page.get_by_label("案件或事故编号").fill(row.number)
    page.get_by_label("理由").fill("核对被处罚车辆是否重复录入")
    ask.click()
    expect(page.locator("#found")).to_contain_text(row.number)
    expect(page.locator("#found")).to_be_focused()
    page.locator("#found a").first.click()
    page.wait_for_url(f"**/registers/penalty/{row.row}/")
    inspector = sign_in("chen", 390)
    inspector.goto("/look-ups/")
    expect(inspector.locator("table")).to_contain_text("核对被处罚车辆是否重复录入")
    assert Entry.objects.get(subject="look_up/plate").person == "zhang"


def test_a_token_is_shown_once_used_and_revoked(sign_in, live_server):
    row = hazard()
    page = sign_in("zhang", 390)
    page.goto("/account/")
    page.get_by_role("link", name="我的令牌").click()
    page.get_by_label("用途").fill("月报程序")
    page.get_by_role("button", name="生成令牌").click()
    secret = page.locator(".secret").inner_text()
    address = f"{live_server.url}/api/registers/hazard/records/{row.row}"

    def call():
        asked = urllib.request.Request(address, headers={"Authorization": f"Bearer {secret}"})
        try:
            with urllib.request.urlopen(asked) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, json.loads(refused.read())

    status, told = call()
    assert (status, told["values"]["stake"]) == (200, "K1430+500")
    page.goto("/account/tokens/")
    assert secret not in page.content()
    expect(page.locator("table")).to_contain_text("127.0.0.1")
    page.get_by_role("button", name="收回: 月报程序").click()
    expect(page.locator("main")).to_contain_text("没有令牌")
    assert call()[0] == 401


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1440)])
def test_axe_finds_nothing_on_the_desks(sign_in, language, width):
    case, pushed = penalty(), hazard(("zhang", "file"), ("wang", "push"))
    hazard(("zhang", "file"))
    papers = f"/registers/penalty/{case.row}/papers/"
    page = sign_in("zhang", width, language)
    look(page, "/bench/", "/notices/", "/notices/settings/", "/find/", "/find/?q=护栏", "/find/?q=天外",
         "/find/?q=民警", "/look-up/", papers, "/registers/hazard/partners/", "/api/", "/account/",
         "/account/tokens/")  # fmt: skip
    page.goto(papers)
    page.locator("form.actions button").first.click()
    page.wait_for_load_state()
    expect(page.locator(".hash")).to_have_count(1)
    look(page, papers, "/look-ups/")  # the second is refused
    page.goto("/look-up/")
    page.fill("#in-value", PLATE)
    page.select_option("#in-purpose", "road")
    page.fill("#in-reason", "核对被处罚车辆")
    page.click("form.form-card .btn-primary")
    expect(page.locator("#found")).to_contain_text(case.number)
    check(page)
    page.goto("/account/tokens/")
    page.fill("#in-name", "月报程序")
    page.click(".token-card .btn-primary")
    expect(page.locator(".secret")).to_be_visible()
    check(page)
    page.goto("/registers/hazard/partners/")
    with page.expect_download():
        page.locator("main table button").first.click()
    page.goto("/registers/hazard/partners/")
    file = {"name": "答复.json", "mimeType": "application/json", "buffer": b"{}"}
    page.locator("#in-file").set_input_files([file])
    page.click(".import-card .btn-primary")
    expect(page.locator("[role=alert]")).to_contain_text("PTN-101")
    check(page)
    assert pushed.state == "pushed"


def test_axe_finds_nothing_where_others_sit(sign_in):
    hazard(("zhang", "file"), ("wang", "push"))
    hazard(("zhang", "file"))
    look(sign_in("wang", 390, "en"), "/bench/", "/notices/")
    look(sign_in("chen", 390, "en"), "/bench/", "/look-ups/", "/settings/sign-ins/")
    look(sign_in("gongsi", 390, "en"), "/bench/", "/look-up/")  # the second is refused
    look(sign_in("zhao", 1440, "zh-hans"), "/bench/", "/settings/people/")  # the second is refused
