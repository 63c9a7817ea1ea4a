"""The rail and who is signed in."""

import re

from django.test import Client


def text(answer):
    return answer.content.decode()


def test_the_rail_shows_what_exists_and_where_one_is(reader):
    page = text(reader.get("/indicators/case.total/trace/"))
    rail = re.search(r'<nav id="rail-nav".*?</nav>', page, re.S).group()
    assert re.findall(r'aria-current="page">(?:<i[^>]*></i>)?([^<]+)', rail) == ["指标"]
    ours = ["总览", "绩效", "指标", "评分", "报告", "核数", "设置"]  # other rooms may stand between them
    labels = re.findall(r"(?:</i>|\">)([\u4e00-\u9fff]+)</(?:a|span)>", rail)
    assert [label for label in labels if label in ours] == ours
    assert "张警官" in rail


def test_links_of_the_rail_keep_unit_and_period(reader):
    page = text(reader.get("/", {"unit": "hh-a", "period": "2019"}))
    assert 'href="/evaluation/?unit=hh-a&amp;period=2019"' in page


def test_strangers_see_no_rail(house, db):
    assert "rail-nav" not in text(Client().get("/sign-in/"))


def test_the_name_in_the_rail_is_escaped(reader, account):
    account.name = "<i>x</i>"
    account.save()
    assert "&lt;i&gt;x&lt;/i&gt;" in text(reader.get("/"))
