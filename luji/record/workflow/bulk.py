"""Many new rows of one table written at once by one prepared statement; the chain's lock keeps others out."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max

# What the drivers take as it is; every other column is prepared value by value.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)
# Of these the same values come again and again, and preparing one costs more than looking it up.
REPEATED = (models.DateField, models.TimeField, models.DecimalField)  # moments are days to Django


def insert(model: type[models.Model], lines: Sequence[Sequence[Any]]) -> None:
    """Write new rows, each given as all its columns in the order of the table. No signal is sent."""
    if lines:
        insert_columns(model, list(zip(*lines, strict=True)))


def insert_columns(model: type[models.Model], columns: Sequence[Sequence[Any]]) -> None:
    """The same, given by columns."""
    fields = model._meta.local_concrete_fields
    prepared = [_prepared(field, values) for field, values in zip(fields, columns, strict=True)]
    with connection.cursor() as cursor:
        cursor.executemany(_statement(model, fields), list(zip(*prepared, strict=True)))


def keyed(made: Sequence[models.Model]) -> None:
    """Give new rows of one table the next keys and write them. Only while the journal is held."""
    if not made:
        return
    model = type(made[0])
    for key, one in zip(next_keys(model, len(made)), made, strict=True):
        setattr(one, model._meta.pk.attname, key)
        one._state.adding = False
    line = attrgetter(*(field.attname for field in model._meta.local_concrete_fields))
    insert(model, [line(one) for one in made])
    key_used(model)


def next_keys(model: type[models.Model], count: int) -> range:
    """The keys of the next new rows. Only while the journal is held."""
    last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
    return range(last + 1, last + 1 + count)


def key_used(model: type[models.Model]) -> None:
    """Let the database's own counting go on after the keys that were written."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


def _statement(model: type[models.Model], fields: Sequence[models.Field[Any, Any]]) -> str:
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 - quoted


def _prepared(field: models.Field[Any, Any], values: Sequence[Any]) -> Sequence[Any]:
    """A column as the database takes it."""
    if isinstance(field, PLAIN) or all(value is None for value in values):
        return values
    if not isinstance(field, REPEATED):
        return [field.get_db_prep_save(value, connection) for value in values]
    known = {value: field.get_db_prep_save(value, connection) for value in set(values)}
    return [known[value] for value in values]
