"""Who asks: looked up once, an actor of their posts."""

from django.utils import translation

from luji.base.people import asking


def test_the_reader_is_looked_up_once(rf, crew, django_assert_num_queries):
    request = rf.get("/", REMOTE_ADDR="10.1.1.1")
    request.user = crew["080001"]
    with django_assert_num_queries(1):
        actor = asking.by(request)
        assert asking.person_of(request) is asking.person_of(request)
    assert (actor.number, actor.origin, actor.admin) == ("080001", "10.1.1.1", True)


def test_the_language_of_the_reader():
    with translation.override("en"):
        assert asking.lang() == "en"
    with translation.override("zh-hans"):
        assert asking.lang() == "zh"


def test_a_refusal_names_the_problem(rf, crew):
    request = rf.get("/")
    request.user = crew["080101"]
    answer = asking.administrators_only(lambda request, by: None)(request)
    assert answer.status_code == 403
    assert "PPL-301" in answer.content.decode()
