# ruff: noqa: E402 — models can be imported only after Django is set up
"""The rail: the registers stand after the desk's first entry; strangers see none."""

import os

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luji.config.settings")
django.setup()

from django.contrib.auth.models import AnonymousUser
from django.urls import resolve

from luji.base.people.models import Account
from luji.config import rail


def asked(rf, path, user):
    request = rf.get(path)
    request.user, request.resolver_match = user, resolve(path)
    return request


@pytest.fixture
def reader():
    return Account(username="x", name="张", unit="hh")


@pytest.mark.parametrize(
    ("path", "here"),
    [("/registers/hazard/", ["道路隐患"]), ("/registers/hazard/3/", ["道路隐患"]), ("/", [])],
)
def test_the_registers_stand_second_and_say_where_one_is(rf, reader, path, here):
    entries = rail.frame(asked(rf, path, reader))["rail"]
    assert entries[1].label == "台账"
    assert [e.label for e in entries[1].below if e.here] == here
    assert len(entries) > 3


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
