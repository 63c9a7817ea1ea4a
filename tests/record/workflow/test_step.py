"""Steps allowed and refused: state, role, unit, four eyes through delegation, reviews of the same content."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.kernel.problem import Refused
from luji.base.kernel.text import Text
from luji.record.workflow.hats import Hat, Post
from luji.record.workflow.spec import Workflow
from luji.record.workflow.step import (
    Attempt,
    Case,
    edited,
    may,
    may_edit,
    offered,
    opened,
    passed,
    take,
)

NOON = datetime(2020, 6, 1, 4, tzinfo=UTC)
ABOVE = ("hh", "hn")
FULL = {"facts": "…", "ground": "91", "served_on": "x"}.get


@pytest.fixture
def flow(sample: Callable[[str], Any], built: Callable[[Any], Workflow]) -> Workflow:
    return built(sample("revocation"))


def officer(person: str, behalf: str | None = None) -> Hat:
    return Hat(person, Post("officer", "hh-hecheng"), behalf)


def legal(person: str, behalf: str | None = None) -> Hat:
    return Hat(person, Post("legal", "hh"), behalf)


def chief(person: str, behalf: str | None = None) -> Hat:
    return Hat(person, Post("chief", "hh"), behalf)


def draft(flow: Workflow, person: str = "张") -> Case:
    return opened(flow, "hh-hecheng", officer(person), NOON, "r1", ABOVE)


def after(flow: Workflow, *steps: tuple[str, Hat]) -> Case:
    case = draft(flow)
    for number, (name, hat) in enumerate(steps, 1):
        at = NOON + timedelta(minutes=number)
        if name == "edit":
            case = edited(flow, case, hat, at, f"r{number + 1}")
        else:
            case = take(flow, case, Attempt(name, hat, FULL, "理由"), at)
    return case


def codes(flow: Workflow, case: Case, name: str, hat: Hat, **more: Any) -> list[str]:
    return [p.code for p in may(flow, case, Attempt(name, hat, **{"values": FULL, "reason": "理由"} | more))]


SUBMITTED = [("submit", officer("张"))]
REVIEWED = [*SUBMITTED, ("pass", legal("李"))]


def test_the_straight_way(flow: Workflow) -> None:
    case = after(flow, *REVIEWED, ("approve", chief("王")), ("make", officer("张")), ("serve", officer("张")),
                 ("execute", officer("张")), ("archive", officer("张")))  # fmt: skip
    assert case.state == "archived" and case.revision == "r1" and len(case.acts) == 8


@pytest.mark.parametrize(
    ("steps", "name", "hat", "expected"),
    [
        ([], "approve", chief("王"), ["WFL-301", "WFL-308"]),
        ([], "pass", legal("李"), ["WFL-301"]),
        ([], "submit", legal("李"), ["WFL-302", "WFL-303"]),
        ([], "submit", Hat("赵", Post("officer", "hh-zhijiang")), ["WFL-303"]),
        (SUBMITTED, "pass", Hat("李", Post("legal", "hh-hecheng")), ["WFL-303"]),
        (SUBMITTED, "pass", Hat("李", Post("legal", "cs")), ["WFL-303"]),
        (SUBMITTED, "pass", legal("张"), ["WFL-304"]),
        (REVIEWED, "approve", chief("李"), ["WFL-304"]),
        (REVIEWED, "approve", chief("张"), ["WFL-304"]),
        (SUBMITTED, "nothing", legal("李"), ["WFL-002"]),
    ],
)
def test_refused_steps(flow: Workflow, steps: Any, name: str, hat: Hat, expected: list[str]) -> None:
    case = after(flow, *steps)
    assert codes(flow, case, name, hat) == expected
    with pytest.raises(Refused):
        take(flow, case, Attempt(name, hat, FULL, "理由"), NOON)


@pytest.mark.parametrize(
    ("reviewer", "approver", "blocked"),
    [
        (legal("李"), chief("王"), False),
        (legal("李"), chief("赵", "王"), False),  # 赵 acts for 王, neither has acted before
        (legal("李"), chief("李", "王"), True),  # 李 acts for 王 but reviewed in person
        (legal("李"), chief("张", "王"), True),  # the handler acts for 王
        (legal("赵", "李"), chief("李"), True),  # 赵 reviewed for 李: it is 李's review too
        (legal("赵", "李"), chief("赵"), True),  # … and 赵's
        (legal("赵", "李"), chief("王", "李"), True),  # two acts for the same giver
        (legal("李", "王"), chief("王"), True),  # 王's role was lent to the reviewer
        (legal("钱", "李"), chief("赵", "王"), False),
    ],
)
def test_four_eyes_see_through_delegation(
    flow: Workflow, reviewer: Hat, approver: Hat, blocked: bool
) -> None:
    case = after(flow, *SUBMITTED, ("pass", reviewer))
    assert codes(flow, case, "approve", approver) == (["WFL-304"] if blocked else [])


@pytest.mark.parametrize(
    ("name", "hat", "blocked"),
    [
        ("pass", legal("周"), True),
        ("pass", legal("李"), False),
        ("pass", legal("李", "周"), True),  # 李 acts for 周, who is named
        ("approve", chief("周"), True),
        ("approve", chief("周", "王"), True),  # 周 acts for somebody else
        ("approve", chief("王"), False),
    ],
)
def test_whoever_is_named_as_handler_is_held_back(flow: Workflow, name: str, hat: Hat, blocked: bool) -> None:
    """周 has done nothing at all with the record."""
    case = replace(after(flow, *(SUBMITTED if name == "pass" else REVIEWED)), named={"handler2": "周"})
    assert codes(flow, case, name, hat) == (["WFL-311"] if blocked else [])


def test_a_name_in_a_field_nothing_is_said_of_holds_nobody_back(flow: Workflow) -> None:
    case = replace(after(flow, *SUBMITTED), named={"witness": "李"})
    assert codes(flow, case, "pass", legal("李")) == []


def test_the_refusal_says_where_somebody_is_named(flow: Workflow) -> None:
    flow.learn({"handler1": Text("主办民警", "handling officer")})
    case = replace(after(flow, *SUBMITTED), named={"handler1": "周"})
    (problem,) = may(flow, case, Attempt("pass", legal("周"), FULL))
    assert "周在本件里列为「主办民警」，应当回避" in problem.zh
    assert problem.en.endswith("周 is named in this record as 'handling officer'")


def test_the_message_says_that_delegated_acts_count(flow: Workflow) -> None:
    case = after(flow, *SUBMITTED, ("pass", legal("赵", "李")))
    (problem,) = may(flow, case, Attempt("approve", chief("李"), FULL))
    assert "李已经办过「法制审核通过」（授权办理也算）" in problem.zh
    assert (
        problem.en == "'approve' needs another person: 李 has done 'pass legal review' (delegated acts count)"
    )


def test_a_delegate_of_the_handler_may_not_review(flow: Workflow) -> None:
    case = after(flow, ("submit", officer("钱", "张")))
    assert codes(flow, case, "pass", legal("张")) == ["WFL-304"]
    assert codes(flow, case, "pass", legal("钱")) == ["WFL-304"]


def test_required_fields_and_reasons(flow: Workflow) -> None:
    case = draft(flow)
    assert codes(flow, case, "submit", officer("张"), values={"facts": ""}.get) == ["WFL-306", "WFL-306"]
    case = after(flow, *SUBMITTED)
    assert codes(flow, case, "lacking", legal("李"), reason="  ") == ["WFL-307"]


def test_a_return_ends_the_review(flow: Workflow) -> None:
    case = after(flow, *REVIEWED, ("refuse", chief("王")))
    assert passed(flow, case.acts) == {}
    case = after(flow, *REVIEWED, ("refuse", chief("王")), ("edit", officer("张")), ("submit", officer("张")))
    assert codes(flow, case, "approve", chief("王")) == ["WFL-301", "WFL-309"]


def test_a_review_of_other_content_does_not_count(flow: Workflow) -> None:
    case = after(flow, *REVIEWED)
    other = Case(case.unit, (*case.acts[:-1], case.acts[-1].__class__("pass", legal("李"), NOON, "submitted", "reviewed", "r0"),
                             case.acts[0].__class__("edit", officer("张"), NOON, "reviewed", "reviewed", "r9")), ABOVE)  # fmt: skip
    assert codes(flow, other, "approve", chief("王")) == ["WFL-309"]


def test_content_is_frozen_outside_its_states(flow: Workflow) -> None:
    assert may_edit(flow, draft(flow), officer("赵")) == []
    assert [p.code for p in may_edit(flow, draft(flow), legal("李"))] == ["WFL-310"]
    stranger = Hat("赵", Post("officer", "hh-zhijiang"))
    assert [p.code for p in may_edit(flow, draft(flow), stranger)] == ["WFL-303"]
    with pytest.raises(Refused):
        edited(flow, after(flow, *SUBMITTED), officer("张"), NOON, "r2")


@pytest.mark.parametrize(
    ("hat", "expected"),
    [
        (legal("李"), ["WFL-302", "WFL-303"]),
        (Hat("赵", Post("officer", "hh-zhijiang")), ["WFL-303"]),
        (Hat("赵", Post("chief", "hh-hecheng")), ["WFL-302"]),
    ],
)
def test_who_may_not_open_a_record(flow: Workflow, hat: Hat, expected: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        opened(flow, "hh-hecheng", hat, NOON, "r1", ABOVE)
    assert [p.code for p in refused.value.problems] == expected


def test_records_of_units_below_are_opened_where_the_workflow_says_so(flow: Workflow) -> None:
    wide = flow.model_copy(update={"create_scope": "below"})
    hat = Hat("张", Post("officer", "hh"))
    assert opened(wide, "hh-hecheng", hat, NOON, "r1", ABOVE).unit == "hh-hecheng"
    with pytest.raises(Refused):
        opened(wide, "hh-zhijiang", Hat("张", Post("officer", "hh-hecheng")), NOON, "r1", ABOVE)


def test_conditions_are_asked_of_the_fields(sample: Any, built: Any) -> None:
    flow = built(sample("accident"))
    hat = Hat("张", Post("officer", "b"))
    case = opened(flow, "b", hat, NOON, "r")
    for values, expected in (
        ({"deaths": Decimal(0), "injured": Decimal(0)}, []),
        ({"deaths": Decimal(1), "injured": Decimal(0)}, ["WFL-305"]),
        ({}, ["WFL-305"]),
    ):
        assert codes(flow, case, "on_spot", hat, values=values.get) == expected


def test_buttons_and_the_hat_that_fits(flow: Workflow) -> None:
    case = after(flow, *SUBMITTED)
    assert offered(flow, case, [officer("张"), legal("张")], FULL) == {"lacking": legal("张")}
    worn = [officer("李"), legal("李"), legal("李", "周")]
    assert offered(flow, case, worn, FULL) == {"pass": legal("李"), "lacking": legal("李")}
    assert offered(flow, draft(flow), [officer("张")], {}.get) == {"submit": officer("张")}
    assert offered(flow, case, [], FULL) == {}


def test_a_condition_on_what_the_form_asks_for_hides_no_button(
    sample: Callable[[str], Any], built: Callable[[Any], Workflow]
) -> None:
    """A reviewer who has to confirm something sees the button before the confirmation is written."""
    declared = sample("revocation")
    declared["actions"]["submit"] |= {"requires": "ground", "condition": 'ground == "91"'}
    flow = built(declared)
    worn = [officer("张")]
    assert offered(flow, draft(flow), worn, {}.get) == {"submit": officer("张")}
    assert offered(flow, draft(flow), worn, {"ground": "92"}.get) == {"submit": officer("张")}
    assert [
        p.code for p in may(flow, draft(flow), Attempt("submit", officer("张"), {"ground": "92"}.get))
    ] == ["WFL-305"]
    declared["actions"]["submit"]["requires"] = "facts"
    assert offered(built(declared), draft(flow), worn, {"ground": "92"}.get) == {}


PEOPLE = ["张", "李", "王", "赵"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["submit", "resubmit", "pass", "lacking", "approve", "refuse", "edit"]),
                          st.sampled_from(PEOPLE), st.sampled_from([None, *PEOPLE])), max_size=25))  # fmt: skip
def test_no_story_ever_breaks_the_rule(flow_and: Any, acts: list[tuple[str, str, str | None]]) -> None:
    """Whatever is tried: at a decision there stands a review by others, of this content."""
    flow: Workflow = flow_and
    case = draft(flow)
    for name, person, behalf in acts:
        role = {"pass": legal, "lacking": legal, "approve": chief, "refuse": chief}.get(name, officer)
        hat = role(person, behalf)
        try:
            if name == "edit":
                case = edited(flow, case, hat, NOON, f"r{len(case.acts)}")
            else:
                case = take(flow, case, Attempt(name, hat, FULL, "理由"), NOON)
        except Refused:
            continue
        if name == "approve":
            review = [a for a in case.acts if a.name == "pass"][-1]
            handed = [a for a in case.acts if a.name in ("submit", "resubmit")]
            assert review.revision == case.revision
            assert not review.hat.identities & hat.identities
            assert all(not h.hat.identities & (hat.identities | review.hat.identities) for h in handed)


@pytest.fixture(scope="module")
def flow_and(sample: Callable[[str], Any], built: Callable[[Any], Workflow]) -> Workflow:
    return built(sample("revocation"))


def test_what_waits_for_the_end_of_a_clock_is_not_done_before(sample: Callable[[str], Any]) -> None:
    """Where its condition holds; an empty form and another condition wait for nothing."""
    data = sample("revocation")
    data["actions"]["submit"]["over"] = {"decision": "ground == 'lapsed'"}
    flow = Workflow.model_validate(data)

    def codes(ground: str, **how: Any) -> list[str]:
        values = {**{"facts": "…", "served_on": "x"}, "ground": ground}.get
        return [p.code for p in may(flow, draft(flow), Attempt("submit", officer("张"), values, **how))]

    assert codes("lapsed") == codes("lapsed", lasting=lambda _: "2020-06-04") == ["WFL-312"]
    assert codes("lapsed", lasting=lambda _: "") == codes("waived") == codes("lapsed", blank=True) == []
