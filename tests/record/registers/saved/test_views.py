"""Saved views: own or the unit's, replaced by name, limited, and nobody deletes another's."""

import pytest

from luji.base.kernel.problem import Refused
from luji.record.registers.saved import views


def names(person, kept):
    return [view.name for view in views.of(person, kept)]


def test_own_and_shared(someone, hazard):
    account, person = someone("a")
    views.save(account, person, hazard, "只我", "q=x", False)
    views.save(account, person, hazard, "大家", "q=y", True)
    assert names(person, hazard) == ["只我", "大家"]
    assert names(someone("b")[1], hazard) == ["大家"]
    assert names(someone("c", "hh-zhijiang")[1], hazard) == []


def test_the_same_name_is_replaced(someone, hazard):
    account, person = someone("a")
    for query in ("q=1", "q=2"):
        views.save(account, person, hazard, "x", query, False)
    assert [view.query for view in views.of(person, hazard)] == ["q=2"]


@pytest.mark.parametrize("name", ["", "   ", "长" * 41, "a\x00b", "a\u202eb"])
def test_names_that_are_none(someone, hazard, name):
    account, person = someone("a")
    with pytest.raises(Refused, match="REG-580"):
        views.save(account, person, hazard, name, "", False)
    assert names(person, hazard) == []


def test_limits_and_posts(someone, hazard, monkeypatch):
    monkeypatch.setattr(views, "MOST", 1)
    account, person = someone("a")
    views.save(account, person, hazard, "x", "", False)
    with pytest.raises(Refused, match="REG-581"):
        views.save(account, person, hazard, "y", "", False)
    stranger, nobody = someone("n", role="")
    with pytest.raises(Refused, match="REG-582"):
        views.save(stranger, nobody, hazard, "z", "", True)


def test_nobody_deletes_anothers(someone, hazard):
    account, person = someone("a")
    view = views.save(account, person, hazard, "x", "", True)
    for who, key in ((someone("b")[0], view.pk), (account, 10**9)):
        with pytest.raises(Refused, match="REG-579"):
            views.drop(who, hazard, key)
    views.drop(account, hazard, view.pk)
    assert names(person, hazard) == []
