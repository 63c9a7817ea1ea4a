"""The kinds of paper of this installation: found by name and by register."""

import pytest

from luji.base.kernel.problem import Refused
from luji.record.papers import kinds
from luji.record.papers.pages import beside
from luji.record.registers.pages.beside import MAKERS


def test_every_register_has_its_own_kinds_in_order() -> None:
    names = [paper.name for paper in kinds.of("revocation")]
    assert names == sorted(names)
    assert {"revocation_notice", "revocation_decision"} <= set(names)
    assert {paper.name for paper in kinds.of("penalty")} == {"penalty_simple", "penalty_decision"}
    assert kinds.of("hazard") == []


def test_an_unknown_kind_is_refused_by_number() -> None:
    with pytest.raises(Refused) as refused:
        kinds.find("nothing")
    assert [problem.code for problem in refused.value.problems] == ["PAP-101"]


def test_the_room_leads_to_its_page_from_every_record() -> None:
    assert MAKERS.count(beside) == 1
