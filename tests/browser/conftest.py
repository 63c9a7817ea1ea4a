"""A real site in a real browser: the demo's data served by `luji serve`, read in Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass

import pytest
from playwright.sync_api import sync_playwright

USER, PASSWORD = "080123", "lu-ji-2020-x"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
ACCOUNT = f"""
import django
django.setup()
from luji.base.people import accounts
accounts.ensure({USER!r}, {PASSWORD!r}, "hh", "Zhang")
"""
PATIENCE = 60


@dataclass(frozen=True)
class Site:
    """Where the site answers."""

    address: str

    def __call__(self, path: str) -> str:
        return self.address + path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, server):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{address}/healthz") as answer:
                assert answer.read() == b"ok"
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer")


@pytest.fixture(scope="session")
def site(demo_home, tmp_path_factory):
    """The demo's lake and snapshots under a home of its own, so that the demo's stays untouched."""
    home = tmp_path_factory.mktemp("site")
    for name in ("lake", "snapshots", "home.json"):
        (home / name).symlink_to(demo_home / name)
    env = {**os.environ, "LUJI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luji.config.settings"}
    for command in (
        ["-m", "luji.base.ui.assets"],
        ["-m", "luji", "upgrade", "--home", str(home)],
        ["-c", ACCOUNT],
    ):
        done = subprocess.run(
            [sys.executable, *command], env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    port = free_port()
    serve = [sys.executable, "-m", "luji", "serve", "--home", str(home), "--port", str(port)]
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(serve, env=env, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}", server)
            yield Site(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()
            server.wait(PATIENCE)


@pytest.fixture(scope="module")
def chromium():
    """The machine's Chromium; CI must have one.

    For a module only: while Playwright runs, its event loop keeps Django from the database.
    """
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        assert not os.environ.get("CI"), "CI needs chromium"
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def session(chromium, site):
    """Cookies of a reader who signed in through the form."""
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(site("/"))
    page.get_by_label("警号或账号").fill(USER)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(site("/"))
    cookies = context.cookies()
    context.close()
    return cookies


@pytest.fixture(scope="module")
def contexts(chromium, session, site):
    """One browser context for each language, width and set of options, so that files are loaded once."""
    kept = {}

    def context(language, width, **options):
        key = (language, width, *sorted(options.items()))
        if key not in kept:
            viewport = {"width": width, "height": 900}
            kept[key] = chromium.new_context(viewport=viewport, locale="zh-CN", **options)
        kept[key].clear_cookies()
        cookie = {"name": "luji-language", "value": language, "url": site.address}
        kept[key].add_cookies([*session, cookie])
        return kept[key]

    yield context
    for one in kept.values():
        one.close()


@pytest.fixture
def open_page(contexts, site):
    """Opens a signed-in page; whatever the browser complains about fails the test."""
    pages, complaints = [], []

    def opened(path, language="zh-hans", width=1440, **options):
        page = contexts(language, width, **options).new_page()
        pages.append(page)
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(site(path))
        return page

    opened.complaints = complaints
    yield opened
    for page in pages:
        page.close()
    assert complaints == []
