# ruff: noqa: E402 — models can be imported only after Django is set up
"""The rail: bench, dashboard, registers; strangers see none."""

import os
from datetime import date

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.contrib.auth.models import AnonymousUser
from django.urls import resolve

from luji.base.people import posts
from luji.base.people.models import Account
from luji.config import rail


def asked(rf, path, user):
    request = rf.get(path)
    request.user, request.resolver_match = user, resolve(path)
    return request


@pytest.fixture
def reader(db):
    account = Account.objects.create(username="x", name="张", unit="hh-hecheng")
    posts.appoint(account, "officer", "hh-hecheng", date(2018, 1, 1))
    return account


@pytest.mark.parametrize(
    ("path", "here"),
    [("/registers/hazard/", ["道路隐患"]), ("/registers/hazard/3/", ["道路隐患"]), ("/", [])],
)
def test_the_registers_stand_third_and_the_group_one_is_in_lies_open(rf, reader, path, here):
    entries = rail.frame(asked(rf, path, reader))["rail"]
    assert [entry.label for entry in entries[:3:2]] == ["工作台", "台账"]
    groups = entries[2].below
    assert "道路安全" in [group.label for group in groups]
    assert [e.label for group in groups for e in group.below if e.here] == here
    assert sum(bool(group.below) for group in groups) == len(here)
    assert len(entries) > 3


def test_a_reader_without_a_post_finds_no_register_in_the_rail(rf, db):
    stranger = Account.objects.create(username="y", name="王", unit="hh")
    assert rail.registers(asked(rf, "/", stranger)).below == ()


def test_the_index_itself_is_marked(rf, reader):
    assert rail.registers(asked(rf, "/registers/", reader)).here


def test_strangers_have_no_rail(rf):
    assert rail.frame(asked(rf, "/", AnonymousUser()))["rail"] == ()


@pytest.mark.parametrize(
    ("mark", "said"), [('{"constructed": true}', True), ("{}", False), ("not json", False)]
)
def test_constructed_data_are_called_so(rf, reader, settings, tmp_path, mark, said):
    settings.LUJI_HOME = tmp_path
    (tmp_path / "home.json").write_text(mark, "utf-8")
    assert rail.frame(asked(rf, "/registers/", reader))["constructed"] is said


@pytest.mark.parametrize(
    ("role", "below"),
    [
        ("officer", ["我的账号"]),
        ("admin", ["我的账号", "人员", "登录日志"]),
        ("supervision", ["我的账号", "登录日志"]),
    ],
)
def test_below_the_settings_stands_what_one_may_open(rf, db, role, below):
    account = Account.objects.create(username="z", name="陈", unit="hh")
    posts.appoint(account, role, "hh", date(2018, 1, 1))
    entry = rail.frame(asked(rf, "/account/", account))["rail"][-1]
    assert [one.label for one in entry.below] == below
    assert entry.below[0].here
