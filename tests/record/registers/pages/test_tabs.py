"""Tabs: columns that may be chosen, queries that say the list again, views that are the reader's."""

import re

import pytest

from luji.record.registers.pages import tabs
from luji.record.registers.search.listing import Asked


def headings(page):
    return page.split("<thead>")[1].split("</thead>")[0]


@pytest.mark.parametrize(("query", "shown", "hidden"), [
    ("c=what&c=cost", ["事项", "金额"], ["大队", "种类"]), ("c=what,story,opinion", ["事项", "经过", "意见"], ["大队"]),
    ("c=nonsense", ["大队", "事项"], []), ("c=", ["大队"], []), ("c=" + "x," * 3000, ["大队"], []), ("c=state", ["状态"], ["大队"]),
])  # fmt: skip
def test_columns_are_chosen(tiny, people, filed, query, shown, hidden):
    filed(tiny)
    page = people.client("officer").get(f"/registers/tiny/?{query}").content.decode()
    assert all(word in headings(page) for word in shown)
    assert not any(word in headings(page) for word in hidden)


def test_the_state_stands_beside_the_first_column(tiny, people, filed):
    filed(tiny)
    page = people.client("officer").get("/registers/tiny/").content.decode()
    assert re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?(\w+)', headings(page))[:2] == ["编号", "状态"]
    assert tabs.lined_up(("a", "b", "state")) == ("a", "state", "b")
    assert tabs.lined_up(("state",)) == ("state",)
    assert tabs.lined_up(("a", "b")) == ("a", "b")


def test_the_declared_columns_ticked_in_another_order_are_the_declared_ones(tiny, people, filed):
    filed(tiny)
    ticked = "&".join(f"c={name}" for name in sorted(tiny.spec.list_.columns))
    page = people.client("officer").get(f"/registers/tiny/?{ticked}").content.decode()
    assert "c=" not in headings(page)


def test_chosen_columns_stay_while_sorting_and_paging(tiny, people, filed):
    filed(tiny)
    page = people.client("officer").get("/registers/tiny/?c=number,what&q=样").content.decode()
    assert "c=number%2Cwhat" in headings(page)
    assert "q=%E6%A0%B7" in headings(page)


def test_a_query_says_the_list():
    asked = Asked({"state": "open"}, "词", "-day", "place")
    assert (
        tabs.query(asked, ("a", "b"), month="2020-01")
        == "f.state=open&q=%E8%AF%8D&sort=-day&c=a%2Cb&month=2020-01"
    )
    assert tabs.query(Asked()) == ""


def test_a_view_is_saved_shown_as_a_tab_and_deleted(tiny, people, filed):
    filed(tiny)
    client = people.client("officer")
    answer = client.post("/registers/tiny/views/?f.state=open&q=样&c=number,what", {"name": "  我的  视图 "})
    assert answer["Location"].startswith("/registers/tiny/?f.state=open")
    page = client.get(answer["Location"]).content.decode()
    assert "我的 视图" in page
    assert 'aria-current="true"' in page
    assert "我的 视图" not in people.client("second", "officer").get("/registers/tiny/").content.decode()
    (key,) = re.findall(r"/registers/tiny/views/(\d+)/delete/", page)
    assert client.post(f"/registers/tiny/views/{key}/delete/").status_code == 302
    assert "我的 视图" not in client.get("/registers/tiny/").content.decode()
