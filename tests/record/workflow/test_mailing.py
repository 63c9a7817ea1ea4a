"""E-mail: sent once, tried again when it fails, given up in the end; nothing personal in it; off by default."""

from datetime import timedelta
from smtplib import SMTPException, SMTPServerDisconnected

import pytest
from django.core import mail

from luji.base.kernel.text import Text
from luji.record.workflow import mailing, notices
from luji.record.workflow.mailing import AGAIN, CLAIM, claimed, send_due
from luji.record.workflow.models import Notice
from luji.record.workflow.notices import Told, tell


@pytest.fixture
def waiting(crew, settings):
    """One notice that waits to be sent."""
    settings.EMAIL_HOST = "mail.example.org"
    settings.DEFAULT_FROM_EMAIL = "luji@example.org"
    notices.choose(crew.account("lead"), "lead@example.org", ["work"])
    tell(
        {"lead"},
        Told("work", "errand/7", "entry:1", Text("差事 E1：待审核", "Errands E1: to be reviewed"), crew.now),
    )
    return Notice.objects.get()


def address(subject):
    return f"https://luji.example/{subject}"


def broken(error):
    def send(self, *_args, **_options):
        raise error

    return send


def test_sent_once_with_where_to_look_and_nothing_personal(crew, waiting):
    assert send_due(crew.now, address) == 1
    assert send_due(crew.now + timedelta(days=3), address) == 0
    (message,) = mail.outbox
    assert message.to == ["lead@example.org"]
    assert message.subject == "[待办] 差事 E1：待审核"
    assert "https://luji.example/errand/7" in message.body and "to be reviewed" in message.body
    assert "lead同志" not in message.subject + message.body
    assert message.extra_headers["Message-ID"] == f"<notice-{waiting.pk}@luji>"
    waiting.refresh_from_db()
    assert (waiting.mailed_at, waiting.mail_at) == (crew.now, None)


def test_without_a_server_nothing_is_sent_and_nothing_lost(crew, waiting, settings):
    settings.EMAIL_HOST = ""
    assert send_due(crew.now, address) == 0
    waiting.refresh_from_db()
    assert waiting.mail_at is not None and not mail.outbox


@pytest.mark.parametrize(
    "error", [SMTPException("x"), SMTPServerDisconnected("y"), ConnectionRefusedError(), TimeoutError()]
)
def test_a_failure_is_tried_again_later_each_time_and_then_given_up(crew, waiting, monkeypatch, error):
    monkeypatch.setattr(mailing.EmailMessage, "send", broken(error))
    now = crew.now
    for again in AGAIN:
        assert send_due(now, address) == 0
        waiting.refresh_from_db()
        assert waiting.mail_at == now + again
        now = waiting.mail_at
    assert send_due(now, address) == 0
    waiting.refresh_from_db()
    assert waiting.mail_at is None and waiting.mailed_at is None and waiting.tries == len(AGAIN) + 1


def test_a_failure_of_one_keeps_nobody_elses_back(crew, waiting, monkeypatch):
    notices.choose(crew.account("chief"), "chief@example.org", ["work"])
    tell({"chief"}, Told("work", "errand/8", "entry:2", Text("x", "x"), crew.now))
    sent = mailing.EmailMessage.send
    monkeypatch.setattr(
        mailing.EmailMessage, "send",
        lambda self, **o: broken(SMTPException())(self) if "lead@example.org" in self.to else sent(self, **o),
    )  # fmt: skip
    assert send_due(crew.now, address) == 1
    assert [m.to for m in mail.outbox] == [["chief@example.org"]]


def test_two_processes_do_not_send_the_same(crew, waiting):
    assert [n.pk for n in claimed(crew.now)] == [waiting.pk]
    assert claimed(crew.now) == []


def test_killed_between_claiming_and_sending_it_goes_out_after_a_while(crew, waiting):
    claimed(crew.now)
    assert send_due(crew.now + CLAIM - timedelta(seconds=1), address) == 0
    assert send_due(crew.now + CLAIM, address) == 1


def test_the_address_counts_at_the_moment_of_sending(crew, waiting):
    notices.choose(crew.account("lead"), "", ["work"])
    send_due(crew.now, address)
    assert mail.outbox == []
