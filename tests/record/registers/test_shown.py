"""How values are shown."""

from decimal import Decimal

import pytest

from luji.record.registers.shown import Shown, masked


@pytest.mark.parametrize(("name", "value", "text"), [
    ("kind", "a", "甲"), ("kind", "gone", "gone"), ("unit", "hh-hecheng", "鹤城大队"), ("unit", "old", "old"), ("sure", True, "是"),
    ("count", 12345, "12,345"), ("cost", Decimal("1234.50"), "1,234.50"), ("state", "open", "办理中"), ("story", None, ""), ("other", "x", "x"),
])  # fmt: skip
def test_values_are_said_as_people_say_them(tiny, registry, name, value, text):
    assert Shown(tiny, registry.units).value(name, value) == text


def test_titles_fall_back_to_the_number(tiny, registry, filed):
    row = filed(tiny)
    assert Shown(tiny, registry.units).title(row) == "样例"
    row.what = None
    assert Shown(tiny, registry.units).title(row) == "T2026-001"


def test_what_names_a_person_is_masked_unless_bare(hazard, registry):
    assert Shown(hazard, registry.units).value("checker", "43120012") == "43*****2"
    assert Shown(hazard, registry.units, bare=True).value("checker", "43120012") == "43120012"


@pytest.mark.parametrize(("text", "wanted"), [("", ""), ("ab", "**"), ("abc", "***"), ("abcd", "ab*d")])
def test_masks_never_show_a_short_text(text, wanted):
    assert masked(text) == wanted
