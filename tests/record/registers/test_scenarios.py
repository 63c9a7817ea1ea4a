"""The registers' scenarios, in the words of the people who keep them: deeds in, state and figures out.

A file of `scenarios/` holds scenes of one register. A deed says who does what, when, with which words in which
fields; `refused` names the problems it meets, and then nothing may have changed. `state` and `figures` are what
is there at the end, the figures those of 2020 of the detachment; `clocks` are the ends of clocks then, `holds` what
fields hold. `before` are records of other registers.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from luji.account.indicators.book import Book
from luji.account.indicators.catalogue import Catalogue
from luji.base.facts.engine import DuckEngine
from luji.base.facts.lake import Lake
from luji.base.kernel.content import Content
from luji.base.kernel.period import Period
from luji.base.kernel.problem import Refused
from luji.base.people.models import Account, Appointment
from luji.base.people.posts import person_of
from luji.record.registers.carried import facts
from luji.record.registers.checking.shape import every_table
from luji.record.registers.fields import values
from luji.record.registers.fields.reading import spelled
from luji.record.registers.registry import Registry
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.actor import Actor
from luji.record.registers.verbs.story import acts_among, reading
from luji.record.workflow import actions as journal
from luji.record.workflow.spec import CREATE, EDIT

FOLDER = Path(__file__).with_name("scenarios")
HERE = ZoneInfo("Asia/Shanghai")
YEAR = Period.parse("2020")
VERBS = {"新建": CREATE, "修改": EDIT}


def read(path: Path) -> dict[str, Any]:
    """The file, every word of it a text, as people write."""
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return found


def scenes() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        told = read(path)
        for number, scene in enumerate(told["scenes"], 1):
            yield pytest.param(told, scene, id=f"{path.stem}-{number}")


class Stage:
    """The people of a file acting on records of one register."""

    def __init__(self, registry: Registry, told: dict[str, Any], people: dict[str, Account]) -> None:
        self.registry, self.kept = registry, registry.find(told["register"])
        self.base: dict[str, Any] = told.get("base", {})
        self.row: Any = None
        self.people = people
        self.field = {field.label.zh: name for name, field in self.kept.spec.fields.items()}
        self.verb = {action.label.zh: name for name, action in self.kept.flow.actions.items()} | VERBS

    def do(self, deed: dict[str, Any]) -> None:
        """Do one deed; a refused one must leave everything as it was."""
        expected = deed.get("refused")
        before = self._seen()
        try:
            self._done(deed)
        except Refused as refused:
            codes = sorted({problem.code for problem in refused.problems})
            assert expected is not None, f"{deed}: {[str(p) for p in refused.problems]}"
            assert codes == sorted({expected} if isinstance(expected, str) else set(expected)), deed
            assert self._seen() == before
        else:
            assert expected is None, f"{deed} went through"

    def _done(self, deed: dict[str, Any]) -> None:
        moment = datetime.fromisoformat(deed["at"] if " " in deed["at"] else f"{deed['at']} 10:00")
        account = self.people[deed["who"]]
        person = person_of(account, moment.date(), self.registry.units)
        actor = Actor(self.registry, person, moment.replace(tzinfo=HERE), "10.0.0.7")
        verb = self.verb[deed["does"]]
        spec = self.kept.spec
        fields = spec.content if verb in (CREATE, EDIT) else spec.asked_by(verb)
        said = (self.base if verb == CREATE else {}) | deed.get("with", {})
        if unknown := set(said) - set(self.field):
            raise AssertionError(f"no such field: {unknown}")
        written = {self.field[label]: text for label, text in said.items()}
        given = {name: field for name, field in fields.items() if name in written or verb == CREATE}
        read = values.read_all(written, given, self.registry.units)
        extra = {name: text for name, text in written.items() if name not in fields}
        if verb == CREATE:
            self.row = actions.create(actor, self.kept, read | extra)
        elif verb == EDIT:
            self.row = actions.edit(actor, self.kept, self.row.row, self.row.version, read | extra)
        else:
            reason = deed.get("reason", "")
            self.row = actions.act(
                actor, self.kept, self.row.row, self.row.version, verb, read | extra, reason
            )

    def clocks(self, labels: Iterable[str], last: str) -> dict[str, str]:
        """The end of each clock as it stands after the last deed; 无 where there is no limit."""
        acts = tuple(acts_among(journal.story(self.kept.subject(self.row.row))))
        declared = {one.label.zh: one for one in self.kept.flow.clocks.values()}
        at = datetime.fromisoformat(last).replace(hour=23, tzinfo=HERE)
        found = {
            label: reading(self.kept, self.row, acts, declared[label], at, self.registry.calendar)
            for label in labels
        }
        return {label: one.until if one else "无" for label, one in found.items()}

    def _seen(self) -> object:
        if self.row is None:
            return self.kept.rows.count()
        self.row.refresh_from_db()
        return self.row.state, self.row.version, len(journal.story(self.kept.subject(self.row.row)))


def account(name: str, said: str) -> Account:
    """Somebody with the post that is said: `officer hh-hecheng`."""
    role, _, unit = said.partition(" ")
    found, _ = Account.objects.get_or_create(
        username=f"s-{name}", defaults={"name": name, "unit": unit, "password": "!"}
    )
    # Straight into the table: the journal is to hold the deeds of the scene alone, in their order.
    Appointment.objects.get_or_create(account=found, role=role, unit=unit, start=date(2018, 1, 1))
    return found


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    content = Content.shipped()
    return Catalogue.load(content.folders, every_table(content))


def figures(stage: Stage, catalogue: Catalogue, tmp_path: Path) -> Book:
    lake = Lake(tmp_path, {name: kept.published for name, kept in [(stage.kept.name, stage.kept)]})
    facts.publish_one(lake, stage.kept, stage.registry.calendar)
    sources = {stage.kept.name: lake.source(stage.kept.name)}
    return Book(catalogue, DuckEngine(), sources, stage.registry.units)


@pytest.mark.parametrize(("told", "scene"), list(scenes()))
def test_the_scene_goes_as_told(registry, catalogue, tmp_path, told, scene):
    people = {name: account(name, said) for name, said in told["people"].items()}
    for earlier in told.get("before", ()):
        Stage(registry, earlier, people).do(earlier)
    stage = Stage(registry, told, people)
    for deed in scene["deeds"]:
        stage.do(deed)
    for label, said in scene.get("holds", {}).items():
        assert spelled(getattr(stage.row, stage.field[label])) == said, label
    if "state" in scene:
        assert stage.kept.flow.states[stage.row.state].label.zh == scene["state"]
    if "clocks" in scene:
        assert stage.clocks(scene["clocks"], scene["deeds"][-1]["at"]) == scene["clocks"]
    if "figures" in scene:
        book = figures(stage, catalogue, tmp_path)
        found = {key: book.number(key, "hh", YEAR) for key in scene["figures"]}
        said = {key: None if value == "不适用" else Decimal(value) for key, value in scene["figures"].items()}
        assert found == said
    assert journal.verify() == []


def test_broken_scenes_outnumber_good_ones():
    told = [scene for path in FOLDER.glob("*.yaml") for scene in read(path)["scenes"]]
    kinds = Counter(any("refused" in deed for deed in scene["deeds"]) for scene in told)
    assert kinds[True] >= kinds[False] > 20


def test_every_scene_says_what_it_is_about():
    for path in FOLDER.glob("*.yaml"):
        scenes = read(path)["scenes"]
        assert len({scene["says"] for scene in scenes}) == len(scenes), path.name
