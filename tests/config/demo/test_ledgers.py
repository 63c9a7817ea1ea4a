"""All ledgers written: every table has one, headings are understood, the files repeat byte for byte, in time."""

import hashlib
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from luji.base.facts.spec import FactTable, fold
from luji.config.demo.ledgers import write
from luji.config.demo.workbook import BANNER, LedgerFile

TODAY = date(2026, 11, 23)
STANDING = {"unit", "road_section", "revocation", "penalty", "handling", "training_attendance"}
"""Tables that come from the units file, from deeds done through the verbs, or from the journal itself."""

MADE = {"violation": {"id"}}
"""Keys the register makes of other columns."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[LedgerFile], float]:
    started = time.perf_counter()
    files = write(tmp_path_factory.mktemp("demo") / "ledgers", TODAY)
    return files, time.perf_counter() - started


def headings(file: LedgerFile, read_workbook: Callable[[Path], list[dict[str, object]]]) -> list[str]:
    if file.path.suffix == ".csv":
        with file.path.open(encoding="utf-8") as lines:
            assert next(lines).strip() == BANNER
            return next(lines).strip().split(",")
    return list(read_workbook(file.path)[0])


def test_every_table_that_is_not_standing_has_a_ledger(
    written: tuple[list[LedgerFile], float], tables: dict[str, FactTable]
) -> None:
    assert {file.table for file in written[0]} == set(tables) - STANDING


def test_every_heading_is_understood_and_no_required_one_is_missing(
    written: tuple[list[LedgerFile], float],
    tables: dict[str, FactTable],
    read_workbook: Callable[[Path], list[dict[str, object]]],
) -> None:
    for file in written[0]:
        table, found = tables[file.table], headings(file, read_workbook)
        known = table.headings()
        bare = [fold(heading).split("(")[0] for heading in found]
        assert set(bare) <= set(known), (file.path.name, set(bare) - set(known))
        columns = [known[heading] for heading in bare]
        assert len(set(columns)) == len(columns), file.path.name
        needed = {name for name in table.columns if table.needed(name)} - MADE.get(file.table, set())
        assert needed <= set(columns), file.path.name


def test_the_rows_said_are_the_rows_written(
    written: tuple[list[LedgerFile], float], read_workbook: Callable[[Path], list[dict[str, object]]]
) -> None:
    for file in written[0]:
        if file.path.suffix == ".csv":
            assert file.path.read_bytes().count(b"\n") == file.rows + 2
        else:
            assert len(read_workbook(file.path)) == file.rows


def test_the_violations_of_2020_are_half_a_million(written: tuple[list[LedgerFile], float]) -> None:
    (file,) = [file for file in written[0] if file.path.name == "violation-2020.csv"]
    counts = [int(line.rsplit(",", 1)[1]) for line in file.path.read_text("utf-8").splitlines()[2:]]
    assert 505_200 <= sum(counts) <= 505_299
    assert len(counts) == file.rows < 50_000


def test_writing_again_gives_the_same_bytes(written: tuple[list[LedgerFile], float], tmp_path: Path) -> None:
    def digests(files: list[LedgerFile]) -> dict[str, str]:
        return {f.path.name: hashlib.sha256(f.path.read_bytes()).hexdigest() for f in files}

    assert digests(write(tmp_path, TODAY)) == digests(written[0])


def test_writing_takes_seconds(written: tuple[list[LedgerFile], float]) -> None:
    assert written[1] < 40, "four seconds alone on two cores; much more means that something went wrong"
