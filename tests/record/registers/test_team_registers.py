"""What holds of every register of the team: least privilege, four eyes before a figure, words in two languages."""

import re

import pytest
from django.test import Client

from luji.record.registers import models
from luji.record.workflow.proof import counter_examples
from luji.record.workflow.space import Space, Walk
from luji.record.workflow.spec import CREATE, EDIT

TEAM = (
    "accountability", "activity", "article", "campaign", "care_survey", "coverage", "difficulty",
    "discipline_report", "exposure", "honour", "liaison", "meeting", "party_admission", "reinforcement",
    "relocation", "rotation", "supervision", "supervision_finding", "task", "training", "vanguard", "visit",
)  # fmt: skip
PRIVATE = ("accountability", "care_survey", "difficulty", "relocation", "visit")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
OTHER = "hh-zhijiang"


@pytest.fixture(params=TEAM)
def spec(request):
    return models.REGISTERS[request.param]


def test_strangers_are_sent_to_sign_in(spec):
    answer = Client().get(f"/registers/{spec.name}/")
    assert answer.status_code == 302


@pytest.mark.parametrize("name", PRIVATE)
@pytest.mark.parametrize("role", ["officer", "publicity", "command", "admin", "bureau_review", "partner"])
def test_private_registers_are_not_there_for_others(people, registry, name, role):
    party = "高速公路经营单位" if role == "partner" else ""
    client = people.client(f"x-{role}", role, "hh", party)
    answer = client.get(f"/registers/{name}/")
    assert answer.status_code == 404
    assert "REG-203" in answer.content.decode()
    label = registry.find(name).spec.label.zh
    assert f">{label}<" not in client.get("/registers/").content.decode()


def test_partners_and_bureau_see_no_personal_register(spec):
    assert "partner" not in spec.see
    assert spec.name not in PRIVATE or not {"officer", "admin", "bureau_review"} & set(spec.see)


def test_nobody_but_detachment_offices_sees_other_brigades(spec):
    wide = {role for role, scope in spec.see.items() if scope in ("below", "any")}
    assert wide <= {
        "political", "detachment_lead", "bureau_review", "admin", "supervision", "legal", "publicity", "command",
    }  # fmt: skip
    assert {spec.see.get(role, "own") for role in ("officer", "brigade_lead")} == {"own"}


def test_no_figure_without_a_second_pair_of_eyes(spec):
    """Every review excludes whoever made, changed or handed in what it is about."""
    flow = spec.workflow
    reviews = [action for action in flow.actions.values() if action.review]
    assert reviews
    for action in reviews:
        assert {CREATE, EDIT} <= set(action.not_by) or spec.name == "task", action.label
        assert set(action.not_by) & {name for name, a in flow.actions.items() if a.to in action.from_}


def test_what_is_not_confirmed_is_not_published(spec):
    """States before the first review are no facts, but for the registers that count states by themselves."""
    flow = spec.workflow
    if spec.name in ("difficulty", "task", "supervision_finding"):
        return
    reached = {action.to for action in flow.actions.values() if action.review}
    reached |= {a.to for a in flow.actions.values() if set(a.from_) & reached and not a.returns}
    before = set(flow.states) - reached - {"withdrawn"}
    assert before <= set(spec.unpublished), before - set(spec.unpublished)


def test_the_proof_finds_no_way_around(spec):
    assert counter_examples(Walk(Space(spec.workflow), suspects=True)) == {}


def test_without_its_exclusions_the_proof_finds_one(spec):
    flow = spec.workflow
    name, action = next((n, a) for n, a in flow.actions.items() if a.review)
    weak = flow.model_copy(
        update={"actions": flow.actions | {name: action.model_copy(update={"not_by": ()})}}
    )
    assert counter_examples(Walk(Space(weak), suspects=True)) != {}


def test_people_are_personal_and_masked_in_lists(spec):
    for field in spec.fields.values():
        for one in (field, *field.fields.values()):
            assert one.type != "person" or one.personal, one.label
            assert "警号" not in one.label.zh or one.type == "person"


def test_everything_is_said_in_both_languages(spec):
    texts = [spec.label, spec.note, spec.group, *(group.label for group in spec.form)]
    for field in spec.fields.values():
        for one in (field, *field.fields.values()):
            texts += [one.label, *one.values.values(), *([one.help] if one.help else [])]
    flow = spec.workflow
    texts += [s.label for s in flow.states.values()] + [a.label for a in flow.actions.values()]
    for text in texts:
        assert CHINESE.search(text.zh), text
        assert text.en.strip()
    assert all(not CHINESE.search(text.en) for text in texts if "uch as" not in text.en)


def test_constructed_limits_say_so(spec):
    for clock in spec.workflow.clocks.values():
        for version in clock.versions:
            assert "（构造）" in version.article.zh
            assert "(constructed)" in version.article.en
            assert version.number == "构造"


def test_every_field_stands_in_the_form_or_is_the_number(spec):
    placed = [name for group in spec.form for name in group.fields]
    assert len(set(placed)) == len(placed)
    assert set(spec.fields) - set(placed) == {spec.key}


def test_the_wrong_brigade_finds_an_empty_list(people, registry, spec):
    client = people.client("elsewhere", "brigade_lead", OTHER)
    if "brigade_lead" not in spec.see:
        assert client.get(f"/registers/{spec.name}/").status_code == 404
        return
    kept = registry.find(spec.name)
    kept.model._default_manager.create(
        **{spec.key: "鹤城独有之编号", spec.unit: "hh-hecheng"}, state=kept.flow.initial, created_by="x",
        created_at="2020-01-01T00:00Z", changed_at="2020-01-01T00:00Z",
    )  # fmt: skip
    page = client.get(f"/registers/{spec.name}/").content.decode()
    assert "鹤城独有之编号" not in page
