"""An ordinary Django model made from a declaration, so that Django itself writes its migrations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, TypeVar, cast

from django.apps.registry import Apps
from django.db import models

from luji.record.registers.declared.spec import STATE, Field, Register
from luji.record.registers.fields.kinds import kind_of

R = TypeVar("R", bound="Row")
LABEL = "registers"


class Row(models.Model):
    """What every record of every register has beside its declared fields.

    `version` rises with every change and refuses a stale one; `sought` is the folded text that is searched,
    `named` the plates, numbers and names that only a look-up searches (see sought.py).
    Declared fields may all be empty in the table: whether they must be filled is asked by the verbs.
    """

    row = models.BigAutoField(primary_key=True)
    state = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    created_by = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sought = models.TextField(default="", blank=True)
    named = models.TextField(default="", db_default="", blank=True)

    objects: ClassVar[models.Manager[Any]]

    class Meta:
        """Only what is built from a declaration has a table."""

        abstract = True


def build(register: Register, apps: Apps | None = None) -> type[Row]:
    """The model of a register. `apps` keeps it apart from the site's own models (tests, planning)."""
    meta: dict[str, Any] = {
        "app_label": LABEL,
        "db_table": f"register_{register.name}",
        "indexes": list(_indexes(register)),
        "constraints": [models.UniqueConstraint(fields=[register.key], name=f"register_{register.name}_key")],
    }
    if apps is not None:
        meta["apps"] = apps
    columns: dict[str, Any] = {name: column(field) for name, field in register.fields.items()}
    columns |= {"__module__": __name__, "Meta": type("Meta", (), meta)}
    return cast(type[Row], type(register.name.capitalize(), (Row,), columns))


def column(field: Field) -> models.Field[Any, Any]:
    """The typed column of a declared field."""
    return kind_of(field).column(field)


def _indexes(register: Register) -> Iterator[models.Index]:
    """One walk for every order, of everything and of one unit; the filters, alone and all in one.

    The row breaks ties and ends every index, so that a page begins anywhere by one step (see walking.py).
    """
    listed, unit, seen = register.list_, register.unit, set[tuple[str, ...]]()
    orders = [name for name in dict.fromkeys((*listed.sort, listed.order.removeprefix("-"))) if name]
    narrow = [name for name in listed.filters if name == STATE or _few(register.fields[name])]
    wanted: list[tuple[str, ...]] = [
        (name,) for name in (STATE, unit, *orders, *narrow) if name != register.key
    ]
    wanted += [(unit, name) for name in orders if name != unit]
    wanted += [tuple(dict.fromkeys((unit, STATE, *narrow)))]
    for names in wanted:
        if names not in seen:
            seen.add(names)
            yield models.Index(fields=[*names, "row"])


def _few(field: Field) -> bool:
    """Whether a field has few values, so that a filter on it is an equality."""
    return field.held in ("code", "flag", "unit")
