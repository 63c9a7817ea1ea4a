"""Links other rooms put beside a record: in order, and none where a room has nothing to say."""

import pytest

from luji.record.registers.pages import beside
from luji.record.registers.pages.beside import Link


def test_rooms_without_anything_to_say_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    first, last = Link("文书", "/a/", "file-text"), Link("地图", "/b/", "map")
    makers = [lambda ask, row: first, lambda ask, row: None, lambda ask, row: last]
    monkeypatch.setattr(beside, "MAKERS", makers)
    assert list(beside.links(None, None)) == [first, last]  # type: ignore[arg-type]


def test_a_maker_is_asked_about_the_record_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(beside, "MAKERS", [lambda ask, row: asked.append((ask, row))])
    assert list(beside.links("ask", "row")) == []  # type: ignore[arg-type]
    assert asked == [("ask", "row")]
