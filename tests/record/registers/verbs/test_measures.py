"""Times from the journal: what is measured, what stays empty, how few queries; broken declarations refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from luji.base.facts.engine import DuckEngine
from luji.base.facts.lake import Lake
from luji.base.facts.spec import load_table
from luji.base.kernel.declaration import parse
from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text
from luji.record.registers import models
from luji.record.registers.carried import facts
from luji.record.registers.checking import checks
from luji.record.registers.checking.shape import fact_table, published
from luji.record.registers.declared.spec import Measure
from luji.record.registers.registry import Kept, Registry
from luji.record.registers.verbs import actions, measures
from luji.record.workflow import actions as journal
from luji.record.workflow.journal import Record

ROOT = Path(__file__).parents[4]
MORNING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LABEL = {"zh": "办理分钟", "en": "Minutes taken"}
TAKEN = {"label": LABEL, "after": "send", "until": "finish"}


def at(minutes: float) -> datetime:
    return MORNING + timedelta(minutes=minutes)


def measured(**given) -> Measure:
    return Measure.model_validate(TAKEN | given)


@pytest.fixture
def timed(registry) -> Kept:
    """The tiny register with every part of the time from sending to finishing."""
    tiny = registry.find("tiny")
    every = {
        "minutes": measured(),
        "law": measured(part="statutory"),
        "idle": measured(part="waiting"),
        "busy": measured(part="handling"),
        "since_opening": measured(after="create"),
        "old": measured(stated="count"),
    }
    return Kept(tiny.spec.model_copy(update={"measures": every}), tiny.model)


@pytest.fixture
def worked(timed, people, typed):
    """A record with its acts at given minutes: (minute, who, act); a return has its reason."""

    def work(*steps):
        people.cast()
        row = actions.create(people.actor("officer", at=at(0)), timed, typed(timed))
        for minute, who, act in steps:
            actor = people.actor(who, at=at(minute))
            if act == "edit":
                row = actions.edit(actor, timed, row.row, row.version, {"count": int(minute)})
                continue
            given = typed(timed, timed.spec.asked_by(act))
            row = actions.act(actor, timed, row.row, row.version, act, given, "不全" if act == "back" else "")
        return row

    return work


def one(registry, timed, row):
    (found,) = measures.told(timed, [row], registry.calendar)
    return {name: found.measure(declared) for name, declared in timed.spec.measures.items()}


def test_from_the_first_sending_to_the_last_decision(registry, timed, worked):
    row = worked(
        (10, "officer", "send"), (25, "second", "back"), (40, "officer", "edit"), (45, "officer", "send"),
        (50, "second", "review"), (60.5, "lead", "finish"),
    )  # fmt: skip
    found = one(registry, timed, row)
    assert found["minutes"] == 51  # 50.5, half up
    assert found["since_opening"] == 61
    assert (found["idle"], found["busy"], found["law"]) == (46, 5, 0)  # changed at 40, sent at 45


def test_empty_before_the_decision_and_what_an_old_ledger_states(registry, timed, worked):
    found = one(registry, timed, worked((10, "officer", "send"), (25, "second", "review")))
    assert {name: value for name, value in found.items() if value is not None} == {"old": 3}
    row = worked((10, "officer", "send"), (25, "second", "review"), (30, "lead", "finish"))
    assert one(registry, timed, row)["old"] == 20  # the journal goes before


def test_legal_waiting_is_shown_apart(registry, timed, worked):
    states = dict(timed.flow.states)
    states["passed"] = states["passed"].model_copy(update={"waits": Text("公告", "public notice")})
    flow = timed.flow.model_copy(update={"states": states})
    waiting = replace(timed, spec=timed.spec.model_copy(update={"workflow": flow}))
    row = worked((0, "officer", "send"), (20, "second", "review"), (90_000, "lead", "finish"))
    found = one(registry, waiting, row)
    assert (found["minutes"], found["law"]) == (20, 89_980)


def test_entries_that_are_no_acts_do_not_count(registry, timed, worked, people):
    row = worked((0, "officer", "send"), (20, "second", "review"))
    looked = Record(at(22), "lead", "look_up", timed.subject(row.row), {}, {"fields": {"what": '"state":'}})
    journal.write([looked])
    row = actions.act(people.actor("lead", at=at(30)), timed, row.row, row.version, "finish", {})
    assert one(registry, timed, row)["minutes"] == 30


def test_a_thousand_records_are_few_queries(registry, timed, worked, django_assert_num_queries):
    row = worked((0, "officer", "send"), (20, "second", "review"), (30, "lead", "finish"))
    with django_assert_num_queries(6):  # two for every five hundred
        assert len(list(measures.told(timed, [row] * 1001, registry.calendar))) == 1001


def test_published_beside_the_columns_and_the_steps_in_a_table_of_their_own(
    registry, timed, worked, tmp_path
):
    row = worked((10, "officer", "send"), (25, "second", "review"), (30, "lead", "finish"))
    worked()  # nothing done yet
    steps = load_table(ROOT / "content" / "facts" / "handling.yaml")
    lake = Lake(tmp_path, {"tiny": timed.published, "handling": steps})
    alone = Registry({"tiny": timed}, registry.roles, registry.units, registry.calendar)
    changes = facts.publish(lake, alone)
    assert (changes["tiny"].inserted, changes["handling"].inserted) == (2, 3)
    assert all(change.nothing for change in facts.publish(lake, alone).values())
    engine = DuckEngine()
    found = engine.query(
        "SELECT number, minutes, law FROM tiny ORDER BY number", {"tiny": lake.source("tiny")}
    )
    assert [(r["minutes"], r["law"]) for r in found.to_pylist()] == [(20, 0), (None, None)]
    listed = engine.query("SELECT * FROM handling ORDER BY step", {"handling": lake.source("handling")})
    sent, reviewed, finished = listed.to_pylist()
    assert [r["action"] for r in (sent, reviewed, finished)] == ["send", "review", "finish"]
    assert (sent["handling"], reviewed["waiting"], finished["processing"]) == (10, 15, 5)
    assert finished["at"] == datetime(2026, 3, 2, 9, 30)  # Chinese time  # noqa: DTZ001 - facts bear no zone
    assert finished["_source"] == f"tiny#{row.row}"
    assert "lead" not in str(listed.to_pylist())  # nobody is named


def test_nothing_is_known_of_the_time_before_a_taking_over(registry, timed, worked, people):
    row = worked((10, "officer", "send"))
    took = Record(at(11), "keeper", "take_over", timed.subject(row.row), {}, {
        "fields": {}, "state": "sent", "role": "admin", "unit": "hh", "revision": "r",
    })  # fmt: skip
    journal.write([took])
    row = actions.act(
        people.actor("second", at=at(40)), timed, row.row, row.version, "review", {"opinion": "同意"}
    )
    (found,) = measures.told(timed, [row], registry.calendar)
    assert [leg.action for leg in found.legs] == ["send", "take_over"]


def test_what_is_imported_has_no_measures(timed):
    assert "minutes" not in fact_table(timed.spec).columns
    column = published(timed.spec).columns["minutes"]
    assert (column.type, column.min, column.measure) == ("integer", Decimal(0), ("分钟",))


@pytest.mark.parametrize(("change", "code"), [
    ({"minutes": TAKEN | {"after": "snd"}}, "WFL-002"),
    ({"minutes": TAKEN | {"until": "edit"}}, "WFL-002"),
    ({"minutes": TAKEN | {"until": "send"}}, "REG-016"),
    ({"minutes": TAKEN | {"until": "create"}}, "REG-016"),
    ({"what": TAKEN}, "REG-012"),
    ({"state": TAKEN}, "REG-012"),
    ({"minutes": TAKEN | {"label": {"zh": "件数", "en": "Pieces taken"}}}, "REG-012"),
    ({"a": TAKEN, "b": TAKEN}, "REG-012"),
    ({"Minutes": TAKEN}, "REG-001"),
    ({"minutes": TAKEN | {"stated": "cnt"}}, "REG-003"),
    ({"minutes": TAKEN | {"stated": "what"}}, "REG-004"),
    ({"minutes": TAKEN | {"part": "idle"}}, "KRN"),
    ({"minutes": TAKEN | {"untill": "finish"}}, "KRN"),
])  # fmt: skip
def test_broken_measures(change, code, tiny_folder):
    data = yaml.safe_load((tiny_folder / "registers" / "tiny.yaml").read_text("utf-8"))
    text = yaml.safe_dump(data | {"measures": change}, allow_unicode=True, sort_keys=False)
    with pytest.raises(Refused) as found:
        checks.from_tree(parse(text, "tiny.yaml"), models.ROLES)
    assert any(problem.code.startswith(code) for problem in found.value.problems)
