"""The table of papers: no two of a kind and year share a number."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from luji.record.papers.models import Made

NOW = datetime(2020, 3, 2, tzinfo=UTC)


def made(**changed: object) -> Made:
    given: dict[str, object] = {
        "kind": "notice", "year": 2020, "serial": 1, "number": "字〔2020〕1号", "register": "fine", "row": 1, "unit": "hh",
        "made_at": NOW, "made_by": "101", "page": "{}", "digest": "0" * 64,
    }  # fmt: skip
    return Made.objects.create(**(given | changed))


@pytest.mark.django_db
@pytest.mark.parametrize("changed", [{"number": "别的"}, {"serial": 2}, {"kind": "other"}])
def test_neither_number_nor_place_is_given_twice(changed: dict[str, object]) -> None:
    made()
    with pytest.raises(IntegrityError), transaction.atomic():
        made(**changed)


@pytest.mark.django_db
def test_papers_stand_in_the_order_of_their_numbers() -> None:
    for serial in (3, 1, 2):
        made(serial=serial, number=f"{serial}号")
    assert [str(one) for one in Made.objects.all()] == ["1号", "2号", "3号"]
