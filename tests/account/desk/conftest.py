# ruff: noqa: E402 — models can be imported only after Django is set up
"""A house small enough to count by hand, signed-in readers, and the pages of both languages."""

import os
import textwrap
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import django
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.test import Client

from luji.account.desk import bench
from luji.account.desk import house as houses
from luji.account.indicators.book import Book
from luji.account.indicators.catalogue import Catalogue
from luji.account.reports.document import Document, Paragraph, Run, Section
from luji.account.reports.gate import Review
from luji.account.scoring.evaluate import evaluate
from luji.account.scoring.plan import EvaluationPlan
from luji.account.scoring.scheme import Scheme
from luji.base.facts.engine import DuckEngine, Source
from luji.base.facts.spec import FactTable
from luji.base.kernel.declaration import parse
from luji.base.kernel.period import Period
from luji.base.kernel.problem import ProblemKind, Refused
from luji.base.kernel.text import Text
from luji.base.people.models import Account
from luji.base.people.units import Unit, UnitFile, UnitTree
from luji.base.ui import messages

# Before any page is translated: the compiled catalogue must be that of the source.
messages.compile_all()

NO_PLAN = ProblemKind("TST-001", "没有计划", "no plan", "请声明。", "Declare one.")
TABLES = """
case:
  table: case
  label: {zh: 案件台账, en: Cases}
  unit: unit
  time: at
  key: [id]
  columns:
    id: {type: text, label: {zh: 编号, en: No.}}
    unit: {type: unit, label: {zh: 大队, en: Brigade}}
    at: {type: timestamp, label: {zh: 时间, en: Time}}
    kind:
      type: code
      label: {zh: 种类, en: Kind}
      values: {speeding: {zh: 超速, en: speeding}, phone: {zh: 打手机, en: phone}}
    on_site: {type: flag, label: {zh: 现场, en: On site}}
    fine: {type: money, label: {zh: 罚款, en: Fine}}
    plate: {type: text, label: {zh: 号牌, en: Plate}, personal: true}
    note: {type: text, label: {zh: 备注, en: Note}}
road_section:
  table: road_section
  label: {zh: 管辖路段, en: Road sections}
  unit: unit
  key: [route]
  columns:
    route: {type: text, label: {zh: 路线, en: Route}}
    km: {type: decimal, scale: 2, label: {zh: 里程, en: Length}}
    unit: {type: unit, label: {zh: 大队, en: Brigade}}
"""
INDICATORS = """
table: case
group: {zh: 执法, en: Enforcement}
indicators:
  case.total: {label: {zh: 案件总数, en: All cases}, count: rows, note: {zh: 全部案件。, en: Every case.},
    wording: {measure: {zh: 起, en: cases}}}
  case.speeding: {label: {zh: 超速案件, en: Speeding cases}, count: rows, where: "kind in @fast_kinds", better: lower,
    source: 测试口径, wording: {measure: {zh: 起, en: cases}, bound: over}}
  case.fines: {label: {zh: 罚款合计, en: Fines}, sum: fine, better: higher,
    wording: {measure: {zh: 元, en: yuan}, scale: 万, decimals: 2}}
  case.kinds: {label: {zh: 案件种类, en: Kinds}, distinct: kind}
  case.share: {label: {zh: 超速占比, en: Share of speeding}, formula: case.speeding / case.total * 100,
    wording: {measure: "%", decimals: 2}}
  case.never: {label: {zh: 不存在的案件, en: No such case}, count: rows, where: fine < 0}
  road.network_length: {label: {zh: 里程, en: Network}, table: road_section, sum: km, stock: true,
    group: {zh: 基本情况, en: Basics}, wording: {measure: km, decimals: 2}}
  unit.founded: {label: {zh: 成立年份, en: Founded}, table: road_section, latest: "2014 + 0 * km", stock: true,
    group: {zh: 基本情况, en: Basics}, wording: {measure: {zh: 年, en: year}}}
  trend.rises: {label: {zh: 增长的指标, en: What rose}, trend: {rises: [case.total, case.fines]}}
"""
PARAMETERS = """
fast_kinds:
  label: {zh: 超速种类, en: Kinds of speeding}
  values: [{from: 2019-01-01, value: [speeding], source: 测试〔2019〕1号}]
"""
BENCH = """
strip: [{key: trend.rises, word: {zh: 增, en: up}}]
groups:
  - label: {zh: 执法, en: Enforcement}
    keys: [case.total, case.fines, not.there]
  - label: {zh: 空组, en: Empty group}
    keys: [nothing.at_all]
"""
CLAUSE = {"document": "测试〔2020〕1号", "article": {"zh": "第一条", "en": "article 1"}, "sure": "recalled"}
SCHEME = {
    "scheme": "small",
    "label": {"zh": "小方案", "en": "Small scheme"},
    "full": 10,
    "weights": "declared",
    "source": CLAUSE,
    "conventions": {"tiers": []},
    "grades": [
        {"key": k, "label": {"zh": z, "en": k}, "word": {"zh": z, "en": k}, "range": r}
        for k, z, r in (("good", "良好", "[50, 100]"), ("poor", "较差", "[0, 50)"))
    ],
    "classes": [
        {
            "key": "output", "label": {"zh": "产出", "en": "Output"},
            "lines": [
                {"key": "cases", "label": {"zh": "办案数", "en": "Cases"}, "weight": 6, "clause": CLAUSE,
                 "actual": "case.total", "score": {"function": "positive"},
                 "shown": {"measure": {"zh": "起", "en": "cases"}}},
                {"key": "fines", "label": {"zh": "罚款", "en": "Fines"}, "weight": 4, "clause": CLAUSE,
                 "actual": "case.fines", "score": {"function": "positive"},
                 "shown": {"measure": {"zh": "元", "en": "yuan"}, "decimals": 2}},
            ],
        }
    ],
}  # fmt: skip
PLAN = {
    "evaluation": "test",
    "scheme": "small",
    "unit": "hh",
    "year": 2020,
    "source": {"zh": "测试", "en": "test"},
    "lines": {
        "cases": {"target": 5, "reason": {"zh": "一案移交<外单位>。", "en": "One case was <handed> over."}},
        "fines": {"target": 1000},
    },
}


def _unit(code, zh, en, kind, parent):
    short = {"zh": zh, "en": en}
    return Unit.model_validate({"code": code, "name": short, "short": short, "kind": kind, "parent": parent})


UNITS = UnitTree(
    UnitFile(
        units=(
            _unit("hh", "怀化支队", "Huaihua Detachment", "detachment", None),
            _unit("hh-a", "鹤城大队", "Hecheng Brigade", "brigade", "hh"),
            _unit("hh-b", "芷江大队", "Zhijiang Brigade", "brigade", "hh"),
            _unit("hh-office", "办公室", "Office", "section", "hh"),
        )
    )
)


def case(number, unit, day, kind, fine, plate="湘N12345", note=""):
    return {
        "id": f"AJ{number:04d}", "unit": unit, "at": Period.parse(f"{day}..{day}").start, "kind": kind,
        "on_site": number % 2 == 0, "fine": Decimal(fine), "plate": plate, "note": note,
        "_source": f"cases.xlsx#{number}",
    }  # fmt: skip


CASES = [
    case(1, "hh-a", "2019-03-01", "speeding", "200.00"),
    case(2, "hh-b", "2019-04-01", "phone", "50.00"),
    case(3, "hh-a", "2020-01-05", "speeding", "500.00", plate="湘A99999", note="=1+1"),
    case(4, "hh-a", "2020-02-05", "phone", "250.50", note="<b>粗体</b>"),
    case(5, "hh-b", "2020-07-05", "speeding", "400.00"),
    case(6, "hh-b", "2020-12-31", "speeding", "0.00"),
]
ROADS = [
    {"route": "沪昆高速", "km": Decimal("100.00"), "unit": "hh-a", "_source": "roads.xlsx#2"},
    {"route": "包茂高速", "km": Decimal("50.00"), "unit": "hh-b", "_source": "roads.xlsx#3"},
]


@dataclass
class SmallHouse:
    """What `luji.config.house` gives the desk, over a dozen rows."""

    units: UnitTree
    book: Book
    snapshot: str = "2020-test"
    constructed: bool = True
    default_unit: str = "hh"
    default_year: int = 2020
    asked_files: list = field(default_factory=list)
    reviewed: Review = field(default_factory=lambda: Review(9, 8))

    def figure(self, key, unit, period):
        return self.book.figure(key, unit, period)

    def figures(self, unit, period):
        return self.book.figures(unit, period)

    def trace(self, key, unit, period, keys=1000):
        return self.book.trace(key, unit, period, keys)

    def evaluation(self, unit, year):
        if (unit, year) != ("hh", 2020):
            raise Refused([NO_PLAN()])
        period = Period.year(year)
        return evaluate(
            Scheme.model_validate(SCHEME),
            EvaluationPlan.model_validate(PLAN),
            lambda key: self.book.number(key, unit, period),
        )

    def report(self, unit, year):
        figure = self.figure("case.total", unit, Period.year(year))
        runs = (Run("全年办案"), Run(figure.display("zh"), figure), Run("，含<特殊>字符。"))
        return Document(
            title=("测试自评报告",), unit=Text("怀化支队", "Huaihua"), unit_code=unit, year=year,
            sections=(Section(1, "一、", (Run("基本情况"),), (Paragraph(runs),)),), tables=(), layout=None,
            evaluation=self.evaluation(unit, year), figures={figure.key: figure},
        )  # fmt: skip

    def review(self, unit, year):
        self.report(unit, year)
        return self.reviewed

    def against(self, result, unit, year):
        self.report(unit, year)
        return replace(result, findings=result.findings[:0])

    def report_file(self, unit, year, format):
        self.asked_files.append((unit, year, format))
        return f"{format} of {unit} {year}".encode()


def _at_midnight(row):
    stamps = {
        k: (v if k != "at" else pa.scalar(v, pa.date32()).cast(pa.timestamp("us")).as_py())
        for k, v in row.items()
    }
    return stamps if isinstance(row.get("at"), date) else row


def _write(folder: Path, room: str, text: str, name: str = "main.yaml"):
    path = folder / room / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text), "utf-8")
    return path


@pytest.fixture(scope="session")
def small_book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small-house")
    _write(folder, "indicators", INDICATORS)
    _write(folder, "parameters", PARAMETERS)
    tables = {name: FactTable.model_validate(data) for name, data in parse(TABLES).data.items()}
    sources = {}
    for name, rows in (("case", CASES), ("road_section", ROADS)):
        schema = tables[name].arrow
        path = folder / f"{name}.parquet"
        pq.write_table(pa.Table.from_pylist([_at_midnight(row) for row in rows], schema=schema), path)
        sources[name] = Source((str(path),), schema, len(rows))
    engine = DuckEngine(threads=2)
    yield Book(Catalogue.load([folder], tables), engine, sources, UNITS, "2020-test")
    engine.close()


@pytest.fixture
def house(small_book, monkeypatch, tmp_path):
    """The small house, which every page then reads, with its own bench."""
    made = SmallHouse(UNITS, small_book)
    monkeypatch.setattr(houses, "current", lambda: made)
    declared = bench.read(_write(tmp_path, "desk", BENCH, "bench.yaml"))
    monkeypatch.setattr(bench, "current", lambda: declared)
    return made


@pytest.fixture
def account(db):
    # Without a password: hashing one takes longer than most pages.
    return Account.objects.create(username="080123", unit="hh", name="张警官")


@pytest.fixture
def reader(house, account):
    """A signed-in reader of Chinese."""
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def english(reader):
    """The same reader in English."""
    reader.cookies["luji-language"] = "en"
    return reader
