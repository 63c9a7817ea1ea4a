"""Files that wait to be confirmed: only for whom they were brought, and not for ever."""

import os
import time

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from luji.base.kernel.problem import Refused
from luji.record.registers.pages import carrying
from luji.record.registers.pages.asking import Ask


@pytest.fixture
def ask(rf, people, tiny):
    return Ask(rf.get("/"), people.actor("officer", "officer"), tiny)


def test_a_file_is_kept_for_its_bringer_and_register_only(ask, rf, people, hazard):
    waiting = carrying.keep(ask, SimpleUploadedFile("a.csv", b"x"))
    assert carrying.kept_file(ask, waiting.token).read_bytes() == b"x"
    for other in (
        Ask(rf.get("/"), people.actor("second", "officer"), ask.kept),
        Ask(rf.get("/"), ask.actor, hazard),
    ):
        with pytest.raises(Refused, match="REG-304"):
            carrying.kept_file(other, waiting.token)
    with pytest.raises(Refused, match="REG-304"):
        carrying.kept_file(ask, waiting.token + "x")


def test_old_files_go(ask):
    waiting = carrying.keep(ask, SimpleUploadedFile("a.csv", b"x"))
    then = time.time() - carrying.KEPT_FOR - 10
    os.utime(waiting.path.parent, (then, then))
    assert [carrying.tidy(), carrying.tidy()] == [1, 0]
    with pytest.raises(Refused, match="REG-304"):
        carrying.kept_file(ask, waiting.token)


@pytest.mark.parametrize(
    "name", ["../../x.csv", "a" * 300 + ".csv", "..\\x.csv", "录" * 95 + ".csv", "x." + "录" * 300]
)
def test_names_of_files_lead_nowhere_else(ask, settings, name):
    waiting = carrying.keep(ask, SimpleUploadedFile(name, b"x"))
    assert waiting.path.resolve().parent.parent == (settings.LUJI_HOME / "incoming").resolve()


def test_a_long_name_keeps_its_beginning_and_its_ending(ask):
    name = carrying.keep(ask, SimpleUploadedFile("录" * 95 + ".xlsx", b"x")).path.name
    assert name == "录" * 65 + ".xlsx"
    assert carrying.shortened("违法统计.csv") == "违法统计.csv"


def test_no_file_and_too_large_a_file_are_told(people, monkeypatch):
    client = people.client("officer", "officer")
    assert "REG-305" in client.post("/registers/tiny/import/", {}).content.decode()
    monkeypatch.setattr(carrying, "MOST_BYTES", 3)
    answer = client.post("/registers/tiny/import/", {"file": SimpleUploadedFile("a.csv", b"1234")})
    assert "REG-306" in answer.content.decode()


def test_what_was_taken_in_is_told_and_nobody_can_make_it_up(people):
    client = people.client("officer", "officer")
    told = signing.dumps(["清单.csv", 1200, 3, 0], salt=carrying.TAKEN)
    page = client.get("/registers/tiny/import/", {"done": told}).content.decode()
    assert all(word in page for word in ("清单.csv 已导入", "1,200", 'role="status"'))
    for forged in (told[:-1], signing.dumps(["x", 1, 1, 1], salt="another"), "x"):
        assert "taken-head" not in client.get("/registers/tiny/import/", {"done": forged}).content.decode()
