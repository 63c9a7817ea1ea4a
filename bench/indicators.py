"""All indicators of a violation table × 11 units × 24 months: Luji, hand-written SQL, a scan and pandas.

Every contender runs in a process of its own (so that peak memory is its own), in turn, several rounds;
ratios are taken within a round and their median is reported. The values of all are compared before any
time is believed. The rows are constructed. Run: python bench/indicators.py [--rows N] [--rounds N]
"""

# ruff: noqa: PLC0415 - a contender loads only what it needs, or its peak memory would not be its own
from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Context, Decimal
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[1]
BRIGADES = [f"u{n}" for n in range(10)]
KINDS = [f"k{n:02d}" for n in range(20)]
KEY_KINDS = ["k01", "k03", "k05", "k07"]
VEHICLES = ["car", "coach", "lorry", "hazmat", "other"]
MONTHS = [(2019 + n // 12, n % 12 + 1) for n in range(24)]
COLUMNS = ["unit", "happened_at", "kind", "on_site", "vehicle", "fine", "points", "bucket"]
USUAL = 10_000_000
Values = dict[str, dict[str, str]]

COUNTS = {
    "total": "true",
    "on_site": "on_site",
    "camera": "not on_site",
    "key": f"kind in {KEY_KINDS}",
    "key_on_site": f"kind in {KEY_KINDS} and on_site",
    **{f"kind_{k}": f"kind == '{k}'" for k in KINDS},
    **{f"vehicle_{v}": f"vehicle == '{v}'" for v in VEHICLES},
    **{f"vehicle_{v}_on_site": f"vehicle == '{v}' and on_site" for v in VEHICLES},
    "dear": "fine >= 1000",
    "dear_on_site": "fine >= 1000 and on_site",
    "heavy": "points >= 6",
    "twelve": "points == 12",
    "heavy_dear_key": f"points >= 6 and fine >= 1000 and kind in {KEY_KINDS}",
}
SUMS = {
    "fines": ("fine", "true"),
    "fines_on_site": ("fine", "on_site"),
    "fines_key": ("fine", f"kind in {KEY_KINDS}"),
    "points": ("points", "true"),
    "points_on_site": ("points", "on_site"),
}
MEANS = {"mean_fine": ("fine", "true"), "mean_points_on_site": ("points", "on_site")}
DISTINCTS = {"buckets": "true", "buckets_on_site": "on_site"}


def main() -> None:
    options = _options()
    if options.contender:
        print(json.dumps(run_one(options.contender, options.data)))
        return
    with tempfile.TemporaryDirectory() as folder:
        data = options.data or Path(folder) / "violation.parquet"
        if not data.exists():
            make(data, options.rows)
        smaller = Path(folder) / "smaller.parquet" if options.rows > USUAL else None
        if smaller:
            make(smaller, USUAL)
        report(options.rows, options.rounds, data, options.pandas, smaller)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=USUAL)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, help="keep the rows in this Parquet file")
    parser.add_argument("--no-pandas", dest="pandas", action="store_false")
    parser.add_argument("--contender", choices=sorted(CONTENDERS))
    return parser.parse_args()


def make(path: Path, rows: int) -> None:
    """Constructed violations: the same rows on every machine."""
    vehicles = ", ".join(f"'{v}'" for v in VEHICLES)
    duckdb.sql(f"""
        COPY (
            SELECT 'v' || i AS id, 'u' || (hash(i) % 10) AS unit,
                TIMESTAMP '2019-01-01' + to_seconds((hash(i * 7 + 1) % 63158400)::BIGINT) AS happened_at,
                format('k{{:02d}}', (hash(i * 3) % 20)::BIGINT) AS kind, hash(i * 11) % 10 < 3 AS on_site,
                [{vehicles}][(1 + hash(i * 13) % 5)::BIGINT] AS vehicle,
                ((hash(i * 17) % 40) * 50)::DECIMAL(18, 2) AS fine, (hash(i * 19) % 13)::BIGINT AS points,
                (hash(i * 23) % 720)::BIGINT AS bucket
            FROM range({rows}) r(i)
        ) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
    """)


def run_one(name: str, data: Path) -> dict[str, object]:
    """Time one contender once; what it needs to import is imported before."""
    prepare, work = CONTENDERS[name]
    ready = prepare(data)
    begin = time.perf_counter()
    values = work(ready)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "peak_mb": peak, "values": values}


# --- Luji ---------------------------------------------------------------------------------------------


def prepare_luji(data: Path) -> object:
    """The catalogue read and checked; the book itself is opened within the time taken."""
    sys.path.insert(0, str(ROOT))
    import luji.account.indicators.book  # noqa: F401 - no contender's clock measures imports
    from luji.account.indicators.catalogue import Catalogue
    from luji.base.facts.engine import DuckEngine, Source
    from luji.base.facts.spec import from_tree
    from luji.base.kernel.declaration import parse
    from luji.base.people.units import Unit, UnitFile, UnitTree

    table = from_tree(parse(table_yaml(), "violation.yaml"))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "indicators").mkdir()
        (Path(folder) / "indicators" / "bench.yaml").write_text(indicators_yaml(), "utf-8")
        catalogue = Catalogue.load([Path(folder)], {"violation": table})
    rows = duckdb.sql(f"SELECT count(*) FROM '{data}'").fetchall()[0][0]
    stored = frozenset([*COLUMNS, "id"])
    name = {"zh": "构造", "en": "constructed"}
    units = [Unit(code="d", name=name, short=name, kind="detachment")]
    for code in BRIGADES:
        called = {"zh": code, "en": code}
        units.append(Unit(code=code, name=called, short=called, kind="brigade", parent="d"))
    sources = {"violation": Source((str(data),), table.arrow, rows, stored)}
    return catalogue, DuckEngine(), sources, UnitTree(UnitFile(units=tuple(units)))


def run_luji(ready: object) -> Values:
    """Every value through the public face of the book."""
    from luji.account.indicators.book import Book
    from luji.base.kernel.period import Period

    catalogue, engine, sources, units = ready
    book = Book(catalogue, engine, sources, units)
    months = [(f"{year}-{month:02d}", Period.month(year, month)) for year, month in MONTHS]
    return {
        key: {
            f"{unit} {name}": plain(book.value(key, unit, month))
            for unit in ["d", *BRIGADES]
            for name, month in months
        }
        for key in catalogue.indicators
    }


def table_yaml() -> str:
    """The fact table, declared as content would."""
    kinds = ", ".join(f"{k}: {{zh: {k}, en: {k}}}" for k in KINDS)
    vehicles = ", ".join(f"{v}: {{zh: {v}, en: {v}}}" for v in VEHICLES)
    return f"""
table: violation
label: {{zh: 构造违法, en: Constructed violations}}
unit: unit
time: happened_at
key: [id]
columns:
  id: {{type: text, label: {{zh: 编号, en: Id}}}}
  unit: {{type: unit, label: {{zh: 单位, en: Unit}}}}
  happened_at: {{type: timestamp, label: {{zh: 时间, en: At}}}}
  kind: {{type: code, label: {{zh: 种类, en: Kind}}, values: {{{kinds}}}}}
  on_site: {{type: flag, label: {{zh: 现场, en: On site}}}}
  vehicle: {{type: code, label: {{zh: 车型, en: Vehicle}}, values: {{{vehicles}}}}}
  fine: {{type: money, label: {{zh: 罚款, en: Fine}}, required: true}}
  points: {{type: integer, label: {{zh: 记分, en: Points}}, required: true}}
  bucket: {{type: integer, label: {{zh: 桩号段, en: Bucket}}, required: true, min: 0, max: 719}}
"""


def indicators_yaml() -> str:
    """The indicators, declared as content would."""
    lines = ["table: violation", "indicators:"]

    def declare(key: str, measure: str, where: str) -> None:
        test = "" if where == "true" else f', where: "{where}"'
        lines.append(f"  {key}: {{label: {{zh: {key}, en: {key}}}, {measure}{test}}}")

    for key, where in COUNTS.items():
        declare(key, "count: rows", where)
    for measure, declared in (("sum", SUMS), ("mean", MEANS)):
        for key, (column, where) in declared.items():
            declare(key, f"{measure}: {column}", where)
    for key, where in DISTINCTS.items():
        declare(key, "distinct: bucket", where)
    return "\n".join(lines)


# --- hand-written -------------------------------------------------------------------------------------

HAND = f"""
WITH small AS MATERIALIZED (
    SELECT unit, year(happened_at) * 12 + month(happened_at) - 1 AS month, kind, on_site,
        count(*) AS n, sum(fine) AS fine, sum(points) AS points,
        count_if(fine >= 1000) AS dear, count_if(points >= 6) AS heavy, count_if(points = 12) AS twelve,
        count_if(points >= 6 AND fine >= 1000) AS heavy_dear,
        {", ".join(f"count_if(vehicle = '{v}') AS {v}" for v in VEHICLES)},
        bitstring_agg(bucket, 0, 719) AS buckets
    FROM read_parquet($data) GROUP BY ALL
)
SELECT unit, month,
    sum(n) AS total, sum(n) FILTER (on_site) AS on_site, sum(n) FILTER (NOT on_site) AS camera,
    sum(n) FILTER (kind IN ($keys)) AS key, sum(n) FILTER (kind IN ($keys) AND on_site) AS key_on_site,
    {", ".join(f"sum(n) FILTER (kind = '{k}') AS kind_{k}" for k in KINDS)},
    {", ".join(f"sum({v}) AS vehicle_{v}" for v in VEHICLES)},
    {", ".join(f"sum({v}) FILTER (on_site) AS vehicle_{v}_on_site" for v in VEHICLES)},
    sum(dear) AS dear, sum(dear) FILTER (on_site) AS dear_on_site, sum(heavy) AS heavy, sum(twelve) AS twelve,
    sum(heavy_dear) FILTER (kind IN ($keys)) AS heavy_dear_key,
    sum(fine) AS fines, sum(fine) FILTER (on_site) AS fines_on_site,
    sum(fine) FILTER (kind IN ($keys)) AS fines_key,
    sum(points) AS points, sum(points) FILTER (on_site) AS points_on_site,
    bit_count(bit_or(buckets)) AS buckets, bit_count(bit_or(buckets) FILTER (on_site)) AS buckets_on_site
FROM small GROUP BY GROUPING SETS ((unit, month), (month))
"""


def run_hand(data: Path) -> Values:
    """One query with every number in it; means are its sum over its count."""
    keys = ", ".join(f"'{k}'" for k in KEY_KINDS)
    query = HAND.replace("$data", f"'{data}'").replace("$keys", keys)
    cursor = duckdb.connect().execute(query)
    names = [column[0] for column in cursor.description]
    found: Values = {}
    for cells in cursor.fetchall():
        row = dict(zip(names, cells, strict=True))
        row |= {"mean_fine": mean(row["fines"], row["total"])}
        row |= {"mean_points_on_site": mean(row["points_on_site"], row["on_site"])}
        place = f"{row.pop('unit') or 'd'} {row['month'] // 12}-{row.pop('month') % 12 + 1:02d}"
        for key, value in row.items():
            found.setdefault(key, {})[place] = plain(value or 0)
    return found


def run_scan(data: Path) -> Values:
    """Read the columns the indicators read, and hardly anything more."""
    picked = ", ".join(f"min({name})" for name in COLUMNS)
    duckdb.connect().execute(f"SELECT {picked} FROM read_parquet('{data}')").fetchall()
    return {}


# --- pandas -------------------------------------------------------------------------------------------


def prepare_pandas(data: Path) -> Path:
    """Import pandas before the clock starts."""
    import pandas

    assert pandas
    return data


def run_pandas(data: Path) -> Values:
    """Idiomatic and generous: only the columns needed, categories, floats for money, a groupby a measure."""
    import pandas as pd
    import pyarrow.parquet as pq

    table = pq.read_table(data, columns=COLUMNS, read_dictionary=["unit", "kind", "vehicle"])
    place = table.schema.get_field_index("fine")
    table = table.set_column(place, "fine", table["fine"].cast("float64"))
    frame = table.to_pandas()
    del table
    frame["month"] = frame["happened_at"].dt.year * 12 + frame["happened_at"].dt.month - 1
    tests = {
        "true": slice(None), "on_site": frame.on_site, "key": frame.kind.isin(KEY_KINDS),
        "dear": frame.fine >= 1000, "heavy": frame.points >= 6,
    }  # fmt: skip
    masks = {
        "total": tests["true"], "on_site": tests["on_site"], "camera": ~frame.on_site, "key": tests["key"],
        "key_on_site": tests["key"] & frame.on_site,
        **{f"kind_{k}": frame.kind == k for k in KINDS},
        **{f"vehicle_{v}": frame.vehicle == v for v in VEHICLES},
        **{f"vehicle_{v}_on_site": (frame.vehicle == v) & frame.on_site for v in VEHICLES},
        "dear": tests["dear"], "dear_on_site": tests["dear"] & frame.on_site, "heavy": tests["heavy"],
        "twelve": frame.points == 12, "heavy_dear_key": tests["heavy"] & tests["dear"] & tests["key"],
    }  # fmt: skip
    by = ["unit", "month"]

    def grouped(mask: object, keys: list[str] = by, column: str = "") -> object:
        """Only the columns a measure needs are picked with its rows."""
        picked = frame.loc[mask, [*keys, *([column] if column else [])]]
        groups = picked.groupby(keys, observed=False)
        return groups[column] if column else groups

    found = {key: upward(grouped(mask).size(), pd) for key, mask in masks.items()}
    for key, (column, _) in SUMS.items():
        test = next((name for name in ("on_site", "key") if key.endswith(name)), "true")
        found[key] = upward(grouped(tests[test], by, column).sum(), pd)
    for key, mask in (("buckets", "true"), ("buckets_on_site", "on_site")):
        cells = grouped(tests[mask], by, "bucket").nunique()
        above = grouped(tests[mask], ["month"], "bucket").nunique()
        found[key] = pd.concat([cells, pd.concat({"d": above}, names=by)])
    return finished(found)


def upward(cells: object, pd: object) -> object:
    """Brigades and, by adding, their detachment."""
    above = cells.groupby("month").sum()
    return pd.concat([cells, pd.concat({"d": above}, names=["unit", "month"])])


def finished(found: dict[str, object]) -> Values:
    """pandas' series as text, means from sums and counts."""
    values: Values = {}
    for key, series in found.items():
        values[key] = {
            f"{unit} {month // 12}-{month % 12 + 1:02d}": plain(Decimal(str(value)))
            for (unit, month), value in series.items()
        }
    for key, above, below in (
        ("mean_fine", "fines", "total"),
        ("mean_points_on_site", "points_on_site", "on_site"),
    ):
        values[key] = {
            place: plain(mean(Decimal(total), Decimal(values[below][place])))
            for place, total in values[above].items()
        }
    return values


# --- report -------------------------------------------------------------------------------------------

AIMS = {
    "luji / hand-written": "≤ 1.3",
    "luji / scan": "≤ 3",
    "pandas / luji": "≥ 10",
    "luji at 100 M rows / at 10 M": "about 10",
}
CONTENDERS: dict[str, tuple[Callable[[Path], object], Callable[[object], Values]]] = {
    "luji": (prepare_luji, run_luji),
    "hand-written": (lambda data: data, run_hand),
    "scan": (lambda data: data, run_scan),
    "pandas": (prepare_pandas, run_pandas),
}


def plain(value: Decimal | int | None) -> str:
    """A number as text that does not depend on its type."""
    text = f"{Decimal(value or 0):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def mean(total: Decimal | int, count: Decimal | int) -> Decimal:
    """Exact to 34 digits."""
    return Context(prec=34).divide(Decimal(total), Decimal(count))


def report(rows: int, rounds: int, data: Path, pandas: bool, smaller: Path | None) -> None:
    """Run the rounds, compare the values, print and write the table; `smaller` shows how cost grows."""
    names = [name for name in CONTENDERS if pandas or name != "pandas"]
    runs: dict[str, list[dict[str, object]]] = {name: [] for name in names}
    growth: list[float] = []
    for number in range(rounds):
        for name in names:
            if name == "pandas" and number >= 2:
                continue
            last = in_process(name, data)
            runs[name].append(last)
            print(f"{name:13s} {last['seconds']:7.2f} s {last['peak_mb']:6.0f} MB", flush=True)
        if smaller:
            growth.append(runs["luji"][-1]["seconds"] / in_process("luji", smaller)["seconds"])
    for name in names:
        for run in runs[name]:
            if name != "scan":
                compare(name, runs["luji"][0]["values"], run["values"])
    write(rows, runs, growth)


def in_process(name: str, data: Path) -> dict[str, object]:
    """One run of a contender in a process of its own."""
    command = [sys.executable, __file__, "--contender", name, "--data", str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stderr}")
    return json.loads(done.stdout)


def compare(name: str, ours: Values, theirs: Values) -> None:
    """Stop unless every value is the same."""
    if ours.keys() != theirs.keys():
        raise SystemExit(f"{name}: other measures: {sorted(ours.keys() ^ theirs.keys())}")
    for key, cells in ours.items():
        wrong = [place for place in cells if theirs[key].get(place, "0") != cells[place]]
        if wrong:
            place = wrong[0]
            raise SystemExit(f"{name} {key} {place}: {theirs[key].get(place)} and luji {cells[place]}")


def write(rows: int, runs: dict[str, list[dict[str, object]]], growth: list[float]) -> None:
    """The result in the shape that bench/report.py reads."""
    luji = [run["seconds"] for run in runs["luji"]]
    table, ratios = [], {}
    for name, done in runs.items():
        pairs = [ours / run["seconds"] for ours, run in zip(luji, done, strict=False)]
        ratios[f"luji / {name}"] = round(statistics.median(pairs), 2)
        seconds = statistics.median(run["seconds"] for run in done)
        peak = max(run["peak_mb"] for run in done)
        table.append([name, f"{seconds:.2f}", f"{peak:.0f}", f"{ratios[f'luji / {name}']:.2f}"])
    del ratios["luji / luji"]
    if "luji / pandas" in ratios:
        times = statistics.median(
            run["seconds"] / ours for ours, run in zip(luji, runs["pandas"], strict=False)
        )
        ratios["pandas / luji"] = round(times, 1)
        del ratios["luji / pandas"]
    if growth:
        ratios[f"luji at {rows // 1_000_000} M rows / at 10 M"] = round(statistics.median(growth), 1)
    values = runs["luji"][0]["values"]
    result = {
        "title": f"Indicators over {rows:,} constructed violation rows",
        "what": f"{len(values)} indicators × 11 units × 24 months"
        f" = {sum(map(len, values.values())):,} values,"
        " equal in all contenders; median of alternated runs, each in its own process",
        "machine": f"{platform.machine()}, {len_cores()} cores, Python {platform.python_version()},"
        f" DuckDB {duckdb.__version__}; shared, so only ratios within a round mean much",
        "columns": ["contender", "seconds", "peak MB", "luji takes × of it"],
        "rows": table,
        "ratios": ratios,
        "aims": {k: v for k, v in AIMS.items() if k in ratios},
        "when": datetime.now(UTC).date().isoformat(),
    }
    name = "indicators.json" if rows == USUAL else f"indicators-{rows // 1_000_000}m.json"
    path = Path(__file__).parent / "results" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(json.dumps(result, ensure_ascii=False, indent=2))


def len_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0))


if __name__ == "__main__":
    main()
