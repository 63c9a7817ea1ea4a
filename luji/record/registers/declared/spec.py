"""What a register may declare: typed fields, list and form, who sees what, import, workflow; pure."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import Field as Declare
from pydantic import PrivateAttr, field_validator

from luji.base.kernel.declaration import Declared
from luji.base.kernel.expression import parse
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text
from luji.record.registers.declared.codelists import CodeList
from luji.record.workflow.calendar import Calendar
from luji.record.workflow.clock import due_on
from luji.record.workflow.spec import Names, Workflow

FieldType = Literal[
    "serial", "text", "long_text", "code", "unit", "stake", "integer", "decimal", "money", "date", "flag",
    "moment", "time", "duration", "person", "reference", "rows", "files", "computed",
]  # fmt: skip
See = Literal["own", "below", "any", "party"]
Stamp = Literal["today", "now", "person", "unit", "nothing"]
Accept = Literal["photo", "document", "video", "audio", "any"]

Part = Literal["processing", "statutory", "waiting", "handling"]

STATE = "state"
PRECISION = 18


def heads(expression: str) -> list[str]:
    """The fields an expression reads, each once; none when it cannot be read."""
    try:
        names = parse(expression).names()
    except Refused:
        return []
    return list(dict.fromkeys(name.partition(".")[0] for name in names))


class Fresh(Declared):
    """When and where a photograph must have been taken: `after` an action, `near` the stake of a field."""

    after: str = ""
    near: str = ""


class Field(Declared):
    """One field: its type, how people call it, what it may hold, and who fills it.

    `help` stands under the input. `by` names the actions whose form fills it; such a field is no content.
    `fact` is its column in the fact table, `was` its former name. `default` is a value, `today`, `now`, `own`
    or `me`. `when` is a condition on other fields: where it does not hold, the field stays empty.
    `codes` names a dated list of codes instead of `values`; `to` is the register a reference points to;
    `fields` are those of sub-rows, `publish` the fact table these become; `formula` makes what a computed
    field holds `as` its type; `accept` and `fresh` say what files are taken.
    `identity` says that it names a vehicle (plate) or a person.
    """

    type: FieldType
    label: Text
    help: Text | None = None
    aliases: tuple[str, ...] = ()
    required: bool = False
    by: Names = ()
    values: dict[str, Text] = Declare(default_factory=dict)
    also: dict[str, tuple[str, ...]] = Declare(default_factory=dict)
    default: str | Decimal | int | bool | None = None
    scale: int = 2
    min: Decimal | date | int | None = None
    max: Decimal | date | int | None = None
    most: int | None = None
    pattern: str = ""
    personal: bool = False
    fact: str = ""
    was: str = ""
    when: str = ""
    codes: str = ""
    to: str = ""
    fields: dict[str, Field] = Declare(default_factory=dict)
    publish: str = ""
    as_: FieldType = Declare("integer", alias="as")
    formula: str = ""
    accept: tuple[Accept, ...] = ("any",)
    fresh: Fresh | None = None
    identity: Literal["", "plate", "person"] = ""

    @field_validator("accept", mode="before")
    @classmethod
    def _one_accepted(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    _dated: CodeList | None = PrivateAttr(default=None)

    @property
    def held(self) -> FieldType:
        """The type of what it holds: of a computed field that of its result."""
        return self.as_ if self.type == "computed" else self.type

    def listed(self, found: CodeList) -> Field:
        """The same with the codes of a dated list."""
        labels = {code: terms[-1].label for code, terms in found.codes.items()}
        made = self.model_copy(update={"values": labels, "also": found.also()})
        made._dated = found
        return made

    @property
    def private(self) -> bool:
        """Whether it, or a field of its lines, names a person."""
        return self.personal or any(inner.personal for inner in self.fields.values())

    @property
    def asks(self) -> bool:
        """Whether it, or a field of its lines, names a person or a record, or has codes of a day."""
        own = self.held in ("person", "reference") or self.dated
        return own or any(inner.asks for inner in self.fields.values())

    @property
    def dated(self) -> bool:
        """Whether its codes, or those of its lines, depend on the day."""
        return self._dated is not None or any(inner.dated for inner in self.fields.values())

    def choices(self, day: date) -> dict[str, Text]:
        """The codes that may be chosen on a day, with what they were called then."""
        return dict(self.values) if self._dated is None else self._dated.at(day)

    @property
    def names(self) -> Literal["", "plate", "person"]:
        """Whether it names a vehicle or a person: such values are found by a look-up with a reason only."""
        return self.identity or ("person" if self.type == "person" or self.personal else "")

    @property
    def places(self) -> int:
        """Decimals kept."""
        return {"money": 2, "decimal": self.scale}.get(self.held, 0)


class Group(Declared):
    """Fields under one heading of the form and of the detail page."""

    label: Text
    fields: tuple[str, ...]


class ListView(Declared):
    """The list: its columns, what it filters by, sorts by and searches; `order` begins with - to fall."""

    columns: tuple[str, ...]
    filters: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    order: str = ""


class Measure(Declared):
    """A time taken, computed from the journal when the register is published: whole minutes, half up.

    From the first act `after` to the last act `until`. `processing` is what the office itself took (waiting
    for somebody and in hand), `statutory` what the law makes it wait. `stated` names an integer field with
    the minutes an old ledger states: they stand for records whose journal does not hold these acts.
    """

    label: Text
    note: Text | None = None
    after: str
    until: str
    part: Part = "processing"
    stated: str = ""


class Presence(Declared):
    """How people confirm by a code that they are there: a list of sub-rows that they sign themselves.

    `rows` is the list, `person` its column of people, `at` and `flag` columns for the moment and a yes;
    `from` and `to` are moments of the record between which, and `early` minutes before, it is open in
    `states`.
    """

    rows: str
    person: str
    at: str = ""
    flag: str = ""
    from_: str = Declare(alias="from")
    to: str
    early: int = Declare(15, ge=0, le=1440)
    states: Names = Declare(min_length=1)


class Watch(Declared):
    """Records of another register that contradict this one: near the same stake, after a day this one states.

    `same` are fields both registers have and whose values must agree; `near` is a stake in both; `within`
    metres; `since` is the day in this register; `label` says what it means.
    """

    register_: str = Declare(alias="register")
    same: Names = ()
    near: str
    within: int = Declare(1000, ge=0, le=20_000)
    since: str
    label: Text


class Timeline(Declared):
    """The days between which a record stands on the timeline; without `to` it stands on one day."""

    from_: str = Declare(alias="from")
    to: str = ""


class Views(Declared):
    """What the list may be looked at as, beside a table: a board by state, a calendar, a timeline."""

    board: bool = False
    calendar: str = ""
    timeline: Timeline | None = None


class Answers(Declared):
    """How an organisation without an account answers: by which action, who gives forms out and takes answers.

    `batch` is the field whose records go into one form together; a form is valid for `days`.
    """

    action: str
    who: Names = Declare(min_length=1)
    batch: str = ""
    days: int = Declare(30, ge=1, le=400)


class Compare(Declared):
    """Lines of a field that tell of one point from several sources: where they differ, the page says so.

    `rows` is the field of sub-rows; `point`, `said` and `source` are fields of its lines.
    """

    rows: str
    point: str
    said: str
    source: str


class Begets(Declared):
    """A line of a field opens a record of another register: `label` says what it does.

    `rows` is the field of sub-rows and `to` the other register; `fields` is field of its form → field of the
    line, or of the record where the line has none of that name; `origin` is the reference there that leads
    back. The new record is for the unit of the one it comes from.
    """

    label: Text
    rows: str
    to: str
    origin: str
    fields: dict[str, str] = Declare(default_factory=dict)


class Register(Declared):
    """One register as declared in one YAML file.

    `group` is the heading it stands under in the rail; `title` names a record in lists and headings;
    `stamps` is action → field → what the action writes there; `takeover` are the roles that may bring in
    old rows with a state of their own; `personal` those whose exports hold personal fields; `unpublished`
    states whose rows are no facts yet. `views` are other ways to look at the list; `withdraw` are the roles
    that may take back a record filed by mistake while it is in its first state. `unique` are fields that no
    two records share all of; `day.month` and `day.year` stand for the month and the year of a day.
    """

    name: str = Declare(alias="register")
    label: Text
    note: Text | None = None
    group: Text = Text("其他", "Other")
    icon: str = "clipboard-list"
    key: str
    unit: str
    time: str | None = None
    party: str = ""
    title: tuple[str, ...] = ()
    fields: dict[str, Field]
    form: tuple[Group, ...]
    list_: ListView = Declare(alias="list")
    see: dict[str, See]
    takeover: Names = ()
    personal: Names = ()
    stamps: dict[str, dict[str, Stamp]] = Declare(default_factory=dict)
    unpublished: Names = ()
    measures: dict[str, Measure] = Declare(default_factory=dict)
    watch: tuple[Watch, ...] = ()
    compare: tuple[Compare, ...] = ()
    answers: Answers | None = None
    presence: Presence | None = None
    begets: dict[str, Begets] = Declare(default_factory=dict)
    views: Views = Views()
    withdraw: Names = ()
    unique: Names = ()
    workflow: Workflow

    _calendar: Calendar | None = PrivateAttr(default=None)

    def learn(self, calendar: Calendar) -> None:
        """The working days formulas reckon with."""
        self._calendar = calendar

    def due(self, clock: str, start: date) -> date | None:
        """The last day of a clock that starts on a day; None where there is no limit or no calendar."""
        with suppress(Refused):
            return due_on(self.workflow.clocks[clock], start, self._calendar) if self._calendar else None
        return None

    @cached_property
    def content(self) -> dict[str, Field]:
        """The fields people fill when they create or edit: neither numbered nor filled by an action."""
        filled = {name for one in self.stamps.values() for name in one}
        return {
            name: field
            for name, field in self.fields.items()
            if not field.by and name not in filled and field.type not in ("serial", "computed")
        }

    @cached_property
    def on_form(self) -> dict[str, Field]:
        """The content the form of a record asks for: what stands in none of its groups is left as it is."""
        shown = {name for group in self.form for name in group.fields}
        return {name: field for name, field in self.content.items() if name in shown}

    @property
    def sole(self) -> tuple[tuple[str, str], ...]:
        """The fields of `unique`, each with `month`, `year` or nothing."""
        split = (name.partition(".") for name in self.unique)
        return tuple((name, part) for name, _, part in split)

    @cached_property
    def asking(self) -> frozenset[str]:
        """The fields whose values must agree with the world around: people, other records, dated codes."""
        return frozenset(name for name, field in self.fields.items() if field.asks)

    @cached_property
    def following(self) -> dict[str, str]:
        """The fields that follow from others, each after those it reads, with their formula or condition."""
        texts = {name: text for name, field in self.fields.items() if (text := field.formula or field.when)}
        done: dict[str, str] = {}

        def visit(name: str, above: tuple[str, ...]) -> None:
            for head in heads(texts[name]):
                if head in texts and head not in done and head not in above:
                    visit(head, (*above, head))
            done[name] = texts[name]

        for name in texts:
            if name not in done:
                visit(name, (name,))
        return done

    def asked_by(self, action: str) -> dict[str, Field]:
        """The fields the form of an action asks for."""
        return {name: field for name, field in self.fields.items() if action in field.by}

    def fact_name(self, name: str) -> str:
        """The column of the fact table a field becomes."""
        return self.fields[name].fact or name

    @cached_property
    def facts(self) -> Mapping[str, str]:
        """Column of the fact table → field; the state stands where it is declared last."""
        return {self.fact_name(name): name for name in self.fields} | {STATE: STATE}

    def label_of(self, name: str) -> Text:
        """What people call a field or the state."""
        return Text("状态", "State") if name == STATE else self.fields[name].label
