"""How values are shown."""

from decimal import Decimal

import pytest

from luji.record.registers.pages.shown import Cell, Shown
from luji.record.registers.registry import Kept


@pytest.mark.parametrize(("name", "value", "text"), [
    ("kind", "a", "甲"), ("kind", "gone", "gone"), ("unit", "hh-hecheng", "鹤城大队"), ("unit", "old", "old"), ("sure", True, "是"),
    ("count", 12345, "12,345"), ("cost", Decimal("1234.50"), "1,234.50"), ("state", "open", "办理中"), ("story", None, ""),
])  # fmt: skip
def test_values_are_said_as_people_say_them(tiny, registry, name, value, text):
    assert Shown(tiny, registry.units).value(name, value) == text


@pytest.mark.parametrize(("text", "long"), [
    ("", False), ("鹤城大队鹤城大", False), ("鹤城大队鹤城大队", True), ("K1430+300 WEST", False), ("K1430+300 WESTERN", True),
])  # fmt: skip
def test_a_cell_is_long_by_the_room_it_takes(text, long):
    assert Cell(text).long is long


def test_titles_fall_back_to_the_number(tiny, registry, filed):
    row = filed(tiny)
    assert Shown(tiny, registry.units).title(row) == "样例"
    row.what = None
    assert Shown(tiny, registry.units).title(row) == "T2026-001"


def test_what_names_a_person_is_masked_unless_bare(hazard, registry):
    assert Shown(hazard, registry.units).value("checker", "43120012") == "43****12"
    assert Shown(hazard, registry.units, bare=True).value("checker", "43120012") == "43120012"


def test_what_a_field_held_that_is_no_longer_declared_is_masked(tiny, every, registry):
    assert Shown(tiny, registry.units).value("driver", "周某己") == "周**"
    assert Shown(tiny, registry.units, bare=True).value("driver", "周某己") == "周某己"
    assert "周某" not in Shown(tiny, registry.units).told("drivers", [{"name": "周某己"}])
    assert "周某" not in Shown(tiny, registry.units).told("d", ["周某己"])


def test_a_renamed_field_is_read_under_its_former_name(every, registry):
    witness = every.spec.fields["witness"].model_copy(update={"was": "party", "type": "text"})
    fields = {**every.spec.fields, "witness": witness}
    renamed = Kept(every.spec.model_copy(update={"fields": fields}), every.model)
    assert Shown(renamed, registry.units).told("party", "周某己") == "周**"
    assert Shown(renamed, registry.units, bare=True).told("party", "周某己") == "周某己"


def test_a_page_asks_for_all_names_at_once(every, registry, people, filed, django_assert_num_queries):
    listed = [filed(every) for _ in range(5)]
    shown = Shown(every, registry.units)
    with django_assert_num_queries(1):
        shown.learn(listed)
        assert {shown.cell(row, "chair").text for row in listed} == {"张三"}
        assert shown.full(listed[0], "attendees", lambda to, key: "").lines.rows[1][0].text == "李四"
    assert shown.cell(listed[0], "attendees").text == "2 行"


def test_names_are_masked_as_names_and_bare_for_some(every, registry, people, filed):
    row = filed(every)
    assert Shown(every, registry.units).cell(row, "witness").text == "张*"
    assert Shown(every, registry.units, bare=True).cell(row, "witness").text == "张三"


def test_the_history_tells_sub_rows_in_full(every, registry, people):
    shown = Shown(every, registry.units)
    told = shown.told(
        "attendees", [{"officer": "080001", "present": True}, {"officer": "9", "hours": "1.50"}]
    )
    assert told == "张三，是，—，—，—；9，—，1.50，—，—"
    assert shown.told("attendees", None) == "" and shown.told("lasts", 90) == "1小时30分"


def test_a_reference_leads_only_where_the_reader_may_go(every, registry, people, filed, tiny):
    number = filed(tiny).number
    row = filed(every, about=number)
    shown = Shown(every, registry.units)
    assert shown.full(row, "about", lambda to, key: f"/{to}/{key}").target == f"/tiny/{number}"
    address = f'href="/registers/tiny/{tiny.rows.get().row}/"'
    assert address in people.client("officer").get(f"/registers/every/{row.row}/").content.decode()
    tiny.rows.update(unit="hh-zhijiang")
    page = people.client("officer").get(f"/registers/every/{row.row}/").content.decode()
    assert address not in page and number in page
