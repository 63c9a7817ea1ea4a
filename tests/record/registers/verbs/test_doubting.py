"""What contradicts a record: another register's rows near its stake after it was put right; asked about, not hidden."""

from datetime import UTC, date, datetime

import pytest
from django.apps.registry import Apps
from django.db import connection

from luji.base.kernel.declaration import parse
from luji.base.kernel.problem import Refused, Where
from luji.record.registers.checking.checks import from_tree, watched
from luji.record.registers.declared.spec import Watch
from luji.record.registers.model import build
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.verbs import actions, doubting

WATCHED = """
register: crash
label: {zh: 撞车, en: Crashes}
key: number
unit: unit
time: at
fields:
  number: {type: serial, pattern: "C{year}-{serial:3}", label: {zh: 编号, en: No.}, required: true}
  unit: {type: unit, label: {zh: 大队, en: Brigade}, required: true}
  at: {type: KIND, label: {zh: 时间, en: Time}}
  route: {type: text, label: {zh: 路线, en: Route}}
  stake: {type: stake, label: {zh: 桩号, en: Stake}}
form:
  - {label: {zh: 内容, en: Content}, fields: [unit, at, route, stake]}
list: {columns: [number]}
see: {officer: own, brigade_lead: own}
workflow:
  create: officer
  states: {done: {label: {zh: 已记, en: done}, final: true}}
  actions: {}
"""
WATCH = {
    "register": "crash", "same": ["route"], "near": "stake", "since": "rectified_on", "within": 1000,
    "label": {"zh": "整改后又出事故", "en": "an accident after it was mended"},
}  # fmt: skip


@pytest.fixture(scope="module")
def crashes(both, django_db_setup, django_db_blocker):
    """The watched register, once with moments and once with days."""
    made = {}
    for kind in ("moment", "date"):
        text = WATCHED.replace("KIND", kind).replace("crash", f"crash_{kind}")
        spec = from_tree(parse(text, "crash.yaml"), both.roles)
        made[kind] = Kept(spec, build(spec, Apps()))
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for kept in made.values():
            editor.create_model(kept.model)
    return made


@pytest.fixture(params=["moment", "date"])
def world(request, people, crashes, hazard, registry):
    """The registry with another register that hazards watch."""
    crash = crashes[request.param]
    changed = hazard.spec.model_copy(
        update={"watch": (Watch.model_validate(WATCH | {"register": crash.name}),)}
    )
    kept = {"hazard": Kept(changed, hazard.model), "crash": crash, crash.name: crash}
    people.registry = Registry(kept, registry.roles, registry.units, registry.calendar)
    return people.registry


@pytest.fixture
def crash(world, people):
    kept = world.kept["crash"]

    def one(stake="K1430+900", route="G60", day=date(2026, 3, 5)):
        moment = kept.spec.fields["at"].type == "moment"
        at = datetime(day.year, day.month, day.day, 4, tzinfo=UTC) if moment else day
        values = {"unit": "hh-hecheng", "at": at, "route": route, "stake": stake}
        return actions.create(people.actor("officer"), kept, values)

    return one


@pytest.fixture
def row(world, people, filed, walk):
    """A hazard at K1430+500 of G60 that was re-checked; mended on 2026-01-05."""
    people.cast()
    return walk(world.kept["hazard"], filed(world.kept["hazard"]), "rechecked").row


def found(people, row):
    return [p.code for p in doubting.watched(people.actor("lead"), people.registry.kept["hazard"], row)]


@pytest.mark.parametrize("stake", ["K1430+500", "K1431+500", "K1429+500", "ZK1430+900", "YK1429+999"])
def test_an_accident_nearby_after_the_mending_is_told(world, row, crash, people, stake):
    crash(stake)
    (problem,) = doubting.watched(people.actor("lead"), world.kept["hazard"], row)
    assert (problem.code, str(problem.level)) == ("REG-560", "warning")
    assert "C2026-001" in problem.zh
    assert stake in problem.zh
    assert "2026-01-05" in problem.en


@pytest.mark.parametrize(
    "other",
    [
        {"stake": "K1431+501"}, {"stake": "K1429+499"}, {"stake": "K143+050"}, {"route": "G65"},
        {"day": date(2026, 1, 5)}, {"day": date(2025, 12, 31)}, {"stake": "K14+305"},
    ],
)  # fmt: skip
def test_farther_earlier_or_elsewhere_is_nothing(people, row, crash, other):
    crash(**other)
    assert found(people, row) == []


def test_closing_then_needs_a_reason(world, row, crash, people):
    hazard, lead = world.kept["hazard"], people.actor("lead")
    crash()
    with pytest.raises(Refused) as refused:
        actions.act(lead, hazard, row.row, row.version, "close", {})
    assert [p.code for p in refused.value.problems] == ["EVI-310", "REG-560"]
    assert (
        actions.act(lead, hazard, row.row, row.version, "close", {}, "车辆爆胎，与护栏无关").state == "closed"
    )


def test_no_more_than_five_are_told(people, row, crash):
    for _ in range(7):
        crash()
    assert found(people, row) == ["REG-560"] * 5


def test_before_the_mending_nothing_is_watched(world, filed, people, crash):
    row = filed(world.kept["hazard"])
    crash()
    assert found(people, row) == []


def test_who_may_not_see_the_other_record_is_told_neither_number_nor_stake(world, row, crash, people):
    crash("K1430+900")
    world.kept["crash"].rows.update(unit="hh-zhijiang")
    (problem,) = doubting.watched(people.actor("lead"), world.kept["hazard"], row)
    assert problem.code == "REG-560"
    for said in (problem.zh, problem.en):
        assert "C2026" not in said and "K1430+900" not in said
    assert "另一条记录" in problem.zh and "another record" in problem.en


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"register": "crush"}, "REG-551"), ({"same": ["direction"]}, "REG-552"), ({"near": "direction"}, "REG-552"),
    ],
)  # fmt: skip
def test_a_watch_on_nothing_is_a_mistake(world, change, code):
    broken = world.kept["hazard"].spec.model_copy(update={"watch": (Watch.model_validate(WATCH | change),)})
    listed = {"hazard": broken, "crash": world.kept["crash"].spec}
    places = {name: Where(file=f"{name}.yaml") for name in listed}
    assert [p.code for p in watched(listed, places)] == [code]
