"""Values that must agree with the world around a record: people, other records, codes in force that day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from luji.base.kernel.problem import Problem
from luji.base.people import officers
from luji.base.people.person import Person
from luji.base.people.visible import visible
from luji.record.registers.declared.spec import Field, Register
from luji.record.registers.field_problems import NO_SUCH_PERSON, NO_SUCH_RECORD, NOT_IN_FORCE
from luji.record.registers.fields import lines
from luji.record.registers.fields.reading import Value, Values, Wrong, local
from luji.record.registers.registry import Registry

CHUNK = 500


class World:
    """Looks people and records up for somebody, each once; many at a time when told to `learn`.

    With `lenient` unknown people and records are left as they are written: an old ledger names people who
    have left and records that come in later.
    """

    def __init__(self, registry: Registry, person: Person, today: date, lenient: bool = False) -> None:
        self.registry, self.person, self.today, self.lenient = registry, person, today, lenient
        self._people: dict[str, str | None] = {}
        self._records: dict[tuple[str, str], bool] = {}

    def learn(self, spec: Register, many: Iterable[Mapping[str, Value]], keys: Mapping[str, str]) -> None:
        """Look up at once what many records mention; `keys` is field → key of the mappings."""
        people: set[str] = set()
        records: dict[str, set[str]] = {}
        for field, text in _mentions(spec, many, keys):
            if field.held == "person":
                people.add(text)
            elif (field.to, text) not in self._records:
                records.setdefault(field.to, set()).add(text)
        self._people |= {number: number for number in officers.name_of(people - self._people.keys())}
        for to, wanted in records.items():
            self._find(to, sorted(wanted))

    def settle(self, spec: Register, before: Mapping[str, Value], given: Values) -> list[Problem]:
        """Make names into numbers, in place, and tell what is not there; what did not change is not asked."""
        wrong: list[Problem] = []
        asking = spec.asking & given.keys()
        if not asking:
            return wrong
        day = self.day(spec, dict(before) | given)
        same_day = bool(before) and day == self.day(spec, before)
        for name in [one for one in given if one in asking]:
            field, value = spec.fields[name], given[name]
            asked = field.dated and not same_day
            if value is None or (value == before.get(name) and not asked):
                continue
            try:
                given[name] = self._settled(field, value, before.get(name), day, bool(asked))
            except Wrong as error:
                wrong.append(error.problem)
        return wrong

    def day(self, spec: Register, values: Mapping[str, Value]) -> date:
        """The day a record belongs to: by its time field, else today."""
        value = values.get(spec.time) if spec.time else None
        if isinstance(value, datetime):
            return local(value).date()
        return value if isinstance(value, date) else self.today

    def _settled(self, field: Field, value: Value, before: Value, day: date, anew: bool) -> Value:
        if isinstance(value, list):
            return self._lines(field, value, before, day, anew) if field.held == "rows" else value
        return self._one(field, value, day)

    def _lines(self, field: Field, value: Sequence[object], before: Value, day: date, anew: bool) -> Value:
        known = before if isinstance(before, list) and not anew else []
        found = []
        for number, line in enumerate(value, 1):
            if not isinstance(line, dict) or line in known:
                found.append(line)
                continue
            try:
                found.append({n: self._one(field.fields[n], v, day) for n, v in line.items()})
            except Wrong as error:
                raise Wrong(lines.at_line(error.problem, field, number)) from error
        return found  # type: ignore[return-value]

    def _one(self, field: Field, value: Value, day: date) -> Value:
        if not isinstance(value, str):
            return value
        if field.held == "person":
            return self._number(field, value)
        if field.held == "reference":
            self._require(field, value)
        elif field.dated and value not in field.choices(day):
            label = field.values.get(value)
            raise Wrong(NOT_IN_FORCE(label=field.label, value=label.zh if label else value, day=day))
        return value

    def _number(self, field: Field, text: str) -> str:
        if text not in self._people:
            self._people[text] = officers.find(text)
        found = self._people[text]
        if found is None and not self.lenient:
            raise Wrong(NO_SUCH_PERSON(label=field.label, value=text[:40]))
        return found or text

    def _require(self, field: Field, key: str) -> None:
        if (field.to, key) not in self._records:
            self._find(field.to, [key])
        if not self._records[field.to, key] and not self.lenient:
            label = self.registry.find(field.to).spec.label
            raise Wrong(NO_SUCH_RECORD(label=field.label, value=key[:40], register=label))

    def _find(self, to: str, keys: list[str]) -> None:
        kept = self.registry.find(to)
        seen = visible(self.person, kept.rule, self.registry.units, self.registry.roles)
        name = kept.spec.key
        self._records |= {(to, key): False for key in keys}
        for at in range(0, len(keys), CHUNK):
            rows = kept.rows.filter(seen.query, **{f"{name}__in": keys[at : at + CHUNK]})
            self._records |= {(to, key): True for key in rows.values_list(name, flat=True)}


def _mentions(
    spec: Register, many: Iterable[Mapping[str, Value]], keys: Mapping[str, str]
) -> Iterator[tuple[Field, str]]:
    """Every field with a person or a reference and what it says, in records and their sub-rows."""
    single = [(keys[n], f) for n, f in spec.fields.items() if n in keys and _asks(f)]
    nested = [
        (keys[n], i, f)
        for n, one in spec.fields.items()
        if n in keys
        for i, f in one.fields.items()
        if _asks(f)
    ]
    for values in many if single or nested else ():
        for key, field in single:
            if isinstance(said := values.get(key), str):
                yield field, said
        for key, inner, field in nested:
            found = values.get(key)
            for line in found if isinstance(found, list) else []:
                if isinstance(line, dict) and inner in line:
                    yield field, line[inner]


def _asks(field: Field) -> bool:
    return field.held in ("person", "reference")
