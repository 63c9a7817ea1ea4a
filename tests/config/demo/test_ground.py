"""The ground of the demo: stakes on a brigade's own roads, offices by their words."""

from decimal import Decimal

import pytest

from luji.base.kernel.problem import Refused
from luji.config.demo.chance import Chance
from luji.config.demo.ground import DIRECTIONS, TRAFFIC, Ground, stake


@pytest.mark.parametrize(
    ("km", "said"), [("1432.5", "K1432+500"), ("0", "K0+000"), ("27.04", "K27+040"), ("1336.8", "K1336+800")]
)
def test_stakes_are_written_as_on_the_road(km: str, said: str) -> None:
    assert stake(Decimal(km)) == said


def test_every_brigade_of_the_tree_has_its_traffic(ground: Ground) -> None:
    assert {unit.code for unit in ground.brigades} == set(TRAFFIC)
    assert sum(ground.traffic.values()) == sum(TRAFFIC.values())
    assert set(ground.evenly.values()) == {1}


def test_a_spot_lies_on_a_road_of_its_brigade(ground: Ground) -> None:
    chance = Chance("spots")
    for unit in ground.brigades:
        for _ in range(30):
            spot = ground.spot(chance, unit.short.zh)
            km = Decimal(spot.stake[1:].replace("+", "."))
            assert any(s.route == spot.route and s.start <= km <= s.end for s in unit.roads)
            assert spot.direction in DIRECTIONS[spot.route]


def test_a_brigade_weighs_what_its_traffic_says_however_many_roads_it_has(ground: Ground) -> None:
    for unit in ground.brigades:
        weights = [weight for owner, _, weight in ground.sections() if owner is unit]
        assert sum(weights) == pytest.approx(TRAFFIC[unit.code] * 1000, abs=2)


def test_offices_go_by_the_word_in_their_code(ground: Ground) -> None:
    assert ground.office("legal") == "法制科"
    assert ground.office("hh") == "怀化支队"
    with pytest.raises(Refused):
        ground.office("kitchen")


def test_officers_have_numbers_and_no_names(ground: Ground) -> None:
    assert ground.officer(7) == "43120007"


def test_every_unit_has_officers_of_its_own(ground: Ground) -> None:
    crews = {unit: ground.crew(unit) for unit in ground.offices}
    everybody = [number for crew in crews.values() for number in crew]
    assert len(set(everybody)) == len(everybody)
    assert set(crews) == {*ground.traffic, ground.office("hh")}


def test_everybody_has_a_name_that_says_they_are_constructed(ground: Ground) -> None:
    people = ground.everybody()
    assert len({name for _, name, _ in people}) == len(people)
    assert {number for number, _, _ in people} == {n for unit in ground.offices for n in ground.crew(unit)}
    assert {unit for _, _, unit in people} == {*(u.code for u in ground.brigades), "hh"}
