"""A department's own registers brought to their tables: migrations written into its home, no data lost.

A field renamed by `was:` keeps its column's data; a dropped field or register keeps its column or table
until it is asked for by name of the deed (`drop`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from luji.base.kernel.problem import Problem, Refused
from luji.record.registers import problems
from luji.record.registers.declared.spec import Register
from luji.record.registers.model import LABEL

Fields = dict[str, Any]
SENTENCE = '"""Written by `luji upgrade` from the registers this department declares."""\n\n'


class _Renames(NonInteractiveMigrationQuestioner):
    """Answers the autodetector's question whether a field was renamed, from `was:`."""

    def __init__(self, registers: dict[str, Register]) -> None:
        super().__init__()
        self.registers = registers

    def ask_rename(self, model_name: str, old_name: str, new_name: str, field_instance: Any) -> bool:
        """Whether the declaration says so."""
        del field_instance
        register = self.registers.get(model_name.lower())
        return (
            register is not None and new_name in register.fields and register.fields[new_name].was == old_name
        )


def write(registers: dict[str, Register], folder: Path, drop: bool = False) -> list[Path]:
    """The migrations the declarations still need, written into `folder`; none when the tables fit.

    Raises `Refused` (REG-014) for a rename together with a change of type.
    """
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    before = loader.project_state()
    after = ProjectState.from_apps(apps)
    wrong = list(_renamed_and_changed(registers, before))
    if wrong:
        raise Refused(wrong)
    if not drop:
        keep_retired(registers, before, after)
    found = MigrationAutodetector(before, after, _Renames(registers)).changes(
        graph=loader.graph, trim_to_apps={LABEL}, convert_apps={LABEL}
    )
    made = found.get(LABEL, [])
    leaves = loader.graph.leaf_nodes(LABEL)
    if not made and len(leaves) > 1:
        made = [Migration("merged", LABEL)]
    return [_write(number, migration, leaves, folder) for number, migration in enumerate(made)]


def retired(registers: dict[str, Register]) -> list[str]:
    """What is kept though no register declares it any more: `night_check.place`, or a whole `night_check`."""
    before = MigrationLoader(connection, ignore_no_migrations=True).project_state()
    return [
        f"{name}.{field}" if field else name
        for name, field in _undeclared(registers, before, ProjectState.from_apps(apps))
    ]


def keep_retired(registers: dict[str, Register], before: ProjectState, after: ProjectState) -> None:
    """Put into the wanted state what the declarations dropped, so that nothing is deleted.

    Retired columns stay and may be empty; retired tables stay as they are.
    """
    for name, field in list(_undeclared(registers, before, after)):
        model = before.models[LABEL, name]
        if field:
            after.models[LABEL, name].fields[field] = _retired(model.fields[field])
        else:
            after.add_model(model.clone())


def _undeclared(
    registers: dict[str, Register], before: ProjectState, after: ProjectState
) -> Iterator[tuple[str, str]]:
    """Registers with the column that is declared no longer; with none when the register itself is not."""
    for (label, name), model in before.models.items():
        if label != LABEL:
            continue
        if (label, name) not in after.models:
            yield name, ""
            continue
        wanted: Fields = after.models[label, name].fields
        fields = registers[name].fields.values() if name in registers else ()
        taken = {field.was for field in fields if field.was}
        yield from ((name, field) for field in model.fields if field not in wanted and field not in taken)


def _retired(field: Any) -> Any:
    kept = field.clone()
    kept.null = kept.blank = True
    return kept


def _renamed_and_changed(registers: dict[str, Register], before: ProjectState) -> Iterator[Problem]:
    for name, register in registers.items():
        state: ModelState | None = before.models.get((LABEL, name))
        model = apps.get_model(LABEL, name)
        for new, field in register.fields.items():
            old = state.fields.get(field.was) if state and field.was else None
            if old is None or state is None or new in state.fields:
                continue
            if type(old) is not type(model._meta.get_field(new)):
                yield problems.WAS_NOT_LIKE(name=new, was=field.was)


def _write(number: int, migration: Migration, leaves: list[Any], folder: Path) -> Path:
    """One migration as a file, after every leaf there is, so that shipped and own ones come together."""
    taken = len(list(folder.glob("home_*.py")))
    migration.name = f"home_{taken + 1:04d}"
    if number == 0:
        # An instance has its own list; the stubs know only that of the class.
        migration.dependencies = sorted({*migration.dependencies, *leaves})  # type: ignore[misc]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{migration.name}.py"
    path.write_text(SENTENCE + MigrationWriter(migration, include_header=False).as_string(), "utf-8")
    return path
