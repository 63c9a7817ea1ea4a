"""Papers of real cases: numbered without a gap, refused before their time, void with a reason."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from luji.base.kernel.problem import Refused
from luji.base.people.models import Account
from luji.base.people.person import Held, Person
from luji.record.papers import docx, handed, kinds, verbs
from luji.record.papers.models import Made
from luji.record.papers.page import loaded
from luji.record.registers import registry
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actor import Actor
from luji.record.workflow import actions as journal

OWN, ABOVE = "hh-hecheng", "hh"
START = datetime(2020, 3, 2, 1, 30, tzinfo=UTC)
PEOPLE = {
    "101": ("officer", OWN), "102": ("officer", OWN), "103": ("officer", "hh-zhijiang"), "901": ("legal", ABOVE),
    "902": ("legal", ABOVE), "001": ("detachment_lead", ABOVE),
}  # fmt: skip
CONTENT: dict[str, Any] = {
    "unit": OWN, "driver": "周某己", "licence": "构造证号000001", "licence_office": "本市支队（构造）", "elsewhere": False,
    "plate": "湘N构0001", "happened_at": START - timedelta(days=3), "place": "G60 K1430+500 东往西",
    "ground": "drink_again", "track": "administrative", "facts": "周某己再次饮酒后驾驶小型客车。",
    "evidence_list": "询问笔录\n检验报告", "handler1": "101", "handler2": "102",
}  # fmt: skip
WAY = (
    ("submit", "101", {}),
    ("review", "901", {"review_note": "事实清楚。"}),
    ("inform", "101", {"reply": "未提出"}),
    ("forgo", "102", {"no_hearing": "waived", "waiver": "放弃听证声明书，卷内第12页"}),
    ("decide", "001", {"decision_note": "同意。"}),
)


class Case:
    """A case that can be taken step by step."""

    def __init__(self, **changed: Any) -> None:
        self.kept, self.at = registry.current().find("revocation"), START
        self.row = actions.create(self.actor("101"), self.kept, CONTENT | changed)

    def actor(self, number: str) -> Actor:
        role, unit = PEOPLE[number]
        return Actor(registry.current(), Person(number, f"演示{number}", unit, (Held(role, unit),)), self.at)

    def to(self, state: str) -> "Case":
        for verb, who, values in WAY:
            if self.row.state == state:
                break
            self.at += timedelta(minutes=10)
            self.row = actions.act(self.actor(who), self.kept, self.row.row, self.row.version, verb, values)
        assert self.row.state == state
        return self

    def make(self, kind: str, who: str = "101", version: int | None = None) -> Made:
        version = self.row.version if version is None else version
        return verbs.make(self.actor(who), self.kept, self.row.row, version, kinds.find(kind))


@pytest.fixture(autouse=True)
def people(db: None, settings: Any, tmp_path: Path) -> None:
    settings.LUJI_HOME = tmp_path
    for number, (_, unit) in PEOPLE.items():
        Account.objects.create(username=number, name=f"演示{number}", unit=unit, password="!")


def codes(refused: Any) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def test_papers_of_a_kind_and_year_are_numbered_one_after_the_other() -> None:
    numbers = [Case().to("decided").make("revocation_decision").number for _ in range(3)]
    assert numbers == [f"怀高交决字〔2020〕000{n}号" for n in (1, 2, 3)]
    notice = Case().to("reviewed").make("revocation_notice")
    assert notice.number == "怀高交告字〔2020〕0001号", "every kind counts for itself"


def test_a_refused_paper_uses_no_number() -> None:
    bare = Case().to("reviewed")
    bare.kept.rows.filter(pk=bare.row.row).update(licence=None)
    with pytest.raises(Refused) as refused:
        bare.make("revocation_notice")
    assert codes(refused) == {"PAP-104"}
    assert Case().to("reviewed").make("revocation_notice").serial == 1


def test_the_year_of_a_number_is_that_of_making() -> None:
    case = Case().to("reviewed")
    case.at = datetime(2020, 12, 31, 16, 30, tzinfo=UTC)
    assert case.make("revocation_notice").number == "怀高交告字〔2021〕0001号"


@pytest.mark.parametrize("state", ["draft", "reviewing", "reviewed", "informed", "approving"])
def test_there_is_no_decision_on_paper_before_it_is_decided(state: str) -> None:
    with pytest.raises(Refused) as refused:
        Case().to(state).make("revocation_decision")
    assert codes(refused) == {"PAP-102"}


@pytest.mark.parametrize(("who", "code"), [("103", "REG-203"), ("001", "PAP-103")])
def test_others_make_no_papers(who: str, code: str) -> None:
    case = Case().to("reviewed")
    with pytest.raises(Refused) as refused:
        case.make("revocation_notice", who)
    assert codes(refused) == {code}
    assert not Made.objects.exists()


def test_a_record_changed_since_is_read_again_first() -> None:
    case = Case().to("reviewed")
    with pytest.raises(Refused) as refused:
        case.make("revocation_notice", version=case.row.version - 1)
    assert codes(refused) == {"REG-202"}


def test_one_valid_paper_of_a_kind_and_a_new_number_after_the_void_one() -> None:
    case = Case().to("decided")
    first = case.make("revocation_decision")
    with pytest.raises(Refused) as refused:
        case.make("revocation_decision")
    assert codes(refused) == {"PAP-105"}
    void = verbs.void(case.actor("901"), case.kept, case.row.row, first.number, "当事人姓名有误")
    assert (void.void_by, void.void_reason) == ("901", "当事人姓名有误")
    assert case.make("revocation_decision").serial == first.serial + 1


@pytest.mark.parametrize(("number", "reason", "who", "code"), [
    ("怀高交决字〔2020〕0009号", "有误", "901", "PAP-101"),
    ("", "  ", "901", "PAP-107"),
    ("", "有误", "101", "PAP-103"),
    ("", "有误", "103", "REG-203"),
])  # fmt: skip
def test_void_needs_the_paper_a_reason_and_the_right(number: str, reason: str, who: str, code: str) -> None:
    case = Case().to("decided")
    made = case.make("revocation_decision")
    with pytest.raises(Refused) as refused:
        verbs.void(case.actor(who), case.kept, case.row.row, number or made.number, reason)
    assert codes(refused) == {code}
    made.refresh_from_db()
    assert made.void_at is None


def test_a_void_paper_is_not_void_again() -> None:
    case = Case().to("decided")
    made = case.make("revocation_decision")
    verbs.void(case.actor("901"), case.kept, case.row.row, made.number, "有误")
    with pytest.raises(Refused) as refused:
        verbs.void(case.actor("901"), case.kept, case.row.row, made.number, "有误")
    assert codes(refused) == {"PAP-106"}


def test_making_and_voiding_stand_in_the_journal_of_the_case() -> None:
    case = Case().to("decided")
    made = case.make("revocation_decision")
    verbs.void(case.actor("901"), case.kept, case.row.row, made.number, "有误")
    told = [
        (entry.verb, entry.person, entry.reason) for entry in journal.story(f"revocation/{case.row.row}")[-2:]
    ]
    assert told == [("make_paper", "101", ""), ("void_paper", "901", "有误")]
    assert journal.verify() == []
    # The case itself goes on as before.
    case.row.refresh_from_db()
    at = case.at + timedelta(days=1)
    row = actions.act(case.actor("101"), case.kept, case.row.row, case.row.version, "make", {})
    assert (row.state, at > case.at) == ("made", True)


def test_what_is_offered_is_what_can_be_made() -> None:
    case = Case().to("reviewed")
    assert [p.name for p in verbs.offered(case.actor("101"), case.kept, case.row)] == ["revocation_notice"]
    assert verbs.offered(case.actor("001"), case.kept, case.row) == []
    case.make("revocation_notice")
    assert verbs.offered(case.actor("101"), case.kept, case.row) == []


@pytest.mark.parametrize("ground", [
    "drunk", "commercial_drunk", "drink_again", "commercial", "speeding", "hit_and_run", "accident_crime", "lending",
    "scrapped",
])  # fmt: skip
def test_every_ground_has_its_article_and_its_bar(ground: str) -> None:
    made = Case(ground=ground).to("decided").make("revocation_decision")
    words = loaded(made.page).words()
    assert words.count("决定吊销机动车驾驶证") == 1
    assert words.count("不得重新取得") == 1
    assert "道路交通安全法" in words


def test_a_verdict_stands_on_the_paper_only_where_there_was_one() -> None:
    plain = Case().to("decided").make("revocation_decision")
    assert "判决" not in loaded(plain.page).words()
    case = Case(track="criminal", ground="drunk")
    for verb, values in (
        ("await_verdict", {}),
        ("verdict", {"verdict_no": "构造1号", "verdict_on": date(2020, 3, 1)}),
    ):
        case.row = actions.act(case.actor("101"), case.kept, case.row.row, case.row.version, verb, values)
    assert "构造1号判决认定有罪" in loaded(case.to("decided").make("revocation_decision").page).words()


def test_the_file_handed_out_stays_though_record_and_layout_change(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case().to("decided")
    made = case.make("revocation_decision")
    before = handed.file_of(made)
    case.kept.rows.filter(pk=case.row.row).update(driver="别人", facts="别的")
    monkeypatch.setattr(docx, "SIZE", 15)
    made.refresh_from_db()
    assert handed.file_of(made) == before
