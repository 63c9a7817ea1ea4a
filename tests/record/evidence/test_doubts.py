"""Photographs judged: what is refused, what needs a reason, what is only noted."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.text import Text
from luji.record.evidence.doubts import (
    FAR_AWAY,
    Earlier,
    Expected,
    Photo,
    Spot,
    judge,
    metres,
    reasons_needed,
)

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HUAIHUA = Spot("第一张", 27.55, 110.00)
USED = [Text("道路隐患 YH2026-0001「现场照片」", "Road hazards YH2026-0001, Photographs")]
NOTHING = Earlier([], {}, [])
GOOD = {
    "taken_at": NOW - timedelta(hours=1),
    "latitude": 27.55,
    "longitude": 110.00,
    "looks": 0x0F0F0F0F0F0F0F0F,
}


def photo(**changed):
    return Photo("复查.jpg", "a" * 64, **GOOD | changed)


def expected(**changed):
    given = {
        "now": NOW,
        "act": Text("报告整改完成", "report as rectified"),
        "after": NOW - timedelta(days=1),
        "spot": HUAIHUA,
    }
    return Expected(**given | changed)


def codes(one, asked=None, earlier=NOTHING):
    return [p.code for p in judge(one, asked or expected(), earlier)]


def test_a_good_photograph_raises_no_doubt():
    assert codes(photo()) == []


def test_the_very_same_file_is_refused_and_told_where_it_was():
    (problem,) = judge(photo(), expected(), Earlier(USED, {"a" * 64: 0}, [(0, GOOD["looks"])]))
    assert (problem.code, str(problem.level)) == ("EVI-302", "error")
    assert "YH2026-0001" in problem.zh
    assert "YH2026-0001" in problem.en


@pytest.mark.parametrize(
    ("flipped", "found"),
    [(0, ["EVI-303"]), (0b111, ["EVI-303"]), (0xFF, ["EVI-303"]), (0x1FF, []), (0xFFFF, [])],
)
def test_one_that_looks_alike_needs_a_reason(flipped, found):
    assert codes(photo(), earlier=Earlier(USED, {}, [(0, GOOD["looks"] ^ flipped)])) == found


def test_no_more_than_two_alike_are_told_the_nearest_first():
    alike = Earlier(USED * 5, {}, [(n, GOOD["looks"] ^ ((1 << (5 - n)) - 1)) for n in range(5)])
    found = judge(photo(), expected(), alike)
    assert [p.code for p in found] == ["EVI-303", "EVI-303"]
    assert "1/64" in found[0].zh


@pytest.mark.parametrize(
    ("hours", "found"),
    [
        (1, []), (24, []), (24.1, []), (24.5, ["EVI-304"]), (100, ["EVI-304"]), (-0.1, []), (-1, ["EVI-306"]),
    ],
)  # fmt: skip
def test_it_must_be_taken_between_the_act_and_now(hours, found):
    assert codes(photo(taken_at=NOW - timedelta(hours=hours))) == found


@pytest.mark.parametrize(("hours", "found"), [(71, []), (73, ["EVI-305"]), (9999, ["EVI-305"])])
def test_without_an_act_it_must_be_recent(hours, found):
    assert codes(photo(taken_at=NOW - timedelta(hours=hours)), expected(act=None, after=None)) == found


def test_a_photo_older_than_the_act_is_told_once():
    assert codes(photo(taken_at=NOW - timedelta(days=400))) == ["EVI-304"]


@pytest.mark.parametrize(
    ("degrees", "found"), [(0.0, []), (0.008, []), (0.0095, ["EVI-307"]), (1.0, ["EVI-307"])]
)
def test_it_must_be_taken_near_the_first_one(degrees, found):
    assert codes(photo(latitude=27.55 + degrees)) == found


def test_silence_is_doubted():
    silent = judge(photo(taken_at=None, latitude=None), expected(placed=True), NOTHING)
    assert [(p.code, str(p.level)) for p in silent] == [("EVI-308", "warning"), ("EVI-311", "warning")]
    assert reasons_needed(silent) == silent
    assert codes(photo(longitude=None), expected(placed=True, spot=None)) == ["EVI-311"]


def test_where_no_place_is_asked_for_its_lack_is_only_noted():
    (silent,) = judge(photo(longitude=None), expected(), NOTHING)
    assert (silent.code, str(silent.level)) == ("EVI-309", "note")
    assert codes(photo(), expected(spot=None)) == []
    assert codes(photo(looks=None), earlier=Earlier(USED, {}, [(0, 0)])) == []


def test_everything_wrong_is_told_at_once():
    found = judge(
        photo(taken_at=NOW - timedelta(days=3), latitude=30.0),
        expected(),
        Earlier(USED, {}, [(0, GOOD["looks"])]),
    )
    assert [p.code for p in found] == ["EVI-303", "EVI-304", "EVI-307"]
    assert len(reasons_needed(found)) == 3
    assert all(p.cure_zh and p.cure_en and "复查.jpg" in p.zh for p in found)


@pytest.mark.parametrize(
    ("latitude", "longitude", "about"),
    [(27.55, 110.0, 0), (27.56, 110.0, 1112), (27.55, 110.01, 986), (28.55, 110.0, 111_195), (-27.55, -70.0, 20_015_087)],
)  # fmt: skip
def test_distances_over_the_earth(latitude, longitude, about):
    assert metres(HUAIHUA, latitude, longitude) == pytest.approx(about, abs=2, rel=0.001)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_distance_is_never_more_than_half_round_the_earth(latitude, longitude):
    away = metres(HUAIHUA, latitude, longitude)
    assert 0 <= away <= 20_015_087
    there = Spot("", latitude, longitude)
    assert metres(there, 27.55, 110.0) == pytest.approx(away, abs=2)
    assert FAR_AWAY == 1000
