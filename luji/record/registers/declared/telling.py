"""What a register is, told from its declaration: fields, codes, workflow, clocks, who sees what; pure.

The page on the site and the one in the documentation are made of the same sections.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from luji.base.kernel.text import Lang, Text
from luji.base.people.roles import Role
from luji.record.registers.declared.spec import Field, Register
from luji.record.workflow.clock import length
from luji.record.workflow.spec import CREATE, Action, Clock

SEES: Mapping[str, Text] = {
    "own": Text("本单位的记录", "records of the unit itself"),
    "below": Text("本单位和下级单位的记录", "records of the unit and those below it"),
    "any": Text("全部记录", "all records"),
    "party": Text("涉及本单位的记录", "records that concern the organisation"),
}
TYPES: Mapping[str, Text] = {
    "serial": Text("编号", "number"), "text": Text("文字", "text"), "long_text": Text("长文字", "long text"),
    "code": Text("代码", "code"), "unit": Text("单位", "unit"), "stake": Text("桩号", "stake"),
    "integer": Text("整数", "integer"), "decimal": Text("小数", "decimal"), "money": Text("金额", "money"),
    "date": Text("日期", "date"), "flag": Text("是否", "yes or no"), "moment": Text("时间", "date and time"),
    "time": Text("时刻", "time of day"), "duration": Text("时长", "duration"),
    "person": Text("人员", "person"), "reference": Text("关联记录", "reference"),
    "rows": Text("明细", "sub-rows"), "files": Text("文件", "files"),
    "computed": Text("计算", "computed"),
}  # fmt: skip
YES = Text("是", "yes")


@dataclass(frozen=True)
class Section:
    """A table under a heading, in one language."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: list[tuple[str, ...]]


def sections(spec: Register, roles: Mapping[str, Role], lang: Lang) -> list[Section]:
    """Everything a register declares; empty sections are left out."""
    teller = _Teller(spec, roles, lang)
    made = [
        teller.section("fields", Text("字段", "Fields"), _FIELDS, teller.fields()),
        teller.section("codes", Text("代码表", "Code lists"), _CODES, teller.codes()),
        teller.section("acts", Text("办理步骤", "Actions"), _ACTS, teller.acts()),
        teller.section("clocks", Text("期限", "Clocks"), _CLOCKS, teller.clocks()),
        teller.section("sees", Text("谁能看", "Who sees what"), _SEES, teller.sees()),
    ]
    return [one for one in made if one.rows]


_FIELDS = (
    Text("名称", "Name"), Text("代码", "Key"), Text("类型", "Type"), Text("必填", "Required"),
    Text("由谁填", "Filled by"), Text("说明", "Help"),
)  # fmt: skip
_CODES = (Text("字段", "Field"), Text("代码", "Code"), Text("名称", "Label"))
_ACTS = (
    Text("步骤", "Action"), Text("从", "From"), Text("到", "To"), Text("谁办", "Who"),
    Text("要求", "Asks for"),
    Text("不得由同一人（办过的、列名的）", "Not by whoever did it or is named"),
    Text("须先通过", "After the review"),
)  # fmt: skip
_CLOCKS = (
    Text("期限", "Clock"), Text("从", "Starts"), Text("到", "Stops"), Text("长度", "Length"),
    Text("条款与版本", "Article and version"),
)  # fmt: skip
_SEES = (Text("岗位", "Post"), Text("看到", "Sees"))


class _Teller:
    """Says a declaration in one language."""

    def __init__(self, spec: Register, roles: Mapping[str, Role], lang: Lang) -> None:
        self.spec, self.roles, self.lang = spec, roles, lang

    def section(
        self, name: str, title: Text, head: tuple[Text, ...], rows: Iterable[tuple[str, ...]]
    ) -> Section:
        return Section(name, self._say(title), tuple(self._say(one) for one in head), list(rows))

    def fields(self) -> Iterator[tuple[str, ...]]:
        for name, field in self.spec.fields.items():
            yield (
                self._say(field.label), name, self._type(field), self._say(YES) if field.required else "",
                self._acts(field.by), self._say(field.help) if field.help else "",
            )  # fmt: skip

    def codes(self) -> Iterator[tuple[str, ...]]:
        for field in self.spec.fields.values():
            for code, label in field.values.items():
                yield self._say(field.label), code, self._say(label)

    def acts(self) -> Iterator[tuple[str, ...]]:
        flow = self.spec.workflow
        first = self._say(flow.state_label(flow.initial))
        yield self._say(flow.act_label(CREATE)), "", first, self._roles(flow.create), "", "", ""
        for action in flow.actions.values():
            yield (
                self._say(action.label), self._states(action.from_), self._states((action.to,)),
                self._roles(action.who), self._asked(action), self._acts(action.not_by),
                self._acts(action.after),
            )  # fmt: skip

    def clocks(self) -> Iterator[tuple[str, ...]]:
        flow = self.spec.workflow
        for clock in flow.clocks.values():
            starts, stops = self._triggers(clock.starts), self._triggers(clock.stops)
            for long, article in self._versions(clock):
                yield self._say(clock.label), starts, stops, long, article

    def sees(self) -> Iterator[tuple[str, ...]]:
        for role, scope in self.spec.see.items():
            yield self._roles((role,)), self._say(SEES[scope])

    def _versions(self, clock: Clock) -> Iterator[tuple[str, str]]:
        for version in clock.versions:
            since = Text(f"{version.from_} 起", f"from {version.from_}")
            yield (
                self._say(length(Decimal(version.length), version.unit)),
                f"{self._say(version.article)} ({version.number}, {self._say(since)})",
            )

    def _asked(self, action: Action) -> str:
        names = [self._say(self.spec.label_of(name)) for name in action.requires]
        reason = [self._say(Text("理由", "a reason"))] if action.returns else []
        return self._join([*names, *reason])

    def _triggers(self, names: Iterable[str]) -> str:
        flow = self.spec.workflow
        known = (flow.act_label(n) if n in flow.actions else flow.state_label(n) for n in names)
        return self._join(self._say(label) for label in known)

    def _type(self, field: Field) -> str:
        inner = self._join(self._say(one.label) for one in field.fields.values())
        target = field.to or inner or field.formula
        return self._say(TYPES[field.type]) + (f" ({target})" if target else "")

    def _states(self, names: Iterable[str]) -> str:
        return self._join(self._say(self.spec.workflow.state_label(n)) for n in names)

    def _acts(self, names: Iterable[str]) -> str:
        return self._join(self._say(self.spec.workflow.act_label(n)) for n in names)

    def _roles(self, names: Iterable[str]) -> str:
        return self._join(self._say(self.roles[n].label) if n in self.roles else n for n in names)

    def _say(self, text: Text) -> str:
        return text.say(self.lang)

    def _join(self, words: Iterable[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(words)
