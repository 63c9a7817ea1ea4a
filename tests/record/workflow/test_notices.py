"""Notices: once for an event, read by their owner only, e-mail where it was chosen."""

import pytest

from luji.base.kernel.text import Text
from luji.record.workflow import notices
from luji.record.workflow.models import MailChoice, Notice
from luji.record.workflow.notices import Told, tell


def told(crew, event="entry:1", kind="work", subject="errand/1"):
    return Told(
        kind, subject, event, Text("差事 E2026-0001：待审核", "Errands E2026-0001: to be reviewed"), crew.now
    )


def test_everybody_is_told_once_of_an_event(crew):
    for _ in range(3):
        tell({"lead", "chief"}, told(crew))
    tell({"lead"}, told(crew, "entry:2"))
    assert notices.unread(crew.account("lead")).count() == 2
    assert notices.unread(crew.account("chief")).count() == 1
    assert notices.unread(crew.account("officer")).count() == 0


@pytest.mark.parametrize("who", [set(), {"nobody"}, {"", "x" * 200}])
def test_those_who_do_not_exist_are_told_nothing(crew, who):
    tell(who, told(crew))
    assert not Notice.objects.exists()


def test_read_by_their_owner_only(crew):
    tell({"lead", "chief"}, told(crew))
    lead, chief = crew.account("lead"), crew.account("chief")
    (notice,) = notices.of(lead)
    assert notices.mark_read(chief, crew.now, [notice.pk]) == 0
    assert notices.mark_read(lead, crew.now, [notice.pk, 10**12, -1]) == 1
    assert notices.mark_read(lead, crew.now) == 0
    assert notices.unread(chief).count() == 1
    assert notices.mark_read(chief, crew.now) == 1


def test_opening_a_record_reads_what_was_told_of_it(crew):
    tell({"lead"}, told(crew))
    tell({"lead"}, told(crew, "entry:2", subject="errand/2"))
    assert notices.read_about(crew.account("lead"), "errand/1", crew.now) == 1
    assert notices.unread(crew.account("lead")).get().subject == "errand/2"


def test_titles_in_both_languages_even_when_spoiled(crew):
    tell({"lead"}, told(crew))
    notice = Notice.objects.get()
    assert notices.title_of(notice).en.endswith("to be reviewed")
    notice.title = {}
    assert notices.title_of(notice) == Text("", "")


def test_only_chosen_kinds_wait_for_the_mail_and_only_with_an_address(crew):
    notices.choose(crew.account("lead"), "lead@example.org", ["work", "returned", "nonsense"])
    notices.choose(crew.account("chief"), "", ["work"])
    assert MailChoice.objects.get(account__username="lead").kinds == "work,returned"
    tell({"lead", "chief", "officer"}, told(crew))
    tell({"lead"}, told(crew, "entry:2", kind="told"))
    due = Notice.objects.exclude(mail_at=None).values_list("account__username", "event")
    assert list(due) == [("lead", "entry:1")]


def test_choosing_again_replaces(crew):
    lead = crew.account("lead")
    notices.choose(lead, "a@example.org", ["work"])
    notices.choose(lead, "b@example.org", [])
    held = MailChoice.objects.get(account=lead)
    assert (held.address, held.kinds) == ("b@example.org", "")
