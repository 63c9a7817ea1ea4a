"""The archive's verbs: bring, use, clear, verify; what nobody brought cannot be used."""

from datetime import UTC, datetime, timedelta

import pytest

from luji.base.kernel.text import Text
from luji.record.evidence import actions
from luji.record.evidence.models import FileUse, StoredFile

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LABEL = Text("照片", "Photos")


@pytest.fixture(autouse=True)
def home(db, settings, tmp_path):
    settings.LUJI_HOME = tmp_path


@pytest.fixture
def bring(make):
    def one(seed=1, by="zhang", at=NOW, **options):
        return actions.bring([make.photo(seed, **options)], f"{seed}.jpg", by, at, ("photo",))

    return one


def use(*hashes, by="zhang", row=1, register="hazard"):
    return actions.use(hashes, register, row, "photos", "create", by, NOW, LABEL)


def test_what_is_brought_waits_and_is_then_used(bring):
    brought = bring(taken="2026:03:01 10:00:00", place=(27.5, 110.0))
    assert (brought.register, brought.file.width, brought.file.latitude) == ("", 640, pytest.approx(27.5))
    assert actions.archive().has(brought.file_id)
    (used,) = use(brought.file_id)
    assert (used.register, used.row, used.field, used.act, used.used_at) == (
        "hazard",
        1,
        "photos",
        "create",
        NOW,
    )
    assert actions.uses_of("hazard", 1) == [used]
    assert list(actions.waiting_of("zhang")) == []


def test_only_who_brought_a_file_may_use_it(bring, codes):
    brought = bring()
    assert codes(use, brought.file_id, by="li") == ["EVI-115"]
    assert codes(use, "f" * 64, "e" * 64) == ["EVI-115", "EVI-115"]
    use(brought.file_id)
    assert codes(use, brought.file_id, row=2) == ["EVI-115"]  # used up: it must be brought anew


def test_the_same_content_brought_twice_is_one_file_with_two_uses(bring):
    first, second = bring(), bring(by="li")
    assert first.file_id == second.file_id
    use(first.file_id)
    use(second.file_id, by="li", row=2)
    assert StoredFile.objects.count() == 1
    assert [(u.by, u.row) for u in FileUse.objects.all()] == [("zhang", 1), ("li", 2)]


def test_a_refused_file_leaves_nothing(codes):
    assert codes(actions.bring, [b"MZ" + b"\0" * 99], "a.jpg", "zhang", NOW) == ["EVI-105"]
    assert not StoredFile.objects.exists()
    assert not FileUse.objects.exists()
    assert list(actions.archive().hashes()) == []


def test_nobody_piles_up_files(bring, codes, monkeypatch):
    monkeypatch.setattr(actions, "MOST_WAITING", 2)
    bring(1)
    bring(2)
    assert codes(bring, 3) == ["EVI-117"]
    bring(3, by="li")


def test_only_what_nobody_used_for_a_day_is_cleared(bring):
    used, old, young = bring(1), bring(2), bring(3, at=NOW + timedelta(hours=20))
    again = bring(2, by="li", at=NOW + timedelta(hours=20))  # the same content, brought later
    use(used.file_id)
    assert actions.clear(NOW + timedelta(hours=25)) == 0
    assert set(StoredFile.objects.values_list("sha256", flat=True)) == {
        used.file_id,
        old.file_id,
        young.file_id,
    }
    assert {u.pk for u in FileUse.objects.all()} == {used.pk, young.pk, again.pk}
    assert actions.clear(NOW + timedelta(hours=50)) == 2
    assert list(actions.archive().hashes()) == [used.file_id]
    assert actions.verify() == []


def test_verify_tells_what_is_wrong(bring):
    brought = bring()
    assert actions.verify() == []
    path = actions.archive().path(brought.file_id)
    path.chmod(0o644)
    path.write_bytes(b"forged")
    assert [p.code for p in actions.verify()] == ["EVI-202"]
    path.unlink()
    assert [p.code for p in actions.verify()] == ["EVI-203"]


def test_a_file_cleared_in_the_moment_it_is_brought_is_kept(bring, monkeypatch):
    real = actions._listed

    def meanwhile(incoming, admitted, by, at):
        actions.archive().remove(incoming.sha256)
        return real(incoming, admitted, by, at)

    monkeypatch.setattr(actions, "_listed", meanwhile)
    assert actions.archive().has(bring().file_id)
