"""The form itself: one file, nothing from outside, everything escaped, nobody's name in it."""

import json
import re

import pytest

from luji.record.partners import sheet
from luji.record.registers.verbs import actions

NAUGHTY = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}"


@pytest.fixture
def page(world):
    row = world.pushed()
    return sheet.render(world.actor("officer"), world.hazard, world.form(row))


def test_it_needs_nothing_from_outside(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert "default-src 'none'" in policy
    assert "connect-src" not in policy
    assert not re.search(r'(src|href|action)="(?!data:)', page)
    assert "http://" not in page
    assert "https://" not in page
    assert "@import" not in page
    assert "url(" not in page


def test_it_says_what_the_partner_must_know_in_both_languages(page, world, fill):
    for text in (
        fill.party,
        "G60",
        "K1430+500",
        "波形护栏被撞变形",
        "护栏",
        "barrier",
        "整改措施",
        "Measures",
        "2027-01-01",
    ):
        assert text in page
    assert page.count("data:image/jpeg;base64,") == 1
    assert 'data-name="rectified_on" type="date"' in page
    assert 'data-files="rectify_photos"' in page


def test_its_data_hold_the_ticket_and_the_fields(page):
    data = json.loads(re.search(r'id="form-data">(.*?)</script>', page, re.DOTALL)[1])
    assert [(f["name"], f["kind"], f["required"]) for f in data["fields"]] == [
        ("rectified_on", "date", True), ("measures", "area", True), ("rectify_photos", "files", True),
    ]  # fmt: skip
    assert data["ticket"].count(".") == 1
    assert re.fullmatch("[0-9a-f]{64}", data["secret"])


def test_what_people_wrote_stays_text(world):
    row = world.pushed(description=NAUGHTY, direction="<b>x</b>")
    page = sheet.render(world.actor("officer"), world.hazard, world.form(row))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>x</b>" not in page
    assert "{{ 7*7 }}" in page
    assert page.count("<script") == 2


def test_no_person_is_named(world, fill):
    row = world.pushed()
    (row,) = world.take(fill.answer(world.form(row), fill.reply(row.row)))
    given = {"check_note": "还不行", "check_photos": [world.brought("second")]}
    del given
    row = actions.act(world.actor("second"), world.hazard, row.row, row.version, "unfit", {}, "松动")
    page = sheet.render(world.actor("lead"), world.hazard, world.form(row, who="lead"))
    for name in ("officer", "second", "lead", "同志"):
        assert f">{name}" not in page
    assert "复查警号" not in page
    assert "更换波形梁三块" not in page  # what is asked anew is not answered already


def test_several_records_stand_in_one_file(world):
    rows = [world.pushed() for _ in range(3)]
    page = sheet.render(world.actor("officer"), world.hazard, world.form(*rows))
    assert page.count("<fieldset data-row=") == 3
    assert page.count("data-take") >= 3
    assert page.count('class="fields" hidden') == 3
