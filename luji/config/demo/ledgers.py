"""Writing all ledgers of the demo, in the order in which they are imported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from luji.base.kernel.content import Content
from luji.base.people.units import UnitTree
from luji.config.demo.conduct import conduct_ledgers
from luji.config.demo.ground import Ground
from luji.config.demo.money import money_ledgers
from luji.config.demo.public import public_ledgers
from luji.config.demo.road import road_ledgers
from luji.config.demo.team import team_ledgers
from luji.config.demo.totals import VIOLATIONS, YEARS
from luji.config.demo.violations import write_violations
from luji.config.demo.workbook import LedgerFile, write_workbook

UNITS = "units/huaihua.yaml"


def write(folder: Path, today: date) -> list[LedgerFile]:
    """Every ledger of 2019 and 2020, and what is in hand, as files in `folder`; the same bytes each day."""
    folder.mkdir(parents=True, exist_ok=True)
    ground = Ground(UnitTree.load(Content.shipped().file(UNITS)))
    team = team_ledgers(ground)
    inspections = next(one.rows for one in team if one.table == "supervision")
    ledgers = [
        *money_ledgers(ground),
        *road_ledgers(ground, today),
        *team,
        *conduct_ledgers(ground, inspections),
        *public_ledgers(ground),
    ]
    files = [write_workbook(ledger, folder) for ledger in ledgers]
    return files + [write_violations(ground, year, VIOLATIONS[year], folder) for year in YEARS]
