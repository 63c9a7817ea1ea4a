"""Who is given what names people, and for what reason."""

import pytest

from luji.base.kernel.problem import Refused
from luji.record.registers.verbs import disclosing
from luji.record.registers.verbs.disclosing import Given, Reason
from luji.record.workflow import actions as journal

WHY = Reason("核对当事人")


def test_a_reason_opens_only_what_the_posts_read(every, tiny, people):
    people.cast()
    lead, officer = people.actor("lead"), people.actor("officer")
    assert disclosing.private_fields(every) == ["witness"]
    assert disclosing.private_fields(tiny) == []
    opened = [disclosing.opened(*one) for one in (
        (lead, every, WHY), (lead, every, Reason("  ")), (officer, every, WHY), (lead, tiny, WHY),
    )]  # fmt: skip
    assert opened == [True, False, False, False]


def test_a_lent_post_reads_too_and_is_told(every, people):
    from dataclasses import replace

    from luji.base.people.person import Held, Lent

    people.cast()
    officer = people.actor("officer")
    taker = replace(
        officer, person=replace(officer.person, lent=(Lent(Held("brigade_lead", "hh-hecheng"), "lead"),))
    )
    assert disclosing.opened(taker, every, WHY)
    disclosing.tell(taker, every, WHY, Given("csv", 3, ["witness"]))
    assert '"role":"brigade_lead"' in journal.story("disclosure/every")[-1].after


@pytest.mark.parametrize("text", ["看看", "......", "  查  ", "理" * 501])
def test_what_says_nothing_is_no_reason(every, people, text):
    people.cast()
    with pytest.raises(Refused, match="REG-640"):
        disclosing.opened(people.actor("lead"), every, Reason(text))
