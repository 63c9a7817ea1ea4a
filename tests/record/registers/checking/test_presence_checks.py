"""Mistakes in a declaration of presence are told, each with its name."""

import pytest

from luji.base.kernel.content import Content
from luji.base.kernel.declaration import parse_file
from luji.base.kernel.problem import Refused
from luji.record.registers import models
from luji.record.registers.checking.checks import load_register
from luji.record.registers.checking.presence_checks import check_presence

TREE = parse_file(Content.shipped().file("registers/training.yaml"))
TRAINING = models.REGISTERS["training"]


def found(**changed):
    spec = TRAINING.presence.model_copy(update=changed)
    register = TRAINING.model_copy(update={"presence": spec})
    return [problem.code for problem in check_presence(register, TREE)]


def test_the_shipped_ones_are_sound_and_none_is_needed():
    assert found() == []
    assert list(check_presence(TRAINING.model_copy(update={"presence": None}), TREE)) == []


@pytest.mark.parametrize("changed", [
    {"rows": "absent"}, {"rows": "place"}, {"person": "absent"}, {"person": "came_at"}, {"at": "officer"},
    {"flag": "came_at"}, {"flag": "absent"}, {"from_": "held_on"}, {"to": "absent"}, {"states": ("draft", "gone")},
])  # fmt: skip
def test_every_mistake_is_told(changed):
    assert set(found(**changed)) == {"REG-625"}


def test_mistakes_stop_the_register(tmp_path):
    path = tmp_path / "training.yaml"
    text = Content.shipped().file("registers/training.yaml").read_text("utf-8")
    path.write_text(text.replace("from: begins_at", "from: held_on"), "utf-8")
    with pytest.raises(Refused, match="REG-625"):
        load_register(path, models.ROLES)
