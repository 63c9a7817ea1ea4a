# ruff: noqa: E402 — models can be imported only after Django is set up
"""A mixed year of revocations through the real verbs: the time in the journal is what the events say."""

import importlib.util
import os
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median, quantiles

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.account.indicators.book import Book
from luji.account.indicators.catalogue import Catalogue
from luji.base.facts.engine import DuckEngine
from luji.base.facts.lake import Lake
from luji.base.facts.spec import load_table
from luji.base.kernel.content import Content
from luji.base.kernel.period import Period
from luji.base.kernel.problem import Refused
from luji.record.registers.carried import facts
from luji.record.registers.checking.shape import every_table
from luji.record.registers.registry import Registry, installed
from luji.record.registers.work import following
from luji.record.workflow import actions as journal
from luji.record.workflow.models import Entry, Matter, Notice

ROOT = Path(__file__).parents[2]
CASES = 110


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    sys.modules[path.stem] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def bench():
    return load(ROOT / "bench" / "revocations.py")


@pytest.fixture(scope="module")
def dull():
    return load(ROOT / "tests" / "reference" / "revocations.py")


@pytest.fixture(scope="module")
def registry():
    return installed()


@pytest.fixture(scope="module")
def year(bench, registry):
    return bench.events(CASES, registry.calendar, seed=7)


@pytest.fixture(scope="module")
def played(bench, registry, year, django_db_setup, django_db_blocker):
    """The year in the database; gone when the tests of this file are done."""
    from django.db import transaction

    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        bench.enter_people()
        yield bench.replay(year, registry)
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture
def used(played, django_db_blocker):
    with django_db_blocker.unblock():
        yield played


def test_the_year_is_mixed(year, registry):
    verbs = Counter(event.verb for event in year)
    for verb in ("return_for_evidence", "send_back", "hear", "refuse_hearing", "end_hearing", "announce", "expired",
                 "edit", "verdict", "refuse", "forward"):  # fmt: skip
        assert verbs[verb], verb
    days = {event.at.date() for event in year}
    assert any(day.weekday() >= 5 and registry.calendar.is_working_day(day) for day in days), (
        "a shifted working day"
    )
    assert any(not registry.calendar.is_working_day(day) for day in days)
    assert {event.who for event in year} >= {"DEPUTY", "CHIEF"}


def test_every_case_took_what_the_events_say(bench, dull, registry, year, used):
    found = {case: (own, law) for case, own, law in bench.measured(used, registry)}
    expected = dull.taken(year)
    assert {case: times for case, times in found.items() if times[0] is not None} == expected
    refused = {event.case for event in year if event.verb == "refuse"}
    assert {case for case, times in found.items() if times[0] is None} == refused


def test_the_median_is_within_forty_minutes_and_waiting_by_law_stands_apart(
    dull, registry, year, used, tmp_path
):
    """The figure comes the way the report's figures do: journal, facts, snapshot's tables, indicator."""
    kept = registry.find("revocation")
    alone = Registry({"revocation": kept}, registry.roles, registry.units, registry.calendar)
    steps = load_table(ROOT / "content" / "facts" / "handling.yaml")
    tables = {"revocation": kept.published, "handling": steps}
    lake = Lake(tmp_path, tables)
    facts.publish(lake, alone)
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators" / "x.yaml").write_text(
        "table: revocation\nindicators:\n"
        "  own: {label: {zh: 办理, en: own}, median: minutes}\n"
        "  late: {label: {zh: 九成, en: late}, p90: minutes}\n"
        "  law: {label: {zh: 法定, en: law}, median: statutory}\n"
        "  steps: {label: {zh: 环节, en: steps}, table: handling, count: rows, where: action == 'decide'}\n",
        "utf-8",
    )
    catalogue = Catalogue.load([tmp_path], tables)
    sources = {name: lake.source(name) for name in tables}
    book = Book(catalogue, DuckEngine(), sources, registry.units, "replayed")
    span = Period.parse("2020-01-01..2021-12-31")
    own, law = dull.medians(year)
    assert book.value("own", "hh", span) == Decimal(str(own)) <= 40
    assert book.value("law", "hh", span) == Decimal(str(law)) >= 3 * 24 * 60
    assert book.value("late", "hh", span) > book.value("own", "hh", span)
    assert book.value("steps", "hh", span) == sum(event.verb == "decide" for event in year)


PARTS = {"": "processing", ".waiting": "waiting", ".handling": "handling"}


@pytest.mark.parametrize("action", ["review", "inform", "decide"])
def test_each_step_has_its_median_and_ninth_decile_by_unit_and_month(registry, used, tmp_path, action):
    """The shipped indicators against the facts, sorted and counted by hand."""
    kept = registry.find("revocation")
    alone = Registry({"revocation": kept}, registry.roles, registry.units, registry.calendar)
    content = Content.shipped()
    tables = every_table(content)
    lake = Lake(tmp_path, {name: tables[name] for name in ("revocation", "handling")})
    facts.publish(lake, alone)
    sources = {name: lake.source(name) for name in lake.tables}
    book = Book(Catalogue.load(content.folders, tables), DuckEngine(), sources, registry.units, "replayed")
    rows = DuckEngine().query("SELECT * FROM handling", {"handling": sources["handling"]}).to_pylist()
    acts = {"decide": ("decide", "refuse")}.get(action, (action,))
    groups = {}
    for row in rows:
        if row["action"] in acts:
            groups.setdefault((row["unit"], f"{row['at']:%Y-%m}"), []).append(row)
    assert len(groups) >= 20 and any(len(found) > 1 for found in groups.values())
    for (unit, month), found in sorted(groups.items())[::7]:
        for part, column in PARTS.items():
            took = sorted(row[column] for row in found)
            ninth = quantiles(took, n=10, method="inclusive")[8] if len(took) > 1 else took[0]
            for name, expected in (("median", median(took)), ("p90", ninth)):
                value = book.value(f"handling.revocation.{action}{part}.{name}", unit, Period.parse(month))
                assert abs(value - expected) <= Decimal("0.005"), (unit, month, column, name)


def test_the_clock_of_the_decision_counts_working_days_as_a_child_would(bench, dull, registry, year, used):
    late = bench.late(used, registry)
    assert late == dull.late(year, registry.calendar.is_working_day)
    assert bench.late(used, registry) != dull.late(year, lambda day: day.weekday() < 5) or len(late) < 3


def test_stand_ins_acted_in_the_name_of_those_away(year, used):
    for taker, giver in (("DEPUTY", "CHIEF"),):
        found = Entry.objects.filter(person=taker)
        assert found.count() == sum(event.who == taker for event in year) > 0
        assert set(found.values_list("behalf", flat=True)) == {giver}


def test_nobody_stands_in_a_day_too_long(bench, registry, year, used):
    """The same deed the day after the delegation ended is refused."""
    from luji.base.people.models import Account
    from luji.base.people.posts import person_of

    lent = next(one for one in bench.lent() if one.taker == "DEPUTY")
    deputy = Account.objects.get(username="DEPUTY")
    inside, after = (
        person_of(deputy, day, registry.units) for day in (lent.end, lent.end + timedelta(days=1))
    )
    assert inside.lent and not after.lent


def test_the_journal_holds_and_is_as_long_as_the_list(year, used):
    assert Entry.objects.filter(subject__startswith="revocation/").count() == len(year)
    assert not [problem for problem in journal.verify() if problem.code != "WFL-505"]


def test_followed_afterwards_all_are_done_and_nobody_is_told_of_history(registry, used):
    while following.catch_up(registry):
        pass
    matters = Matter.objects.filter(register="revocation")
    assert matters.count() == CASES and not matters.filter(finished=None).exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize("change", [
    lambda e: replace(e, at=e.at + timedelta(minutes=31)) if e.verb == "decide" else e,
    lambda e: replace(e, verb="submit") if e.verb == "inform" else e,
    lambda e: replace(e, at=e.at - timedelta(days=30)) if e.verb == "submit" else e,
])  # fmt: skip
def test_the_dull_reckoning_sees_what_is_changed(dull, year, change):
    changed = [one for one in map(change, year) if one is not None]
    assert dull.taken(changed) != dull.taken(year) or dull.late(changed, lambda _day: True) != dull.late(
        year, lambda _day: True
    )


@pytest.mark.parametrize(
    ("verb", "who"), [("review", "P0a"), ("decide", "L0"), ("decide", "DEPUTY"), ("submit", "CHIEF")]
)
def test_deeds_of_the_wrong_people_stop_the_replay(bench, registry, year, verb, who, db):
    """Constructed people have no other rights than real ones."""
    bench.enter_people()
    first = next(
        event.case for event in year if event.verb == verb and event.at.month in (4, 5) and event.who != who
    )
    story = [replace(e, who=who) if e.verb == verb else e for e in year if e.case == first]
    with pytest.raises(Refused):
        bench.replay(story, registry)
