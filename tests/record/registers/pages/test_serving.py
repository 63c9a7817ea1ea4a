"""Files over the web: only for whoever may see the record, and nothing in them runs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luji.record.evidence import actions as evidence
from luji.record.evidence.models import FileUse
from luji.record.registers.verbs import actions


@pytest.fixture
def row(people, hazard, typed, brought):
    people.cast()
    return actions.create(
        people.actor("officer"), hazard, typed(hazard) | {"photos": [brought("officer", name="现场 一.jpg")]}
    )


def got(client, path):
    """An answer read to its end, so that its file is closed."""
    answer = client.get(path)
    answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return answer


def path(row, tail=""):
    return f"/registers/hazard/{row.row}/files/{row.photos[0]}/{tail}"


def bring(client, content, name="a.jpg", field="photos"):
    file = SimpleUploadedFile(name, content, "image/jpeg")
    return client.post(f"/registers/hazard/files/bring/{field}/", {"file": file})


def test_a_photo_is_given_as_it_was_with_headers_that_keep_it_still(people, row):
    answer = got(people.client("officer"), path(row))
    assert answer.body == evidence.archive().path(row.photos[0]).read_bytes()
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''%E7%8E%B0")
    assert answer["Cache-Control"] == "no-store"


def test_the_small_picture_is_made_once_and_says_nothing(people, row):
    client = people.client("officer")
    first = got(client, path(row, "small/")).body
    made = evidence.thumbnail_of(row.photos[0])
    stamp = made.stat().st_mtime_ns
    assert got(client, path(row, "small/")).body == first == made.read_bytes()
    assert made.stat().st_mtime_ns == stamp
    assert b"Exif" not in first


@pytest.mark.parametrize("tail", ["", "small/"])
def test_strangers_and_other_brigades_get_nothing(people, row, tail):
    assert Client().get(path(row, tail)).status_code == 302
    other = people.client("stranger", "officer", "hh-zhijiang").get(path(row, tail))
    assert other.status_code == 404
    assert "REG-203" in other.content.decode()
    nobody = people.client("nobody").get(path(row, tail))
    assert nobody.status_code == 404


def test_a_partner_sees_the_photographs_of_its_own_hazards_only(people, hazard, typed, row, brought):
    assert got(people.client("partner"), path(row)).status_code == 200
    other = actions.create(
        people.actor("officer"),
        hazard,
        typed(hazard, responsible="别的单位") | {"photos": [brought("officer")]},
    )
    assert got(people.client("partner"), path(other)).status_code == 404


def test_a_file_is_had_under_its_own_record_only(people, hazard, typed, row, brought):
    other = actions.create(people.actor("officer"), hazard, typed(hazard) | {"photos": [brought("officer")]})
    answer = people.client("officer").get(f"/registers/hazard/{row.row}/files/{other.photos[0]}/")
    assert answer.status_code == 404
    assert "EVI-201" in answer.content.decode()
    assert people.client("officer").get(f"/registers/hazard/{row.row}/files/{'f' * 64}/").status_code == 404
    assert (
        people.client("officer").get(f"/registers/hazard/{row.row}/files/..%2f..%2fsecret/").status_code
        == 404
    )


def test_what_left_the_record_stays_in_its_history(people, hazard, row):
    before = path(row)
    actions.edit(people.actor("officer"), hazard, row.row, row.version, {"photos": None})
    assert got(people.client("officer"), before).status_code == 200


def test_personal_files_are_for_the_posts_declared(people, row, hazard, monkeypatch):
    monkeypatch.setitem(
        hazard.spec.fields, "photos", hazard.spec.fields["photos"].model_copy(update={"personal": True})
    )
    assert got(people.client("officer"), path(row)).status_code == 404
    assert got(people.client("lead"), path(row)).status_code == 200
    assert "/small/" not in people.client("officer").get(f"/registers/hazard/{row.row}/").content.decode()
    assert "/small/" in people.client("lead").get(f"/registers/hazard/{row.row}/").content.decode()


def test_what_waits_is_seen_by_its_bringer_only(people, brought):
    people.cast()
    mine = brought("officer")
    assert got(people.client("officer"), f"/registers/hazard/files/{mine}/").status_code == 200
    assert got(people.client("second"), f"/registers/hazard/files/{mine}/").status_code == 404


def test_a_missing_file_is_a_numbered_problem(people, row):
    evidence.archive().remove(row.photos[0])
    answer = people.client("officer").get(path(row))
    assert answer.status_code == 404
    assert "EVI-201" in answer.content.decode()
    assert got(people.client("officer"), path(row, "small/")).status_code == 404


def test_one_file_is_brought_by_the_script_of_the_form(people, photo):
    answer = bring(people.client("officer", "officer"), photo())
    told = answer.json()
    assert answer.status_code == 200
    assert FileUse.objects.get().file_id == told["sha256"]
    assert told["thumbnail"].endswith("/small/")
    assert told["kind"] == "JPEG 照片"


@pytest.mark.parametrize(
    ("content", "name", "field", "code"),
    [
        (b"MZ" + b"\0" * 99, "a.jpg", "photos", "EVI-105"), (b"", "a.jpg", "photos", "EVI-101"),
        (b"%PDF-1.7\n", "a.pdf", "photos", "EVI-103"), (b"<svg/>", "a.svg", "photos", "EVI-105"),
        (b"x", "a.jpg", "nothing", "REG-112"), (b"x", "a.jpg", "route", "REG-112"),
    ],
)  # fmt: skip
def test_what_cannot_be_brought_is_told_as_json(people, content, name, field, code):
    answer = bring(people.client("officer", "officer"), content, name, field)
    assert answer.status_code == 422
    assert [one["code"] for one in answer.json()["problems"]] == [code]
    assert not FileUse.objects.exists()


def test_bringing_needs_a_file_a_sign_in_and_a_token(people, photo):
    client = people.client("officer", "officer")
    assert client.post("/registers/hazard/files/bring/photos/").json()["problems"][0]["code"] == "EVI-118"
    assert client.get("/registers/hazard/files/bring/photos/").status_code == 405
    assert bring(Client(), photo()).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people.account("officer"))
    assert bring(strict, photo()).status_code == 403
    assert bring(people.client("nobody"), photo()).status_code == 404
    assert not FileUse.objects.exists()


def test_files_of_a_field_that_is_no_longer_declared_are_for_those_posts_only(people, row):
    FileUse.objects.filter(row=row.row).update(field="portraits")
    assert got(people.client("officer"), path(row)).status_code == 404
    assert got(people.client("lead"), path(row)).status_code == 200
