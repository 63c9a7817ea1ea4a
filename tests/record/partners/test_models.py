"""Tables of forms: a number is given once, a record stands in a form once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from luji.record.partners.models import IssuedForm, IssuedRecord


def test_numbers_and_records_are_unique(db, fill):
    told = {"register": "hazard", "action": "rectify", "party": fill.party, "by": "x", "at": fill.now}
    form = IssuedForm.objects.create(number="A1", until=fill.now + timedelta(days=1), **told)
    one = IssuedRecord.objects.create(form=form, row=7)
    assert (str(form), str(one)) == (f"A1 {fill.party}", f"A1 {fill.party} 7")
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedForm.objects.create(number="A1", until=fill.now, **told)
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedRecord.objects.create(form=form, row=7)
