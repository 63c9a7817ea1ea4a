"""The interface does what the pages do, for the same people, and tells every refusal as numbered JSON."""

from urllib.parse import quote

import pytest
from django.test import Client

from luji.record.api import interface
from luji.record.workflow import actions as journal

BASE = "registers/hazard/records"
QUERIES = 6


def codes(answer):
    return [p["code"] for p in answer.json()["problems"]]


def test_a_record_from_filing_to_its_history(caller, values, hazard):
    call = caller()
    made = call("post", BASE, {"values": values})
    told = made.json()
    assert made.status_code == 201
    assert (told["values"]["unit"], told["values"]["kind"], told["state"]) == (
        "hh-hecheng",
        "barrier",
        "draft",
    )
    assert told["may_edit"]
    assert "file" in told["actions"]
    row = f"{BASE}/{told['id']}"
    edited = call("patch", row, {"version": 1, "values": {"description": "护栏倒伏"}})
    assert (edited.json()["version"], edited.json()["values"]["description"]) == (2, "护栏倒伏")
    unproven = call("post", f"{row}/acts/file", {"version": 2})
    assert (unproven.status_code, codes(unproven)) == (422, ["REG-101"])
    hazard.rows.filter(pk=told["id"]).update(photos=["0" * 64])
    acted = call("post", f"{row}/acts/file", {"version": 2})
    assert acted.status_code == 200, acted.content.decode()
    assert acted.json()["state"] == "filed"
    history = call("get", f"{row}/history").json()["history"]
    assert [one["verb"]["zh"] for one in history] == ["上报", "修改内容", "新建"]
    assert history[1]["changes"] == {"description": ["护栏缺失", "护栏倒伏"]}
    assert {e.origin for e in journal.story(f"hazard/{told['id']}")} == {"127.0.0.1"}


def test_the_list_filters_searches_and_pages(caller, values):
    call = caller()
    for n in range(52):
        assert call("post", BASE, {"values": values | {"description": f"第{n}处"}}).status_code == 201
    first = call("get", BASE).json()
    second = call("get", f"{BASE}?at={first['next']}").json()
    numbers = [one["number"] for one in first["records"] + second["records"]]
    assert (len(first["records"]), len(second["records"]), len(set(numbers))) == (50, 2, 52)
    assert first["next"]
    assert not second["next"]
    assert call("get", f"{BASE}?q=第51处").json()["total"] == 1
    assert call("get", f"{BASE}?f.kind=tunnel").json()["records"] == []
    assert codes(call("get", f"{BASE}?sort=nonsense")) == ["REG-401"]
    assert codes(call("get", f"{BASE}?at=zzz")) == ["REG-402"]


def test_a_stale_change_is_a_conflict(caller, values):
    call = caller()
    row = f"{BASE}/{call('post', BASE, {'values': values}).json()['id']}"
    call("patch", row, {"version": 1, "values": {"grade": "major"}})
    for version in (1, 0, -3, 99):
        late = call("patch", row, {"version": version, "values": {"grade": "larger"}})
        assert (late.status_code, codes(late)) == (409, ["REG-202"])
    blind = call("patch", row, {"values": {"grade": "larger"}})
    assert (blind.status_code, codes(blind)) == (422, ["API-004"])


def test_what_a_post_may_not_see_or_do(caller, values):
    own = caller()
    number = own("post", BASE, {"values": values}).json()["id"]
    other = caller("far", "officer", "hh-zhijiang")
    assert other("get", BASE).json()["records"] == []
    for method, path, body in (
        ("get", f"{BASE}/{number}", None), ("get", f"{BASE}/{number}/history", None),
        ("patch", f"{BASE}/{number}", {"version": 1, "values": {"grade": "major"}}),
        ("post", f"{BASE}/{number}/acts/file", {"version": 1}),
    ):  # fmt: skip
        answer = other(method, path, body)
        assert (answer.status_code, codes(answer)) == (404, ["REG-203"])
    foreign = other("post", BASE, {"values": values})
    assert (foreign.status_code, codes(foreign)) == (403, ["REG-201"])
    lead = caller("lead", "brigade_lead")("post", f"{BASE}/{number}/acts/file", {"version": 1})
    assert lead.status_code == 403
    assert caller("none", "")("get", BASE).status_code == 404


def test_every_wrong_value_is_told(caller, values):
    answer = caller()(
        "post", BASE, {"values": values | {"unit": "火星大队", "stake": "abc", "kind": ["x"], "nonsense": 1}}
    )
    assert answer.status_code == 422
    assert sorted(codes(answer)) == ["API-005", "REG-105", "REG-106", "REG-112"]
    problem = answer.json()["problems"][0]
    assert {"code", "message", "message_en", "cure", "cure_en"} <= set(problem)


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '{"values": 3}', '{"version": "x", "values": {}}', "\xff"]
)
def test_a_body_that_is_none_is_told(caller, body):
    call = caller()
    answer = call.client.generic(
        "POST",
        f"/api/{BASE}",
        body.encode("latin-1"),
        "application/json",
        HTTP_AUTHORIZATION=f"Bearer {call.secret}",
    )
    assert answer.status_code in (400, 422)
    assert codes(answer)[0] in ("API-003", "REG-101")


@pytest.mark.parametrize("secret", ["", "x", "luji_" + "a" * 43, "\u8def" * 3, "a" * 5000])
def test_without_a_valid_token_nothing_is_told(db, secret):
    for method, path in (("get", "registers"), ("get", BASE), ("post", BASE), ("patch", f"{BASE}/1")):
        answer = getattr(Client(), method)(
            f"/api/{path}", HTTP_AUTHORIZATION=f"Bearer {secret}".encode().decode("latin-1")
        )
        assert (answer.status_code, codes(answer)) == (401, ["API-001"])


def test_a_reading_token_reads_only(caller, values):
    call = caller(writes=False)
    assert call("get", BASE).status_code == 200
    answer = call("post", BASE, {"values": values})
    assert (answer.status_code, codes(answer)) == (403, ["API-002"])


def test_a_session_reads_and_needs_the_csrf_token_to_write(person, values):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person())
    assert client.get(f"/api/{BASE}").status_code == 200
    refused = client.post(f"/api/{BASE}", {"values": values}, content_type="application/json")
    assert refused.status_code == 403
    assert refused["Content-Type"].startswith("application/json")
    client.get("/account/tokens/")
    key = client.cookies["luji-csrf"].value
    made = client.post(
        f"/api/{BASE}", {"values": values}, content_type="application/json", HTTP_X_CSRFTOKEN=key
    )
    assert made.status_code == 201


def test_what_names_a_person_is_masked(caller, values, hazard):
    number = caller()("post", BASE, {"values": values}).json()["id"]
    hazard.rows.filter(pk=number).update(checker="080123")
    assert caller()("get", f"{BASE}/{number}").json()["values"]["checker"] == "08****"
    assert caller("lead", "brigade_lead")("get", f"{BASE}/{number}").json()["values"]["checker"] == "08****"


@pytest.mark.parametrize(
    "path", ["registers/nonsense", "registers/nonsense/records", f"{BASE}/999999", f"{BASE}/1/acts/fly"]
)
def test_what_is_not_there_is_told(caller, path):
    call = caller()
    answer = call("post", path, {"version": 1}) if "acts" in path else call("get", path)
    assert answer.status_code in (404, 422)
    assert codes(answer)


def test_registers_say_their_fields_states_and_actions(caller):
    (told,) = [r for r in caller()("get", "registers").json()["registers"] if r["name"] == "hazard"]
    assert told["fields"]["kind"]["values"]["barrier"] == {"zh": "护栏", "en": "barrier"}
    assert told["actions"]["push"]["requires"] == ["batch", "due_on"]
    assert told["states"]["closed"]["final"]


def test_the_document_names_every_call_and_register(hazard):
    found = interface.document()
    assert {"/api/registers", f"/api/{BASE.replace('hazard', '{name}')}"} <= set(found["paths"])
    assert found["components"]["schemas"]["hazard_content"]["required"]
    assert "number" not in found["components"]["schemas"]["hazard_content"]["properties"]


def test_reading_costs_the_same_however_many_records(caller, values, django_assert_num_queries):
    call = caller()
    for _ in range(3):
        call("post", BASE, {"values": values})
        with django_assert_num_queries(QUERIES):
            call("get", BASE)


@pytest.mark.parametrize("way", ["header", "parameter"])
def test_a_reason_opens_what_names_people_for_its_readers_and_is_journalled(caller, values, hazard, way):
    number = caller()("post", BASE, {"values": values}).json()["id"]
    hazard.rows.update(checker="43120012")
    given = {"HTTP_LUJI_REASON": quote("核对复查人"), "HTTP_LUJI_CASE": "9"} if way == "header" else {}
    tail = "" if given else f"?reason={quote('核对复查人')}&case=9"
    lead, officer = caller("lead", "brigade_lead"), caller()

    def told(call, path, **more):
        found = call("get", path, **more).json()
        return (found["records"][0] if "records" in found else found)["values"]["checker"]

    for path in (f"{BASE}/{number}", BASE):
        assert told(lead, path) == "43****12"
        assert told(officer, path + tail, **given) == "43****12"
    assert not journal.story("disclosure/hazard")
    assert told(lead, f"{BASE}/{number}{tail}", **given) == "43120012"
    assert told(lead, BASE + tail, **given) == "43120012"
    first, second = journal.story("disclosure/hazard")
    assert (first.person, first.reason, second.verb) == ("lead", "核对复查人", "disclose")
    assert '"way":"api record"' in first.after and '"way":"api list"' in second.after
    assert f'"which":[{number}]' in first.after and '"case":"9"' in first.after


def test_what_is_no_reason_is_refused(caller, values):
    caller()("post", BASE, {"values": values})
    answer = caller("lead", "brigade_lead")("get", f"{BASE}?reason=x")
    assert (answer.status_code, codes(answer)) == (422, ["REG-640"])


def test_history_opens_by_a_reason_too_and_a_mask_is_not_written_back(caller, values, hazard, monkeypatch):
    monkeypatch.setitem(
        hazard.spec.fields,
        "description",
        hazard.spec.fields["description"].model_copy(update={"personal": True}),
    )
    number = caller()("post", BASE, {"values": values}).json()["id"]
    lead = caller("lead", "brigade_lead")
    masked = lead("get", f"{BASE}/{number}/history").json()["history"][0]["changes"]["description"]
    opened = lead("get", f"{BASE}/{number}/history", HTTP_LUJI_REASON=quote("核对复查人")).json()
    assert masked == [None, "护***"]
    assert opened["history"][0]["changes"]["description"] == [None, "护栏缺失"]
    colleague = caller("other", "officer")
    written = colleague("patch", f"{BASE}/{number}", {"version": 1, "values": {"description": "护***"}})
    assert (written.status_code, codes(written)) == (403, ["REG-207"])
    written = caller()("patch", f"{BASE}/{number}", {"version": 1, "values": {"description": "护***"}})
    assert (written.status_code, codes(written)) == (422, ["REG-208"])
