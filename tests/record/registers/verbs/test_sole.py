"""Records of which there is one: by form and by file, told with the number of the first; withdrawn ones are none."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luji.base.kernel.period import Period
from luji.base.kernel.problem import Refused
from luji.record.registers.carried.incoming import Numbering, Planner
from luji.record.registers.registry import Kept
from luji.record.registers.verbs import actions, sole

DAY = date(2026, 3, 2)


def only(tiny: Kept, *names: str) -> Kept:
    return Kept(tiny.spec.model_copy(update={"unique": names}), tiny.model)


@pytest.fixture
def one(tiny) -> Kept:
    """The tiny register with one record for each brigade, kind and month."""
    return only(tiny, "unit", "kind", "day.month")


@pytest.fixture
def make(one, people, typed):
    def made(kept=one, who="officer", **changed):
        people.cast()
        values = typed(kept) | {"unit": "hh-hecheng", "kind": "a", "day": DAY}
        return actions.create(people.actor(who), kept, values | changed)

    return made


def refused(deed, *given, **more):
    with pytest.raises(Refused) as found:
        deed(*given, **more)
    (problem,) = found.value.problems
    assert problem.code == "REG-630"
    return problem


def test_the_second_is_refused_with_the_number_of_the_first(make, one):
    make()
    problem = refused(make, day=date(2026, 3, 31))
    assert "鹤城大队、甲、2026年3月（T2026-001）" in problem.zh
    assert "(T2026-001)" in problem.en and "first" in problem.en and "T2026-001" in problem.cure_zh
    assert one.rows.count() == 1
    make(day=date(2026, 4, 1)), make(kind="b"), make(day=None), make(day=None)
    assert one.rows.count() == 5


def test_neither_an_edit_nor_an_act_makes_a_second(make, one, people):
    make()
    row = make(day=date(2026, 4, 1))
    refused(actions.edit, people.actor("officer"), one, row.row, row.version, {"day": DAY})
    row = actions.edit(people.actor("officer"), one, row.row, row.version, {"day": date(2026, 4, 2)})
    row = actions.act(people.actor("officer"), one, row.row, row.version, "send", {})
    assert row.state == "sent"


def test_a_withdrawn_one_is_none_until_it_is_restored(make, one, people):
    row = make()
    row = actions.act(people.actor("officer"), one, row.row, row.version, "withdraw", {}, "填错")
    second = make()
    refused(actions.act, people.actor("officer"), one, row.row, row.version, "restore", {}, "没错")
    actions.act(people.actor("officer"), one, second.row, second.version, "withdraw", {}, "填错")
    assert (
        actions.act(people.actor("officer"), one, row.row, row.version, "restore", {}, "没错").state == "open"
    )


def test_who_comes_second_waits_for_the_end_of_the_journal_before_asking(make, one, people):
    """Two at once come one after the other: the chain is held before the others are looked for."""
    row = make()

    def asked(deed):
        with CaptureQueriesContext(connection) as found:
            deed()
        sql = [query["sql"] for query in found.captured_queries]
        held = next(n for n, text in enumerate(sql) if "chainend" in text)
        return held < next(n for n, text in enumerate(sql) if "BETWEEN" in text and "register_tiny" in text)

    assert asked(lambda: make(day=date(2026, 5, 1)))
    assert asked(
        lambda: actions.edit(people.actor("officer"), one, row.row, row.version, {"day": date(2026, 3, 3)})
    )


def lines(kept, *changes):
    empty = dict.fromkeys(kept.table.columns) | {
        "unit": "hh-hecheng",
        "what": "样例",
        "kind": "a",
        "day": DAY,
    }
    return [empty | {"_source": f"a.csv#{n}"} | one for n, one in enumerate(changes, 2)]


def planned(people, kept, *changes):
    planner = Planner(people.actor("officer", "officer"), kept, list(kept.spec.fields), Numbering(kept, []))
    return planner.step(lines(kept, *changes)), planner.wrong


def test_a_file_with_two_of_them_and_one_that_is_there(make, one, people):
    make()
    april, may = date(2026, 4, 3), date(2026, 5, 3)
    step, wrong = planned(
        people,
        one,
        {"day": april},
        {"day": april + timedelta(9)},
        {},
        {"day": may},
        {"day": may, "kind": "b"},
    )
    assert len(step.new) == 3
    assert [(p.code, p.where.row) for p in wrong] == [("REG-630", 3), ("REG-630", 4)]
    assert "文件第 2 行" in wrong[0].zh and "row 2 of the file" in wrong[0].en and "T2026-001" in wrong[1].zh


def test_a_file_may_change_the_one_there_is_but_not_into_another(make, one, people):
    make(), make(day=date(2026, 4, 1))
    step, wrong = planned(people, one, {"number": "T2026-001", "day": date(2026, 3, 9)})
    assert len(step.edited) == 1 and wrong == []
    step, wrong = planned(people, one, {"number": "T2026-001", "day": date(2026, 4, 9)})
    assert step.edited == [] and [p.code for p in wrong] == ["REG-630"]


def test_what_is_compared(one, tiny, every):
    values = {"unit": "hh", "kind": "a", "day": DAY}
    assert sole.mark(one.spec, values) == ("hh", "a", Period.month(2026, 3))
    assert sole.mark(only(tiny, "day.year").spec, values) == (Period.year(2026),)
    assert sole.mark(only(tiny, "day").spec, values) == (DAY,)
    assert sole.mark(tiny.spec, values) is None
    assert sole.mark(one.spec, values | {"kind": None}) is None
    evening = datetime(2026, 2, 28, 16, 30, tzinfo=UTC)  # March has begun here
    assert sole.mark(only(every, "at.month").spec, {"at": evening}) == (Period.month(2026, 3),)


def test_a_moment_is_looked_for_in_the_month_it_falls_in_here(people, every, filed, typed):
    kept = only(every, "unit", "at.month")
    row, who = filed(every), people.actor("officer")
    row.at = datetime(2026, 2, 28, 16, 30, tzinfo=UTC)
    row.save()
    march = {"unit": row.unit, "at": datetime(2026, 3, 31, 15, 59, tzinfo=UTC)}
    assert sole.second(who, kept, march, "open", None) is not None
    assert sole.second(who, kept, march, "open", row.row) is None
    assert sole.second(who, kept, march | {"at": datetime(2026, 3, 31, 16, tzinfo=UTC)}, "open", None) is None


def test_who_may_not_see_the_first_is_not_told_its_number(make, one, tiny, people):
    make()
    brigades = only(tiny, "kind", "day.month")
    people.account("far", "officer", "hh-zhijiang")
    problem = refused(make, brigades, who="far", unit="hh-zhijiang")
    for said in (problem.zh, problem.en, problem.cure_zh, problem.cure_en):
        assert "T2026" not in said
    assert "另一条记录" in problem.zh and "another record" in problem.en
