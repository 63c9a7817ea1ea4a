# ruff: noqa: PLC0415 — what needs Django is imported where Django has been set up
"""A register of a million constructed rows: the real list page and search, on SQLite and PostgreSQL.

Rows are loaded by the verb of import, pages asked for through Django's client by accounts with posts. The
peer, in the same process and in turn, is the dull scan: the same statement without the index of pairs and
with everything counted. `python bench/registers.py [--rows N] [--only sqlite|postgresql]`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

RESULTS = Path(__file__).parent / "results"
ROUNDS, DULL_ROUNDS = 21, 3
MILLION = 1_000_000
FILE = 250_000
WHAT = """护栏缺失 标线磨损 照明不足 排水不畅 边坡落石 施工未封闭 入口未封堵 反光不足 视距不良 桥头跳车
    隧道渗水 伸缩缝破损"""
DO = "应当修复 建议更换 需要清理 已设警示 待会商 近服务区 长下坡路段 枢纽互通 临水临崖 村道口"
PARTIES = "怀化管理处 怀化分公司 沅陵养护所 邵怀经营公司 溆浦养护所 芷江养护所 新晃收费站 路产管理所"
KINDS = "护栏 护栏 护栏 标志标线 标志标线 照明 排水 边坡 隧道 施工 行人入口 线形"
GRADES = "一般 一般 一般 较大 重大"
STATES = ["整治到位"] * 80 + ["整改中"] * 8 + ["待复查"] * 5 + ["已抄告"] * 4 + ["已约谈"] * 2 + ["已挂牌"]
HEAD = (
    "隐患编号,大队,清单批次,推送日期,路线,桩号,方向,隐患类型,隐患等级,隐患描述,责任单位,整改期限,整改完成日期,"
    "状态\n"
)
LAST = date(2026, 10, 31)


def lines(rows: int, units: list[str]) -> Iterator[str]:
    """Constructed ledger rows, the oldest first: units, kinds and states of very different frequency."""
    chance = random.Random(20261123)

    def one(words: str) -> str:
        return chance.choice(words.split())

    for n in range(rows):
        day = LAST - timedelta(days=(rows - n) * 3650 // rows)
        unit = units[min(int(chance.random() ** 1.7 * len(units)), len(units) - 1)]
        stake = f"K{chance.randint(1000, 1599)}+{chance.randint(0, 999):03d}"
        described = f"{one(WHAT)}，{one(DO)}，约{chance.randint(2, 300)}米，{one(DO)}"
        due = day + timedelta(days=chance.choice((15, 30, 60)))
        state = chance.choice(STATES) if n < rows * 0.97 else chance.choice(STATES[80:])
        done = due.isoformat() if state in ("整治到位", "待复查") else ""
        cells = (
            f"YH{day.year}-{n:07d}", unit, f"{day.year}年第{day.month}批", day, one("G60 G65 G76 S50"), stake,
            "东往西", one(KINDS), one(GRADES), described, one(PARTIES), due, done, state,
        )  # fmt: skip
        yield ",".join(map(str, cells)) + "\n"


def load(rows: int, folder: Path) -> dict[str, float]:
    """Fill the register by the verb: seconds by the clock, and of processor time of this process."""
    from django.utils import timezone

    from luji.base.people.posts import person_of
    from luji.record.registers import registry
    from luji.record.registers.carried import takein
    from luji.record.registers.verbs.actor import Actor

    found = registry.current()
    kept = found.find("hazard")
    person = person_of(account("keeper", "admin", "hh"), timezone.localdate(), found.units)
    names = [one.name.zh for one in found.units if one.kind == "brigade"]
    path, took, worked, made = folder / "ledger.csv", 0.0, 0.0, lines(rows, names)
    for at in range(0, rows, FILE):
        with path.open("w", encoding="utf-8") as file:
            file.write(HEAD)
            file.writelines(line for _, line in zip(range(min(FILE, rows - at)), made, strict=False))
        begun, before = time.perf_counter(), time.process_time()
        takein.take_in(Actor(found, person, timezone.now(), "bench"), kept, path)
        took, worked = took + time.perf_counter() - begun, worked + time.process_time() - before
        print(
            f"  loaded {min(at + FILE, rows):,} in {took:.0f} s, {worked:.0f} s of processor time", flush=True
        )
    dull = saved_one_by_one(Actor(found, person, timezone.now(), "bench"), kept)
    print(f"  {rows / worked:,.0f} rows per processor second, saved one by one {dull:,.0f}", flush=True)
    return {"rows": rows, "seconds": took, "processor": worked, "dull": dull}


def saved_one_by_one(actor: Any, kept: Any, sample: int = 1_000) -> float:
    """Rows per processor second of the plain way, in one transaction too: each row `save`d and journalled.

    Rows that are there already under other numbers, nothing read and nothing checked; undone afterwards.
    """
    from django.db import transaction

    from luji.record.registers.verbs.actions import filled, new_row, told
    from luji.record.registers.verbs.story import TAKE_OVER
    from luji.record.workflow import actions as journal
    from luji.record.workflow.hats import Hat, Post

    hat, names = Hat(actor.person.number, Post("admin", "hh")), list(kept.spec.fields)
    stored = list(kept.rows.order_by("row")[:sample])
    with transaction.atomic():
        begun = time.process_time()
        for number, old in enumerate(stored):
            values = {name: getattr(old, name) for name in names} | {"number": f"YH1999-{number:07d}"}
            row = new_row(actor, kept, values, old.state)
            row.save(force_insert=True)
            journal.write([told(actor, kept, row, TAKE_OVER, hat, {}, filled(values))])
        worked = time.process_time() - begun
        transaction.set_rollback(True)
    return len(stored) / worked


def account(login: str, role: str, unit: str) -> Any:
    """An account with a post."""
    from luji.base.people import posts
    from luji.base.people.models import Account

    made, _ = Account.objects.get_or_create(
        username=login, defaults={"unit": unit, "name": login, "password": "!"}
    )
    posts.ensure(made, role, unit, date(2015, 1, 1))
    return made


LIST = (
    ("first page, whole detachment", "lead", ""),
    ("state and unit, by due date", "lead", "f.state=pushed f.unit=hh-hecheng sort=due_on"),
    ("kind and grade, by push date falling", "lead", "f.kind=tunnel f.grade=major sort=-pushed_on"),
    ("rare state and kind, by stake", "lead", "f.state=listed f.kind=slope sort=stake"),
    ("state that no row has, and unit", "lead", "f.state=overseen f.unit=hh-hecheng sort=due_on"),
    ("year and unit, by stake", "lead", "f.pushed_on=2019 f.unit=hh-zhijiang sort=stake"),
    ("one brigade, state and grade, by due date", "officer", "f.state=closed f.grade=larger sort=-due_on"),
    ("one brigade, two filters, half way down", "deep", "f.state=closed f.grade=general sort=-due_on"),
)
SEARCH = (
    ("frequent word 护栏", "lead", "q=护栏"),
    ("words 隧道渗水 沅陵", "lead", "q=隧道渗水+沅陵"),
    ("one record's number", "lead", "q=0012321"),
    ("stake K1290+300", "lead", "q=K1290%2B300"),
    ("old batch 2018年第3批", "lead", "q=2018年第3批"),
    ("initials hlqs", "lead", "q=hlqs"),
    ("one character 隧", "lead", "q=隧"),
    ("word no row holds", "lead", "q=磁悬浮"),
    ("old batch, one brigade, state, by due date", "officer", "q=2018年第3批 f.state=closed sort=due_on"),
)
CASES = tuple(
    (group, name, who, dict(parse_qsl(asked.replace(" ", "&"))))
    for group, cases in (("list", LIST), ("search", SEARCH))
    for name, who, asked in cases
)


def clients() -> dict[str, Any]:
    """Who asks: the detachment's lead, an officer of one brigade."""
    from django.test import Client

    made = {}
    for login, role, unit in (("lead", "detachment_lead", "hh"), ("officer", "officer", "hh-hecheng")):
        made[login] = Client(raise_request_exception=True)
        made[login].force_login(account(login, role, unit))
    return made


def times(ask: Callable[[], Any], rounds: int) -> list[float]:
    """Milliseconds of each round, the first one left out."""
    found = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        ask()
        found.append((time.perf_counter() - begun) * 1000)
    return found[1:]


def dull(who: str, given: dict[str, str]) -> Callable[[], Any]:
    """The scan: filters as they are, the text compared row by row, everything counted."""
    from django.db.models import F

    from luji.record.registers import registry
    from luji.record.registers.search.listing import _fits
    from luji.record.registers.search.sought import words_of

    found = registry.current()
    kept = found.find("hazard")
    order = given.get("sort", "-number")
    name, falls = order.removeprefix("-"), order.startswith("-")

    def ask() -> list[Any]:
        rows = kept.rows if who == "lead" else kept.rows.filter(unit="hh-hecheng")
        for filter_, value in given.items():
            if filter_.startswith("f."):
                rows = rows.filter(_fits(found.units, kept, filter_[2:], value))
        for word in words_of(given.get("q", "")):
            rows = rows.filter(sought__contains=word)
        rows.count()
        keys = [F(k).desc(nulls_last=True) if falls else F(k).asc(nulls_first=True) for k in (name, "row")]
        return list(rows.order_by(*keys)[:51])

    return ask


def half_way(given: dict[str, str]) -> dict[str, str]:
    """The same list beginning in its middle."""
    from luji.record.registers import registry
    from luji.record.registers.search.ordering import Place

    kept = registry.current().find("hazard")
    row = (
        kept.rows.filter(unit="hh-hecheng", pushed_on__gte=date(2021, 6, 1))
        .order_by("pushed_on", "row")
        .first()
    )
    return given | {"at": Place(True, row.due_on, row.row).token()}


def measure(rows: int) -> dict[str, Any]:
    """Load, then every case: ours and the dull scan in turn."""
    with tempfile.TemporaryDirectory() as folder:
        loaded = load(rows, Path(folder))
    from luji.record.registers.models import MODELS
    from luji.record.registers.search import gramindex

    begun = time.perf_counter()
    gramindex.rebuild([MODELS["hazard"]])
    rebuilt = time.perf_counter() - begun
    asking, found = clients(), []
    for group, name, who, plain in CASES:
        given, client = (
            (half_way(plain) if who == "deep" else plain),
            asking["lead" if who == "lead" else "officer"],
        )
        answer = client.get("/registers/hazard/", given)
        assert answer.status_code == 200, answer.content
        ours = times(lambda: client.get("/registers/hazard/", given), ROUNDS)  # noqa: B023
        theirs = times(dull(who, plain), DULL_ROUNDS)
        shown = answer.content.count(b"<tr>") - 1
        middle, scan = statistics.median(ours), statistics.median(theirs)
        case = {"group": group, "name": name, "median": middle, "p95": sorted(ours)[-2], "dull": scan}
        found.append(case)
        print(f"  {name}: {middle:.0f} ms, dull {scan:,.0f} ms, {shown} rows", flush=True)
    return {"loaded": loaded, "rebuilt": rebuilt, "cases": found}


def one(database: str, rows: int, out: Path) -> None:
    """Measure one database, in this process, which has its environment already."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
    from luji.config.keeping import upgrade

    upgrade(Path(os.environ["LUJI_HOME"]), quiet=True)
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    out.write_text(json.dumps(measure(rows)), "utf-8")
    del database


def cluster() -> AbstractContextManager[str]:
    """A PostgreSQL of its own, as durable as in earnest."""
    spec = importlib.util.spec_from_file_location("cluster", Path(__file__).parent / "cluster.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: AbstractContextManager[str] = module.cluster(
        durable=True, settings=("shared_buffers=512MB", "max_wal_size=4GB")
    )
    return made


def apart(database: str, rows: int) -> dict[str, Any]:
    """Measure one database in a process, home and server of its own."""
    server: AbstractContextManager[str] = nullcontext("")
    if database == "postgresql":
        server = cluster()
    with tempfile.TemporaryDirectory() as home, server as url:
        out = Path(home) / "out.json"
        env = os.environ | {"LUJI_HOME": home, "LUJI_DATABASE_URL": url}
        print(database, flush=True)
        subprocess.run(
            [sys.executable, __file__, "--one", database, "--rows", str(rows), "--out", str(out)],
            env=env,
            check=True,
        )
        return json.loads(out.read_text("utf-8"))  # type: ignore[no-any-return]


def result(rows: int, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The table of docs/benchmarks.md."""
    columns = ["page"]
    for name in found:
        columns += [f"{name} median ms", "P95 ms", "dull scan ms"]
    table = []
    for at, case in enumerate(next(iter(found.values()))["cases"]):
        line: list[Any] = [f"{case['group']}: {case['name']}"]
        for one_ in found.values():
            here = one_["cases"][at]
            line += [f"{here['median']:.0f}", f"{here['p95']:.0f}", f"{here['dull']:,.0f}"]
        table.append(line)
    ratios, aims = {}, {}
    for name, one_ in found.items():
        for group, aim in (("list", 100), ("search", 200)):
            key = f"slowest median of a {group}, {name} (ms)"
            ratios[key] = round(max(c["median"] for c in one_["cases"] if c["group"] == group))
            aims[key] = f"< {aim}"
        ratios[f"rows loaded a second, {name}"] = round(one_["loaded"]["rows"] / one_["loaded"]["seconds"])
        ours = one_["loaded"]["rows"] / one_["loaded"]["processor"]
        ratios[f"rows loaded per processor second of ours, {name}"] = round(ours)
        ratios[f"times the rows saved one by one, {name}"] = round(ours / one_["loaded"]["dull"], 1)
        ratios[f"index of pairs made anew, {name} (s)"] = round(one_["rebuilt"])
    return {
        "title": f"A register of {rows:,} constructed rows",
        "what": "The real page through Django's client, permission and template included, asked again and "
        "again; the dull scan (no index of pairs, everything counted, no page rendered) in turn",
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "columns": columns, "rows": table, "ratios": ratios, "aims": aims, "when": date.today().isoformat(),  # noqa: DTZ011
    }  # fmt: skip


def main() -> int:
    """Measure both databases and write bench/results/registers.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=MILLION)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--one")
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    if given.one:
        one(given.one, given.rows, given.out)
        return 0
    found = {name: apart(name, given.rows) for name in ("sqlite", "postgresql") if given.only in (None, name)}
    table = result(given.rows, found)
    if given.rows == MILLION and len(found) == 2:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "registers.json").write_text(
            json.dumps(table, ensure_ascii=False, indent=1) + "\n", "utf-8"
        )
    print(json.dumps(table, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
