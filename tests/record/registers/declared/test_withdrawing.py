"""A record filed by mistake is withdrawn with a reason, is nowhere unless asked for, and can be restored."""

import pytest

from luji.base.facts.lake import Lake
from luji.base.kernel.declaration import parse
from luji.base.kernel.problem import Refused
from luji.record.registers.carried import facts
from luji.record.registers.checking.checks import from_tree
from luji.record.registers.declared.withdrawing import RESTORE, RESTORE_ABOVE, WITHDRAW, WITHDRAWN
from luji.record.registers.search.listing import Asked, listed
from luji.record.registers.verbs import actions
from luji.record.workflow import actions as journal


def codes(call, *args):
    with pytest.raises(Refused) as refused:
        call(*args)
    return [p.code for p in refused.value.problems]


def test_withdrawn_with_a_reason_and_restored(tiny, people, filed, registry):
    row = filed(tiny)
    actor = people.actor("officer")
    assert codes(actions.act, actor, tiny, row.row, 1, WITHDRAW, {}, " ") == ["WFL-307"]
    actions.act(actor, tiny, row.row, 1, WITHDRAW, {}, "填错了")
    assert listed(registry, tiny, actor.person, Asked()).total == 0
    assert listed(registry, tiny, actor.person, Asked({"state": WITHDRAWN})).total == 1
    assert codes(actions.edit, actor, tiny, row.row, 2, {"what": "别的"}) == ["REG-206"]
    actions.act(actor, tiny, row.row, 2, RESTORE, {}, "没有填错")
    assert listed(registry, tiny, actor.person, Asked()).total == 1
    assert [e.verb for e in journal.story(tiny.subject(row.row))] == ["create", WITHDRAW, RESTORE]


def test_only_in_the_first_state_and_only_by_those_declared(tiny, people, filed, walk):
    row = walk(tiny, filed(tiny), "sent").row
    assert codes(actions.act, people.actor("officer"), tiny, row.row, row.version, WITHDRAW, {}, "x") == [
        "WFL-301"
    ]
    other = filed(tiny)
    assert codes(actions.act, people.actor("lead"), tiny, other.row, 1, WITHDRAW, {}, "x") == ["REG-201"]
    assert codes(
        actions.act, people.actor("far", "officer", "hh-zhijiang"), tiny, other.row, 1, WITHDRAW, {}, "x"
    ) == ["REG-203"]


def test_whoever_takes_over_restores_from_above(tiny, people, filed):
    row = filed(tiny)
    actions.act(people.actor("officer"), tiny, row.row, 1, WITHDRAW, {}, "x")
    assert codes(actions.act, people.actor("keeper"), tiny, row.row, 2, RESTORE, {}, "y") == ["REG-201"]
    assert actions.act(people.actor("keeper"), tiny, row.row, 2, RESTORE_ABOVE, {}, "y").state == "open"


def test_a_withdrawn_record_is_no_fact(tiny, people, filed, registry, tmp_path):
    kept, gone = filed(tiny), filed(tiny)
    actions.act(people.actor("officer"), tiny, gone.row, 1, WITHDRAW, {}, "x")
    lake = Lake(tmp_path, {tiny.name: tiny.published})
    assert facts.publish_one(lake, tiny, registry.calendar).inserted == 1
    assert kept.state != WITHDRAWN


def test_without_a_declaration_nothing_is_withdrawn(plain_tiny):
    assert not {WITHDRAW, RESTORE, RESTORE_ABOVE} & set(plain_tiny().workflow.actions)


@pytest.mark.parametrize(("changed", "code"), [
    (("takeover: admin", "takeover: admin\nwithdraw: nobody"), "REG-008"),
    (("takeover: admin", "takeover: admin\nwithdraw: legal"), "REG-011"),
    (("    sent: {label", "    withdrawn: {label: {zh: 没了, en: gone}, final: true}\n    sent: {label"), "REG-574"),
    (("    send: {label", "    restore: {label: {zh: 复原, en: back}, from: sent, to: open, who: officer}\n    send: {label"), "REG-574"),
])  # fmt: skip
def test_a_wrong_declaration_is_told(plain_tiny, changed, code):
    before, after = changed
    more = [] if "withdraw:" in after else [("takeover: admin", "takeover: admin\nwithdraw: officer")]
    with pytest.raises(Refused) as refused:
        plain_tiny(changed, *more)
    assert code in {p.code for p in refused.value.problems}
    assert before


@pytest.mark.parametrize(("views", "code"), [
    ("{calendar: nothing}", "REG-003"), ("{calendar: what}", "REG-004"), ("{timeline: {from: day, to: cost}}", "REG-004"), ("{bord: true}", "KRN-"),
])  # fmt: skip
def test_wrong_views_are_told(plain_tiny, views, code):
    with pytest.raises(Refused) as refused:
        plain_tiny(("takeover: admin", f"takeover: admin\nviews: {views}"))
    assert any(p.code.startswith(code) for p in refused.value.problems)


@pytest.fixture
def plain_tiny(tiny_text, registry):
    """The tiny register without withdrawing, its text changed before it is read."""

    def made(*changes):
        text = tiny_text.replace("withdraw: officer\n", "").replace(tiny_views(tiny_text), "")
        for before, after in changes:
            assert before in text
            text = text.replace(before, after, 1)
        return from_tree(parse(text, "tiny.yaml"), registry.roles)

    return made


def tiny_views(text):
    return next((line + "\n" for line in text.splitlines() if line.startswith("views:")), "")
