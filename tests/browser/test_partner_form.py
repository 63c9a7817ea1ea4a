# ruff: noqa: E402 — models can be imported only after Django is set up
"""The form of a partner in a browser: opened from a disk without any network, filled in, saved, taken in."""

import base64
import io
import json
import os
import random
import shutil
from datetime import UTC, date, datetime, timedelta

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

from luji.base.kernel.problem import Refused
from luji.base.people import posts
from luji.base.people.models import Account
from luji.base.people.posts import person_of
from luji.record.evidence import actions as evidence
from luji.record.partners import actions as partners
from luji.record.partners import sheet
from luji.record.partners.answers import parse
from luji.record.registers import registry
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actor import Actor

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(not CHROMIUM and not os.environ.get("CI"), reason="no chromium here"),
]
NOW = datetime.now(UTC).replace(microsecond=0)
PARTY = "高速公路经营单位"


def photo(seed):
    """A constructed photograph unlike that of another seed, taken on the spot just now."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = f"{timezone.localtime(NOW):%Y:%m:%d %H:%M:%S}"
    exif.get_ifd(0x8825).update({1: "N", 2: (27.55, 0.0, 0.0), 3: "E", 4: (110.0, 0.0, 0.0)})
    chance, out = random.Random(seed), io.BytesIO()
    image = Image.new("RGB", (640, 480), tuple(chance.randrange(256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for _ in range(20):
        x, y = chance.randrange(600), chance.randrange(440)
        draw.rectangle((x, y, x + 180, y + 140), fill=tuple(chance.randrange(256) for _ in range(3)))
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def actor(name, at=NOW):
    found = registry.current()
    account = Account.objects.get(username=name)
    return Actor(found, person_of(account, at.date(), found.units), at, "127.0.0.1")


@pytest.fixture
def rows(transactional_db, settings, tmp_path):
    """Two hazards pushed to the organisation."""
    settings.LUJI_HOME = tmp_path / "home"
    for name, role in (("zhang", "officer"), ("wang", "brigade_lead")):
        account = Account.objects.create(username=name, name=name, unit="hh-hecheng", password="!")
        posts.appoint(account, role, "hh-hecheng", date(2020, 1, 1))
    kept, at = registry.current().find("hazard"), NOW - timedelta(hours=3)
    made = []
    for count in range(2):
        content = {
            "unit": "hh-hecheng", "route": "G60", "stake": f"K1430+{count}00", "kind": "barrier", "description": "护栏变形",
            "responsible": PARTY, "photos": [evidence.bring([photo(f"place {count}")], "a.jpg", "zhang", at).file_id],
        }  # fmt: skip
        row = actions.create(actor("zhang", at), kept, content)
        row = actions.act(actor("zhang", at), kept, row.row, row.version, "file", {})
        given = {"batch": "2026年第1批", "due_on": date(2027, 1, 1)}
        made.append(actions.act(actor("wang", at), kept, row.row, row.version, "push", given))
    return kept, made


@pytest.fixture
def opened(rows, tmp_path):
    """The form in a browser that has no network, and what it complains about."""
    kept, made = rows
    form = partners.give_out(actor("zhang", NOW - timedelta(hours=1)), kept, made)
    path = tmp_path / "表单.html"
    path.write_text(sheet.render(actor("zhang"), kept, form), "utf-8")
    complaints = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        context = browser.new_context(
            offline=True, accept_downloads=True, viewport={"width": 390, "height": 844}
        )
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        yield page
        browser.close()
    assert complaints == []


def files(*seeds):
    return [{"name": f"{one}.jpg", "mimeType": "image/jpeg", "buffer": photo(one)} for one in seeds]


def save(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="保存答复").click()
    return download.value.path().read_bytes()


def test_a_partner_fills_it_in_without_network_and_it_is_taken_in(opened, rows):
    kept, made = rows
    assert opened.evaluate("location.protocol") == "file:"
    first = opened.locator("fieldset").first
    first.get_by_label("现在答复这一条").check()
    first.get_by_label("整改完成日期").fill(NOW.date().isoformat())
    first.get_by_label("整改措施").fill("更换波形梁三块 🚧 “引号” \\ 与 </script>")
    first.get_by_label("整改照片").set_input_files(files("mended", "again"))
    expect(first.locator(".chosen li")).to_have_count(2)
    first.get_by_role("button", name="去掉").last.click()
    expect(first.locator(".chosen li")).to_have_count(1)
    opened.get_by_label("填报人").fill("李工 0745-0000000")
    raw = save(opened)
    expect(opened.locator("#done")).to_contain_text("已保存")
    answer = parse(raw, partners.key(), NOW)
    brought = partners.bring(actor("zhang"), kept, answer)
    (done,) = partners.take_in(actor("zhang"), kept, answer, brought)
    assert (done.state, done.measures) == ("rectified", "更换波形梁三块 🚧 “引号” \\ 与 </script>")
    assert evidence.archive().path(done.rectify_photos[0]).read_bytes() == photo("mended")
    assert made[1].row not in brought
    told = json.loads(raw)
    forged = told["body"].replace("三块", "九块")
    with pytest.raises(Refused) as refused:
        parse(json.dumps(told | {"body": forged}).encode(), partners.key(), NOW)
    assert [p.code for p in refused.value.problems] == ["PTN-108"]


def test_what_is_missing_is_told_and_nothing_is_saved(opened):
    opened.get_by_role("button", name="保存答复").click()
    expect(opened.locator("#wrong li")).to_have_count(2)  # no record ticked, nobody named
    opened.locator("[data-take]").first.check()
    program = {"name": "照片.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ" * 100}
    opened.get_by_label("整改照片").first.set_input_files([program])
    expect(opened.locator("#wrong li")).to_contain_text("不是 jpg")
    opened.get_by_role("button", name="保存答复").click()
    expect(opened.locator("#wrong li")).to_have_count(4)
    assert opened.locator("[aria-invalid=true]:visible").count() == 4
    assert opened.locator("#done p").count() == 0


def test_an_expired_form_saves_nothing(opened):
    opened.clock.install(time=NOW + timedelta(days=400))
    opened.reload()
    expect(opened.locator("#late")).to_be_visible()
    opened.get_by_role("button", name="保存答复").click()
    expect(opened.locator("#wrong")).to_contain_text("表单已经过期")


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_and_nothing_overflows(opened, width):
    opened.set_viewport_size({"width": width, "height": 844})
    opened.locator("[data-take]").first.check()
    opened.get_by_label("整改照片").first.set_input_files(files("one"))
    expect(opened.locator(".chosen li")).to_have_count(1)
    opened.get_by_role("button", name="保存答复").click()
    found = Axe().run(opened)
    assert found.violations_count == 0, found.generate_report()
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert base64.b64encode(photo("one")).decode()[:40] in opened.content()
