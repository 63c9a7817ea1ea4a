"""Rows written by columns are the rows, the journal and the index that one verb after the other would make."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luji.base.kernel.problem import errors
from luji.record.registers.carried.incoming import New
from luji.record.registers.carried.sowing import sow
from luji.record.registers.fields.reading import HERE
from luji.record.registers.search import gramindex
from luji.record.registers.verbs.actions import filled, new_row, told
from luji.record.workflow import actions as journal
from luji.record.workflow.hats import Hat, Post
from luji.record.workflow.models import Entry

ODD = [
    "护栏缺失",
    "湘N·12345 停在路肩",
    "电13874501234",
    "ＡＢ　隐患",
    'a"b\\c',
    "一\n二",
    "",
    "é ß",
    "G60 K1290+300",
]
TEXT = st.one_of(st.sampled_from(ODD), st.text(alphabet="护栏ab 1-+\u3000ＡﬁK", max_size=9))
MOMENT = st.sampled_from(
    [datetime(2026, 3, 1, 14, 5, tzinfo=HERE), datetime(2026, 3, 2, 8, 0, 33, tzinfo=HERE)]
)
TINY = {
    "unit": st.just("hh-hecheng"), "what": TEXT, "kind": st.sampled_from(["a", None]), "sure": st.booleans(),
    "count": st.sampled_from([0, 1, None]), "story": st.none() | TEXT, "day": st.sampled_from([date(2026, 1, 5), None]),
    "cost": st.sampled_from([Decimal("1.0"), Decimal("1.00"), Decimal("-3.10"), None]),
}  # fmt: skip
EVERY = {
    "unit": st.just("hh-hecheng"), "what": TEXT, "at": MOMENT, "clock": st.sampled_from([time(8, 30), None]),
    "chair": st.sampled_from(["080001", "张三", None]), "witness": st.none() | TEXT, "lasts": st.sampled_from([90, None]),
    "attendees": st.sampled_from([None, [{"officer": "080001", "present": True, "hours": "1.50"}]]), "there": st.just(1),
}  # fmt: skip
REGISTERS = {"tiny": TINY, "every": EVERY}
OWN = Hat("080001", Post("admin", "hh"))
LENT = Hat("080001", Post("officer", "hh-hecheng"), "080002")


class Kit:
    """What the property needs, told briefly when it fails."""

    def __init__(self, registry, people):
        self.registry, self.actor = registry, people.actor("keeper", "admin", "hh")

    def __repr__(self):
        return "kit"


@pytest.fixture
def kit(registry, people):
    return Kit(registry, people)


def dull(actor, kept, news):
    """One record after the other, as verbs do it."""
    for key, new in enumerate(news, 1):
        row = new_row(actor, kept, new.values, new.state)
        row.row = key
        row.save(force_insert=True)
        journal.write([told(actor, kept, row, new.verb, new.hat, {}, filled(new.values))])


def quick(actor, kept, news):
    journal.write(sow(actor, kept, news))


def indexed(kept, column):
    """Every pair of the index with its row."""
    if connection.vendor != "sqlite":
        return None
    name = gramindex.name_of(kept.model, column)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, '{name}', 'instance')")
        cursor.execute("SELECT term, doc FROM temp.held ORDER BY term, doc")
        found = cursor.fetchall()
        cursor.execute("DROP TABLE temp.held")
    return found


def everything(kept):
    return (
        list(kept.rows.order_by("row").values()), list(Entry.objects.order_by("number").values()),
        [indexed(kept, column) for column in gramindex.COLUMNS],
    )  # fmt: skip


@pytest.mark.parametrize("name", REGISTERS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(data=st.data())
def test_many_at_once_are_as_one_after_the_other(kit, name, data):
    kept, prefix = kit.registry.find(name), name[0].upper()
    given = data.draw(st.lists(st.fixed_dictionaries(REGISTERS[name]), min_size=1, max_size=6))
    news = [
        New({"number": f"{prefix}2026-{n:03}"} | values, ("open", "finished")[n % 2], (OWN, LENT)[n % 2], "take_over")
        for n, values in enumerate(given, 1)
    ]  # fmt: skip
    found = []
    for way in (dull, quick):
        with transaction.atomic():
            way(kit.actor, kept, news)
            found.append(everything(kept))
            if way is quick:
                assert errors(journal.verify()) == []
                gramindex.rebuild([kept.model])
                assert everything(kept) == found[-1]
            transaction.set_rollback(True)
    assert found[0] == found[1]


def test_nothing_is_nothing(kit, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert sow(kit.actor, kit.registry.find("tiny"), []) == []


def test_a_number_that_is_there_leaves_nothing_behind(kit, filed):
    tiny = kit.registry.find("tiny")
    row = filed(tiny, what="护栏")
    before = everything(tiny)
    again = [New({"number": f"T2026-00{n}", "what": "标线"}, "open", OWN, "take_over") for n in (2, 1)]
    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        sow(kit.actor, tiny, again)
    assert everything(tiny) == before
    assert gramindex._there(tiny.model, "sought")
    other = filed(tiny, what="标线")
    assert gramindex.rows_with(tiny.model, ["标线"], 9) == [other.row]
    assert gramindex.rows_with(tiny.model, ["护栏"], 9) == [row.row]
