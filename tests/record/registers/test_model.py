"""Models made from declarations, and the committed migrations that fit them."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import models as columns

from luji.record.registers import model


def test_the_shipped_migrations_fit_the_declarations(db):
    told = StringIO()
    call_command("makemigrations", "registers", "workflow", "people", check=True, dry_run=True, stdout=told)
    assert "No changes" in told.getvalue()


@pytest.mark.parametrize(("name", "kind"), [
    ("what", columns.CharField), ("story", columns.TextField), ("count", columns.BigIntegerField), ("cost", columns.DecimalField),
    ("share", columns.DecimalField), ("day", columns.DateField), ("sure", columns.BooleanField), ("where", columns.CharField),
])  # fmt: skip
def test_every_type_has_a_typed_column(tiny, name, kind):
    made = tiny.model._meta.get_field(name)
    assert type(made) is kind
    assert made.null


def test_decimals_keep_their_places(tiny):
    assert model.column(tiny.spec.fields["share"]).decimal_places == 3
    assert model.column(tiny.spec.fields["cost"]).decimal_places == 2


def test_lists_have_their_indexes_and_the_key_is_unique(hazard):
    meta = hazard.model._meta
    assert {tuple(i.fields) for i in meta.indexes} >= {("state", "row"), ("unit", "row"), ("due_on", "row")}
    assert [tuple(c.fields) for c in meta.constraints] == [("number",)]
    assert meta.db_table == "register_hazard"
