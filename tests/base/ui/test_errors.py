"""Pages for what went wrong."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from luji.base.kernel.problem import ProblemKind, Refused, Where
from luji.base.ui import errors
from luji.config.urls import urlpatterns as usual

KIND = ProblemKind("TST-009", "值「{v}」不对", "'{v}' is wrong", "请改。", "Change it.")


def raising(error):
    def view(request):
        raise error

    view.login_required = False
    return view


urlpatterns = [
    *usual,
    path("refused/", raising(Refused([KIND(Where(file="a.yaml", line=3), v="<b>")]))),
    path("denied/", raising(PermissionDenied())),
    path("odd/", raising(SuspiciousOperation())),
    path("broken/", raising(RuntimeError("secret detail"))),
]
handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.broken


@pytest.fixture
def client(db, settings):
    settings.ROOT_URLCONF = __name__
    import sys

    sys.modules.setdefault(__name__, sys.modules[raising.__module__])
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status", "zh", "en"),
    [
        ("/denied/", 403, "无权访问", "Not allowed"),
        ("/odd/", 400, "请求无法识别", "The request cannot be read"),
        ("/broken/", 500, "出错了", "Something broke"),
        ("/refused/", 404, "找不到所要的内容", "Not found as asked"),
    ],
)
def test_each_says_what_and_what_next(client, address, status, zh, en, caplog):
    for code, said in (("zh-hans", zh), ("en", en)):
        client.cookies["luji-language"] = code
        answer = client.get(address)
        page = answer.content.decode()
        assert answer.status_code == status
        assert said in page
        assert 'href="/"' in page
        assert "secret detail" not in page


def test_a_refusal_names_number_place_and_cure(client):
    page = client.get("/refused/").content.decode()
    assert "TST-009" in page
    assert "a.yaml 第 3 行" in page
    assert "值「&lt;b&gt;」不对" in page
    assert "请改。" in page


def test_unknown_addresses_are_helped_when_signed_in(client, django_user_model):
    client.force_login(django_user_model.objects.create(username="a", name="甲", unit="hh"))
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.content.decode()


def test_other_exceptions_are_left_to_django():
    middleware = errors.RefusedPages(lambda _: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), ValueError()) is None


def test_the_page_of_a_mistake_of_ours_needs_nothing():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.resolver_match = None
    assert errors.broken(request).status_code == 500


def test_health_needs_no_sign_in(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")
