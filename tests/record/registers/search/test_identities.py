"""What names a vehicle or a person by its form; what only looks like it."""

import pytest

from luji.record.registers.search import identities

PLATES = [
    "湘N12345", "湘n12345", "湘N·12345", "湘 N 12345", "湘N-12345", "湘N1234警", "湘ND12345", "湘N12345D",
    "粤Z1234港", "京A12345", "湘N1O0I5", "WJ湘1234J", "使123456", "123456使", "湘N构0002", "ＸＸ湘Ｎ１２３４５",
]  # fmt: skip
PEOPLE = [
    "431202199001011234",
    "43120219900101123X",
    "43120219900101123x",
    "13874501234",
    "138-7450-1234",
    "138 7450 1234",
]
OTHERS = [
    "", "隐患整改", "K1290+300", "G60", "YH2026-000123", "湘N", "湘N1234", "2020年第3批", "张三", "12345678901234567890",
    "99999999999", "431202", "431202199013011234", "湖南N12345", "12874501234", "1387450123", "湘潭123456", "湘N1234567890",
    "020-12345678", "2026-01-05 14:30",
]  # fmt: skip


@pytest.mark.parametrize("text", PLATES)
def test_plates_are_known_however_they_are_written(text):
    assert [one.names for one in identities.found_in(f"见{text}，")] == ["plate"]
    assert identities.without(text).strip() in ("", "XX")


@pytest.mark.parametrize("text", PEOPLE)
def test_numbers_of_people_are_known(text):
    (found,) = identities.found_in(f"驾驶人 {text}。")
    assert found.names == "person"
    assert found.value == identities.plain(text)


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_neither_is_left(text):
    assert identities.found_in(text) == []
    assert identities.without(text) == text.upper()


def test_all_spellings_of_a_plate_are_compared_alike():
    spelled = ["湘N12345", "湘n·12345", "湘 N-12345", "湘Ｎ１２３４５"]
    assert {identities.plain(one) for one in spelled} == {"湘n12345"}


def test_several_are_found_and_only_they_are_taken_out():
    text = "湘N12345与粤B1234警相撞，电话13874501234"
    assert [one.value for one in identities.found_in(text)] == ["湘n12345", "粤b1234警", "13874501234"]
    assert identities.without(text).split() == ["与", "相撞,电话"]


@pytest.mark.parametrize(("text", "said"), [
    ("湘N12345与粤B1234警相撞", "湘N*****与粤B*****相撞"), ("电话13874501234。", "电话13*******34。"),
    ("身份证431202199001011234，Anna", "身份证43**************34，Anna"), ("ｘ湘ｎ１２３４５", "X湘N*****"),
    ("桩号K1430+300", "桩号K1430+300"), ("", ""), ("WJ湘12345拦下", "********拦下"),
])  # fmt: skip
def test_a_text_to_be_published_shows_none_of_them(text, said):
    assert identities.hidden(text) == said
    assert identities.found_in(identities.hidden(text)) == []
