"""LUJI_MAIL_URL: what it says, and what it must not leave open or give away."""

import pytest

from luji.base.kernel.problem import Refused
from luji.config.mail import settings


def test_without_it_nothing_is_sent():
    assert settings("") == {"EMAIL_HOST": ""}


def test_everything_it_can_say():
    found = settings("smtp://luji%40example.org:p%3Ass@mail.example.org:2525?from=luji@example.org")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example.org", 2525)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("luji@example.org", "p:ss")
    assert found["EMAIL_USE_TLS"] and not found["EMAIL_USE_SSL"]
    assert found["DEFAULT_FROM_EMAIL"] == "luji@example.org" and found["EMAIL_TIMEOUT"] > 0


@pytest.mark.parametrize(("url", "port", "tls", "ssl"), [
    ("smtps://m.example.org?from=a@b.org", 465, False, True),
    ("smtp://m.example.org?from=a@b.org", 587, True, False),
    ("smtp://localhost:25?from=a@b.org", 25, False, False),
    ("smtp://127.0.0.1:25?from=a@b.org", 25, False, False),
])  # fmt: skip
def test_ports_and_encryption(url, port, tls, ssl):
    found = settings(url)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, tls, ssl)


@pytest.mark.parametrize("url", [
    "mail.example.org", "http://m.example.org?from=a@b.org", "smtp://?from=a@b.org", "smtp:///x?from=a@b.org",
    "smtp://m.example.org", "smtp://m.example.org?from=", "smtp://m.example.org?from=nobody",
    "smtp://u:geheim@m.example.org:port?from=a@b.org", "smtp://u:geheim@m.example.org:99999?from=a@b.org",
])  # fmt: skip
def test_mistakes_are_told_without_the_password(url):
    with pytest.raises(Refused) as found:
        settings(url)
    (problem,) = found.value.problems
    assert problem.code == "CLI-111"
    assert "geheim" not in problem.line("zh") + problem.line("en")
