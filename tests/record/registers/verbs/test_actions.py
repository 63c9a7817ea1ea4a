"""The verbs: one transaction, one journal entry, nothing half-done; four eyes cannot be got round."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from luji.base.kernel.problem import Refused
from luji.record.registers.verbs import actions, story
from luji.record.workflow import actions as journal


def codes(call, *args):
    with pytest.raises(Refused) as refused:
        call(*args)
    return sorted(p.code for p in refused.value.problems)


def test_numbers_count_up_within_the_year_and_past_their_digits(tiny, people, filed):
    assert [filed(tiny).number for _ in range(2)] == ["T2026-001", "T2026-002"]
    tiny.rows.filter(number="T2026-002").update(number="T2026-999")
    assert filed(tiny).number == "T2026-1000"
    assert filed(tiny).number == "T2026-1001"


def test_what_is_no_field_of_the_form_is_refused(tiny, people, typed):
    people.cast()
    values = typed(tiny) | {"done_on": None}
    assert codes(actions.create, people.actor("officer"), tiny, values) == ["REG-112"]


def test_when_the_journal_fails_nothing_is_saved(tiny, people, typed, monkeypatch):
    people.cast()

    def fail(records):
        raise DatabaseError("disk full")

    monkeypatch.setattr(journal, "write", fail)
    with pytest.raises(DatabaseError), transaction.atomic():
        actions.create(people.actor("officer"), tiny, typed(tiny))
    assert tiny.rows.count() == 0


def test_a_record_cannot_be_moved_to_another_brigade(tiny, people, filed, typed):
    row = filed(tiny)
    moved = typed(tiny, unit="hh-zhijiang")
    assert codes(actions.edit, people.actor("officer"), tiny, row.row, 1, moved) == ["REG-201"]


def test_an_emptied_field_is_a_change(tiny, people, filed, typed):
    row = filed(tiny)
    actions.edit(people.actor("officer"), tiny, row.row, 1, typed(tiny, story="", count="0"))
    row.refresh_from_db()
    assert (row.story, row.count) == (None, 0)


def test_required_fields_cannot_be_emptied(tiny, people, filed, typed):
    row = filed(tiny)
    assert codes(actions.edit, people.actor("officer"), tiny, row.row, 1, typed(tiny, what="")) == ["REG-101"]


class TestHazard:
    """整改不等于销号: what the register promises."""

    def act(self, people, hazard, row, who, action, **values):
        return actions.act(people.actor(who), hazard, row.row, row.version, action, values, "")

    @pytest.fixture
    def rectified(self, hazard, filed, walk):
        return walk(hazard, filed(hazard), "rectified").row

    def test_whoever_filed_it_does_not_push_it(self, hazard, people, filed, walk):
        row = walk(hazard, filed(hazard), "filed").row
        assert "REG-201" in codes(self.act, people, hazard, row, "officer", "push")

    @pytest.mark.parametrize("who", ["lead", "officer", "second", "partner", "chief", "keeper"])
    def test_nobody_closes_without_a_re_check(self, hazard, people, rectified, who):
        found = codes(self.act, people, hazard, rectified, who, "close")
        assert {"WFL-301", "WFL-308"} & set(found)
        rectified.refresh_from_db()
        assert rectified.state == "rectified"

    def test_whoever_rectified_does_not_re_check(self, hazard, people, filed, walk, brought):
        row = walk(hazard, filed(hazard), "pushed").row
        done = {"rectified_on": people.actor("officer").day, "measures": "已换"}
        done |= {"rectify_photos": [brought("officer")]}
        row = self.act(people, hazard, row, "officer", "rectify", **done)
        assert codes(self.act, people, hazard, row, "officer", "recheck") == ["REG-101", "REG-101", "WFL-304"]
        seen = {"check_note": "已到现场", "check_photos": [brought("second")]}
        assert self.act(people, hazard, row, "second", "recheck", **seen).checker == "second"

    @pytest.mark.parametrize("rung", range(5))
    def test_a_failed_re_check_keeps_the_rung(self, hazard, people, filed, walk, brought, rung):
        row = walk(hazard, filed(hazard), "pushed").row
        ladder = (("lead", "notice"), ("lead", "talk"), ("chief", "list"), ("chief", "oversee"))
        for who, action in ladder[:rung]:
            row = self.act(people, hazard, row, who, action)
        stood = row.state
        done = {"rectified_on": people.actor("officer").day, "measures": "已换"}
        row = self.act(people, hazard, row, "officer", "rectify", rectify_photos=[brought("officer")], **done)
        unfit = [name for name in hazard.flow.actions if name.startswith("unfit")]
        own, second = unfit.pop(rung), people.actor("second")
        for name in unfit:
            found = codes(actions.act, second, hazard, row.row, row.version, name, {}, "仍松动")
            assert found == ["WFL-305"], name
        assert actions.act(second, hazard, row.row, row.version, own, {}, "仍松动").state == stood

    def test_a_failed_re_check_sends_it_back(self, hazard, people, rectified):
        assert "WFL-307" in codes(self.act, people, hazard, rectified, "second", "unfit")
        row = actions.act(
            people.actor("second"), hazard, rectified.row, rectified.version, "unfit", {}, "仍松动"
        )
        assert row.state == "pushed"
        assert "WFL-301" in codes(self.act, people, hazard, row, "lead", "close")

    def test_it_is_late_by_the_day_agreed_and_not_by_sixty_days(self, hazard, people, filed, walk):
        row = walk(hazard, filed(hazard), "pushed").row
        assert row.due_on is not None
        acts = tuple(story.acts_among(journal.story(hazard.subject(row.row))))
        clock, calendar = hazard.flow.clocks["rectification"], people.actor("lead").registry.calendar
        for days in (5, 90):
            row.due_on = people.actor("lead").day + timedelta(days=days)
            found = story.reading(hazard, row, acts, clock, people.actor("lead").at, calendar)
            assert (found.due_day, found.remaining) == (row.due_on, days)
            assert "另定" in found.explain()

    def test_a_partner_sees_only_its_own(self, hazard, people, filed):
        mine, other = filed(hazard), filed(hazard, responsible="别的单位")
        partner = people.actor("partner")
        assert actions.fetch(partner, hazard, mine.row).row == mine.row
        assert codes(actions.fetch, partner, hazard, other.row) == ["REG-203"]

    def test_the_ladder_is_climbed_by_the_detachment(self, hazard, people, filed, walk):
        row = walk(hazard, filed(hazard), "pushed").row
        for who, action in (("lead", "notice"), ("lead", "talk"), ("chief", "list"), ("chief", "oversee")):
            row = self.act(people, hazard, row, who, action)
        assert row.state == "overseen"
        assert codes(self.act, people, hazard, row, "lead", "oversee") == ["REG-201", "WFL-301"]
