"""A small department: a tree of units, three fact tables, indicators over them, and a dull reference."""

import importlib.util
import textwrap
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from luji.account.indicators.book import Book
from luji.account.indicators.catalogue import Catalogue
from luji.base.facts.engine import DuckEngine, Source
from luji.base.facts.spec import from_tree
from luji.base.kernel.declaration import parse
from luji.base.people.units import Unit, UnitFile, UnitTree

TABLES = """
violation:
  table: violation
  label: {zh: 违法, en: Violations}
  unit: unit
  time: at
  key: [id]
  columns:
    id: {type: text, label: {zh: 编号, en: Id}}
    unit: {type: unit, label: {zh: 单位, en: Unit}}
    at: {type: timestamp, label: {zh: 时间, en: At}}
    noted: {type: date, label: {zh: 录入日, en: Noted}}
    kind:
      type: code
      label: {zh: 种类, en: Kind}
      values: {speeding: {zh: 超速, en: speeding}, overload: {zh: 超载, en: overload}, phone: {zh: 打手机, en: phone}}
    on_site: {type: flag, label: {zh: 现场, en: On site}}
    fine: {type: money, label: {zh: 罚款, en: Fine}}
    points: {type: integer, label: {zh: 记分, en: Points}}
    bucket: {type: integer, label: {zh: 桩号段, en: Bucket}, min: 0, max: 719}
    plate: {type: text, label: {zh: 号牌, en: Plate}, personal: true}
accident:
  table: accident
  label: {zh: 事故, en: Accidents}
  unit: unit
  time: day
  key: [id]
  columns:
    id: {type: text, label: {zh: 编号, en: No.}}
    unit: {type: unit, label: {zh: 大队, en: Brigade}}
    day: {type: date, label: {zh: 日期, en: Day}}
    deaths: {type: integer, label: {zh: 死亡, en: Deaths}}
road_section:
  table: road_section
  label: {zh: 路段, en: Road sections}
  unit: unit
  key: [route, start_km]
  columns:
    route: {type: text, label: {zh: 路线, en: Route}}
    start_km: {type: decimal, scale: 3, label: {zh: 起点, en: From}}
    end_km: {type: decimal, scale: 3, label: {zh: 终点, en: To}}
    ordinal: {type: integer, label: {zh: 次序, en: Order}}
    unit: {type: unit, label: {zh: 大队, en: Brigade}}
    valid_from: {type: date, label: {zh: 通车, en: Opened}}
    valid_to: {type: date, label: {zh: 停用, en: Closed}}
"""
INDICATORS = """
table: violation
group: {zh: 执法, en: Enforcement}
indicators:
  violation.total: {label: {zh: 查处违法, en: Violations}, count: rows, better: higher,
    wording: {measure: {zh: 起, en: cases}, bound: approx, scale: 万, decimals: 2}}
  violation.on_site: {label: {zh: 现场查处, en: On site}, count: rows, where: on_site == true}
  violation.key: {label: {zh: 重点违法, en: Key}, count: rows, where: "kind in @key_kinds",
    source: 构造口径}
  violation.dear: {label: {zh: 大额, en: Dear}, count: rows, where: "fine >= 500 and kind != 'phone'"}
  violation.mixed: {label: {zh: 混合, en: Mixed}, count: rows, where: "on_site or points > 3"}
  violation.fines: {label: {zh: 罚款, en: Fines}, sum: fine, where: kind == "speeding",
    wording: {measure: {zh: 元, en: yuan}, scale: 万, decimals: 2}}
  violation.points: {label: {zh: 记分, en: Points}, sum: points * 2}
  violation.mean_fine: {label: {zh: 平均罚款, en: Mean fine}, mean: fine, where: on_site}
  violation.median_fine: {label: {zh: 罚款中位数, en: Median fine}, median: fine, where: on_site}
  violation.p90_fine: {label: {zh: 罚款九成位, en: Fine at 90 %}, p90: fine, where: on_site}
  violation.p90_points: {label: {zh: 记分九成位, en: Points at 90 %}, p90: points * 2}
  violation.kinds: {label: {zh: 种类数, en: Kinds}, distinct: kind, where: fine > 100}
  violation.brigades: {label: {zh: 有违法的大队, en: Brigades}, distinct: unit, where: on_site}
  violation.buckets: {label: {zh: 路段数, en: Buckets}, distinct: bucket, where: kind == "phone"}
  violation.plates: {label: {zh: 车辆数, en: Plates}, distinct: plate, where: on_site}
  violation.last_fine: {label: {zh: 最近罚款, en: Last fine}, latest: fine}
  violation.noted: {label: {zh: 录入数, en: Noted}, count: rows, time: noted}
  violation.on_site_rate: {label: {zh: 现场率, en: On-site rate}, formula: violation.on_site / violation.total * 100,
    wording: {measure: "%", decimals: 2}}
  violation.key_or_dear: {label: {zh: 比, en: Ratio}, formula: violation.key / violation.dear}
  violation.weighted: {label: {zh: 加权, en: Weighted}, formula: violation.total * @weight}
  violation.change: {label: {zh: 增减, en: Change}, formula: violation.dear - previous(violation.dear)}
  accident.cases: {label: {zh: 事故起数, en: Accidents}, table: accident, count: rows, better: lower,
    wording: {measure: {zh: 起, en: cases}}}
  accident.deaths: {label: {zh: 亡人, en: Deaths}, table: accident, sum: deaths, better: lower}
  accident.deaths_per_100km: {label: {zh: 百公里亡人, en: Deaths per 100 km},
    formula: accident.deaths / road.network_length * 100}
  road.network_length: {label: {zh: 里程, en: Network}, table: road_section, sum: end_km - start_km, stock: true,
    wording: {measure: km, decimals: 2}}
  road.routes: {label: {zh: 路线数, en: Routes}, table: road_section, distinct: route, stock: true,
    items: route, items_by: ordinal}
  trend.falls: {label: {zh: 下降, en: Falls}, trend: {falls: [accident.cases, accident.deaths, violation.total]}}
  trend.rises: {label: {zh: 上升, en: Rises}, trend: {rises: [violation.total, violation.on_site, accident.cases]}}
"""
PARAMETERS = """
key_kinds:
  label: {zh: 重点种类, en: Key kinds}
  values:
    - {from: 2019-01-01, value: [speeding], source: 构造〔2019〕1号}
    - {from: 2020-07-01, value: [speeding, overload], source: 构造〔2020〕2号}
weight:
  label: {zh: 权数, en: Weight}
  values:
    - {from: 2020-01-01, value: 1.5, source: 构造〔2020〕3号}
"""


def _name(zh):
    return {"zh": zh, "en": zh}


UNITS = UnitTree(
    UnitFile(
        units=tuple(
            Unit.model_validate(
                {
                    "code": c,
                    "name": _name(n),
                    "short": _name(n),
                    "kind": k,
                    "parent": p,
                    "place": _name(n[:2]),
                }
            )
            for c, n, k, p in [
                ("hh", "怀化支队", "detachment", None),
                ("a", "鹤城大队", "brigade", "hh"),
                ("b", "芷江大队", "brigade", "hh"),
                ("a1", "鹤东中队", "section", "a"),
            ]
        )
    )
)


@dataclass
class World:
    """A content folder, tables and rows; `book()` opens them."""

    folder: Path
    tables: dict
    rows: dict = field(default_factory=dict)

    def write(self, room, text, name="main.yaml"):
        path = self.folder / room / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), "utf-8")

    def catalogue(self):
        return Catalogue.load([self.folder], self.tables)

    def sources(self):
        return {name: self.source(name) for name in self.tables}

    def source(self, name):
        rows, schema = self.rows.get(name, []), self.tables[name].arrow
        if not rows:
            return Source((), schema, 0)
        path = self.folder / f"{name}.parquet"
        full = [{f.name: row.get(f.name) for f in schema} for row in rows]
        pq.write_table(pa.Table.from_pylist(full, schema=schema), path)
        return Source((str(path),), schema, len(rows))

    def book(self, engine):
        return Book(self.catalogue(), engine, self.sources(), UNITS, "test")


@pytest.fixture(scope="session")
def tables():
    tree = parse(TABLES)
    return {name: from_tree(parse_part(tree, name)) for name in tree.data}


def parse_part(tree, name):
    lines = {path[1:]: line for path, line in tree.lines.items() if path[:1] == (name,)}
    return type(tree)(tree.data[name], lines, "facts.yaml")


@pytest.fixture(scope="session")
def engine():
    made = DuckEngine(threads=2)
    yield made
    made.close()


@pytest.fixture
def world(tmp_path, tables):
    made = World(tmp_path, tables)
    made.write("indicators", INDICATORS)
    made.write("parameters", PARAMETERS)
    return made


@pytest.fixture(scope="session")
def units():
    return UNITS


@pytest.fixture(scope="session")
def reference():
    """The dull second implementation, tests/reference/indicators.py."""
    path = Path(__file__).parents[2] / "reference" / "indicators.py"
    spec = importlib.util.spec_from_file_location("reference_indicators", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def violation(
    n, unit, at, kind="speeding", on_site=True, fine="200.00", points=3, bucket=7, plate="湘N1", noted=None
):
    from datetime import datetime

    return {
        "id": f"v{n:04d}", "unit": unit, "at": datetime.fromisoformat(at), "kind": kind, "on_site": on_site,
        "fine": None if fine is None else Decimal(fine), "points": points, "bucket": bucket, "plate": plate,
        "noted": noted, "_source": f"v.xlsx#{n}",
    }  # fmt: skip


@pytest.fixture
def filled(world):
    """A dozen rows whose figures can be counted by hand."""
    world.rows["violation"] = [
        violation(1, "a", "2019-03-01T10:00", fine="100.10"),
        violation(2, "a", "2019-12-31T23:59", kind="overload", on_site=False, fine="700.00", bucket=8),
        violation(3, "a", "2020-01-01T00:00", fine="300.30", plate="湘N2"),
        violation(4, "a1", "2020-01-15T00:00", kind="phone", fine="50.00", bucket=9, plate="湘N2"),
        violation(5, "b", "2020-01-20T00:00", kind="phone", on_site=False, fine=None, bucket=9),
        violation(6, "b", "2020-06-30T23:59", kind="overload", fine="500.00", points=6),
        violation(
            7, "b", "2020-07-01T00:00", kind="overload", fine="600.00", on_site=None, noted=date(2021, 1, 1)
        ),
        violation(8, "a", "2020-12-31T23:59:59", kind="speeding", fine="0.03", points=None, on_site=False),
        violation(9, "other", "2020-05-05T00:00"),
        violation(10, "b", "2021-02-02T00:00", fine="1.00"),
    ]
    world.rows["accident"] = [
        {"id": f"s{n}", "unit": u, "day": date.fromisoformat(d), "deaths": k, "_source": f"s.csv#{n}"}
        for n, u, d, k in [
            (1, "a", "2019-02-02", 2),
            (2, "b", "2019-05-05", 1),
            (3, "a", "2019-06-06", 0),
            (4, "a", "2020-02-29", 1),
            (5, "b", "2020-05-05", 0),
        ]
    ]
    world.rows["road_section"] = [
        {
            "route": r,
            "start_km": Decimal(s),
            "end_km": Decimal(e),
            "ordinal": o,
            "unit": u,
            "valid_from": f,
            "valid_to": t,
            "_source": "r",
        }
        for r, s, e, o, u, f, t in [
            ("沪昆高速", "0", "100.500", 1, "a", None, None),
            ("包茂高速", "0", "60.250", 2, "b", date(2014, 1, 1), None),
            ("包茂高速", "60.25", "80", 2, "b", date(2014, 1, 1), date(2020, 6, 30)),
            ("杭瑞高速", "10", "20.125", 0, "a", date(2020, 12, 31), None),
        ]
    ]
    return world


@pytest.fixture
def book(filled, engine):
    return filled.book(engine)
