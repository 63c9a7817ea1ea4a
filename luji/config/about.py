"""The page that explains a register, and the same in the documentation: made from the declaration."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from markupsafe import Markup

from luji.account.indicators.catalogue import Catalogue
from luji.account.indicators.definition import Definition
from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Lang
from luji.base.people.roles import Role, load_roles
from luji.base.ui.jinja import say
from luji.base.ui.language import lang
from luji.config import house
from luji.record.registers.checking.checks import load_registers
from luji.record.registers.checking.shape import every_table
from luji.record.registers.declared import drawing, telling
from luji.record.registers.declared.codelists import load_codes
from luji.record.registers.declared.spec import Register
from luji.record.registers.pages.asking import Ask, page

GENERATED = "<!-- written by `make docs` from content/registers/{name}.yaml; do not edit -->"


@require_safe
@page
def about(ask: Ask) -> HttpResponse:
    """What a register is, who does what in it, and which figures are computed from it."""
    spec = ask.kept.spec
    context = {
        "kept": ask.kept,
        "sections": telling.sections(spec, ask.registry.roles, lang()),
        # Our own drawing: every text in it is escaped where it is drawn.
        "drawing": Markup(drawing.svg(spec.workflow, lang(), say(spec.label))),  # noqa: S704
        "indicators": [(one.key, say(one.spec.label)) for one in reading(spec.name, current_catalogue())],
    }
    return render(ask.request, "registers/about.html", context)


def current_catalogue() -> Catalogue | None:
    """The indicators of the running site; None before the first snapshot."""
    try:
        return house.current().declared.catalogue
    except Refused:
        return None


def reading(table: str, catalogue: Catalogue | None) -> Iterator[Definition]:
    """The indicators computed from a table's rows."""
    for one in catalogue or ():
        if one.table is not None and one.table.table == table:
            yield one


def write(folder: Path, content: Content) -> list[Path]:
    """A page and a drawing for every register the content declares; those of registers gone are removed."""
    roles = load_roles(content.files("posts"))
    catalogue = Catalogue.load(content.folders, every_table(content))
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    registers = load_registers(content.files("registers"), roles, load_codes(content.files("codes")))
    for name, spec in sorted(registers.items()):
        picture, text = folder / f"{name}.svg", folder / f"{name}.md"
        picture.write_text(drawing.svg(spec.workflow, "en", spec.label.en) + "\n", "utf-8")
        text.write_text(markdown(spec, roles, [one.key for one in reading(name, catalogue)]), "utf-8")
        made += [picture, text]
    for old in {*folder.glob("*.md"), *folder.glob("*.svg")} - set(made):
        old.unlink()
    return made


def markdown(spec: Register, roles: dict[str, Role], keys: list[str], reader: Lang = "en") -> str:
    """The page of a register in Markdown."""
    note = [spec.note.say(reader)] if spec.note else []
    parts = [
        GENERATED.format(name=spec.name), f"# {spec.label.en} · {spec.label.zh}", *note,
        f"![workflow]({spec.name}.svg)",
    ]  # fmt: skip
    for section in telling.sections(spec, roles, reader):
        parts += [f"## {section.title}", _table(section)]
    parts += [
        "## Import, export, interface",
        f"Template: `/registers/{spec.name}/template.xlsx`. "
        f"Import: `luji import {spec.name} FILE --as NUMBER`, or the page. "
        f"Export: csv, xlsx, json. Interface: `/api/registers/{spec.name}/records` (see `/api/`).",
        "## Indicators that read it",
        "\n".join(f"- `{key}`" for key in keys) or "None.",
    ]
    return "\n\n".join(parts) + "\n"


def _table(section: telling.Section) -> str:
    lines = [section.head, tuple("---" for _ in section.head), *section.rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
