"""Tables of the archive: what they hold is enough to find a file by record, bringer and looks."""

from datetime import UTC, datetime

import pytest
from django.db.models import ProtectedError

from luji.record.evidence.models import FileUse, StoredFile

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.django_db
def test_a_file_somebody_uses_cannot_be_deleted():
    file = StoredFile.objects.create(sha256="a" * 64, size=1, media="image/jpeg", looks=-(1 << 63), at=NOW)
    FileUse.objects.create(file=file, name="a.jpg", by="x", at=NOW, register="hazard", row=1, field="photos")
    with pytest.raises(ProtectedError):
        file.delete()
    assert StoredFile.objects.get().looks == -(1 << 63)
    assert str(file).startswith("aaaaaaaaaaaa")
    assert str(FileUse.objects.get()) == "a.jpg hazard/1"
