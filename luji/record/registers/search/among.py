"""Rows among many given ones, as one value: thousands of them cost the statement nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigAutoField, Lookup, Q
from django.db.models.sql.compiler import SQLCompiler


class Among(Lookup):
    """`row__among=[…]`: a JSON list in SQLite, an array in PostgreSQL."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """The statement and what it is given."""
        column, given = self.process_lhs(compiler, connection)
        rows: list[int] = list(self.rhs)
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s)", [*given, rows]
        return f"{column} IN (SELECT value FROM json_each(%s))", [*given, json.dumps(rows)]  # noqa: S608 — a column and no value


BigAutoField.register_lookup(Among)


def among(rows: Sequence[int]) -> Q:
    """The rows themselves, none when there is none."""
    return Q(row__among=rows) if rows else Q(pk__in=[])
