"""Files that wait to be confirmed: only for whom they were brought, and not for ever."""

import os
import time

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from luji.base.kernel.problem import Refused
from luji.record.registers.pages import carrying
from luji.record.registers.pages.asking import Ask
from luji.record.workflow import actions as journal


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


def test_what_names_people_is_taken_out_by_a_form_that_asks_why(people, every, filed):
    filed(every)
    client = people.client("lead")
    page = client.get("/registers/every/").content.decode()
    assert "/registers/every/export/" in page
    plain = b"".join(client.get("/registers/every/export.csv").streaming_content).decode("utf-8-sig")
    assert "当事人" not in plain.splitlines()[0]
    assert "当事人" in client.get("/registers/every/export/").content.decode()
    refused = client.post("/registers/every/export/", {"format": "csv", "reason": " ", "case": "9号"})
    assert refused.status_code == 422
    assert "REG-640" in refused.content.decode() and "9号" in refused.content.decode()
    assert not journal.story("disclosure/every")
    given = client.post("/registers/every/export/?f.state=open", {"format": "csv", "reason": "核对当事人"})
    text = b"".join(given.streaming_content).decode("utf-8-sig")
    assert "当事人" in text.splitlines()[0] and "080001" in text
    (entry,) = journal.story("disclosure/every")
    assert (entry.person, entry.reason, entry.origin) == ("lead", "核对当事人", "127.0.0.1")
    assert '"state":"open"' in entry.after


def test_who_does_not_read_what_names_people_is_told_who_does(people, every, filed):
    filed(every)
    client = people.client("officer")
    assert "/registers/every/export/" not in client.get("/registers/every/").content.decode()
    for answer in (
        client.get("/registers/every/export/"),
        client.post("/registers/every/export/", {"format": "csv", "reason": "核对当事人"}),
    ):
        assert answer.status_code == 403
        assert "REG-201" in answer.content.decode()
    assert not journal.story("disclosure/every")
