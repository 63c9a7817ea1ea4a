"""Cells of listed rows as people read them: codes by their label, units by name, the personal masked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from luji.account.indicators.listing import TABLE, RowColumn
from luji.base.facts.spec import FactTable
from luji.base.kernel.text import Lang, Text
from luji.base.people.masking import masked
from luji.base.people.units import UnitTree
from luji.base.ui.jinja import grouped

FLAGS = {True: Text("是", "yes"), False: Text("否", "no")}
NUMERIC = ("integer", "decimal", "money")


class Cells:
    """Says cells in one language, for the tables and units of one house."""

    def __init__(self, tables: Mapping[str, FactTable], units: UnitTree, lang: Lang) -> None:
        self.tables, self.units, self.lang = tables, units, lang

    def say(self, column: RowColumn, value: Any, table: str) -> str:
        """One cell of a row of `table`; nothing at all is an empty string."""
        if value is None:
            return ""
        if column.name == TABLE:
            return self.tables[value].label.say(self.lang)
        text = self._plain(column, value, table)
        return masked(text) if column.personal else text

    def row(self, columns: tuple[RowColumn, ...], row: Mapping[str, Any], only: str) -> list[str]:
        """A whole row; `only` is its table when the listing has just one."""
        table = str(row.get(TABLE, only))
        return [self.say(column, row.get(column.name), table) for column in columns]

    def _plain(self, column: RowColumn, value: Any, table: str) -> str:
        if isinstance(value, bool):
            return FLAGS[value].say(self.lang)
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d %H:%M")
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Decimal | int):
            return grouped(value)
        if column.type == "unit":
            return self._unit(str(value))
        return self._code(column, str(value), table)

    def _unit(self, code: str) -> str:
        return self.units.find(code).short.say(self.lang) if code in self.units else code

    def _code(self, column: RowColumn, value: str, table: str) -> str:
        declared = self.tables[table].columns.get(column.name) if table in self.tables else None
        label = declared.values.get(value) if declared else None
        return label.say(self.lang) if label else value
