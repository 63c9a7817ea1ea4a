"""Mistakes in a declaration of begetting are told, each with its name; one is enough to stop the registers."""

import pytest

from luji.base.kernel.content import Content
from luji.base.kernel.declaration import parse_file
from luji.base.kernel.problem import Refused, Where
from luji.record.registers import models
from luji.record.registers.checking.begetting_checks import begotten, check_begets, sources
from luji.record.registers.checking.checks import load_registers

TREE = parse_file(Content.shipped().file("registers/investigation.yaml"))
SHIPPED = models.REGISTERS["investigation"]
SOUND = SHIPPED.begets["hazard"]


def changed(**options):
    """The shipped register with another declaration."""
    return SHIPPED.model_copy(update={"begets": {"hazard": SOUND.model_copy(update=options)}})


def within(**options):
    return [problem.code for problem in check_begets(changed(**options), TREE)]


def across(**options):
    registers = models.REGISTERS | {"investigation": changed(**options)}
    return [problem.code for problem in begotten(registers, dict.fromkeys(registers, Where(file="x.yaml")))]


def test_the_shipped_one_is_sound_and_a_line_comes_before_the_record():
    assert within() == []
    assert across() == []
    assert sources(SHIPPED, SOUND)["kind"] is SHIPPED.fields["findings"].fields["kind"]
    assert sources(SHIPPED, SOUND)["accident"] is SHIPPED.fields["accident"]


@pytest.mark.parametrize(("options", "code"), [
    ({"rows": "absent"}, "REG-610"), ({"rows": "accident"}, "REG-610"), ({"rows": "evidence"}, "REG-610"),
    ({"fields": {"route": "rout"}}, "REG-612"), ({"fields": {"route": "said"}}, "REG-612"),
])  # fmt: skip
def test_lines_and_sources_there_are_not(options, code):
    assert within(**options) == [code]


@pytest.mark.parametrize(("options", "code"), [
    ({"to": "hazzard"}, "REG-611"),
    ({"fields": {"rout": "route"}}, "REG-613"),
    ({"fields": {"closed_on": "opened_on"}}, "REG-613"),
    ({"fields": {"measures": "description"}}, "REG-613"),
    ({"fields": {"number": "number"}}, "REG-613"),
    ({"origin": "absent"}, "REG-613"),
    ({"origin": "batch"}, "REG-613"),
    ({"origin": "route", "fields": {}}, "REG-614"),
    ({"fields": {"origin": "description"}}, "REG-614"),
    ({"fields": {"stake": "description"}}, "REG-614"),
    ({"fields": {"kind": "why"}}, "REG-614"),
    ({"fields": {"photos": "evidence"}}, "REG-614"),
    ({"fields": {"description": "leader"}}, "REG-614"),
    ({"fields": {"description": "chain"}}, "REG-614"),
    ({"rows": "chain", "fields": {"description": "name"}}, "REG-614"),
])  # fmt: skip
def test_what_does_not_go_into_the_other_form(options, code):
    assert code in across(**options)


def test_what_does_go_into_it():
    assert across(fields={"description": "accident", "route": "stake"}) == []


@pytest.mark.parametrize(("old", "new", "code"), [
    ("rows: findings\n    to", "rows: finding\n    to", "REG-610"),
    ("to: hazard\n", "to: hazards\n", "REG-611"),
    ("{route: route,", "{route: rote,", "REG-612"),
    ("{route: route,", "{rote: route,", "REG-613"),
    ("{route: route,", "{due_on: opened_on, route: route,", "REG-613"),
])  # fmt: skip
def test_a_mistake_stops_the_registers(tmp_path, old, new, code):
    text = Content.shipped().file("registers/investigation.yaml").read_text("utf-8")
    assert old in text
    mine = tmp_path / "investigation.yaml"
    mine.write_text(text.replace(old, new), "utf-8")
    others = [path for path in Content.shipped().files("registers") if path.name != mine.name]
    with pytest.raises(Refused) as refused:
        load_registers([*others, mine], models.ROLES, models.LISTS, prove=False)
    assert code in {problem.code for problem in refused.value.problems}
