"""Records and registers as JSON, and JSON as the values a verb takes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text
from luji.base.people.masking import masked
from luji.base.people.units import UnitTree
from luji.record.api.problems import VALUE_SHAPE
from luji.record.registers.carried.notation import plain
from luji.record.registers.declared.spec import Field, Register
from luji.record.registers.fields.kinds import kind_of, read
from luji.record.registers.fields.lines import joined
from luji.record.registers.fields.values import Values, Wrong
from luji.record.registers.model import Row
from luji.record.registers.problems import UNKNOWN_VALUE
from luji.record.registers.registry import Kept

Plain = dict[str, Any]
TYPES: Mapping[str, Plain] = {
    "integer": {"type": "integer"}, "duration": {"type": "integer", "description": "minutes"},
    "flag": {"type": "boolean"}, "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"}, "time": {"type": "string", "format": "time"},
    "decimal": {"type": "string", "format": "decimal"}, "money": {"type": "string", "format": "decimal"},
    "files": {"type": "array", "items": {"type": "string", "description": "sha256"}},
}  # fmt: skip


def both(text: Text) -> Plain:
    """A text in both languages."""
    return {"zh": text.zh, "en": text.en}


def record(kept: Kept, row: Row, bare: bool) -> Plain:
    """A record; what names a person is masked unless `bare`."""
    return {
        "id": row.row,
        "register": kept.name,
        "number": getattr(row, kept.spec.key),
        "state": row.state,
        "state_label": both(kept.flow.state_label(row.state)),
        "version": row.version,
        "created_at": row.created_at.isoformat(),
        "changed_at": row.changed_at.isoformat(),
        "values": {n: value_of(field, getattr(row, n), bare) for n, field in kept.spec.fields.items()},
    }


def value_of(field: Field, value: Any, bare: bool) -> Any:
    """One value."""
    if value is None:
        return None
    if field.personal and not bare:
        return masked(str(value), field.identity)
    if isinstance(value, list):
        return [
            {name: value_of(inner, line.get(name), bare) for name, inner in field.fields.items()}
            if isinstance(line, dict) else line
            for line in value
        ]  # fmt: skip
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return plain(value)


def values(given: Mapping[str, Any], fields: Mapping[str, Field], tree: UnitTree) -> Values:
    """JSON values read as a form's would be. Raises `Refused` with the problem of every field."""
    found: Values = {}
    wrong: list[Problem] = [UNKNOWN_VALUE(name=str(name)[:40]) for name in given if name not in fields]
    for name in given:
        if name not in fields:
            continue
        try:
            text = spelled(given[name], fields[name])
            found[name] = read(text, fields[name], tree) if text else None
        except Wrong as error:
            wrong.append(error.problem)
        except Refused as refused:
            wrong.extend(refused.problems)
    if wrong:
        raise Refused(wrong)
    return found


def spelled(value: Any, field: Field) -> str:
    """A JSON value as somebody would write it into the form. Raises `Wrong` (API-005)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal | float | str):
        return str(value)
    if isinstance(value, list) and field.type == "files" and all(isinstance(one, str) for one in value):
        return " ".join(value)
    if isinstance(value, list) and field.type == "rows" and all(isinstance(one, dict) for one in value):
        return joined([spelled(one.get(n), inner) for n, inner in field.fields.items()] for one in value)
    raise Wrong(VALUE_SHAPE(label=field.label))


def register(kept: Kept) -> Plain:
    """What a register is: fields, states and actions."""
    spec, flow = kept.spec, kept.flow
    return {
        "name": spec.name,
        "label": both(spec.label),
        "note": both(spec.note) if spec.note else None,
        "key": spec.key,
        "filters": list(spec.list_.filters),
        "sort": list(spec.list_.sort),
        "fields": {name: _field(spec, name, field) for name, field in spec.fields.items()},
        "states": {name: {"label": both(s.label), "final": s.final} for name, s in flow.states.items()},
        "actions": {
            name: {
                "label": both(a.label), "from": list(a.from_), "to": a.to, "requires": list(a.requires),
                "fields": list(spec.asked_by(name)), "reason_required": a.returns,
            }
            for name, a in flow.actions.items()
        },
    }  # fmt: skip


def schema(spec: Register, writable: bool = False) -> Plain:
    """The values of a register as a JSON schema; `writable` only what create and edit may set."""
    fields = spec.content if writable else spec.fields
    return {
        "type": "object",
        "title": spec.label.en,
        "description": spec.label.zh,
        "properties": {name: field_schema(field) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.required] if writable else [],
    }


def field_schema(field: Field) -> Plain:
    """One field as a JSON schema."""
    made: Plain = dict(TYPES.get(field.held, {"type": "string"}))
    if field.type == "rows":
        inner = {name: field_schema(one) for name, one in field.fields.items()}
        made = {"type": "array", "items": {"type": "object", "properties": inner}}
    if field.type == "code":
        made["enum"] = list(field.values)
    made |= {"title": field.label.en, "nullable": True}
    said = [field.label.zh, field.help.zh if field.help else "", field.help.en if field.help else ""]
    made["description"] = " · ".join(filter(None, said))
    return made


def _field(spec: Register, name: str, field: Field) -> Plain:
    return {
        "label": both(field.label),
        "type": field.type,
        "required": field.required,
        "content": name in spec.content,
        "by": list(field.by),
        "values": {code: both(label) for code, label in field.values.items()} or None,
        "numeric": kind_of(field).numeric,
        "personal": field.personal,
        "help": both(field.help) if field.help else None,
    }
