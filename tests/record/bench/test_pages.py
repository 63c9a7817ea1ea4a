"""The bench as people find it: where they start, what stands on it, what it costs, that names are told safely."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from luji.record.bench import pages
from luji.record.workflow.models import Matter


def text(client, path="/bench/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize(
    ("who", "where"), [("officer", "/bench/"), ("chief", "/bench/"), ("partner", "/bench/")]
)
def test_those_who_work_start_at_the_bench(crew, who, where):
    assert crew.client(who).get("/start/").headers["Location"] == where


def test_those_without_a_part_start_at_the_dashboard(crew):
    from luji.base.people.models import Account, Appointment

    Account.objects.create(username="reader", unit="hh", name="读者", password="!")
    Appointment.objects.filter(account__username="reader").delete()
    assert crew.client("reader").get("/start/").headers["Location"] == "/"


@pytest.mark.parametrize(
    "path", ["/start/", "/bench/", "/notices/", "/notices/stream/", "/notices/settings/"]
)
def test_strangers_must_sign_in(client, db, path):
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", ["/bench/", "/start/"])
def test_nothing_is_written_to_it(crew, path):
    assert crew.client("officer").post(path).status_code == 405


def test_what_waits_with_its_clock_and_what_was_sent_on(crew):
    crew.walk((20 * 24 * 60, "officer", "submit"), what="过期的")
    found = text(crew.client("legal"))
    assert "等我办理" in found and "过期的" in found and "已超期 14 天" in found and "审核通过" in found
    sent = text(crew.client("officer"))
    assert "我经办、等别人办理" in sent and "上级单位的法制员" in sent and "已等 20 天" in sent
    assert "过期的" not in text(crew.client("stranger"))


def test_an_empty_bench_says_so(crew):
    found = text(crew.client("second"))
    assert "现在没有等您办理的事项" in found and "您经办的都已办结" in found


def test_the_rail_leads_to_it_and_its_buttons_open_what_one_may_open(crew):
    found = text(crew.client("officer"))
    assert 'href="/bench/"' in found and "/registers/errand/new/" in found
    assert "/registers/errand/new/" not in text(crew.client("legal"))


def test_delegations_in_force_are_told_to_both(crew):
    crew.lend("lead", "second", "brigade_lead", days=2)
    assert "您代 lead同志 办理 · 鹤城大队的大队领导" in text(crew.client("second"))
    assert "second同志 代您办理" in text(crew.client("lead"))
    assert "standing" not in text(crew.client("officer"))


def test_the_month_of_the_unit(crew):
    crew.walk((50, "officer", "submit"), (40, "legal", "review"), (35, "officer", "tell"), (10, "officer", "forward"),
              (5, "chief", "decide"))  # fmt: skip
    found = text(crew.client("lead"))
    assert "鹤城大队本月" in found and "20 分钟" in found
    assert "officer同志" not in found


def test_titles_are_told_not_run(crew):
    crew.open("officer", what="<script>alert(1)</script>")
    found = text(crew.client("officer"))
    assert "<script>alert" not in found and "&lt;script&gt;" in found


@pytest.mark.parametrize("at", ["x", "'; DROP TABLE", "9" * 500, "%00"])
def test_places_that_are_none(crew, at):
    assert crew.client("officer").get("/bench/", {"at": at}).status_code == 200


def test_in_english(crew):
    client = crew.client("legal")
    crew.walk((20 * 24 * 60, "officer", "submit"))
    client.post("/language/", {"code": "en", "next": "/"})
    found = text(client)
    assert "Waits for me" in found and "14 days late" in found and "to be reviewed" in found


def test_the_page_costs_a_pinned_number_of_queries(crew, django_assert_max_num_queries):
    client = crew.client("legal")
    client.get("/bench/")
    for _ in range(6):
        crew.walk((9, "officer", "submit"))
    with django_assert_max_num_queries(26):
        client.get("/bench/")


@pytest.mark.parametrize(("minutes", "said"), [
    (0, "片刻"), (1, "1 分钟"), (59, "59 分钟"), (60, "1 小时"), (47 * 60, "47 小时"), (48 * 60, "2 天"), (10**6, "694 天"),
])  # fmt: skip
def test_lengths_of_time(minutes, said):
    assert pages.length(minutes) == said


@pytest.mark.parametrize(("due", "said"), [
    (datetime(2026, 3, 2, 15, 59, tzinfo=UTC), "2026-03-02"), (datetime(2026, 3, 2, 2, 5, tzinfo=UTC), "2026-03-02 10:05"),
])  # fmt: skip
def test_what_ends_with_the_day_names_the_day_alone(due, said):
    assert pages.end(due) == said


def test_a_title_that_names_number_or_unit_is_not_told_them_again(crew):
    crew.walk((9, "officer", "submit"))
    number = crew.kept.rows.get().number
    plain = crew.client("legal").get("/bench/").content.decode()
    assert plain.count(number) == 1 and plain.count("鹤城大队 · 待审核") == 1
    Matter.objects.update(title_zh=f"{number} 鹤城大队修路")
    again = crew.client("legal").get("/bench/").content.decode()
    assert again.count(number) == 1 and "鹤城大队 · 待审核" not in again


def test_what_lies_ahead_of_now_is_no_time_ago(crew):
    assert pages.ago(crew.now + timedelta(hours=1), crew.now) == "片刻"
