"""What a request asks for, and who asks."""

from luji.record.registers.pages import asking


def test_the_actor_is_the_signed_in_person_with_posts(rf, people, registry):
    request = rf.get("/", REMOTE_ADDR="10.1.2.3")
    request.user = people.account("officer", "officer")
    actor = asking.actor_of(request)
    assert (actor.person.number, actor.person.roles, actor.origin) == ("officer", {"officer"}, "10.1.2.3")


def test_the_address_is_read(rf, people, tiny):
    request = rf.get("/?f.kind=a&f.unknown=x&q=abc&sort=-day&at=zz&f.state=")
    asked = asking.Ask(request, people.actor("officer"), tiny).asked()
    assert (asked.filters, asked.words, asked.order, asked.place) == ({"kind": "a"}, "abc", "-day", "zz")


def test_an_unknown_register_is_a_page_with_its_problem(people):
    answer = people.client("officer", "officer").get("/registers/nothing/")
    assert answer.status_code == 404
    assert "REG-204" in answer.content.decode()
