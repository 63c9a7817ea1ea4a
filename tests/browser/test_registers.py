# ruff: noqa: E402 — models can be imported only after Django is set up
"""In a browser: a hazard from report to closed by four people; the re-check cannot be skipped; axe finds nothing."""

import io
import os
import random
import re
import shutil
from datetime import date, timedelta
from functools import cache

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
# Playwright's own loop runs in this thread; the tests themselves use the database as ever.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
django.setup()

from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from PIL import Image, ImageDraw
from playwright.sync_api import expect, sync_playwright

from luji.base.people import posts
from luji.base.people.models import Account
from luji.base.ui import messages
from luji.record.registers.models import MODELS

messages.compile_all()

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="no chromium here"),
]
RECORD = re.compile(r"/registers/\w+/\d+/$")
WORD = "xue-feng-shan-2020"
PARTY = "高速公路经营单位"
PEOPLE = {
    "zhang": ("张民警", "officer", "hh-hecheng", ""),
    "li": ("李民警", "officer", "hh-hecheng", ""),
    "wang": ("王大队长", "brigade_lead", "hh-hecheng", ""),
    "gongsi": ("养护联系人", "partner", "hh", PARTY),
}


@pytest.fixture
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield opened
        opened.close()


@pytest.fixture
def sign_in(browser, live_server, transactional_db, settings, tmp_path):
    """A page of somebody signed in through the form."""
    settings.LUJI_HOME = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    photo.cache_clear()
    for name, (said, role, unit, party) in PEOPLE.items():
        account = Account(username=name, name=said, unit=unit)
        account.set_password(WORD)
        account.save()
        posts.appoint(account, role, unit, date(2020, 1, 1), party=party)

    def page(name, width=1280, language=""):
        context = browser.new_context(viewport={"width": width, "height": 844}, base_url=live_server.url)
        if language:
            context.add_cookies([{"name": "luji-language", "value": language, "url": live_server.url}])
        opened = context.new_page()
        opened.goto("/sign-in/?next=/registers/hazard/")
        opened.fill("#username", name)
        opened.fill("#password", WORD)
        opened.click("form .btn-primary")
        opened.wait_for_url("**/registers/hazard/")
        return opened

    return page


@cache
def photo(seed):
    """A constructed photograph unlike that of another seed, taken on the spot just now, the same all test long."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = f"{timezone.localtime():%Y:%m:%d %H:%M:%S}"
    exif.get_ifd(0x8825).update({1: "N", 2: (27.55, 0.0, 0.0), 3: "E", 4: (110.0, 0.0, 0.0)})
    chance, out = random.Random(seed), io.BytesIO()
    image = Image.new("RGB", (320, 240), tuple(chance.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(20):
        x, y = chance.randrange(300), chance.randrange(220)
        draw.rectangle((x, y, x + 90, y + 70), fill=tuple(chance.randrange(256) for _ in range(3)))
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def choose(page, label, *seeds):
    """Choose photographs; the page sends them at once and shows them."""
    files = [{"name": f"{one}.jpg", "mimeType": "image/jpeg", "buffer": photo(one)} for one in seeds]
    field = page.get_by_label(label)
    before = page.locator(".file-list input[type=checkbox]").count()
    field.set_input_files(files)
    expect(page.locator(".file-list input[type=checkbox]")).to_have_count(before + len(files))


def file_one(page, seed="place"):
    """File a hazard with the keyboard's own order of fields; its address."""
    page.goto("/registers/hazard/")
    page.get_by_role("link", name="新建").click()
    page.get_by_label("路线").fill("G60")
    page.get_by_label("桩号").fill("k1430+5")
    page.get_by_label("方向").fill("东往西")
    page.get_by_label("隐患类型").select_option(label="护栏")
    page.get_by_label("隐患描述").fill("波形护栏被撞变形")
    page.get_by_label("责任单位").fill(PARTY)
    choose(page, "现场照片", seed)
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/registers/hazard/*/")
    return page.url


def do(page, address, action, **fields):
    """Take an action through its button and its form."""
    page.goto(address)
    page.get_by_role("group", name="可以办理").get_by_role("link", name=action, exact=True).click()
    for label, text in fields.items():
        if label.endswith("照片"):
            choose(page, label, text)
        else:
            page.get_by_label(label).fill(text)
    page.get_by_role("button", name=action, exact=True).click()
    page.wait_for_url(address)


def test_a_hazard_goes_from_report_to_closed_by_four_people(sign_in):
    zhang, li, wang, partner = (sign_in(name) for name in PEOPLE)
    address = file_one(zhang)
    do(zhang, address, "上报")
    do(wang, address, "推送责任单位", 清单批次="2026年第1批", 整改期限="2027-01-20")
    partner.goto("/registers/hazard/")
    assert partner.get_by_role("link", name="YH").count() == 1
    do(
        partner,
        address,
        "报告整改完成",
        整改完成日期="2026-11-20",
        整改措施="更换波形梁三块",
        整改照片="mended",
    )
    do(li, address, "复查合格", 复查情况="到现场看过，护栏完好", 复查照片="checked")
    do(wang, address, "销号")
    assert li.goto(address).ok
    assert li.locator(".lead .state").inner_text() == "整治到位"
    story = li.locator(".story-head").all_inner_texts()
    assert [line.split(" →")[0] for line in story] == [
        "销号",
        "复查合格",
        "报告整改完成",
        "推送责任单位",
        "上报",
        "新建",
    ]
    assert {
        name for name in ("张民警", "李民警", "王大队长", "养护联系人") if any(name in line for line in story)
    } == {said for said, *_ in PEOPLE.values()}
    row = MODELS["hazard"].objects.get()
    assert (row.state, row.checker, row.closed_on is not None) == ("closed", "li", True)


def test_the_re_check_cannot_be_skipped(sign_in):
    """Fixed is not closed: no button, no form and no forged request gets round the second pair of eyes."""
    zhang, wang = sign_in("zhang"), sign_in("wang")
    address = file_one(zhang)
    do(zhang, address, "上报")
    do(wang, address, "推送责任单位", 清单批次="2026年第1批", 整改期限="2027-01-20")
    do(zhang, address, "报告整改完成", 整改完成日期="2026-11-20", 整改措施="自己看过，已好", 整改照片="own")
    for page in (zhang, wang):
        page.goto(address)
        offered = page.get_by_role("group", name="可以办理").get_by_role("link").all_inner_texts()
        assert not {"销号", "复查合格"} & {text.strip() for text in offered}
    assert wang.goto(f"{address}acts/close/").status == 403
    assert "WFL-308" in wang.content()
    assert zhang.goto(f"{address}acts/recheck/").status == 403
    assert "WFL-304" in zhang.content()
    forged = """async ([address, version]) => {
      const token = document.querySelector('[name=csrfmiddlewaretoken]').value;
      const body = new URLSearchParams({csrfmiddlewaretoken: token, version, check_note: 'x', reason: 'x'});
      return (await fetch(address, {method: 'POST', body, credentials: 'same-origin'})).status;
    }"""
    version = str(MODELS["hazard"].objects.get().version)
    for page, action in ((wang, "close"), (zhang, "recheck"), (wang, "recheck"), (zhang, "close")):
        page.goto(address)
        assert page.evaluate(forged, [f"{address}acts/{action}/", version]) in (403, 422)
    assert MODELS["hazard"].objects.get().state == "rectified"


def test_the_keyboard_reaches_search_rows_and_actions(sign_in):
    page = sign_in("zhang")
    address = file_one(page)
    page.goto("/registers/hazard/")
    page.keyboard.press("/")
    page.keyboard.type("护栏")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    for _ in range(150):
        page.keyboard.press("Tab")
        if (page.evaluate("document.activeElement.innerText") or "").startswith("YH"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def test_photographs_are_sent_shown_judged_and_asked_about(sign_in):
    """A used photograph is refused, one that looks alike needs a reason, a renamed program is told what it is."""
    zhang, li, wang, partner = (sign_in(name) for name in PEOPLE)
    address = file_one(zhang)
    assert zhang.locator(".record-groups .file img").count() == 1
    do(zhang, address, "上报")
    do(wang, address, "推送责任单位", 清单批次="2026年第1批", 整改期限="2027-01-20")
    do(partner, address, "报告整改完成", 整改完成日期="2026-11-20", 整改措施="已换", 整改照片="mended")
    li.goto(f"{address}acts/recheck/")
    li.get_by_label("复查情况").fill("到现场看过")
    program = {"name": "复查.jpg", "mimeType": "image/jpeg", "buffer": b"MZ" + b"\0" * 500}
    li.get_by_label("复查照片").set_input_files([program])
    expect(li.locator(".file-problems")).to_contain_text("Windows 程序")
    choose(li, "复查照片", "mended")
    li.get_by_role("button", name="复查合格", exact=True).click()
    expect(li.locator("#wrong")).to_contain_text("EVI-302")
    assert Axe().run(li).violations_count == 0
    li.locator(".file-list input[type=checkbox]").uncheck()
    choose(li, "复查照片", "checked")
    li.get_by_role("button", name="复查合格", exact=True).click()
    li.wait_for_url(address)
    assert li.locator(".record-groups .file img").count() == 3
    assert Axe().run(li).violations_count == 0


def test_without_a_script_the_form_sends_its_files_itself(browser, sign_in, live_server):
    page = sign_in("zhang")
    bare = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    bare.add_cookies(page.context.cookies())
    opened = bare.new_page()
    opened.goto("/registers/hazard/new/")
    opened.get_by_label("路线").fill("G60")
    files = [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": photo(n)} for n in range(3)]
    opened.get_by_label("现场照片").set_input_files(files)
    opened.get_by_role("button", name="保存").click()
    expect(opened.locator(".file-list input[type=checkbox]:checked")).to_have_count(3)
    opened.locator(".file-list input[type=checkbox]").first.uncheck()
    opened.get_by_label("桩号").fill("K1430+500")
    opened.get_by_label("隐患类型").select_option(label="护栏")
    opened.get_by_label("隐患描述").fill("波形护栏被撞变形")
    opened.get_by_label("责任单位").fill(PARTY)
    opened.get_by_role("button", name="保存").click()
    opened.wait_for_url("**/registers/hazard/*/")
    assert opened.locator(".record-groups .file img").count() == 2


def clean(page, what):
    """Nothing runs over the edge of a desk or a phone; axe finds nothing at the width the page has now."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{what}: {found.generate_report()}"
    now = page.viewport_size
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{what}, {width}"
    page.set_viewport_size(now)


def bring(page, *rows):
    """Choose a file of these hazards and press the button that previews it."""
    heads = ("隐患编号", "大队", "路线", "桩号", "隐患类型", "隐患描述", "责任单位")
    text = "\n".join(",".join(row) for row in (heads, *rows))
    page.goto("/registers/hazard/import/")
    page.locator("#in-file").set_input_files(
        [{"name": "清单.csv", "mimeType": "text/csv", "buffer": text.encode("utf-8-sig")}]
    )
    page.locator(".import-card button").click()
    page.wait_for_load_state()


def lesson(page):
    """A lesson that is on now; its address."""
    now = timezone.localtime()
    page.goto("/registers/training/new/")
    page.fill("#in-held_on", f"{now:%Y-%m-%d}")
    page.fill("#in-subject", "酒驾查处流程")
    page.fill("#in-trainer", "zhang")
    page.fill("#in-begins_at", f"{now:%Y-%m-%dT%H:%M}")
    page.fill("#in-ends_at", f"{now + timedelta(hours=1):%Y-%m-%dT%H:%M}")
    page.click(".record-form .btn-primary")
    page.wait_for_url(RECORD)
    return page.url


def put(page, name, value):
    """Write into an input found by its name: labels are in the language of the page."""
    page.fill(f"#in-{name}", value)


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1440)])
def test_every_kind_of_page_is_clean(sign_in, live_server, language, width):
    page, wang = sign_in("zhang", width=width), sign_in("wang", width=width)
    address, other = file_one(page, "one"), file_one(page, "two")
    for one in (page, wang):
        one.context.add_cookies([{"name": "luji-language", "value": language, "url": live_server.url}])
    lists = "/registers/hazard/"
    course = lesson(page)
    for path in (
        "/registers/", lists, f"{lists}?sort=-stake&q=G60", f"{lists}?f.state=closed", "/registers/penalty/",
        f"{lists}board/", f"{lists}calendar/", f"{lists}timeline/?month=2026-01",
        "/registers/training/calendar/", f"{lists}about/", "/registers/meeting/new/", "/registers/accident/new/",
        f"{lists}import/", address, f"{address}edit/", f"{address}acts/file/", course, f"{course}presence/", f"{lists}99999/",
    ):  # fmt: skip
        page.goto(path)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true })")
        clean(page, path)
    page.goto(f"{lists}new/")
    page.click(".record-form .btn-primary")
    assert page.locator("[aria-invalid=true]").count() >= 4
    clean(page, "a form with mistakes")
    stale = page.context.new_page()
    stale.goto(f"{address}edit/")
    page.goto(f"{address}edit/")
    put(page, "direction", "西往东")
    page.click(".record-form .btn-primary")
    page.wait_for_url(address)
    put(stale, "direction", "双向")
    stale.click(".record-form .btn-primary")
    expect(stale.locator("#wrong")).to_contain_text("REG-202")
    clean(stale, "a stale edit")
    page.locator(".story a[href*=editions]").click()
    clean(page, "former content")
    bring(page, ["", "鹤城大队", "G60", "K1431", "护兰", "", PARTY])
    assert page.locator(".problem").count() >= 2
    clean(page, "a file with mistakes")
    bring(page, ["", "鹤城大队", "G60", "K1431+200", "护栏", "立柱缺失", PARTY])
    clean(page, "a preview")
    page.click("form[data-long] .btn-primary >> nth=0")
    expect(page.locator("#taken-head")).to_be_visible()
    clean(page, "a file taken in")
    page.goto(lists)
    for box in page.locator("td.pick input").all():
        box.check()
    clean(page, "rows chosen")
    page.click(".together button")
    clean(page, "the form for many")
    page.click(".record-form .btn-primary")
    assert (page.locator(".named li").count(), page.locator(".outcomes > li").count()) == (2, 1)
    clean(page, "the outcome of many")
    wang.goto(f"{other}acts/push/")
    wang.click(".record-form .btn-primary")
    assert wang.locator(".wrongs a").count() == 2
    clean(wang, "an act that asks for more")
    wang.goto(f"{other}acts/send_back/")
    wang.click(".record-form .btn-primary")
    clean(wang, "a return without its reason")


def test_a_file_with_mistakes_is_mended_and_taken_in(sign_in):
    page = sign_in("zhang")
    file_one(page)
    number = MODELS["hazard"].objects.get().number
    new = ["", "鹤城大队", "G60", "K1431+200", "护栏", "立柱缺失三根", PARTY]
    bring(page, new, ["", "鹤城大队", "G60", "K1431+300", "护兰", "", PARTY])
    told = page.get_by_role("alert").inner_text()
    assert all(word in told for word in ("一行也没有导入", "FCT-207", "FCT-201", "第 3 行", "护栏"))
    assert MODELS["hazard"].objects.count() == 1
    bring(page, new, [number, "鹤城大队", "G60", "K1430+5", "照明", "改过的描述", PARTY])
    assert page.locator(".headline dd").all_inner_texts() == ["1", "1", "0"]
    expect(page.locator("table", has_text="改过的描述")).to_contain_text(number)
    assert MODELS["hazard"].objects.count() == 1
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("status")).to_contain_text("清单.csv 已导入")
    assert page.locator(".headline dd").all_inner_texts() == ["1", "1", "0"]
    page.get_by_role("link", name="查看列表").click()
    expect(page.locator("table.records tbody tr")).to_have_count(2)
    assert set(MODELS["hazard"].objects.values_list("description", flat=True)) == {
        "立柱缺失三根",
        "改过的描述",
    }
    bring(page, [number, "鹤城大队", "G60", "K1430+5", "照明", "改过的描述", PARTY])
    assert page.get_by_role("button", name="确认导入").count() == 0


def test_many_are_filed_by_one_form_and_what_one_refuses_is_told(sign_in):
    page = sign_in("zhang")
    addresses = [file_one(page, seed) for seed in ("a", "b", "c")]
    page.goto("/registers/hazard/?f.kind=barrier")
    go_on = page.get_by_role("button", name="继续")
    expect(go_on).to_be_disabled()
    page.get_by_label("选中本页全部").check()
    expect(page.get_by_text("已选：3")).to_be_visible()
    do(page.context.new_page(), addresses[0], "上报")
    page.get_by_label("对所选记录").select_option(label="上报")
    go_on.click()
    expect(page.locator(".named li")).to_have_count(3)
    page.get_by_label("备注").fill("一并上报")
    page.get_by_role("button", name="上报", exact=True).click()
    assert page.locator(".headline dd").all_inner_texts() == ["2", "1"]
    expect(page.locator(".outcomes")).to_contain_text("REG-202")
    assert list(MODELS["hazard"].objects.values_list("state", flat=True)) == ["filed"] * 3
    page.get_by_role("link", name="返回列表").click()
    page.wait_for_url("**/registers/hazard/?f.kind=barrier")


def reach(page, text):
    """Press Tab until a link or button that says the text has the focus, then Enter."""
    said = """(({innerText, ariaLabel}) => `${innerText} ${ariaLabel}`)(document.activeElement)"""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a, button, summary')") and text in page.evaluate(
            said
        ):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not reach {text}")


def test_a_view_is_saved_and_a_card_moved_by_keyboard_alone(sign_in):
    page = sign_in("zhang")
    file_one(page)
    page.goto("/registers/hazard/?f.state=draft")
    reach(page, "保存为视图")
    page.keyboard.press("Tab")
    page.keyboard.type("我登记的")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".looks .saved")).to_contain_text("我登记的")
    reach(page, "看板")
    page.wait_for_url("**/board/**")
    reach(page, "移动")
    reach(page, "上报 → 待推送")
    page.wait_for_url("**/acts/file/")
    reach(page, "上报")  # the rail and the path come first and say something else
    page.wait_for_url(RECORD)
    assert MODELS["hazard"].objects.get().state == "filed"
    page.goto("/registers/hazard/board/")
    expect(page.locator("#column-filed")).to_contain_text("1")
