"""Static files with a version in their address."""

import re

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from luji.base.ui import statics


def test_the_address_changes_with_the_content(tmp_path, monkeypatch):
    path = tmp_path / "a.css"
    monkeypatch.setattr(finders, "find", lambda name: str(path))
    addresses = set()
    for content in ("a", "b"):
        path.write_text(content, "utf-8")
        statics.version.cache_clear()
        addresses.add(staticfiles_storage.url("ui/a.css"))
    statics.version.cache_clear()
    assert len(addresses) == 2
    assert all(re.fullmatch(r"/static/ui/a\.css\?v=[0-9a-f]{8}", address) for address in addresses)


def test_files_that_are_not_there_have_no_version():
    assert staticfiles_storage.url("ui/none.css") == "/static/ui/none.css"


def test_our_own_files_are_found():
    assert statics.version("ui/luji.css")
    assert statics.version("ui/luji.js")
