"""What a register declares, asked in the words of the verbs."""


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
