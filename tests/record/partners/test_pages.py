"""The pages of forms: who sees them, a form taken out, an answer looked at and confirmed, doubts explained."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luji.record.evidence.models import FileUse
from luji.record.partners.models import IssuedForm

PATH = "/registers/hazard/partners/"


def send(client, raw, name="答复.json"):
    return client.post(PATH, {"file": SimpleUploadedFile(name, raw, "application/json")})


def token(answer):
    return re.search(r'name="token" value="([^"]+)"', answer.content.decode())[1]


def codes(answer):
    return re.findall(r'class="problem-code">([A-Z]{3}-\d{3})<', answer.content.decode())


def test_those_who_deal_with_partners_see_what_waits(world, fill):
    row = world.pushed()
    page = world.client("officer").get(PATH).content.decode()
    assert fill.party in page
    assert "2026年第1批" in page
    assert PATH in world.client("officer").get("/registers/hazard/").content.decode()
    record = world.client("officer").get(f"/registers/hazard/{row.row}/").content.decode()
    assert f"{PATH}give/" in record


@pytest.mark.parametrize(("who", "status"), [("chief", 403), ("partner", 403), ("nobody", 404)])
def test_others_are_told_who_may(world, who, status):
    row = world.pushed()
    client = world.client(who)
    assert client.get(PATH).status_code == status
    assert client.post(f"{PATH}give/", {"row": row.row}).status_code == status
    assert send(client, b"{}").status_code == status
    if who != "nobody":
        assert f"{PATH}give/" not in client.get(f"/registers/hazard/{row.row}/").content.decode()
    assert not IssuedForm.objects.exists()


def test_strangers_sign_in_first():
    assert Client().get(PATH).status_code == 302
    assert Client().post(f"{PATH}give/").status_code == 302


def test_a_form_is_taken_out_as_a_file(world, fill):
    row = world.pushed()
    client = world.client("officer")
    one = client.post(f"{PATH}give/", {"row": row.row})
    assert one.status_code == 200
    assert one["Content-Type"] == "text/html; charset=utf-8"
    assert one["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in one["Content-Security-Policy"]
    assert row.number in one.content.decode()
    batch = client.post(f"{PATH}give/", {"party": fill.party, "batch": "2026年第1批"})
    assert batch.status_code == 200
    page = client.get(PATH).content.decode()
    assert page.count("0 / 1") == 2
    assert "officer同志" in page


@pytest.mark.parametrize("posted", [{"row": "x"}, {"row": "9" * 30}, {"party": "别的单位"}, {}])
def test_a_form_of_nothing_is_not_given(world, posted):
    world.pushed()
    answer = world.client("officer").post(f"{PATH}give/", posted)
    assert answer.status_code == 422
    assert codes(answer) and codes(answer)[0] in {"PTN-202", "REG-203"}
    assert not IssuedForm.objects.exists()


def test_an_answer_is_looked_at_and_then_taken_in(world, fill):
    row = world.pushed()
    raw = fill.answer(world.form(row), fill.reply(row.row, measures="换了三块<b>板</b>"))
    client = world.client("officer")
    answer = send(client, raw)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "换了三块&lt;b&gt;板&lt;/b&gt;" in page
    assert "李工" in page
    assert page.count("/small/") == 1
    row.refresh_from_db()
    assert row.state == "pushed"
    done = client.post(PATH, {"token": token(answer)})
    assert (done.status_code, done["Location"]) == (302, f"/registers/hazard/{row.row}/")
    row.refresh_from_db()
    assert row.state == "rectified"
    story = client.get(f"/registers/hazard/{row.row}/").content.decode()
    assert fill.party in story.split('class="story"')[1]
    assert "收到协同单位答复" in story
    assert "发出协同单位表单" in story
    again = client.post(PATH, {"token": token(answer)})
    assert (again.status_code, codes(again)) == (422, ["PTN-114"])
    assert codes(send(client, raw)) == ["PTN-106"]


def test_nobody_confirms_what_another_looked_at(world, fill):
    row = world.pushed()
    seen = send(world.client("officer"), fill.answer(world.form(row), fill.reply(row.row)))
    assert codes(world.client("second").post(PATH, {"token": token(seen)})) == ["PTN-114"]
    assert codes(world.client("officer").post(PATH, {"token": "forged"})) == ["PTN-114"]


@pytest.mark.parametrize("raw", [b"", b"{}", b"MZ\x90", b"<html>", b"[1]"])
def test_what_is_no_answer_is_told(world, raw):
    world.pushed()
    answer = send(world.client("officer"), raw)
    assert answer.status_code == 422
    assert codes(answer)[0] in {"PTN-101", "PTN-113"}


def test_no_file_at_all_is_told(world):
    assert codes(world.client("officer").post(PATH, {})) == ["PTN-113"]


def test_wrong_entries_are_told_with_their_record_and_nothing_is_kept(world, fill, tmp_path):
    row = world.pushed()
    answer = send(
        world.client("officer"), fill.answer(world.form(row), fill.reply(row.row, rectified_on="昨天"))
    )
    assert answer.status_code == 422
    assert codes(answer) == ["REG-103"]
    assert row.number in answer.content.decode()
    assert list((tmp_path / "incoming").iterdir()) == []


def test_doubts_need_a_reason_before_it_is_taken_in(world, fill):
    first, row = world.pushed(), world.pushed()
    world.take(fill.answer(world.form(first), fill.reply(first.row, [fill.picture("alike")])))
    # The same picture saved once more: other bytes, the same looks.
    import io

    from PIL import Image

    out = io.BytesIO()
    alike = Image.open(io.BytesIO(fill.picture("alike")))
    alike.save(out, "JPEG", quality=40, exif=alike.info["exif"])
    client = world.client("officer")
    seen = send(client, fill.answer(world.form(row), fill.reply(row.row, [out.getvalue()])))
    assert (seen.status_code, codes(seen)) == (200, ["EVI-310", "EVI-303"])
    still = client.post(PATH, {"token": token(seen)})
    assert (still.status_code, codes(still)) == (200, ["EVI-310", "EVI-303"])
    row.refresh_from_db()
    assert row.state == "pushed"
    done = client.post(PATH, {"token": token(still), "remark": "两处护栏型号相同，已电话核实"})
    assert done.status_code == 302
    row.refresh_from_db()
    assert row.state == "rectified"
    use = FileUse.objects.get(file_id=row.rectify_photos[0], row=row.row)
    assert "EVI-303" in {told["code"] for told in use.doubts}
