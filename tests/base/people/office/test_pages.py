"""Pages of those who keep accounts: who sees them, what they show, what their forms do."""

import re

import pytest
from django.test import Client

from luji.base.people import accounts, delegations
from luji.base.people.delegations import Loan
from luji.base.people.models import Account, Appointment, Delegation
from luji.base.people.office import acts
from luji.base.people.signin import lockout

ONE = "/settings/people/person/080101/"
READ = (
    "/settings/people/",
    "/settings/people/new/",
    "/settings/people/import/",
    "/settings/people/people.csv",
    ONE,
)
ACTS = tuple(f"{ONE}{name}/" for name in acts.ACTS)
ENTER = {
    "number": "080125",
    "name": "新警官",
    "unit": "hh-hecheng",
    "role": "officer",
    "entered": "2024-07-01",
}


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("path", [*READ, *ACTS])
def test_strangers_sign_in_first(db, path):
    for method in ("get", "post"):
        assert getattr(Client(), method)(path)["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("number", ["080101", "080102", "080103"])
def test_without_the_post_nothing_opens_and_nothing_changes(crew, number):
    client = crew.client(number)
    before = (Account.objects.count(), Appointment.objects.count())
    for path in (*READ, *ACTS):
        answer = client.get(path)
        assert answer.status_code == 403, path
        assert "PPL-301" in text(answer)
    for path in ("/settings/people/new/", *ACTS):
        assert client.post(path, ENTER).status_code == 403, path
    assert (Account.objects.count(), Appointment.objects.count()) == before


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("path", [*READ, *ACTS])
def test_administrators_see_every_page_in_both_languages(crew, path, language):
    answer = crew.client("080001", language).get(path)
    assert answer.status_code == 200
    if "csv" not in path:
        page = re.sub(r"<(script|style).*?</\1>", "", text(answer), flags=re.S)
        assert "%(" not in page
        assert "Text(" not in page


def test_the_pages_are_not_kept(crew):
    for path in (ONE, "/settings/people/new/"):
        assert "no-store" in crew.client("080001").get(path)["Cache-Control"]


def test_an_administrator_of_a_brigade_sees_the_brigade(crew, day):
    from luji.base.people import posts

    posts.appoint(crew["080102"], "admin", "hh-hecheng", day())
    client = crew.client("080102")
    page = text(client.get("/settings/people/"))
    assert "张三丰" in page
    assert "赵六安" not in page
    assert "王建设" not in page
    assert client.get("/settings/people/person/080103/").status_code == 404
    assert client.get("/settings/people/person/080103/edit/").status_code == 404
    answer = client.post("/settings/people/new/", ENTER | {"unit": "hh"})
    assert answer.status_code == 422
    assert "赵六安" not in client.get("/settings/people/people.csv").content.decode()


def test_a_new_person_gets_a_password_shown_once(crew):
    client = crew.client("080001")
    page = text(client.post("/settings/people/new/", ENTER))
    password = re.search(r'class="one-time"[^>]*>([^<]+)<', page)[1]
    account = Account.objects.get(username="080125")
    assert account.check_password(password)
    assert [(p.role, p.unit) for p in account.appointments.all()] == [("officer", "hh-hecheng")]
    assert password not in text(client.get("/settings/people/person/080125/"))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"number": ""}, "PPL-209"), ({"name": ""}, "PPL-209"), ({"unit": ""}, "PPL-209"),
        ({"number": "080101"}, "PPL-103"), ({"number": "张三"}, "PPL-105"), ({"number": "x" * 65}, "PPL-210"),
        ({"unit": "hn"}, "PPL-208"), ({"role": "king"}, "PPL-208"), ({"role": "partner"}, "PPL-205"),
        ({"rank": "general"}, "PPL-208"), ({"entered": "yesterday"}, "PPL-208"), ({"name": "长" * 5000}, "PPL-210"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_new_person(crew, changed, expected):
    answer = crew.client("080001").post("/settings/people/new/", ENTER | changed)
    assert answer.status_code == 422
    assert expected in text(answer)
    assert Account.objects.count() == len(crew)
    assert Appointment.objects.count() == len(crew)


def test_what_was_typed_is_escaped_and_stays(crew):
    answer = crew.client("080001").post(
        "/settings/people/new/", ENTER | {"name": '"><script>alert(1)</script>', "number": ""}
    )
    page = text(answer)
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page or "&#34;&gt;&lt;script" in page


def test_names_are_escaped_wherever_they_stand(crew):
    account = crew["080101"]
    account.name = "<img src=x onerror=alert(1)>"
    account.save()
    for path in ("/settings/people/", ONE, f"{ONE}move/", "/settings/people/person/080102/lend/"):
        assert "<img" not in text(crew.client("080001").get(path))


DEEDS = {
    "edit": ({"name": "张三峰", "rank": "supervisor_3", "title": "中队长"}, "person_edit"),
    "move": ({"unit": "hh-zhijiang", "start": "TODAY", "document": "1号"}, "move"),
    "appoint": ({"role": "legal", "unit": "hh-hecheng", "start": "TODAY"}, "appoint"),
    "lend": ({"post": "officer/hh-hecheng", "taker": "赵六安", "start": "TODAY", "end": "TODAY", "document": "2号"}, "lend"),
    "password": ({}, "reset_password"),
    "unlock": ({}, "unlock"),
    "close": ({"last": "TODAY", "reason": "调出"}, "close_account"),
}  # fmt: skip


def sent(given, day):
    return {name: day().isoformat() if value == "TODAY" else value for name, value in given.items()}


@pytest.mark.parametrize("name", DEEDS)
def test_each_act_does_its_deed_in_the_name_of_who_acts(crew, heard, day, name):
    given, verb = DEEDS[name]
    answer = crew.client("080001").post(f"{ONE}{name}/", sent(given, day))
    assert answer.status_code in (200, 302)
    assert verb in heard
    assert {one.by.number for one in heard.all} == {"080001"}
    assert heard.all[0].by.origin == "127.0.0.1"


@pytest.mark.parametrize("name", DEEDS)
def test_nobody_does_it_to_themself(crew, heard, day, name):
    given, _ = DEEDS[name]
    mine = sent(given, day) | ({"post": "admin/hh"} if name == "lend" else {})
    answer = crew.client("080001").post(f"/settings/people/person/080001/{name}/", mine)
    if name in ("edit", "unlock"):
        assert answer.status_code == 302  # a name may be mended, a lock be taken off
    else:
        assert answer.status_code in (403, 422)
        assert heard == []


def test_closing_and_opening_again(crew, day):
    client = crew.client("080001")
    client.post(f"{ONE}close/", {"last": day().isoformat()})
    assert "已停用" in text(client.get(ONE))
    assert f"{ONE}reopen/" in text(client.get(ONE))
    assert "one-time" in text(client.post(f"{ONE}reopen/", {"reason": "调回"}))
    assert Account.objects.get(username="080101").is_active


def test_the_last_administrator_is_kept_by_the_pages_too(crew, day):
    accounts.close("080002", crew.by("080001"))
    held = crew["080001"].appointments.get()
    from luji.base.people import posts

    posts.appoint(crew["080102"], "admin", "hh", day())
    client = crew.client("080102")
    posts.end(crew["080102"].appointments.get(role="admin"), day())
    answer = client.post(f"/settings/people/person/080001/posts/{held.pk}/end/", {"last": day().isoformat()})
    assert answer.status_code == 403
    assert "PPL-303" in text(answer)


def test_a_post_is_ended_on_its_page(crew, day, heard):
    held = crew["080101"].appointments.get()
    client = crew.client("080001")
    path = f"{ONE}posts/{held.pk}/end/"
    assert "鹤城大队·民警" in text(client.get(path))
    assert "PPL-203" in text(client.post(path, {"last": "2019-12-31"}))
    assert client.post(path, {"last": day().isoformat()}).status_code == 302
    assert heard == ["end_post"]
    assert client.post(f"/settings/people/person/080102/posts/{held.pk}/end/", {}).status_code == 404


def test_a_loan_is_taken_back_on_its_page(crew, day, heard):
    made = delegations.lend(
        crew.by("080102"), Loan(crew["080102"], crew["080101"], "brigade_lead", "hh-hecheng", day(), day(3))
    )
    client = crew.client("080001")
    path = f"/settings/people/person/080102/lent/{made.pk}/take-back/"
    assert "张三丰" in text(client.get(path))
    assert "生效中" in text(client.get("/settings/people/person/080102/"))
    assert client.post(path).status_code == 302
    assert Delegation.objects.get().revoked is not None
    assert "PPL-331" in text(client.post(path))
    assert client.post(f"{ONE}lent/{made.pk}/take-back/").status_code == 404


def test_a_locked_name_is_shown_and_let_in(crew):
    for _ in range(5):
        lockout.note_failure("080101", crew.by("080001").at)
    client = crew.client("080001")
    assert "锁定至" in text(client.get(ONE))
    client.post(f"{ONE}unlock/")
    assert "锁定至" not in text(client.get(ONE))


@pytest.mark.parametrize(
    "path",
    [
        "/settings/people/person/nobody/",
        f"{ONE}fly/",
        f"{ONE}posts/999999/end/",
        "/settings/people/people.pdf",
    ],
)
def test_what_is_not_there(crew, path):
    assert crew.client("080001").get(path).status_code == 404


def test_pages_cost_the_same_however_many_people(crew, django_assert_max_num_queries):
    for n in range(20):
        accounts.create(f"0802{n:02d}", crew.password, "hh-hecheng", f"某{n}")
    client = crew.client("080001")
    client.get("/settings/people/")
    with django_assert_max_num_queries(6):
        client.get("/settings/people/")
