"""The drawing: every state once, every act told, nothing over another, no style, nothing unescaped."""

import re
from xml.etree import ElementTree

import pytest

from luji.record.registers.declared import drawing
from luji.record.workflow.spec import Workflow


def boxes(picture):
    return [
        tuple(map(int, one))
        for one in re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', picture)
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_register_can_be_drawn(registry, language):
    for kept in registry.kept.values():
        picture = drawing.svg(kept.flow, language, kept.name)
        root = ElementTree.fromstring(picture)
        told = "".join(root.itertext())
        assert all(a.label.say(language) in told for a in kept.flow.actions.values())
        assert len(boxes(picture)) == len(kept.flow.states)
        assert "style=" not in picture
        width, height = (int(root.get(n)) for n in ("width", "height"))
        assert all(x + w <= width and y + h <= height for x, y, w, h in boxes(picture))


def test_no_two_states_stand_in_one_place(registry):
    for kept in registry.kept.values():
        spots = list(drawing.layered(kept.flow).values())
        assert len(set(spots)) == len(spots)
        assert drawing.layered(kept.flow)[kept.flow.initial].layer == 0


def test_returns_are_dashed_and_acts_between_two_states_share_an_arrow(tiny):
    found = {(one.start, one.end): one for one in drawing.arrows(tiny.flow, "zh")}
    assert found["sent", "open"].returns
    assert not found["open", "sent"].returns
    assert drawing.svg(tiny.flow, "zh", "x").count("stroke-dasharray") == sum(
        one.returns for one in found.values()
    )


def test_what_is_written_is_escaped():
    flow = Workflow.model_validate({
        "create": "officer",
        "states": {"a": {"label": {"zh": "<script>", "en": "<script>"}}, "b": {"label": {"zh": "&", "en": "&"}, "final": True}},
        "actions": {"go": {"label": {"zh": "\"><b>", "en": "<b>"}, "from": "a", "to": "b", "who": "officer"}},
    })  # fmt: skip
    picture = drawing.svg(flow, "zh", '"<x>')
    assert not re.search("<(script|b|x)>", picture)
    ElementTree.fromstring(picture)


def test_long_labels_are_cut_to_their_box():
    assert drawing._cut("长" * 40, 168).endswith("…")
    assert len(drawing._cut("长" * 40, 168)) <= 13
    assert drawing._cut("短", 168) == "短"


def test_a_state_nothing_leads_to_still_has_a_place():
    flow = Workflow.model_validate({
        "create": "officer", "actions": {},
        "states": {n: {"label": {"zh": n, "en": n}} for n in ("a", "b")},
    })  # fmt: skip
    assert drawing.layered(flow) == {"a": drawing.Spot(0, 0), "b": drawing.Spot(1, 0)}
