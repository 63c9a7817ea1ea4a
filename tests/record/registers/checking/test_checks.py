"""Broken declarations: each mistake told with its number, its line and, where there is one, the nearest word."""

import re
import textwrap

import pytest
import yaml

from luji.base.kernel.declaration import parse
from luji.base.kernel.problem import Refused
from luji.record.registers import models
from luji.record.registers.checking import checks
from luji.record.registers.model import Row


@pytest.fixture
def text(tiny_folder):
    return (tiny_folder / "registers" / "tiny.yaml").read_text("utf-8")


def refused(text):
    with pytest.raises(Refused) as found:
        checks.from_tree(parse(text, "tiny.yaml"), models.ROLES)
    return found.value.problems


def changed(text, *path, value):
    data = yaml.safe_load(text)
    place = data
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


FILES = {"type": "files", "label": {"zh": "照片", "en": "Pictures"}}
WATCH = {"register": "x", "near": "where", "since": "day", "label": {"zh": "又出事", "en": "again"}}
BROKEN = [
    (("register",), "Tiny!", "REG-001"),
    (("fields", "Bad Name"), {"type": "text", "label": {"zh": "坏", "en": "bad"}}, "REG-001"),
    (("fields", "version"), {"type": "text", "label": {"zh": "版本", "en": "v"}}, "REG-002"),
    (("fields", "id"), {"type": "text", "label": {"zh": "号", "en": "v"}}, "REG-002"),
    (("title",), ["wht"], "REG-003"),
    (("list", "columns"), ["nothing"], "REG-003"),
    (("list", "order"), "-nothing", "REG-003"),
    (("stamps", "finish"), {"nothing": "today"}, "REG-003"),
    (("unit",), "what", "REG-004"),
    (("time",), "what", "REG-004"),
    (("key",), "day", "REG-004"),
    (("list", "search"), ["day"], "REG-004"),
    (("unique",), ["unit", "dya.month"], "REG-003"),
    (("unique",), ["unit", "day.week"], "REG-631"),
    (("unique",), ["unit.month"], "REG-631"),
    (("unique",), "story", "REG-004"),
    (("workflow", "concerned"), "what", "WFL-015"),
    (("workflow", "actions", "review", "not_by"), ["send", "what"], "WFL-002"),
    (("fields", "what", "scale"), 2, "REG-005"),
    (("fields", "day", "most"), 2, "REG-005"),
    (("fields", "kind", "values"), {}, "REG-006"),
    (("fields", "number", "pattern"), "T{year}", "REG-007"),
    (("see", "offcer"), "own", "REG-008"),
    (("takeover",), ["nobody"], "REG-008"),
    (("fields", "opinion", "by"), "fly", "REG-009"),
    (("stamps", "fly"), {"done_on": "today"}, "REG-009"),
    (("see", "brigade_lead"), None, "REG-011"),
    (("fields", "cost", "label"), {"zh": "件数", "en": "Cost"}, "REG-012"),
    (("fields", "cost", "fact"), "count", "REG-012"),
    (("fields", "cost", "aliases"), ["状态"], "REG-012"),
    (("fields", "kind", "default"), "z", "REG-013"),
    (("fields", "what", "typ"), "text", "KRN-013"),
    (("fields", "what", "type"), "blob", "KRN-015"),
    (("fields", "what", "fresh"), {"after": "send"}, "REG-005"),
    (("fields", "pictures"), FILES | {"fresh": {"after": "send"}}, "REG-550"),
    (("fields", "pictures"), FILES | {"accept": "photo", "fresh": {"after": "snd"}}, "WFL-"),
    (("fields", "pictures"), FILES | {"accept": "photo", "fresh": {"near": "what"}}, "REG-004"),
    (("fields", "pictures"), FILES | {"accept": "film"}, "KRN-"),
    (("watch",), [WATCH | {"near": "what"}], "REG-004"),
    (("watch",), [WATCH | {"since": "count"}], "REG-004"),
    (("watch",), [WATCH | {"same": "nothing"}], "REG-003"),
    (("answers",), {"action": "send", "who": "officer"}, "REG-553"),
    (("answers",), {"action": "snd", "who": "officer"}, "WFL-"),
    (("answers",), {"action": "send", "who": "offcer"}, "REG-008"),
    (("answers",), {"action": "send", "who": []}, "KRN-"),
    (("workflow", "create"), ["offcer"], "WFL-"),
    (("workflow", "actions", "review", "requires"), ["nothing"], "WFL-"),
    (("workflow", "actions", "finish"),
     {"label": {"zh": "批准", "en": "x"}, "from": "sent", "to": "finished", "who": "brigade_lead", "decides": True}, "WFL-111"),
    (("workflow", "actions", "review", "not_by"), [], "WFL-"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "code"), BROKEN, ids=lambda v: str(v)[:40])
def test_a_mistake_is_told_by_its_number_and_line(text, path, value, code):
    found = refused(changed(text, *path, value=value))
    assert any(p.code.startswith(code) for p in found), [p.line() for p in found]
    assert all(p.where.line for p in found if p.code.startswith("REG"))


def test_the_unbroken_one_is_accepted(text):
    assert checks.from_tree(parse(text, "tiny.yaml"), models.ROLES).name == "tiny"


def test_a_wrong_role_is_told_with_the_nearest(text):
    found = refused(changed(text, "see", "offcer", value="own"))
    assert "officer" in next(p for p in found if p.code == "REG-008").zh


def test_ten_mistakes_show_at_once(text):
    data = yaml.safe_load(text)
    data["title"] = [f"no{n}" for n in range(10)]
    found = refused(yaml.safe_dump(data, allow_unicode=True))
    assert [p.code for p in found].count("REG-003") == 10


def test_one_name_in_two_files_is_refused(text, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    with pytest.raises(Refused, match="REG-010"):
        checks.load_registers(sorted(tmp_path.glob("*.yaml")), models.ROLES)


def test_mistakes_of_all_files_come_together(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(textwrap.dedent("register: x\nlabl: y\n"), "utf-8")
    with pytest.raises(Refused) as found:
        checks.load_registers(sorted(tmp_path.glob("*.yaml")), models.ROLES)
    assert {p.where.file for p in found.value.problems} == {"a.yaml", "b.yaml"}


def test_no_field_can_hide_what_a_model_needs():
    taken = {name for name in dir(Row) if re.fullmatch(r"[a-z][a-z0-9_]*", name) and not name.startswith("_")}
    assert taken - checks.RESERVED == set()
