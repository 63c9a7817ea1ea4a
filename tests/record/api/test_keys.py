"""Who calls: what a reading token may not do, and where a call comes from."""

import pytest
from django.test import RequestFactory

from luji.base.kernel.problem import Refused
from luji.record.api import tokens
from luji.record.api.keys import READS, BySession, ByToken, origin_of, refuse_reader


def test_a_token_stands_for_its_person(person):
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9")
    _, secret = tokens.make(person(), "x", False, 3)
    assert ByToken().authenticate(request, secret) == person()
    assert request.user == person()
    with pytest.raises(Refused, match="API-002"):
        refuse_reader(request)
    assert ByToken().authenticate(request, secret + "x") is None


def test_a_session_may_write(person):
    request = RequestFactory().get("/")
    request.user = person()
    assert BySession().authenticate(request, "x") == person()
    refuse_reader(request)
    assert READS not in request.META


def test_origins_are_cut():
    assert len(origin_of(RequestFactory().get("/", REMOTE_ADDR="1" * 200))) == 64
