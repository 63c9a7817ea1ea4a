"""Forms given out and answers taken in: once, by those allowed, on behalf of the organisation, all or nothing."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from luji.base.kernel.problem import Refused
from luji.record.evidence.models import FileUse
from luji.record.partners import actions as partners
from luji.record.partners.answers import parse
from luji.record.partners.models import IssuedForm, IssuedRecord
from luji.record.registers.verbs import actions
from luji.record.workflow import actions as journal


def last(world, row, verb):
    return [e for e in journal.story(world.hazard.subject(row.row)) if e.verb == verb][-1]


# -- giving out -----------------------------------------------------------------------------------------


def test_a_form_holds_what_waits_and_is_journalled(world):
    first, second = world.pushed(), world.pushed()
    form = world.form(first, second)
    assert set(form.ticket.records) == {first.row, second.row}
    assert form.ticket.party == "高速公路经营单位"
    assert (form.ticket.until - form.ticket.issued).days in (60, 61)
    assert IssuedForm.objects.get().number == form.ticket.number
    entry = last(world, first, "form_out")
    assert entry.person == "officer"
    assert json.loads(entry.after)["form"] == form.ticket.number
    assert form.secret not in entry.after
    first.refresh_from_db()
    assert first.state == "pushed"


def test_only_what_waits_and_is_seen_can_be_in_a_form(world):
    mine = world.pushed()
    world.pushed(batch="2026年第2批")
    closed = world.pushed()
    actions.act(world.actor("officer"), world.hazard, closed.row, closed.version, "rectify", {
        "rectified_on": world.actor("officer").day, "measures": "x", "rectify_photos": [world.brought("officer")],
    })  # fmt: skip
    officer = world.actor("officer")
    found = partners.waiting(officer, world.hazard, "高速公路经营单位", "2026年第1批")
    assert [row.row for row in found] == [mine.row]
    assert len(partners.waiting(officer, world.hazard, "高速公路经营单位")) == 2
    assert partners.waiting(officer, world.hazard, "别的单位") == []
    assert partners.waiting(officer, world.hazard, "高速公路经营单位", row=closed.row) == []
    assert partners.waiting(world.actor("stranger"), world.hazard, "高速公路经营单位") == []


@pytest.mark.parametrize("who", ["chief", "partner", "nobody"])
def test_only_those_declared_give_forms_out(world, codes, who):
    row = world.pushed()
    assert codes(world.form, row, who=who) == ["REG-201"]
    assert not IssuedForm.objects.exists()


def test_a_form_is_of_one_organisation_not_empty_and_not_endless(world, codes, monkeypatch):
    assert codes(world.form) == ["PTN-202"]
    assert codes(world.form, world.pushed(), world.pushed(responsible="别的单位")) == ["PTN-204"]
    monkeypatch.setattr(partners, "MOST_RECORDS", 1)
    assert codes(world.form, world.pushed(), world.pushed()) == ["PTN-203"]


def test_a_register_without_answers_has_no_forms(world, codes):
    silent = replace(world.hazard, spec=world.hazard.spec.model_copy(update={"answers": None}))
    assert codes(partners.declared, silent) == ["PTN-201"]


# -- taking in ------------------------------------------------------------------------------------------


def test_an_answer_is_done_on_behalf_of_the_organisation(world, fill):
    row = world.pushed()
    form = world.form(row)
    (done,) = world.take(fill.answer(form, fill.reply(row.row)), who="second")
    assert (done.state, done.measures) == ("rectified", "更换波形梁三块")
    assert len(done.rectify_photos) == 1
    entry = last(world, row, "rectify")
    assert (entry.person, entry.behalf) == ("second", "高速公路经营单位")
    assert json.loads(entry.after)["role"] == "partner"
    assert json.loads(entry.after)["fields"]["rectify_photos"] == done.rectify_photos
    received = last(world, row, "form_in")
    assert form.ticket.number in received.reason
    assert "李工" in received.reason
    assert FileUse.objects.get(file_id=done.rectify_photos[0]).act == "rectify"
    assert journal.verify() == [] or all(str(p.level) == "warning" for p in journal.verify())


def test_who_took_the_answer_in_does_not_re_check(world, fill, codes):
    row = world.pushed()
    (row,) = world.take(fill.answer(world.form(row), fill.reply(row.row)), who="second")
    given = {"check_note": "看过", "check_photos": [world.brought("second")]}
    assert codes(
        actions.act, world.actor("second"), world.hazard, row.row, row.version, "recheck", given
    ) == ["WFL-304"]
    given["check_photos"] = [world.brought("officer")]
    assert (
        actions.act(world.actor("officer"), world.hazard, row.row, row.version, "recheck", given).state
        == "rechecked"
    )


def test_an_answer_is_used_once(world, fill, codes):
    row = world.pushed()
    raw = fill.answer(world.form(row), fill.reply(row.row))
    world.take(raw)
    assert codes(world.take, raw) == ["PTN-106"]
    assert codes(world.take, raw, who="second") == ["PTN-106"]


def test_one_form_answers_its_records_one_after_the_other(world, fill, codes):
    first, second = world.pushed(), world.pushed()
    form = world.form(first, second)
    world.take(fill.answer(form, fill.reply(first.row)))
    assert codes(world.take, fill.answer(form, fill.reply(first.row), fill.reply(second.row))) == ["PTN-106"]
    second.refresh_from_db()
    assert second.state == "pushed"  # all or nothing
    world.take(fill.answer(form, fill.reply(second.row)))
    assert IssuedRecord.objects.filter(answered_at=None).count() == 0


def test_a_record_that_has_changed_since_is_stale(world, fill, codes):
    row = world.pushed()
    raw = fill.answer(world.form(row), fill.reply(row.row))
    row.description = "又多了一处"
    row.save()
    assert codes(world.take, raw) == ["PTN-107"]


def test_a_form_of_an_earlier_round_is_stale(world, fill, codes):
    row = world.pushed()
    early, answered = world.form(row), world.form(row)
    (row,) = world.take(fill.answer(answered, fill.reply(row.row)), at=fill.now - timedelta(minutes=10))
    actions.act(world.actor("second"), world.hazard, row.row, row.version, "unfit", {}, "还是松的")
    assert codes(world.take, fill.answer(early, fill.reply(row.row))) == ["PTN-107"]
    fresh = world.form(row, at=fill.now - timedelta(minutes=5))
    assert world.take(fill.answer(fresh, fill.reply(row.row)))[0].state == "rectified"


def test_the_ladder_does_not_make_it_stale(world, fill):
    row = world.pushed()
    raw = fill.answer(world.form(row), fill.reply(row.row))
    actions.act(world.actor("lead"), world.hazard, row.row, row.version, "notice", {})
    assert world.take(raw)[0].state == "rectified"


def test_a_record_already_rectified_is_refused_by_the_workflow(world, fill, codes):
    row = world.pushed()
    raw = fill.answer(world.form(row), fill.reply(row.row))
    given = {
        "rectified_on": world.actor("officer").day,
        "measures": "x",
        "rectify_photos": [world.brought("officer")],
    }
    actions.act(world.actor("officer"), world.hazard, row.row, row.version, "rectify", given)
    assert codes(world.take, raw) == ["PTN-107"]


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"rectified_on": ""}, "REG-101"), ({"rectified_on": "2026-02-30"}, "REG-103"), ({"measures": " "}, "REG-101"),
        ({"measures": "长" * 3000}, "REG-107"), ({"measures": "a\x00b"}, "REG-109"),
    ],
)  # fmt: skip
def test_what_is_written_is_checked_like_any_form(world, fill, codes, texts, code):
    row = world.pushed()
    assert codes(world.take, fill.answer(world.form(row), fill.reply(row.row, **texts))) == [code]
    assert IssuedRecord.objects.get().answered_at is None


def test_what_is_not_asked_is_not_taken(world, fill):
    row = world.pushed()
    texts = {
        "state": "closed",
        "checker": "me",
        "description": "好了",
        "closed_on": "2026-01-01",
        "unit": "hh",
    }
    (done,) = world.take(fill.answer(world.form(row), fill.reply(row.row, **texts)))
    assert (done.state, done.checker, done.description, done.closed_on) == (
        "rectified",
        None,
        "波形护栏被撞变形",
        None,
    )


def test_photographs_are_judged_like_any_other(world, fill, codes):
    row = world.pushed()
    used = fill.picture("seen before")
    other = world.pushed()
    world.take(fill.answer(world.form(other), fill.reply(other.row, [used])))
    assert codes(world.take, fill.answer(world.form(row), fill.reply(row.row, [used]))) == ["EVI-302"]
    assert codes(world.take, fill.answer(world.form(row), fill.reply(row.row, []))) == ["REG-101"]
    found = codes(world.take, fill.answer(world.form(row), fill.reply(row.row, [b"MZ" + b"\0" * 99])))
    assert found == ["EVI-105"]


def test_problems_say_their_record(world, fill):
    first, second = world.pushed(), world.pushed()
    form = world.form(first, second)
    with pytest.raises(Refused) as refused:
        world.take(
            fill.answer(form, fill.reply(first.row, measures=""), fill.reply(second.row, rectified_on="x"))
        )
    assert [p.where.file for p in refused.value.problems] == [first.number, second.number]


@pytest.mark.parametrize("who", ["chief", "nobody", "partner"])
def test_only_those_declared_take_answers_in(world, fill, codes, who):
    row = world.pushed()
    assert codes(world.take, fill.answer(world.form(row), fill.reply(row.row)), who=who) == ["REG-201"]


def test_another_brigade_does_not_take_it_in(world, fill, codes):
    row = world.pushed()
    assert codes(world.take, fill.answer(world.form(row), fill.reply(row.row)), who="stranger") == ["REG-203"]


def test_a_form_nobody_gave_out_is_unknown(world, fill, codes):
    row = world.pushed()
    raw = fill.answer(world.form(row), fill.reply(row.row))
    IssuedRecord.objects.all().delete()
    IssuedForm.objects.all().delete()
    assert codes(world.take, raw) == ["PTN-105"]


def test_a_rehearsal_leaves_nothing(world, fill):
    row = world.pushed()
    officer = world.actor("officer")
    answer = parse(fill.answer(world.form(row), fill.reply(row.row)), partners.key(), fill.now)
    brought = partners.bring(officer, world.hazard, answer)
    assert partners.rehearse(officer, world.hazard, answer, brought) == []
    row.refresh_from_db()
    assert row.state == "pushed"
    assert IssuedRecord.objects.get().answered_at is None
    again = partners.bring(officer, world.hazard, answer)
    assert again == brought
    assert FileUse.objects.filter(register="").count() == 1
    assert partners.take_in(officer, world.hazard, answer, brought)[0].state == "rectified"
