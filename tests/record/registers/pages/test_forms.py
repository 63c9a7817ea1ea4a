"""Inputs made from fields."""

from datetime import UTC, datetime

from luji.record.registers.pages import forms
from luji.record.registers.pages.asking import Ask

NOW = datetime(2026, 3, 2, 9, 30, 12, tzinfo=UTC)


def test_inputs_follow_their_fields(rf, people, tiny):
    ask = Ask(rf.get("/"), people.actor("officer", "officer"), tiny)
    made = forms.inputs(ask, tiny.spec.content, {"unit": "hh-zhijiang", "kind": "b"})
    assert {n: i.kind for n, i in made.items()} == {
        "unit": "select", "what": "text", "kind": "select", "count": "text", "cost": "text", "share": "text", "day": "date",
        "sure": "select", "where": "text", "story": "area",
    }  # fmt: skip
    assert [code for code, _ in made["unit"].options] == ["", "hh-hecheng", "hh-zhijiang"]
    assert made["count"].mode == "numeric"
    assert made["what"].help == "一句话"
    assert (made["what"].required, made["cost"].required) == (True, False)


def test_a_new_form_has_its_defaults(people, tiny):
    found = forms.defaults(tiny, people.actor("officer", "officer").person, NOW)
    assert found == {"unit": "hh-hecheng", "kind": "a"}


def test_what_was_written_comes_as_values_and_problems(rf, people, tiny):
    request = rf.post("/", {"what": "x", "count": "many", "day": "2026-01-01"})
    written = forms.taken(
        Ask(request, people.actor("officer", "officer"), tiny), tiny.spec.content, frozenset({"story"})
    )
    assert written.values["what"] == "x"
    assert {n: p.code for n, p in written.wrong.items()} == {
        "unit": "REG-101",
        "count": "REG-102",
        "story": "REG-101",
    }
    assert forms.spelled_all(tiny, {"what": None, "sure": True}) == {"what": "", "sure": "true"}
