"""Matters follow the journal: once for every entry, at once for a verb, later for a bulk load; who is told."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from luji.base.kernel.problem import Refused
from luji.record.registers.work import following
from luji.record.workflow import actions as journal
from luji.record.workflow.journal import Record
from luji.record.workflow.models import NEVER, Follower, Hand, Matter, Notice, Timer, Wait

SENT = (9, "officer", "submit")
PASSED = (8, "legal", "review")


def told(*kinds):
    found = Notice.objects.filter(kind__in=kinds) if kinds else Notice.objects.all()
    return sorted(found.values_list("account__username", "kind"))


def the_matter():
    (matter,) = Matter.objects.all()
    return matter


def look(subject, times=1):
    with transaction.atomic():
        journal.write([Record(timezone.now(), "lead", "look_up", subject, {}, {"fields": {}})] * times)


def test_a_draft_is_in_the_hands_of_whoever_opened_it_and_nobody_is_told(crew):
    row = crew.open(what="查明来源")
    matter = the_matter()
    assert (matter.subject, matter.state, matter.number) == (f"errand/{row.row}", "draft", row.number)
    assert (matter.title_zh, matter.finished, matter.rank, matter.unit) == (
        "查明来源",
        None,
        NEVER,
        "hh-hecheng",
    )
    (wait,) = matter.waits.all()
    assert (wait.action, wait.role, wait.scope, wait.owner) == ("submit", "officer", "own", "officer")
    assert told() == []


def test_handed_in_it_waits_for_the_review_who_is_told_and_never_for_a_return(crew):
    crew.walk(SENT)
    assert [(w.action, w.role, w.scope, w.barred) for w in Wait.objects.all()] == [
        ("review", "legal", "parent", ",officer,")
    ]
    assert told() == [("legal", "work")]
    (notice,) = Notice.objects.all()
    assert notice.title["zh"].endswith("待审核") and notice.title["en"].endswith("to be reviewed")
    assert list(Hand.objects.values_list("person", flat=True)) == ["officer"]


def test_a_return_tells_who_filed_and_who_sent_it_on_and_gives_it_back(crew):
    row = crew.open("officer", ago=10)
    row = crew.act(row, "second", "submit", 9)
    crew.act(row, "legal", "back", 8, "缺照片")
    assert told("returned") == [("officer", "returned"), ("second", "returned")]
    assert Wait.objects.get().owner == "officer"
    assert "缺照片" not in str(Notice.objects.filter(kind="returned").first().title)  # that stays inside


def test_who_is_to_know_is_told_unless_they_must_act_or_did_it(crew):
    crew.walk(SENT, PASSED)
    assert told() == [("lead", "told"), ("legal", "work"), ("officer", "work"), ("second", "work")]
    crew.walk((7, "officer", "tell"), row=crew.kept.rows.get())
    assert ("partner", "told") in told() and "rival" not in str(told())
    assert ("second", "work") in told() and told().count(
        ("officer", "work")
    ) == 1  # who told it need not be told


def test_conditions_decide_whom_it_waits_for(crew):
    crew.walk(SENT, PASSED, (7, "officer", "tell"), heavy=True)
    assert [(w.action, w.role) for w in Wait.objects.all()] == [("forward_heavy", "brigade_lead")]


def test_the_clock_runs_from_handing_in_and_stands_still_with_the_expert(crew):
    row = crew.walk(SENT)
    (timer,) = Timer.objects.all()
    assert (timer.clock, timer.due.date()) == ("decision", timezone.localdate(crew.now) + timedelta(days=5))
    assert the_matter().rank == timer.due and timer.next_at < timer.due
    crew.walk(
        PASSED, (7, "officer", "tell"), (6, "officer", "forward"), (5, "officer", "commission"), row=row
    )
    (timer,) = Timer.objects.all()
    assert timer.due is None and the_matter().rank == NEVER
    assert timer.next_at is not None  # looked at again: the suspension may run out by itself


def test_done_it_waits_for_nobody_and_tells_how_long_it_took(crew):
    crew.walk((60, "officer", "submit"), (50, "legal", "review"), (45, "officer", "tell"),
              (20, "officer", "forward"), (15, "chief", "decide"))  # fmt: skip
    matter = the_matter()
    assert matter.finished == matter.since == crew.now - timedelta(minutes=15)
    assert not Wait.objects.exists() and not Timer.objects.exists()
    assert matter.processing == 20  # 10 + 5 + 5; the 25 of waiting by law are not the office's


def test_names_of_parties_stand_in_no_title(crew):
    crew.walk(SENT, whom="张三丰")
    assert "张三丰" not in str(list(Matter.objects.values())) + str(list(Notice.objects.values()))


def test_nobody_is_told_twice_however_often_it_is_seen_to(crew):
    crew.walk(SENT)
    before = list(Notice.objects.values_list("id", "event"))
    Follower.objects.all().delete()
    while following.catch_up(crew.registry):
        pass
    assert list(Notice.objects.values_list("id", "event")) == before
    assert Matter.objects.count() == Wait.objects.count() == 1


def test_what_is_left_for_later_is_caught_up_in_batches(crew):
    following.catch_up(crew.registry)
    with following.later():
        for _ in range(4):
            crew.open()
        crew.walk(SENT)
    assert not Matter.objects.exists()
    seen = []
    while count := following.catch_up(crew.registry, batch=4):
        seen.append(count)
    assert seen == [4, 2]
    assert Matter.objects.count() == 5 and told() == [("legal", "work")]


def test_a_verb_between_is_followed_without_passing_over_what_waits(crew):
    with following.later():
        crew.open(what="早先")
    crew.open(what="现在")
    assert the_matter().title_zh == "现在"
    while following.catch_up(crew.registry):
        pass
    assert {m.title_zh for m in Matter.objects.all()} == {"早先", "现在"}


def test_a_batch_that_fails_is_done_again_from_its_beginning(crew, monkeypatch):
    with following.later():
        crew.open()
    monkeypatch.setattr(following, "refresh", lambda stands: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        following.catch_up(crew.registry)
    monkeypatch.undo()
    assert not Follower.objects.filter(number__gt=0).exists()
    assert following.catch_up(crew.registry, batch=10_000) >= 1
    assert Matter.objects.count() == 1


def test_a_refused_act_leaves_nothing_behind(crew):
    row = crew.walk(SENT)
    before = (list(Wait.objects.values()), list(Notice.objects.values()))
    with pytest.raises(Refused):
        crew.act(row, "chief", "decide")
    assert (list(Wait.objects.values()), list(Notice.objects.values())) == before


def test_history_tells_nobody(crew):
    month = 40 * 24 * 60
    crew.walk((month, "officer", "submit"))
    assert the_matter().state == "submitted" and told() == []


def test_closed_accounts_are_told_nothing(crew):
    crew.account("legal").__class__.objects.filter(username="legal").update(is_active=False)
    crew.walk(SENT)
    assert told() == []


def test_many_entries_at_once_are_left_to_the_tick(crew):
    row = crew.open()
    Matter.objects.all().delete()
    look(f"errand/{row.row}", 30)
    assert not Matter.objects.exists()
    while following.catch_up(crew.registry):
        pass
    assert the_matter().state == "draft"


@pytest.mark.parametrize(
    "subject", ["gone/7", "errand/99", "errand/x", "errand/", "account/x", "", "errand/-1"]
)
def test_entries_of_nothing_known_do_no_harm(crew, subject):
    look(subject)
    assert not Matter.objects.exists()


def test_a_withdrawn_record_is_no_matter(crew):
    row = crew.open()
    crew.kept.rows.filter(pk=row.row).update(state="withdrawn")
    look(f"errand/{row.row}")
    assert not Matter.objects.exists()


def test_following_many_matters_costs_as_much_as_one(crew, django_assert_max_num_queries):
    while following.catch_up(crew.registry):
        pass
    with following.later():
        for _ in range(12):
            crew.open()
    with django_assert_max_num_queries(20):
        following.catch_up(crew.registry)
    assert Matter.objects.count() == 12


def test_a_verb_costs_a_pinned_number_of_queries(crew, django_assert_max_num_queries):
    row = crew.open(ago=5)
    with django_assert_max_num_queries(45):
        crew.act(row, "officer", "submit")


def test_a_state_of_rest_waits_for_nobody_and_old_ledgers_there_are_no_work(crew, monkeypatch):
    states = dict(crew.kept.flow.states)
    states["submitted"] = states["submitted"].model_copy(update={"rests": True})
    monkeypatch.setitem(crew.kept.flow.__dict__, "states", states)
    crew.walk(SENT)
    assert the_matter().finished is not None and not Wait.objects.exists() and told() == []
    assert Timer.objects.exists()  # its clock runs all the same


def test_holders_are_whom_it_waits_for(crew, monkeypatch):
    states = dict(crew.kept.flow.states)
    states["ready"] = states["ready"].model_copy(update={"holder": ("detachment_lead",)})
    monkeypatch.setitem(crew.kept.flow.__dict__, "states", states)
    crew.walk(SENT, PASSED, (7, "officer", "tell"), (6, "officer", "forward"))
    assert set(Wait.objects.values_list("action", flat=True)) == {"decide"}
