"""What somebody sees and what waits for them: exactly what the verbs would let them do, by a dull comparison."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luji.base.people.person import Person
from luji.record.bench import scope
from luji.record.registers.verbs import permission
from luji.record.registers.verbs.story import case_of
from luji.record.workflow.models import Matter

EVERYBODY = ("officer", "second", "lead", "stranger", "legal", "chief", "keeper", "partner", "rival")
WAY = (
    ("officer", "submit"),
    ("legal", "review"),
    ("officer", "tell"),
    ("officer", "forward"),
    ("chief", "decide"),
)


def waits_for(crew, who):
    return {m.row for m in scope.waiting(crew.registry, crew.actor(who).person)}


def may_step(crew, who):
    """The dull way: ask the verbs of every record."""
    person, found = crew.actor(who).person, set()
    from luji.base.people.visible import visible

    seen = visible(person, crew.kept.rule, crew.registry.units, crew.registry.roles)
    for row in crew.kept.rows.filter(seen.query):
        case = case_of(crew.kept, row, crew.registry.units)
        names = permission.buttons(crew.kept, person, case, permission.values_of(crew.kept, row))
        state = crew.kept.flow.states[row.state]
        mine = not state.edit or row.created_by == who
        if mine and any(not crew.kept.flow.actions[name].returns for name in names):
            found.add(row.row)
    return found


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["officer", "second"]), st.integers(0, 5), st.booleans()),
        min_size=1,
        max_size=4,
    )
)
def test_what_waits_is_what_may_be_done(crew, cases):
    for who, steps, heavy in cases:
        row = crew.open(who, ago=30, heavy=heavy)
        for minute, (usual, action) in enumerate(WAY[:steps]):
            step = "forward_heavy" if action == "forward" and heavy else action
            actor = {"submit": who, "forward_heavy": "lead"}.get(step, usual)
            row = crew.act(row, actor, step, 20 - minute)
    for who in EVERYBODY:
        assert waits_for(crew, who) == may_step(crew, who), who


def test_four_eyes_and_whoever_stands_in(crew):
    crew.lend("legal", "officer", "legal", "hh")
    own = crew.walk((9, "officer", "submit"))
    other = crew.open("second", ago=8)
    other = crew.act(other, "second", "submit", 7)
    assert waits_for(crew, "officer") == {other.row}  # their own they may not review, for nobody
    assert waits_for(crew, "legal") == {own.row, other.row}


def test_a_draft_waits_for_its_writer_and_for_who_stands_in(crew):
    row = crew.open("officer")
    assert waits_for(crew, "second") == set()
    crew.lend("officer", "second", "officer")
    assert waits_for(crew, "second") == {row.row}


@pytest.mark.parametrize(("who", "sees"), [
    ("officer", True), ("lead", True), ("legal", True), ("chief", True), ("keeper", True), ("partner", True),
    ("stranger", False), ("rival", False),
])  # fmt: skip
def test_matters_are_seen_as_records_are(crew, who, sees):
    crew.open()
    assert scope.seen(crew.registry, crew.actor(who).person).exists() is sees


def test_without_a_post_nothing(crew):
    crew.open()
    nobody = Person("x", "x", "hh-hecheng")
    assert not scope.seen(crew.registry, nobody).exists()
    assert not scope.waiting(crew.registry, nobody).exists()
    assert not scope.works(crew.registry, nobody)


def test_names_within_names_are_not_barred(crew):
    """`lead` is barred where `leader` acted only if they are the same."""
    crew.walk((9, "officer", "submit"))
    Matter.objects.get().waits.update(barred=",legal2,xlegal,")
    assert waits_for(crew, "legal")


@pytest.mark.parametrize(("who", "works"), [("officer", True), ("chief", True), ("partner", True)])
def test_who_works_with_registers(crew, who, works):
    assert scope.works(crew.registry, crew.actor(who).person) is works
