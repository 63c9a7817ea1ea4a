"""One's own account: everybody's, nobody else's."""

import pytest
from django.test import Client
from django.utils import timezone

from luji.base.people import delegations
from luji.base.people.delegations import Loan
from luji.base.people.models import Delegation, SecondFactor
from luji.base.people.signin import codes as rfc
from luji.base.people.signin import factor

PAGES = ("/account/", "/account/password/", "/account/second-factor/", "/account/lend/")
POSTS = ("/account/sessions/end/", "/account/lent/1/take-back/")


@pytest.mark.parametrize("path", [*PAGES, *POSTS])
def test_strangers_sign_in_first(db, path):
    assert Client().get(path)["Location"].startswith("/sign-in/")
    assert Client().post(path)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("number", ["080001", "080101"])
@pytest.mark.parametrize("path", PAGES)
def test_everybody_sees_their_own_in_both_languages(crew, path, number, language):
    answer = crew.client(number, language).get(path)
    assert answer.status_code == 200
    assert "%(" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_posts_loans_sessions_and_attempts_are_there(crew, day):
    delegations.lend(
        crew.by("080102"),
        Loan(crew["080102"], crew["080101"], "brigade_lead", "hh-hecheng", day(), day(3), "3号"),
    )
    Client().post("/sign-in/", {"username": "080101", "password": "wrong"})
    page = crew.client("080101").get("/account/").content.decode()
    for said in ("鹤城大队·民警", "李四光", "3号", "生效中", "当前", "失败", "PPL-101"):
        assert said in page, said


def code_of(account):
    secret = rfc.unseal(
        SecondFactor.objects.get(account=account).secret, __import__("django.conf").conf.settings.SECRET_KEY
    )
    return rfc.code_at(secret, int(timezone.now().timestamp()) // 30)


def test_a_second_factor_goes_on_and_off(crew, heard):
    client = crew.client("080101")
    page = client.get("/account/second-factor/").content.decode()
    assert "<svg" in page
    assert "style=" not in page
    wrong = client.post("/account/second-factor/", {"code": "abc"})
    assert wrong.status_code == 422
    assert "PPL-351" in wrong.content.decode()
    done = client.post("/account/second-factor/", {"code": code_of(crew["080101"])}).content.decode()
    fresh = [line for line in done.split("<li>") if "-" in line[:6]]
    assert len(fresh) == 10
    assert '<svg class="qr' not in client.get("/account/second-factor/").content.decode()
    assert client.post("/account/second-factor/", {"code": fresh[0][:11]})["Location"] == "/account/"
    assert not factor.is_on(crew["080101"])
    assert heard == ["factor_on", "factor_off"]


def test_lending_ones_own_post(crew, day, heard):
    client = crew.client("080102")
    sent = {
        "post": "brigade_lead/hh-hecheng",
        "taker": "张三丰（080101）",
        "start": day().isoformat(),
        "end": day(2).isoformat(),
    }
    assert client.post("/account/lend/", sent)["Location"] == "/account/"
    made = Delegation.objects.get()
    assert (made.giver.username, made.taker.username, made.made_by) == ("080102", "080101", "080102")
    assert "080101" in [one.taker.username for one in Delegation.objects.all()]
    assert client.post(f"/account/lent/{made.pk}/take-back/")["Location"] == "/account/"
    assert client.post(f"/account/lent/{made.pk}/take-back/").status_code == 409
    assert heard == ["lend", "take_back"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"post": "detachment_lead/hh"}, "PPL-208"), ({"post": ""}, "PPL-209"), ({"taker": "nobody"}, "PPL-332"),
        ({"taker": "080102"}, "PPL-323"), ({"end": "2020-01-01"}, "PPL-325"), ({"start": "x"}, "PPL-208"),
    ],
)  # fmt: skip
def test_what_cannot_be_lent_is_told(crew, day, changed, expected):
    sent = {
        "post": "brigade_lead/hh-hecheng",
        "taker": "080101",
        "start": day().isoformat(),
        "end": day().isoformat(),
    }
    answer = crew.client("080102").post("/account/lend/", sent | changed)
    assert answer.status_code == 422
    assert expected in answer.content.decode()
    assert not Delegation.objects.exists()


def test_who_has_nothing_to_lend_is_told(crew):
    page = crew.client("080001").get("/account/lend/").content.decode()
    assert "没有可以授权给别人的岗位" in page
    assert "<select" not in page
    crew.client("080001").post("/account/lend/", {"post": "admin/hh", "taker": "080101"})
    assert not Delegation.objects.exists()


def test_what_others_lent_is_not_ones_own(crew, day):
    made = delegations.lend(
        crew.by("080102"), Loan(crew["080102"], crew["080101"], "brigade_lead", "hh-hecheng", day(), day(3))
    )
    for number in ("080101", "080103", "080001"):
        assert crew.client(number).post(f"/account/lent/{made.pk}/take-back/").status_code == 404
    assert Delegation.objects.get().revoked is None


def test_forms_without_their_token_are_refused(crew):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(crew["080102"], backend="django.contrib.auth.backends.ModelBackend")
    for path in ("/account/password/", "/account/lend/", "/account/sessions/end/", "/account/second-factor/"):
        assert strict.post(path, {}).status_code == 403
