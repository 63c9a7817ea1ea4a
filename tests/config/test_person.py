# ruff: noqa: E402 — models can be imported only after Django is set up
"""`luji person`: the first administrator of a fresh home, and what is refused."""

import json
import os
import subprocess
import sys

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from luji.base.kernel.problem import Refused
from luji.base.people.models import Account
from luji.config import person


def luji(home, *words):
    env = {**os.environ, "LUJI_HOME": str(home)}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "luji", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_a_fresh_home_gets_its_first_administrator(tmp_path):
    home = tmp_path / "fresh"
    home.mkdir()
    early = luji(home, "person", "list")
    assert (early.returncode, early.stdout) == (2, "")
    assert "CLI-211" in early.stderr
    assert "luji upgrade" in early.stderr
    assert luji(home, "upgrade").returncode == 0
    done = luji(home, "person", "add", "080001", "王建设", "--role", "admin")
    assert done.returncode == 0, done.stderr
    assert "系统管理员" in done.stdout
    assert "一次性密码" in done.stdout


def test_a_home_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(Refused, match="CLI-211"):
        person.listed(tmp_path / "nowhere", "", False)
    assert not (tmp_path / "nowhere").exists()


def test_one_json_document_only(db, tmp_path, capsys):
    assert person.add(tmp_path, "080001", "王建设", "鹤城大队", ["admin"], "", True) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["number"], made["unit"], made["posts"]) == ("080001", "hh-hecheng", ["系统管理员"])
    assert Account.objects.get().check_password(made["password"])
    person.password(tmp_path, "080001", True)
    again = json.loads(capsys.readouterr().out)
    assert again["password"] != made["password"]
    person.listed(tmp_path, "", True)
    assert [row["roles"] for row in json.loads(capsys.readouterr().out)] == [["admin"]]


def test_people_are_listed_a_line_each(db, tmp_path, capsys):
    person.add(tmp_path, "080001", "王建设", "", ["admin"], "", False)
    person.add(tmp_path, "080002", "李四光", "", [], "", False)
    Account.objects.filter(username="080002").update(is_active=False)
    capsys.readouterr()
    person.listed(tmp_path, "", False)
    assert capsys.readouterr().out.splitlines() == [
        "080001\t王建设\thn\tadmin",
        "080002\t李四光\thn\t\t已停用",
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (("a b", "张三", "", [], ""), "PPL-105"),
        (("luji", "张三", "", [], ""), "PPL-105"),
        (("080190", "张三", "外星", [], ""), "PPL-001"),
        (("080190", "张三", "", ["king"], ""), "PPL-202"),
        (("080190", "张三", "", ["partner"], ""), "PPL-205"),
        (("080190", "", "", [], ""), "PPL-209"),
    ],
)
def test_what_is_refused_leaves_nothing(db, tmp_path, capsys, given, code):
    with pytest.raises(Refused, match=code):
        person.add(tmp_path, *given, False)
    assert not Account.objects.exists()
    assert capsys.readouterr().out == ""


def test_nobody_is_reset_or_listed_who_is_not_there(db, tmp_path):
    with pytest.raises(Refused, match="PPL-106"):
        person.password(tmp_path, "nobody", False)
    with pytest.raises(Refused, match="PPL-001"):
        person.listed(tmp_path, "外星", False)
