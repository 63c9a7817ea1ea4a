"""The drawing: every state once, every act told, no text over another, no track over another, no style, nothing unescaped."""

import itertools
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


def test_no_text_lies_over_another_and_none_leaves_the_drawing(registry):
    for kept in registry.kept.values():
        for language in ("zh", "en"):
            root = ElementTree.fromstring(drawing.svg(kept.flow, language, kept.name))
            texts = [one for one in root.iter() if one.tag.endswith("text")]
            acts = [
                (int(one.get("x")), int(one.get("y")), one.text)
                for one in texts
                if one.get("text-anchor") is None
            ]
            heights = sorted(y for _, y, _ in acts)
            assert all(after - before >= 15 for before, after in itertools.pairwise(heights))
            assert all(x + drawing.wide(text) < int(root.get("width")) for x, _, text in acts)
            (box,) = {w for _, _, w, _ in boxes(ElementTree.tostring(root).decode().replace("ns0:", ""))}
            assert all(drawing.wide(s.label.say(language)) < box for s in kept.flow.states.values())


def test_tracks_never_lie_over_each_other(registry):
    for kept in registry.kept.values():
        acts = list(drawing.acts_of(kept.flow, "zh"))
        plan = drawing.planned(drawing.ordered(kept.flow), acts)
        ways = [(plan.track[act], *sorted((plan.line[act], plan.entry(act.end)))) for act in acts]
        for one, other in itertools.combinations(ways, 2):
            assert one[0] != other[0] or one[2] < other[1] or other[2] < one[1]


def test_returns_are_dashed(tiny):
    acts = list(drawing.acts_of(tiny.flow, "zh"))
    assert {(one.start, one.end): one.returns for one in acts}["sent", "open"]
    assert drawing.svg(tiny.flow, "zh", "x").count("stroke-dasharray") == sum(one.returns for one in acts)


def test_what_is_written_is_escaped():
    flow = Workflow.model_validate({
        "create": "officer",
        "states": {"a": {"label": {"zh": "<script>", "en": "<script>"}}, "b": {"label": {"zh": "&", "en": "&"}, "final": True}},
        "actions": {"go": {"label": {"zh": "\"><b>", "en": "<b>"}, "from": "a", "to": "b", "who": "officer"}},
    })  # fmt: skip
    picture = drawing.svg(flow, "zh", '"<x>')
    assert not re.search("<(script|b|x)>", picture)
    ElementTree.fromstring(picture)


def test_a_state_nothing_leads_to_still_has_a_place():
    flow = Workflow.model_validate({
        "create": "officer", "actions": {},
        "states": {n: {"label": {"zh": n, "en": n}} for n in ("a", "b")},
    })  # fmt: skip
    assert drawing.ordered(flow) == ["a", "b"]
    assert drawing.svg(flow, "zh", "x").count("<rect") == 2
