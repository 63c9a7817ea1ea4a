"""Whose act it is: that of whoever does it, and of whoever lent them the post."""

from luji.record.workflow.hats import Hat, Post

CHIEF = Post("chief", "hh")


def test_an_act_in_one_s_own_post_is_nobody_else_s() -> None:
    assert Hat("李", CHIEF).identities == {"李"}


def test_an_act_on_behalf_of_another_is_both_s() -> None:
    lent = Hat("李", CHIEF, "王")
    assert lent.identities == {"李", "王"}
    assert not lent.identities.isdisjoint(Hat("王", CHIEF).identities), (
        "four eyes are not had by lending a post"
    )
