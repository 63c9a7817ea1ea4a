"""Two at once on one record, each held up where it has taken its first lock: both come through, in some order.

Named by `tests/record/test_postgres.py` alone: SQLite lets one writer in at a time, so nothing could go wrong there.
"""

import contextlib
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from luji.base.kernel.problem import Refused
from luji.base.people.posts import person_of
from luji.record.registers.carried import takein
from luji.record.registers.fields.values import read_all
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.work import following, ringing
from luji.record.workflow import actions as journal
from luji.record.workflow.models import Matter, Timer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_once(monkeypatch):
    """Run two things, each held up after every lock it takes and every table it fills; what each gave or raised."""
    barrier = threading.Barrier(2)

    def meet():
        with contextlib.suppress(threading.BrokenBarrierError):
            barrier.wait(0.7)

    def then(function, pause):
        def slow(*given, **named):
            found = function(*given, **named)
            pause()
            return found

        return slow

    def run(one, other):
        for room, name, pause in (
            (journal, "hold", meet), (actions, "fetch", meet),
            (following, "refresh", lambda: time.sleep(0.5)), (ringing, "nearest", lambda: time.sleep(0.5)),
        ):  # fmt: skip
            monkeypatch.setattr(room, name, then(getattr(room, name), pause))
        found = {}

        def do(name, work):
            try:
                found[name] = work()
            except Exception as error:
                found[name] = error
            finally:
                connection.close()

        threads = [threading.Thread(target=do, args=pair) for pair in (("one", one), ("other", other))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        return found["one"], found["other"]

    return run


@pytest.fixture
def actor(people, registry):
    people.cast()
    now = timezone.now()

    def made(name):
        return Actor(registry, person_of(people.account(name), timezone.localdate(now), registry.units), now)

    return made


@pytest.fixture
def row(actor, tiny, sample, registry):
    return actions.create(actor("officer"), tiny, read_all(sample(tiny), tiny.spec.content, registry.units))


def fine(found):
    """Done, or refused because the other came first; no error of the database."""
    return not isinstance(found, Exception) or (
        isinstance(found, Refused) and [one.code for one in found.problems] == ["REG-202"]
    )


def test_an_edit_and_an_import(at_once, actor, tiny, row, sample, tmp_path):
    file = tmp_path / "tiny.csv"
    cells = {
        tiny.spec.fields[n].label.zh: v
        for n, v in sample(tiny, number=row.number, what="收进来的", story="").items()
    }
    file.write_text(f"{','.join(cells)}\n{','.join(cells.values())}\n", "utf-8")
    officer, second = actor("officer"), actor("second")
    found = at_once(
        lambda: actions.edit(officer, tiny, row.row, row.version, {"what": "改过的"}),
        lambda: takein.take_in(second, tiny, file),
    )
    assert all(map(fine, found)), found
    assert tiny.rows.get().version >= 2
    assert journal.verify() == []


def test_an_act_and_what_follows_from_an_import(at_once, actor, tiny, sample, registry):
    with following.later():
        filed = actions.create(
            actor("officer"), tiny, read_all(sample(tiny), tiny.spec.content, registry.units)
        )
    assert not Matter.objects.exists()
    officer = actor("officer")
    found = at_once(
        lambda: following.catch_up(registry),
        lambda: actions.act(officer, tiny, filed.row, filed.version, "send", {}),
    )
    assert all(map(fine, found)), found
    assert Matter.objects.get().state == "sent"


def test_an_act_and_a_clock_that_rings(at_once, actor, hazard, filed, walk, registry):
    row = walk(hazard, filed(hazard), "pushed").row
    assert Timer.objects.update(next_at=timezone.now() - timedelta(minutes=1))
    lead = actor("lead")
    found = at_once(
        lambda: ringing.ring(registry, timezone.now()),
        lambda: actions.act(lead, hazard, row.row, row.version, "notice", {}),
    )
    assert all(map(fine, found)), found
    assert hazard.rows.get().state == "noticed"
