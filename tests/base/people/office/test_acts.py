"""Each act: complete in both languages, offered when it makes sense."""

import pytest

from luji.base.people.forms import fill
from luji.base.people.office import acts
from luji.base.people.office.acts import ACTS


@pytest.mark.parametrize("name", ACTS)
def test_every_act_says_what_it_does(crew, name):
    one = ACTS[name]
    assert one.label.zh
    assert one.label.en
    assert one.note.zh.endswith("。")
    assert one.note.en.endswith(".")
    names = [ask.name for ask in one.asks(crew.by("080001"), crew["080101"], "zh")]
    assert len(names) == len(set(names))
    assert set(one.given(crew.by("080001"), crew["080101"])) <= {
        *names,
        "name",
        "unit",
        "rank",
        "title",
        "entered",
        "start",
        "last",
    }


def test_the_closed_may_only_come_back(crew):
    crew["080101"].is_active = False
    assert acts.offered(crew["080101"], False, False) == ["reopen", "edit"]


def test_unlocking_and_devices_only_where_there_is_one(crew):
    one = crew["080101"]
    assert not {"unlock", "factor", "reopen"} & set(acts.offered(one, False, False))
    assert {"unlock", "factor"} <= set(acts.offered(one, True, True))
    assert set(acts.offered(one, True, True)) <= set(ACTS)


@pytest.mark.parametrize("taker", ["nobody", "080", "李", "张三丰（080103）"])
def test_a_taker_nobody_knows(crew, codes, day, taker):
    asks = ACTS["lend"].asks(crew.by("080102"), crew["080102"], "zh")
    form = fill(
        asks,
        {
            "post": "brigade_lead/hh-hecheng",
            "taker": taker,
            "start": day().isoformat(),
            "end": day().isoformat(),
        },
    )
    assert codes(acts.lend, crew.by("080102"), crew["080102"], form) == ["PPL-332"]
