"""Answers read: what is no answer, was changed on its way, names other records or holds broken photographs."""

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.problem import Refused
from luji.record.partners import answers, tickets
from luji.record.partners.answers import FORMAT, parse
from luji.record.partners.tickets import Ticket

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
KEY = tickets.key("a secret")
TICKET = Ticket("A1", "hazard", "rectify", "单位", NOW, NOW + timedelta(days=1), {7: "x", 8: "y"})
FORM = SimpleNamespace(ticket=TICKET, text=tickets.sign(TICKET, KEY))
REPLY = {"row": 7, "texts": {"measures": "已换"}, "files": {"photos": [{"name": "a.jpg", "data": "AAEC"}]}}


def made(records=(REPLY,), by="李工", body=None, **changed):
    inner = json.dumps({"by": by, "records": list(records)}) if body is None else body
    seal = tickets.sealed(inner, "A1", KEY)
    return json.dumps(
        {"format": FORMAT, "version": 1, "ticket": FORM.text, "body": inner, "seal": seal} | changed
    ).encode()


def codes(raw, now=NOW):
    with pytest.raises(Refused) as refused:
        parse(raw, KEY, now)
    return [problem.code for problem in refused.value.problems]


def test_an_answer_is_read_as_it_was_written():
    found = parse(made(), KEY, NOW)
    assert (found.ticket, found.by) == (TICKET, "李工")
    (reply,) = found.replies
    assert (reply.row, reply.texts) == (7, {"measures": "已换"})
    assert reply.files["photos"][0].content == b"\x00\x01\x02"


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\xff\xfe\x00", b"[]", b"7", b"null", b"{", b"<html>", b'{"format": "else"}', b"[" * 100_000,
        json.dumps({"format": FORMAT, "ticket": None}).encode(), json.dumps({"format": FORMAT, "ticket": [1]}).encode(),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused(raw):
    assert codes(raw) == ["PTN-101"]


@pytest.mark.parametrize(
    "changed",
    [{"body": None}, {"body": {"records": []}}, {"seal": None}, {"seal": 7}, {"seal": "签"}],
)
def test_without_body_and_seal_it_is_none(changed):
    told = json.loads(made()) | changed
    assert codes(json.dumps(told).encode()) == ["PTN-101"]


def test_a_changed_answer_is_found():
    told = json.loads(made())
    assert codes(json.dumps(told | {"body": told["body"].replace("7", "8")}).encode()) == ["PTN-108"]
    assert codes(json.dumps(told | {"body": told["body"] + " "}).encode()) == ["PTN-108"]
    assert codes(made(seal="0" * 64)) == ["PTN-108"]
    assert codes(made(seal="")) == ["PTN-108"]
    assert codes(made(body='{"records": []}', seal="zz")) == ["PTN-108"]


def test_a_form_past_its_day_is_expired():
    assert codes(made(), NOW + timedelta(days=2)) == ["PTN-104"]


@pytest.mark.parametrize("row", [9, -7, "7", 7.0, None, True, [7]])
def test_a_record_the_form_does_not_hold_is_refused(row):
    assert codes(made([REPLY | {"row": row}])) == ["PTN-109"]


def test_a_record_answered_twice_in_one_file_is_refused():
    assert codes(made([REPLY, REPLY])) == ["PTN-109"]
    assert codes(made([REPLY, 7, None, "x"])) == ["PTN-109"] * 3


def test_nothing_answered_is_refused():
    assert codes(made([])) == ["PTN-110"]


@pytest.mark.parametrize("data", ["A", "AAE$", None, 7, "签", {"a": 1}])
def test_a_photograph_that_cannot_be_read_is_refused(data):
    assert codes(made([REPLY | {"files": {"photos": [{"name": "a", "data": data}]}}])) == ["PTN-111"]


@pytest.mark.parametrize(
    "part",
    [
        {"texts": []},
        {"texts": None},
        {"files": []},
        {"files": {"photos": {}}},
        {"files": {"photos": [None] * 31}},
    ],
)
def test_parts_of_another_shape_are_refused(part):
    assert codes(made([REPLY | part])) == ["PTN-101"]


def test_texts_of_another_kind_are_none_and_long_ones_are_cut():
    found = parse(made([REPLY | {"texts": {"a": 7, "b": None, "c": "x" * 30_000}}], by="y" * 200), KEY, NOW)
    assert found.replies[0].texts["a"] == found.replies[0].texts["b"] == ""
    assert (len(found.replies[0].texts["c"]), len(found.by)) == (20_000, 80)
    assert parse(made(by=None), KEY, NOW).by == ""


def test_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(answers, "MOST_MEGABYTES", 0)
    assert codes(made()) == ["PTN-112"]


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_and_never_break(raw):
    assert codes(raw) == ["PTN-101"]
