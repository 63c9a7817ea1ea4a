"""Tickets: only the installation's key makes one, every bit of it counts, and time ends it."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.problem import Refused
from luji.record.partners.tickets import Ticket, key, read, sealed, secret, sign

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
KEY = key("the secret key of the installation")
TICKET = Ticket(
    "A1B2C3D4E5F6",
    "hazard",
    "rectify",
    "高速公路经营单位",
    NOW,
    NOW + timedelta(days=30),
    {7: "0123456789abcdef", 12: "f" * 16},
)


def codes(text, by=KEY, now=NOW):
    with pytest.raises(Refused) as refused:
        read(text, by, now)
    return [problem.code for problem in refused.value.problems]


def other(**changed):
    told = json.loads(base64.urlsafe_b64decode(sign(TICKET, KEY).split(".")[0] + "=="))
    body = json.dumps(told | changed).encode()
    import hmac

    seal = hmac.digest(KEY, b"luji.partners.form.ticket." + body, "sha256")
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in (body, seal))


def test_a_ticket_comes_back_as_it_was():
    assert read(sign(TICKET, KEY), KEY, NOW) == TICKET


@pytest.mark.parametrize(
    "text", [None, 7, "", "a", "a.b.c", "ä.ö", "!!.!!", ".", "x" * 300_000, "e30.", {"a": 1}]
)
def test_what_is_no_ticket_is_refused(text):
    assert codes(text)[0] in {"PTN-101", "PTN-102"}


def test_another_installation_s_ticket_is_refused():
    assert codes(sign(TICKET, key("another"))) == ["PTN-102"]


@given(st.data())
def test_every_letter_of_it_counts(data):
    text = sign(TICKET, KEY)
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=. "))
    changed = text[:at] + letter + text[at + 1 :]
    if changed != text:
        assert codes(changed)[0] in {"PTN-101", "PTN-102"}


def test_time_ends_it():
    assert read(sign(TICKET, KEY), KEY, TICKET.until) == TICKET
    assert codes(sign(TICKET, KEY), now=TICKET.until + timedelta(seconds=1)) == ["PTN-104"]


@pytest.mark.parametrize("version", [0, 2, None, "1"])
def test_another_version_is_refused(version):
    assert codes(other(v=version)) == ["PTN-103"]


def test_each_form_seals_with_a_secret_of_its_own():
    assert len({secret(number, KEY) for number in ("A", "B", "a")} | {secret("A", key("another"))}) == 4
    assert sealed("x", "A", KEY) != sealed("x", "B", KEY)
    assert sealed("x", "A", KEY) != sealed("y", "A", KEY)
    assert KEY.hex() not in sign(TICKET, KEY)


def test_the_seal_is_the_usual_one():
    """What the form's own script computes: HMAC-SHA256 with the secret's bytes over UTF-8."""
    import hashlib
    import hmac

    expected = hmac.new(bytes.fromhex(secret("A", KEY)), "中文 text".encode(), hashlib.sha256).hexdigest()
    assert sealed("中文 text", "A", KEY) == expected
