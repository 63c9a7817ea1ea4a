"""A finding becomes a hazard: by whoever may, as a form to correct; strangers learn nothing on the way."""

import re
from datetime import date
from html import unescape

import pytest

from luji.base.people import posts
from luji.record.registers.fields.values import read_all
from luji.record.registers.pages import begetting
from luji.record.registers.verbs import actions
from luji.record.workflow import actions as journal

FINDINGS = (
    "barrier|G65|K1430+500|护栏缺失三十米|怀化养护公司\n"
    "marking|G60|K1290+300|标线磨损看不清|高速公路经营单位"
)  # fmt: skip
SELECTED = re.compile(r'value="([^"]+)" selected')
WRITTEN = {"unit": "hh-hecheng", "accident": "某服务区事故", "opened_on": "2026-02-02", "findings": FINDINGS}


@pytest.fixture
def investigation(registry):
    return registry.find("investigation")


@pytest.fixture
def inquiry(people, registry, investigation):
    """An investigation of the own brigade with two findings."""
    people.cast()
    values = read_all(WRITTEN, investigation.spec.content, registry.units)
    return actions.create(people.actor("officer"), investigation, values)


def place(row, by="hazard", line="2", start="investigation"):
    return f"/registers/hazard/new/?from={start}&row={row.row}&by={by}&line={line}"


def shown(answer):
    return unescape(answer.content.decode())


def offered(answer):
    return re.findall(r'href="(/registers/hazard/new/[^"]+)"', shown(answer))


def codes(answer):
    return set(re.findall(r'class="problem-code">([A-Z]{3}-\d{3})<', answer.content.decode()))


def form(answer):
    """What the inputs of a form hold."""
    text = shown(answer)
    written = r'<input class="form-control" type="text" value="([^"]+)"[^>]* name="(\w+)"'
    found = {name: value for value, name in re.findall(written, text)}
    for name, options in re.findall(r'<select [^>]*name="(\w+)"[^>]*>(.*?)</select>', text, re.S):
        if chosen := SELECTED.search(options):
            found[name] = chosen[1]
    return found


def test_each_finding_leads_to_a_form_and_the_address_tells_nothing_of_it(people, inquiry):
    links = offered(people.client("officer").get(f"/registers/investigation/{inquiry.row}/"))
    assert links == [place(inquiry, line="1"), place(inquiry, line="2")]


def test_the_form_holds_the_finding_and_saves_nothing(people, hazard, inquiry):
    answer = people.client("officer").get(place(inquiry))
    told = form(answer)
    assert answer.status_code == 200
    assert {n: told[n] for n in ("unit", "route", "stake", "kind", "grade", "responsible", "origin")} == {
        "unit": "hh-hecheng", "route": "G60", "stake": "K1290+300", "kind": "marking", "grade": "general",
        "responsible": "高速公路经营单位", "origin": inquiry.number,
    }  # fmt: skip
    assert told["description"] == "标线磨损看不清"
    assert not hazard.rows.exists()


def test_scene_a_finding_becomes_a_hazard_that_both_pages_tell_of(people, hazard, inquiry):
    client = people.client("officer")
    written = form(client.get(place(inquiry))) | {"description": "标线磨损，夜间看不清"}
    answer = client.post(place(inquiry), written)
    row = hazard.rows.get()
    assert answer.headers["Location"] == f"/registers/hazard/{row.row}/"
    assert (row.origin, row.description, row.state) == (inquiry.number, "标线磨损，夜间看不清", "draft")
    (entry,) = journal.story(hazard.subject(row.row))
    assert (entry.verb, entry.person) == ("create", "officer")
    assert f'<a href="/registers/investigation/{inquiry.row}/">{inquiry.number}</a>' in shown(
        client.get(f"/registers/hazard/{row.row}/")
    )
    page = shown(client.get(f"/registers/investigation/{inquiry.row}/"))
    assert "由本记录转出：道路隐患" in page
    assert f'<a href="/registers/hazard/{row.row}/">{row.number}</a>' in page
    assert len(offered(client.get(f"/registers/investigation/{inquiry.row}/"))) == 2


def test_who_may_not_file_hazards_is_offered_nothing_but_sees_what_came_of_it(people, filed, hazard, inquiry):
    row = filed(hazard, origin=inquiry.number)
    for name in ("lead", "chief"):
        answer = people.client(name).get(f"/registers/investigation/{inquiry.row}/")
        assert offered(answer) == []
        assert row.number in shown(answer)


def test_hazards_somebody_may_not_see_are_not_told_of(people, filed, hazard, inquiry):
    row = filed(hazard, origin=inquiry.number)
    hazard.rows.filter(pk=row.row).update(unit="hh-zhijiang")
    page = shown(people.client("officer").get(f"/registers/investigation/{inquiry.row}/"))
    assert row.number not in page
    assert "由本记录转出" not in page


def test_hazards_of_no_or_another_origin_are_not_told_of(people, filed, hazard, inquiry):
    filed(hazard)
    assert "由本记录转出" not in shown(
        people.client("officer").get(f"/registers/investigation/{inquiry.row}/")
    )


def test_a_long_list_ends_and_says_so(people, filed, hazard, inquiry, monkeypatch):
    monkeypatch.setattr(begetting, "MOST", 2)
    numbers = [filed(hazard, origin=inquiry.number).number for _ in range(3)]
    page = shown(people.client("officer").get(f"/registers/investigation/{inquiry.row}/"))
    assert [number in page for number in numbers] == [True, True, False]
    assert "还有更多" in page


def test_the_origin_leads_nowhere_for_those_who_may_not_see_it(people, filed, walk, hazard, inquiry):
    row = walk(hazard, filed(hazard, origin=inquiry.number), "pushed").row
    page = shown(people.client("partner").get(f"/registers/hazard/{row.row}/"))
    assert "标线" in page or row.number in page
    assert f"/registers/investigation/{inquiry.row}/" not in page


@pytest.mark.parametrize(("by", "line"), [
    ("hazard", "0"), ("hazard", "3"), ("hazard", "-1"), ("hazard", "²"), ("hazard", "٢"), ("hazard", ""),
    ("hazard", "9" * 30), ("absent", "1"), ("", "1"),
])  # fmt: skip
def test_a_line_there_is_not(people, inquiry, by, line):
    answer = people.client("officer").get(place(inquiry, by, line))
    assert answer.status_code >= 400
    assert codes(answer) == {"REG-615"}


@pytest.mark.parametrize(("start", "code"), [("absent", "REG-204"), ("tiny", "REG-203"), ("", "REG-204")])
def test_a_register_there_is_not_or_without_that_record(people, inquiry, start, code):
    answer = people.client("officer").get(place(inquiry, start=start))
    assert answer.status_code >= 400
    assert codes(answer) == {code}


def test_a_line_leads_only_to_the_register_it_is_declared_for(people, inquiry):
    answer = people.client("officer").get(place(inquiry).replace("/hazard/new", "/tiny/new"))
    assert codes(answer) == {"REG-615"}
    assert "标线磨损" not in shown(answer)


@pytest.mark.parametrize("row", ["", "0", "x", "999999", "9" * 40])
def test_a_record_there_is_not(people, inquiry, row):
    address = place(inquiry).replace(f"row={inquiry.row}", f"row={row}")
    assert codes(people.client("officer").get(address)) == {"REG-203"}


def test_an_officer_of_another_brigade_learns_nothing(people, inquiry):
    answer = people.client("stranger", "officer", "hh-zhijiang").get(place(inquiry))
    assert codes(answer) == {"REG-203"}
    assert "标线磨损" not in shown(answer)


@pytest.mark.parametrize("name", ["lead", "chief"])
def test_who_may_not_create_hazards_is_told_who_may(people, inquiry, name):
    answer = people.client(name).get(place(inquiry))
    assert answer.status_code == 403
    assert "标线磨损" not in shown(answer)


def test_who_may_create_them_for_another_unit_only_is_told_too(people, inquiry, hazard):
    people.account("reviewer", "officer", "hh-zhijiang")

    posts.appoint(people.made["reviewer"], "legal", "hh", date(2020, 1, 1))
    client = people.client("reviewer")
    assert offered(client.get(f"/registers/investigation/{inquiry.row}/")) == []
    answer = client.get(place(inquiry))
    assert answer.status_code == 403
    assert codes(answer) == {"REG-201"}


def test_an_origin_there_is_not_is_refused_when_posted(people, hazard, inquiry):
    client = people.client("officer")
    answer = client.post(place(inquiry), form(client.get(place(inquiry))) | {"origin": "SD2026-99"})
    assert answer.status_code == 422
    assert not hazard.rows.exists()


def test_an_ordinary_new_form_is_as_before(people, inquiry):
    told = form(people.client("officer").get("/registers/hazard/new/"))
    assert not told.keys() & {"route", "stake", "kind", "origin"}
