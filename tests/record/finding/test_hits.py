"""What a search finds everywhere: only what may be seen, the exact number first, nothing by plate or name."""

import pytest

from luji.record.finding import hits


def numbers(groups):
    return [str(hit.number.striptags()) for group in groups for hit in group.hits]


@pytest.mark.parametrize("text", [
    "隐患整改", "yhzg", "YHZG", "整改 不到位", "K1290+300", "k1290", "g60 隐患", "患", "ＹＨ2026", "yh2026-0001", "整改不到位", "单位",
])  # fmt: skip
def test_words_numbers_stakes_and_initials_find(actor, hazard, text):
    row = hazard()
    assert numbers(hits.find(actor("080001"), text)) == [row.number]


@pytest.mark.parametrize("text", [
    "", "   ", "照明", "zmzm", "K1290+301", "隐患 照明", "YH2026-9999", "%", "_", "'", "\x00", "hazard", "draft", "\u200b", "（", "整改隐患",
])  # fmt: skip
def test_other_words_find_nothing(actor, hazard, text):
    hazard()
    assert hits.find(actor("080001"), text) == []


def test_the_exact_number_comes_first_then_the_latest(actor, hazard, stop):
    first, second, third = hazard(), hazard(), hazard(description="见 YH2026-0001 号")
    stop(what="复查 YH2026-0001")
    groups = hits.find(actor("080001"), "yh2026-0001")
    assert [group.kept.name for group in groups] == ["hazard", "stop"]
    assert numbers(groups)[:2] == [first.number, third.number]
    assert numbers(hits.find(actor("080001"), "隐患整改"))[:2] == [second.number, first.number]


def test_a_number_that_begins_the_title_is_told_once(registry, actor, stop):
    row, kept = stop(what="夜间查车"), registry.kept["stop"]
    shown = hits.shown_for(actor("080001"), kept)
    assert hits.named(kept, shown, row) == (row.number, "夜间查车")
    row.what = f"{row.number} 夜间查车"
    assert hits.named(kept, shown, row) == (row.number, "夜间查车")


def test_nobody_finds_what_they_may_not_see(actor, hazard, stop):
    hazard(), stop()
    for number in ("080003", "080006"):
        assert hits.find(actor(number), "隐患") == []
        assert hits.find(actor(number), "夜间") == []
    assert numbers(hits.find(actor("080005"), "夜间")) == ["LJ2026-0001"]
    assert numbers(hits.find(actor("road-co"), "隐患")) == ["YH2026-0001"]
    assert hits.find(actor("road-co"), "夜间") == []


@pytest.mark.parametrize("text", [
    "湘N12345", "n12345", "12345", "湘n1", "1234", "张三丰", "三丰", "zsf", "431202199001011234", "199001", "13874501234", "7450", "080002",
    "李长路", "lcl", "湘", "黑色轿车湘N",
])  # fmt: skip
def test_plates_people_and_numbers_are_never_found_by_a_search(actor, stop, text):
    stop(plate="湘N12345", driver="张三丰", officer="080002",
         story="黑色轿车湘N·12345驾驶人电话13874501234，证号431202199001011234")  # fmt: skip
    assert hits.find(actor("080001"), text) == []
    assert numbers(hits.find(actor("080001"), "黑色轿车")) == ["LJ2026-0001"]


def test_at_most_so_many_are_shown_and_more_are_told(actor, hazard):
    for _ in range(hits.EACH + 1):
        hazard()
    (group,) = hits.find(actor("080001"), "隐患")
    assert (len(group.hits), group.more) == (hits.EACH, True)
    (group,) = hits.find(actor("080001"), "隐患", each=10)
    assert (len(group.hits), group.more) == (hits.EACH + 1, False)


def test_where_the_words_stand_is_marked_and_nothing_is_executed(actor, stop):
    stop(what="<script>alert(1)</script>", story="前面很长的一段话" * 10 + "超速行驶" + "后面" * 40)
    (group,) = hits.find(actor("080001"), "超速")
    (hit,) = group.hits
    assert hit.place == "经过"
    assert "<mark>超速</mark>" in hit.excerpt
    assert len(hit.excerpt.striptags()) < 90
    assert "<script>" not in hit.title


@pytest.mark.parametrize(("text", "found"), [
    ("张远山", ["080001"]), ("远山", ["080001"]), ("zys", ["080001"]), ("080001", ["080001"]), ("08000", 8), ("lc", ["080002"]),
    ("张远山 警", []), ("z", []), ("xyz", []), ("某公司", []), ("road-co", []), ("", []), ("张\x00", []),
])  # fmt: skip
def test_colleagues_are_found_by_name_number_and_initials(actor, text, found):
    listed = [one.number for one in hits.colleagues(actor("080003"), text)]
    assert listed == found if isinstance(found, list) else len(listed) == found


def test_partners_find_nobody(actor):
    assert hits.colleagues(actor("road-co"), "张远山") == []
