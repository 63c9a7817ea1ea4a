"""The story of a record, read back from the journal."""

from luji.record.registers.verbs import story
from luji.record.workflow import actions as journal


def test_acts_and_chapters_tell_the_same(tiny, people, filed, walk, registry):
    row = walk(tiny, filed(tiny), "passed").row
    case = story.case_of(tiny, row, registry.units)
    assert [a.name for a in case.acts] == ["create", "send", "review"]
    assert [a.hat.person for a in case.acts] == ["officer", "officer", "second"]
    assert (case.state, case.unit, case.above) == ("passed", "hh-hecheng", ("hh", "hn"))
    told = story.chapters(tiny, journal.story(tiny.subject(row.row)))
    assert [c.verb.zh for c in told] == ["审核通过", "送审", "新建"]
    assert [(c.label.zh, c.before, c.after) for c in told[0].changes] == [("意见", None, "样例")]
    assert told[-1].role == "officer"


def test_the_revision_changes_with_the_content_only(tiny, people, filed, walk, registry):
    row = walk(tiny, filed(tiny), "passed").row
    assert len({a.revision for a in story.case_of(tiny, row, registry.units).acts}) == 1


def test_verbs_of_the_house_have_labels(tiny):
    assert story.verb_label(tiny, "take_over").zh == "接收历史台账"
    assert story.verb_label(tiny, "send").en == "send"
