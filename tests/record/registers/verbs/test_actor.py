"""Who does something: the day is the day here, not the day of the clock's zone."""

from datetime import UTC, date, datetime

import pytest

from luji.record.registers.verbs.actor import Actor


@pytest.mark.parametrize(
    ("hour", "day"), [(15, date(2020, 3, 26)), (16, date(2020, 3, 27)), (23, date(2020, 3, 27))]
)
def test_the_day_is_the_day_here(people, tiny, hour, day):
    actor = people.actor("officer")
    late = Actor(actor.registry, actor.person, datetime(2020, 3, 26, hour, tzinfo=UTC))
    assert late.day == day
    assert late.origin == ""
