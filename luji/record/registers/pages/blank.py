"""The blank workbook of a register: headings, lists to choose from, a sheet that explains each column."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from xlsxwriter.worksheet import Worksheet

from luji.base.facts.outlet import FLAGS
from luji.base.ui.jinja import say
from luji.record.registers.declared.spec import Field
from luji.record.registers.fields.kinds import kind_of
from luji.record.registers.pages.asking import Ask, page
from luji.record.registers.pages.carrying import TYPES

ROWS = 2_000
A4 = 9
SHEET_NAME = 31
# Characters a list may have inside a cell's rule; a longer one stands on a sheet of its own.
LONGEST_LIST = 255
WIDE, NARROW = 28, 16
EXAMPLES = {
    "date": "2020-03-26", "moment": "2020-03-26 14:05", "time": "14:05", "duration": "1:30",
    "stake": "K1290+300", "integer": "3", "decimal": "1.5", "money": "1200.00", "flag": "是",
}  # fmt: skip


@require_safe
@page
def template(ask: Ask) -> HttpResponse:
    """The blank workbook as a file."""
    answer = HttpResponse(made(ask), content_type=TYPES["xlsx"])
    name = f"{ask.kept.name}-template.xlsx"
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer


def made(ask: Ask) -> bytes:
    """The workbook."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        fields = columns(ask)
        sheet = book.add_worksheet(say(ask.kept.spec.label)[:SHEET_NAME])
        lists = book.add_worksheet(_("Choices"))
        _head(book, sheet, ask, fields)
        _choices(ask, sheet, lists, fields)
        for one in (sheet, _explain(book, ask, fields)):
            one.set_landscape()
            one.set_paper(A4)
            one.fit_to_pages(1, 0)
    return file.getvalue()


def columns(ask: Ask) -> list[tuple[str, Field]]:
    """The columns a new row may fill: its number, and the content a file can hold."""
    spec = ask.kept.spec
    key = [] if spec.key in spec.content else [(spec.key, spec.fields[spec.key])]
    return [*key, *((name, field) for name, field in spec.content.items() if kind_of(field).sheet)]


def choices(ask: Ask, field: Field) -> list[str]:
    """What a cell may hold, where that is a list."""
    if field.type == "code":
        return [say(label) for label in field.choices(ask.actor.day).values()]
    if field.type == "unit":
        return [say(unit.short) for unit in ask.registry.units if unit.kind != "section"]
    return list(FLAGS.values()) if field.type == "flag" else []


def _head(book: xlsxwriter.Workbook, sheet: Worksheet, ask: Ask, fields: Sequence[tuple[str, Field]]) -> None:
    plain = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF3F8"})
    needed = book.add_format({"bold": True, "bottom": 1, "bg_color": "#FCE9D9"})
    key = ask.kept.spec.key
    sheet.freeze_panes(1, 0)
    for at, (name, field) in enumerate(fields):
        sheet.write_string(0, at, _heading(field), needed if field.required and name != key else plain)
        sheet.set_column(at, at, WIDE if field.type in ("long_text", "rows") else NARROW)
        if field.help:
            sheet.write_comment(0, at, say(field.help))


def _choices(ask: Ask, sheet: Worksheet, lists: Worksheet, fields: Sequence[tuple[str, Field]]) -> None:
    """A rule for every column with a list: short ones in the rule, long ones on the sheet of lists."""
    for at, (_name, field) in enumerate(fields):
        found = choices(ask, field)
        if not found:
            continue
        lists.write_column(0, at, found)
        short = sum(map(len, found)) + len(found) <= LONGEST_LIST and not any("," in word for word in found)
        letter = xlsxwriter.utility.xl_col_to_name(at)
        source = found if short else f"='{lists.name}'!${letter}$1:${letter}${len(found)}"
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(1, at, ROWS, at, rule)
    lists.hide()


def _explain(book: xlsxwriter.Workbook, ask: Ask, fields: Sequence[tuple[str, Field]]) -> Worksheet:
    sheet = book.add_worksheet(_("How to fill in"))
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, NARROW, wrap)
    sheet.set_column(1, 1, 90, wrap)
    for at, (name, field) in enumerate(fields):
        sheet.write_string(at, 0, _heading(field), wrap)
        sheet.write_string(at, 1, " ".join(_said(ask, name, field)), wrap)
    return sheet


def _said(ask: Ask, name: str, field: Field) -> Iterator[str]:
    if name == ask.kept.spec.key and field.type == "serial":
        yield _("Leave it empty: the register gives the number.")
    elif field.required:
        yield _("Required.")
    if field.help:
        yield say(field.help)
    if example := EXAMPLES.get(field.type):
        yield _("For example: %(example)s.") % {"example": example}
    if found := choices(ask, field):
        yield _("One of: %(choices)s.") % {"choices": "、".join(found)}
    if field.type == "rows":
        inner = " | ".join(say(one.label) for one in field.fields.values())
        yield _("One line for each, values separated by |: %(fields)s.") % {"fields": inner}


def _heading(field: Field) -> str:
    unit = _(" (yuan)") if field.type == "money" else ""
    return say(field.label) + unit
