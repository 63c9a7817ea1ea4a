"""The ground the constructed rows stand on: brigades with their traffic, road sections, stakes, officers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from luji.base.people.units import RoadSection, Unit, UnitTree
from luji.config.demo.chance import Chance

TRAFFIC = {
    "hh-hecheng": 14, "hh-zhijiang": 12, "hh-anjiang": 17, "hh-mayang": 13, "hh-hongjiang": 9,
    "hh-xupu": 7, "hh-huaihuabei": 8, "hh-jingzhou": 5, "hh-yuanling": 12, "hh-tongdao": 6,
}  # fmt: skip
"""How much of the work falls to each brigade; constructed, busiest where the press says so."""
CREW, FIRST = 24, 2001
"""How many constructed officers each brigade and the detachment's offices have; the number of the first."""
DIRECTIONS = {
    "G60": ("东往西", "西往东"), "G56": ("东往西", "西往东"), "S50": ("东往西", "西往东"),
    "G65": ("北往南", "南往北"), "S97": ("内环", "外环"),
}  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A place on the road, in the words of a ledger."""

    unit: str
    route: str
    stake: str
    direction: str


def stake(km: Decimal) -> str:
    """K1432+500 for 1432.5 km."""
    metres = int(km * 1000)
    return f"K{metres // 1000}+{metres % 1000:03d}"


class Ground:
    """The demo's brigades and offices by the short names ledgers use."""

    def __init__(self, tree: UnitTree) -> None:
        self.tree = tree
        self.brigades = [u for u in tree if u.kind == "brigade"]
        self.traffic = {u.short.zh: TRAFFIC.get(u.code, 5) for u in self.brigades}
        self.evenly = dict.fromkeys(self.traffic, 1)
        self._by_name = {u.short.zh: u for u in self.brigades}
        self.offices = [*self.traffic, self.office("hh")]

    def office(self, word: str) -> str:
        """The short name of a section or of the detachment, by the word after its code's hyphen."""
        return self.tree.find(f"hh-{word}" if word != "hh" else "hh").short.zh

    def sections(self) -> list[tuple[Unit, RoadSection, int]]:
        """Every road section with its brigade and its weight in traffic."""
        return [
            (unit, section, int(self.traffic[unit.short.zh] * 1000 * section.length / _length(unit.roads)))
            for unit in self.brigades
            for section in unit.roads
        ]

    def spot(self, chance: Chance, brigade: str) -> Spot:
        """Somewhere on the roads of a brigade."""
        unit = self._by_name[brigade]
        section = chance.weighed({s: int(s.length * 100) for s in unit.roads})
        metres = chance.below(int(section.length * 10)) * 100
        where = stake(section.start + Decimal(metres) / 1000)
        return Spot(brigade, section.route, where, chance.pick(DIRECTIONS[section.route]))

    def crew(self, unit: str) -> list[str]:
        """The service numbers of a unit's constructed officers, by its short name."""
        home = self.offices.index(unit) if unit in self.offices else len(self.offices)
        return [self.officer(FIRST + home * CREW + number) for number in range(CREW)]

    def everybody(self) -> list[tuple[str, str, str]]:
        """Number, constructed name and unit code of every officer of every crew."""
        codes = {u.short.zh: u.code for u in self.brigades} | {self.office("hh"): "hh"}
        return [
            (number, f"{unit.removesuffix('大队').removesuffix('支队')}民警{place:02d}", codes[unit])
            for unit in self.offices
            for place, number in enumerate(self.crew(unit), start=1)
        ]

    def officer(self, number: int) -> str:
        """The service number of a constructed officer."""
        return f"4312{number:04d}"


def _length(roads: Sequence[RoadSection]) -> Decimal:
    return sum((s.length for s in roads), Decimal(0))
