"""The page of a register on the site and in the documentation."""

import os
import re

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from datetime import date  # noqa: E402 — after Django is set up

from django.test import Client  # noqa: E402

from luji.base.kernel.content import Content  # noqa: E402
from luji.base.people import posts  # noqa: E402
from luji.base.people.models import Account  # noqa: E402
from luji.config import about  # noqa: E402


@pytest.fixture
def client(db, settings, tmp_path):
    settings.LUJI_HOME = tmp_path
    account = Account.objects.create(username="080123", unit="hh-hecheng", name="x", password="!")
    posts.appoint(account, "officer", "hh-hecheng", date(2020, 1, 1))
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_is_whole(client, language):
    client.cookies["luji-language"] = language
    answer = client.get("/registers/hazard/about/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<svg" in page
    assert not re.search(r"\s(on\w+|style)=", page)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_strangers_see_no_page(client):
    assert Client().get("/registers/hazard/about/").status_code == 302
    assert client.get("/registers/nonsense/about/").status_code == 404


def test_pages_of_the_documentation(tmp_path):
    (tmp_path / "gone.md").write_text("old", "utf-8")
    made = about.write(tmp_path, Content.shipped())
    names = {path.name for path in made}
    assert {"hazard.md", "hazard.svg"} <= names
    assert {path.name for path in tmp_path.iterdir()} == names
    text = (tmp_path / "hazard.md").read_text("utf-8")
    assert "`hazard.rectified`" in text
    assert "do not edit" in text
    assert "| Number" in text or "| Hazard no." in text


def test_cells_do_not_break_the_table():
    assert about._cell("a|b\nc") == "a\\|b c"


def test_without_a_snapshot_no_figures_are_told(settings, tmp_path):
    settings.LUJI_HOME = tmp_path / "empty"
    assert list(about.reading("hazard", about.current_catalogue())) == []
