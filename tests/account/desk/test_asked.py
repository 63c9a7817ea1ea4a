"""What a page is asked for, and what it says to those who ask for nonsense."""

import pytest
from django.test import RequestFactory

from luji.account.desk.asked import Asked, own_unit
from luji.base.kernel.period import Period
from luji.base.kernel.problem import Refused


class Person:
    is_authenticated = True
    name = "x"

    def __init__(self, unit):
        self.unit = unit


def asked(house, query="", unit="hh"):
    request = RequestFactory().get("/" + query)
    request.user = Person(unit)
    return Asked.of(request, house)


def test_own_unit_and_default_year_when_nothing_is_said(house):
    found = asked(house, unit="hh-b")
    assert (found.unit.code, found.period) == ("hh-b", Period.year(2020))


def test_a_unit_that_is_gone_falls_back_to_the_house(house):
    request = RequestFactory().get("/")
    request.user = Person("dissolved")
    assert own_unit(request, house) == "hh"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?unit=hh-c", "PPL-001"),
        ("?unit=%00", "PPL-001"),
        ("?period=2020Q5", "KRN-001"),
        ("?period=soon", "KRN-001"),
        ("?period=0001", "KRN-001"),
        ("?period=9999", "KRN-001"),
        ("?period=1950", "DSK-001"),
        ("?period=2150", "DSK-001"),
        ("?period=1990-01-01..2101-01-01", "DSK-001"),
    ],
)
def test_nonsense_is_refused_with_its_number(house, query, code):
    with pytest.raises(Refused) as refused:
        asked(house, query)
    assert [p.code for p in refused.value.problems] == [code]


def test_addresses_keep_unit_and_period_unless_told(house):
    found = asked(house, "?unit=hh-a&period=2020-07")
    assert found.address("indicator", "case.total") == "/indicators/case.total/?unit=hh-a&period=2020-07"
    assert found.address("report", unit="hh", period=2020) == "/report/?unit=hh&period=2020"
    assert found.address("rows", "case.total", page=2).endswith("period=2020-07&page=2")


def test_units_are_indented_by_depth(house):
    units = asked(house).units()
    assert [code for code, _ in units] == ["hh", "hh-a", "hh-b", "hh-office"]
    assert units[0][1] == "怀化支队"
    assert units[1][1] == "\u2003鹤城大队"


def test_years_include_the_asked_one(house):
    assert [year for year, _ in asked(house).years()] == ["2020", "2019", "2018", "2017"]
    assert "2011" in dict(asked(house, "?period=2011-03").years())


def test_parts_of_the_year_include_an_unusual_period(house):
    assert len(asked(house).parts()) == 18
    unusual = asked(house, "?period=2020-01-05..2020-02-06")
    assert unusual.parts()[0][0] == "2020-01-05..2020-02-06"
    assert unusual.year == 2020


def test_pages_only_answer_reading(reader):
    assert reader.post("/", {"unit": "hh"}).status_code == 405


@pytest.mark.parametrize(("code", "said"), [("zh-hans", "是否指"), ("en", "did you mean")])
def test_a_refusal_is_a_page_with_number_and_cure(reader, code, said):
    reader.cookies["luji-language"] = code
    answer = reader.get("/", {"unit": "鹤城大"})
    assert answer.status_code == 404
    assert "PPL-001" in answer.content.decode()
    assert said in answer.content.decode()
