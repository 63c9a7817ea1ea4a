"""Where a request came from: only trusted proxies are believed."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from luji.base.people.models import SignIn
from luji.base.people.signin.origin import true_origin

PROXY, SECOND = "127.0.0.1", "10.0.0.5"
TRUSTED = frozenset({PROXY, SECOND})


@pytest.mark.parametrize(
    ("near", "forwarded", "expected"),
    [
        (PROXY, "192.0.2.7", "192.0.2.7"),
        (PROXY, "192.0.2.7, 10.0.0.5", "192.0.2.7"),
        (PROXY, "198.51.100.1, 192.0.2.7", "192.0.2.7"),
        (PROXY, "2001:db8::0001", "2001:db8::1"),
        (PROXY, "", PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, "192.0.2.7, <script>", PROXY),
        (PROXY, "192.0.2.7, , 10.0.0.5,", "192.0.2.7"),
        (PROXY, "10.0.0.5", SECOND),
        ("192.0.2.9", "192.0.2.7", "192.0.2.9"),
        ("192.0.2.9", "127.0.0.1", "192.0.2.9"),
        ("", "192.0.2.7", ""),
        (PROXY, "192.0.2.7:8080", PROXY),
    ],
)
def test_the_nearest_that_is_no_proxy_of_ours(near, forwarded, expected):
    assert true_origin(near, forwarded, TRUSTED) == expected


@given(st.text(max_size=60))
def test_a_stranger_cannot_pretend(forwarded):
    assert true_origin("192.0.2.9", forwarded, TRUSTED) == "192.0.2.9"


@given(st.lists(st.ip_addresses().map(str), max_size=6))
def test_what_came_before_a_strangers_address_does_not_count(lied):
    assert true_origin(PROXY, ", ".join([*lied, "192.0.2.7"]), TRUSTED) == "192.0.2.7"


@pytest.mark.parametrize(("proxies", "noted"), [("", PROXY), (PROXY, "192.0.2.7"), (SECOND, PROXY)])
def test_the_log_notes_it(db, options, proxies, noted):
    options(proxies=proxies)
    client = Client(REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR="192.0.2.7")
    client.post("/sign-in/", {"username": "nobody", "password": "x"})
    assert SignIn.objects.get().origin == noted
