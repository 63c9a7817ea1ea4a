"""What a register declares, asked in the words of the verbs."""

from luji.record.registers.declared.spec import heads


def test_content_is_what_people_fill(tiny, hazard):
    assert list(tiny.spec.content) == [
        "unit",
        "what",
        "kind",
        "count",
        "cost",
        "share",
        "day",
        "sure",
        "where",
        "story",
    ]
    assert not {"number", "pushed_on", "closed_on", "checker", "batch", "measures"} & set(hazard.spec.content)


def test_an_action_asks_for_its_own_fields(hazard):
    assert list(hazard.spec.asked_by("push")) == ["batch", "due_on"]
    assert list(hazard.spec.asked_by("close")) == []


def test_facts_name_their_fields(hazard):
    assert hazard.spec.facts["id"] == "number"
    assert hazard.spec.facts["state"] == "state"


def test_fixed_is_not_closed(hazard):
    """The promise of the register: no way to the end without a re-check by somebody else."""
    flow = hazard.flow
    assert flow.actions["close"].after == ("recheck",)
    assert "rectify" in flow.actions["recheck"].not_by
    assert {"rectify", "recheck"} <= set(flow.actions["close"].not_by)
    assert [n for n, a in flow.actions.items() if a.to == "closed"] == ["close"]


def test_heads_of_an_expression_are_its_fields():
    assert heads("rows.count + rows.hours.sum > lasts") == ["rows", "lasts"]
    assert heads("count >") == []


def test_fields_that_follow_stand_after_what_they_read(every):
    assert list(every.spec.following) == ["reason", "there", "hours", "took"]
    assert every.spec.asking == {"chair", "witness", "about", "shade", "attendees"}
    assert every.spec.fields["attendees"].private is False and every.spec.fields["witness"].private
