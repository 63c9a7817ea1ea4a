"""Notices in the page: list, reading, the short stream, choices of e-mail; nobody reads another's."""

import json

import pytest

from luji.base.kernel.text import Text
from luji.record.bench import noticing
from luji.record.workflow import notices
from luji.record.workflow.models import MailChoice, Notice
from luji.record.workflow.notices import Told, tell


@pytest.fixture
def told(crew):
    def one(number=1, who="lead", kind="work", subject="errand/1", title="差事 E1：待审核"):
        tell({who}, Told(kind, subject, f"entry:{number}", Text(title, title), crew.now))
        return Notice.objects.latest("id")

    return one


def event(answer):
    lines = dict(line.split(": ", 1) for line in answer.content.decode().strip().split("\n"))
    return lines | {"data": json.loads(lines["data"])}


def test_the_stream_tells_at_once_and_ends(crew, told):
    first = told()
    answer = crew.client("lead").get("/notices/stream/")
    assert not answer.streaming and answer.headers["Content-Type"].startswith("text/event-stream")
    assert answer.headers["Cache-Control"] == "no-store"
    found = event(answer)
    assert (found["event"], found["retry"], found["id"]) == ("notices", str(noticing.AGAIN), str(first.pk))
    assert found["data"] == {"unread": 1, "news": []}  # what was there before is not news


def test_what_is_new_since_the_last_time_is_told(crew, told):
    first, second = told(1), told(2, title="差事 E2：待审核")
    found = event(crew.client("lead").get("/notices/stream/", headers={"Last-Event-ID": str(first.pk)}))
    assert found["data"]["unread"] == 2
    assert found["data"]["news"] == [{"title": "差事 E2：待审核", "target": f"/notices/{second.pk}/"}]
    again = event(crew.client("lead").get("/notices/stream/", headers={"Last-Event-ID": found["id"]}))
    assert again["data"]["news"] == []


@pytest.mark.parametrize("last", ["", "x", "-1", "9" * 40, "1; DROP", "1.5"])
def test_marks_that_are_none_harm_nobody(crew, told, last):
    told()
    answer = crew.client("lead").get("/notices/stream/", headers={"Last-Event-ID": last})
    assert event(answer)["data"]["unread"] == 1


def test_titles_cannot_break_out_of_the_event(crew, told):
    first = told()
    told(2, title="一\n\ndata: {}\nevent: x")
    found = event(crew.client("lead").get("/notices/stream/", headers={"Last-Event-ID": str(first.pk)}))
    assert found["data"]["news"][0]["title"] == "一\n\ndata: {}\nevent: x"


def test_the_stream_costs_little(crew, told, django_assert_max_num_queries):
    for number in range(5):
        told(number)
    client = crew.client("lead")
    with django_assert_max_num_queries(6):
        client.get("/notices/stream/")


def test_the_list_and_earlier_ones(crew, told, monkeypatch):
    monkeypatch.setattr(noticing, "PAGE", 2)
    for number in range(3):
        told(number, title=f"差事 E{number}：待审核")
    client = crew.client("lead")
    page = client.get("/notices/").content.decode()
    assert "差事 E2" in page and "差事 E0" not in page and "3 条未读通知" in page
    middle = Notice.objects.order_by("-id")[1].pk
    assert "差事 E0" in client.get("/notices/", {"before": middle}).content.decode()
    assert client.get("/notices/", {"before": "x' OR 1"}).status_code == 200


def test_an_empty_list_says_when_one_is_told(crew):
    assert "还没有通知" in crew.client("officer").get("/notices/").content.decode()


def test_reading_one_or_all_of_ones_own(crew, told):
    mine, other = told(1), told(2, who="chief")
    client = crew.client("lead")
    client.post("/notices/read/", {"id": other.pk})
    assert notices.unread(crew.account("chief")).count() == 1
    client.post("/notices/read/", {"id": mine.pk})
    assert notices.unread(crew.account("lead")).count() == 0
    told(3)
    client.post("/notices/read/", {"id": "nonsense"})
    assert notices.unread(crew.account("lead")).count() == 1
    client.post("/notices/read/")
    assert notices.unread(crew.account("lead")).count() == 0
    assert client.get("/notices/read/").status_code == 405


def test_a_notice_leads_to_its_record_and_is_read(crew, told):
    crew.walk((9, "officer", "submit"))
    notice = Notice.objects.get(account__username="legal")
    answer = crew.client("legal").get(f"/notices/{notice.pk}/")
    assert answer.headers["Location"] == f"/registers/{notice.subject}/"
    assert notices.unread(crew.account("legal")).count() == 0


@pytest.mark.parametrize("subject", ["gone/1", "errand/x", "nonsense", ""])
def test_what_leads_nowhere_leads_to_the_list(crew, told, subject):
    notice = told(1, subject=subject)
    assert crew.client("lead").get(f"/notices/{notice.pk}/").headers["Location"] == "/notices/"


def test_somebody_elses_notice_is_not_opened(crew, told):
    notice = told(1, who="chief")
    assert crew.client("lead").get(f"/notices/{notice.pk}/").headers["Location"] == "/notices/"
    assert notices.unread(crew.account("chief")).count() == 1


def test_choosing_what_comes_by_mail(crew):
    client = crew.client("lead")
    page = client.get("/notices/settings/").content.decode()
    assert "没有开通邮件" in page and "checked" not in page
    answer = client.post(
        "/notices/settings/", {"address": "lead@example.org", "kinds": ["work", "escalation", "x"]}
    )
    assert answer.status_code == 302
    held = MailChoice.objects.get()
    assert (held.address, held.kinds) == ("lead@example.org", "work,escalation")
    page = client.get(answer.headers["Location"]).content.decode()
    assert "已保存" in page and page.count("checked") == 2


@pytest.mark.parametrize(
    "address", ["nonsense", "a@b", "a@example.org, b@example.org", "a@example.org\nBcc: x@y.z", "@"]
)
def test_addresses_that_are_none_are_refused_with_what_was_written(crew, address):
    answer = crew.client("lead").post("/notices/settings/", {"address": address, "kinds": ["work"]})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "BEN-001" in page and page.count("checked") == 1
    assert not MailChoice.objects.exists()


def test_an_empty_address_means_no_mail(crew):
    crew.client("lead").post("/notices/settings/", {"address": "", "kinds": ["work"]})
    assert MailChoice.objects.get().address == ""


def test_the_bell_is_in_every_page_of_those_signed_in(crew, client):
    page = crew.client("lead").get("/notices/").content.decode()
    assert 'data-stream="/notices/stream/"' in page and 'class="bell"' in page
    assert "data-stream" not in client.get("/sign-in/").content.decode()
