"""The totals the constructed ledgers add up to: 2020 as published where it is, 2019 so that growth agrees.

Published means the reference department's self-evaluation for 2020. Everything else here, all of
2019 included, is constructed: plausible, and no statement about the real department.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

YEARS = (2019, 2020)


@dataclass(frozen=True)
class Violations:
    """Violations of a year: all, found on the road by officers, of key kinds, and both at once."""

    total: int
    on_site: int
    key: int
    key_on_site: int


@dataclass(frozen=True)
class Accidents:
    """Accidents under the general procedure with their casualties, and those settled on the spot."""

    cases: int
    deaths: int
    injuries: int
    simple: int


@dataclass(frozen=True)
class Money:
    """A year's outlay and budget in 万元."""

    personnel: Decimal
    office: Decimal
    project: Decimal
    initial: Decimal
    reduced: Decimal
    budget: Decimal

    @property
    def executed(self) -> Decimal:
        """Everything paid."""
        return self.personnel + self.office + self.project


VIOLATIONS = {
    2019: Violations(total=311_056, on_site=96_345, key=37_159, key_on_site=21_840),
    2020: Violations(total=505_217, on_site=143_391, key=66_577, key_on_site=38_266),
}
ACCIDENTS = {
    2019: Accidents(cases=63, deaths=34, injuries=92, simple=742),
    2020: Accidents(cases=49, deaths=26, injuries=71, simple=655),
}
MONEY = {
    2019: Money(
        Decimal("748.16"), Decimal("638.92"), Decimal("1102.37"),
        initial=Decimal("2385.00"), reduced=Decimal("31.80"), budget=Decimal("2521.46"),
    ),
    2020: Money(
        Decimal("771.44"), Decimal("611.99"), Decimal("1280.65"),
        initial=Decimal("2561.30"), reduced=Decimal("22.45"), budget=Decimal("2677.47"),
    ),
}  # fmt: skip
EVIDENCE_SERVER = {2019: Decimal(0), 2020: Decimal(29)}
"""Outlay in 万元 for the server of the body-worn recorders; published for 2020."""

HAZARD_BATCHES = {2019: 72, 2020: 86}
HAZARDS_RECTIFIED = {2019: 317, 2020: 389}
HAZARDS_PUSHED = {2019: 352, 2020: 405}
HAZARDS_LATE = 10
"""Hazards pushed in 2019 and closed in 2020."""
REVOCATIONS = {2019: (98, 180), 2020: (126, 40)}
"""Licence revocations: cases, and the mean minutes from hand-in to decision (published)."""
BULLETINS = {2019: (84, 71), 2020: (117, 113)}
"""Road notices: published, and published within the limit (the first is published as 110余 for 2020)."""
SURVEY = {2019: (480, 441), 2020: (600, 573)}
"""Valid answers, and satisfied ones among them."""
TRAINING = {2019: (47, 668), 2020: (64, 927)}
"""Lessons brought to the brigades, and people taught."""
VIEWS = {2019: 612_480, 2020: 1_037_260}
"""Reads of the department's articles on all platforms."""
CENTRAL_OUTLETS = {2019: 8, 2020: 13}
"""Different outlets of national level that carried something."""

COUNTS: dict[str, dict[int, int]] = {
    "activity": {2019: 26, 2020: 34},
    "vanguard.party": {2019: 0, 2020: 11},
    "vanguard.youth": {2019: 0, 2020: 10},
    "joined.frontline": {2019: 0, 2020: 4},
    "joined.ordinary": {2019: 3, 2020: 2},
    "honour.collective": {2019: 0, 2020: 1},
    "honour.party_branch": {2019: 0, 2020: 1},
    "honour.top_ten": {2019: 1, 2020: 1},
    "honour.spouse": {2019: 0, 2020: 1},
    "honour.party_member": {2019: 6, 2020: 8},
    "supervision.double": {2019: 25, 2020: 33},
    "supervision.special": {2019: 9, 2020: 12},
    "accountability.first": {2019: 35, 2020: 29},
    "care_survey": {2019: 38, 2020: 47},
    "difficulty.solved": {2019: 19, 2020: 27},
    "difficulty.open": {2019: 2, 2020: 2},
    "relocation": {2019: 11, 2020: 27},
    "visit.officer": {2019: 5, 2020: 3},
    "visit.relative": {2019: 7, 2020: 10},
    "liaison": {2019: 46, 2020: 63},
    "reinforcement": {2019: 128, 2020: 190},
    "campaign": {2019: 28, 2020: 36},
    "reprint": {2019: 395, 2020: 486},
    "exposure": {2019: 182, 2020: 274},
    "story": {2019: 12, 2020: 19},
    "asset_loss": {2019: 3, 2020: 2},
}
"""Rows of each kind and year."""
