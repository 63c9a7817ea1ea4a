"""What every page can call."""

import json
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from luji.base.kernel.text import Text
from luji.base.ui.jinja import address, data, environment, grouped, say


@pytest.fixture(scope="module")
def jinja():
    return environment(autoescape=True)


def test_nothing_undefined_is_printed(jinja):
    with pytest.raises(UndefinedError):
        jinja.from_string("{{ nothing }}").render()


def test_values_are_escaped_also_inside_translations(jinja):
    assert jinja.from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"
    page = jinja.from_string('{{ _("Grade: %(grade)s", grade=x) }}')
    with translation.override("zh-hans"):
        assert page.render(x="<b>") == "等级：&lt;b&gt;"


def test_texts_are_said_in_the_language_of_the_reader():
    with translation.override("en"):
        assert say(Text("甲", "A")) == "A"
    with translation.override("zh-hans"):
        assert say(Text("甲", "A")) == "甲"
    assert say("plain") == "plain"


def test_addresses_leave_out_what_is_empty():
    assert (
        address("indicators", q="超 速", by="", unit=None, page=2)
        == "/indicators/?q=%E8%B6%85+%E9%80%9F&page=2"
    )
    assert address("indicator", "a.b") == "/indicators/a.b/"


@pytest.mark.parametrize(
    ("number", "decimals", "said"),
    [(1234567, None, "1,234,567"), (Decimal("1234.50"), None, "1,234.50"), (Decimal("0.005"), 2, "0.00"), (0, None, "0"),
     (Decimal("-1234"), 1, "-1,234.0"), (Decimal("1E+4"), None, "10,000")],
)  # fmt: skip
def test_separators(number, decimals, said):
    assert grouped(number, decimals) == said


@settings(deadline=None, max_examples=80)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    )
)
def test_json_in_a_page_ends_no_script_and_reads_back(value):
    said = str(data(value))
    assert not set(said) & set("<>&")
    assert json.loads(said) == value
