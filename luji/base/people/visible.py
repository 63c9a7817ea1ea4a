"""What somebody may see of a table: a query with its reason; lists, counts and exports all go through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q

from luji.base.kernel.text import Text
from luji.base.people.person import Held, Person
from luji.base.people.roles import Role
from luji.base.people.units import UnitTree

See = Literal["own", "below", "any", "party"]
SCOPES: dict[See, Text] = {
    "own": Text("本单位的记录", "records of the unit itself"),
    "below": Text("本单位和下级单位的记录", "records of the unit and those below it"),
    "any": Text("全部记录", "all records"),
    "party": Text("涉及本单位的记录", "records that concern the organisation"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Who sees what of a table: role → scope; the columns that hold the unit and the organisation."""

    see: Mapping[str, See]
    unit: str
    party: str = ""


@dataclass(frozen=True, slots=True)
class Visible:
    """The query, whether it can find anything, and why: one sentence for each post that counts."""

    query: Q
    nothing: bool
    reasons: tuple[Text, ...]

    @property
    def reason(self) -> Text:
        """All reasons in one text."""
        return Text("；".join(r.zh for r in self.reasons), "; ".join(r.en for r in self.reasons))


def visible(person: Person, rule: Rule, tree: UnitTree, roles: Mapping[str, Role]) -> Visible:
    """What the person may see, as a query on the columns of `rule`. No post, nothing.

    A post lent for a period shows what it shows its holder.
    """
    query, reasons = Q(pk__in=[]), []
    for held in (*person.posts, *(lent.held for lent in person.lent)):
        scope = rule.see.get(held.role)
        part = _part(scope, held, rule, tree) if scope else None
        if scope is None or part is None:
            continue
        query |= part
        reasons.append(_because(held, scope, tree, roles))
    if not reasons:
        return Visible(query, True, (nobody(rule, roles),))
    return Visible(query, False, tuple(dict.fromkeys(reasons)))


def nobody(rule: Rule, roles: Mapping[str, Role]) -> Text:
    """Who would have been allowed."""

    def listed(say: Callable[[Text], str]) -> Iterator[str]:
        return (say(roles[name].label) for name in rule.see if name in roles)

    zh, en = "、".join(listed(lambda t: t.zh)), ", ".join(listed(lambda t: t.en))
    return Text(f"可以查看的岗位：{zh}", f"posts that may look: {en}")


def _part(scope: See, held: Held, rule: Rule, tree: UnitTree) -> Q | None:
    if scope == "any":
        return ~Q(pk__in=[])
    if scope == "own":
        return Q(**{rule.unit: held.unit})
    if scope == "below":
        codes = tree.subtree(held.unit) if held.unit in tree else [held.unit]
        return Q(**{f"{rule.unit}__in": codes})
    return Q(**{rule.party: held.party}) if rule.party and held.party else None


def _because(held: Held, scope: See, tree: UnitTree, roles: Mapping[str, Role]) -> Text:
    role = roles[held.role].label if held.role in roles else Text(held.role, held.role)
    unit = tree.find(held.unit).short if held.unit in tree else Text(held.unit, held.unit)
    who = Text(held.party, held.party) if held.party else unit
    said = SCOPES[scope]
    return Text(f"{who.zh}{role.zh}：{said.zh}", f"{role.en} of {who.en}: {said.en}")
