"""Files in forms: several at once, none lost when a form is refused, nobody fooled by a hash."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luji.record.evidence.models import FileUse, StoredFile

EXE = b"MZ" + b"\0" * 300


def upload(content, name="现场.jpg"):
    return SimpleUploadedFile(name, content, "image/jpeg")


def test_a_form_takes_several_files_without_any_script(people, hazard, form, photo):
    client = people.client("officer", "officer")
    page = client.get("/registers/hazard/new/").content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert page.count('name="photos.new"') == 2
    assert "multiple" in page
    assert 'capture="environment"' in page
    answer = client.post(
        "/registers/hazard/new/", form(**{"photos.new": [upload(photo()), upload(photo(), "二.jpg")]})
    )
    assert answer.status_code == 302
    row = hazard.rows.get()
    assert len(row.photos) == 2
    shown = client.get(f"/registers/hazard/{row.row}/").content.decode()
    assert shown.count("/small/") == 2
    assert "二.jpg" in shown


def test_a_form_that_is_refused_keeps_its_files(people, hazard, form, photo):
    client = people.client("officer", "officer")
    answer = client.post("/registers/hazard/new/", form(route="", **{"photos.new": [upload(photo())]}))
    assert answer.status_code == 422
    (use,) = FileUse.objects.all()
    page = answer.content.decode()
    assert f'value="{use.file_id}" checked' in page
    small = client.get(f"/registers/hazard/files/{use.file_id}/small/")
    assert b"".join(small.streaming_content).startswith(b"\xff\xd8")
    small.close()
    assert (small.status_code, small["Content-Type"]) == (200, "image/jpeg")
    assert client.post("/registers/hazard/new/", form(photos=[use.file_id])).status_code == 302
    assert hazard.rows.get().photos == [use.file_id]


def test_a_bad_file_is_told_beside_its_field_and_the_good_ones_stay(people, hazard, form, photo):
    client = people.client("officer", "officer")
    sent = [upload(photo()), upload(EXE), upload(photo(), "好.jpg")]
    answer = client.post("/registers/hazard/new/", form(**{"photos.new": sent}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "EVI-105" in page
    assert "Windows 程序" in page
    assert 'id="wrong-photos"' in page
    assert page.count('type="checkbox" name="photos"') == 2
    assert not hazard.rows.exists()
    assert StoredFile.objects.count() == 2


@pytest.mark.parametrize("value", ["x", "A" * 64, "../../etc/passwd", "f" * 63])
def test_forged_hashes_in_a_form_are_refused(people, hazard, form, value):
    answer = people.client("officer", "officer").post("/registers/hazard/new/", form(photos=[value]))
    assert answer.status_code == 422
    assert "EVI-116" in answer.content.decode()


def test_somebody_else_s_hash_in_a_form_is_refused(people, hazard, form, brought):
    people.cast()
    answer = people.client("officer").post("/registers/hazard/new/", form(photos=[brought("second")]))
    assert answer.status_code == 422
    assert "EVI-115" in answer.content.decode()
    assert "/small/" not in answer.content.decode()
