"""What of a record is searched: its texts and their initials; nothing that names a vehicle or a person."""

from types import SimpleNamespace

import pytest

from luji.base.kernel.text import Text
from luji.record.registers.declared.spec import Field
from luji.record.registers.search import sought

LABEL = Text("字段", "field")


def texts(**values):
    fields = {
        "number": Field(type="serial", label=LABEL, pattern="T{year}-{serial:3}"),
        "what": Field(type="text", label=LABEL),
        "story": Field(type="long_text", label=LABEL),
        "car": Field(type="text", label=LABEL, identity="plate"),
        "driver": Field(type="text", label=LABEL, identity="person"),
        "checker": Field(type="text", label=LABEL, personal=True),
        "officer": Field(type="person", label=LABEL),
        "lines": Field(type="rows", label=LABEL, fields={"who": Field(type="person", label=LABEL), "n": Field(type="integer", label=LABEL)}),
    }  # fmt: skip
    spec = SimpleNamespace(fields=fields, list_=SimpleNamespace(search=tuple(fields)))
    return sought.texts(spec, values.get)


def test_texts_are_folded_and_short_ones_have_initials():
    found, named = texts(number="T2026-001", what="隐患　整改ＡＢ", story="夜间 巡查")
    assert found == "t2026-001 隐患 整改ab 夜间 巡查 yh zgab"
    assert named == ""


def test_who_and_which_vehicle_is_not_in_the_ordinary_text():
    found, named = texts(what="事故", car="湘N·12345", driver="张三", checker="080123", officer="080456")
    assert found == "事故 sg"
    assert named.split() == ["湘n12345", "张三", "zs", "080123", "080456"]


@pytest.mark.parametrize(
    "secret", ["湘N12345", "湘ND12345", "431202199001011234", "13874501234", "湘n·1234警"]
)
@pytest.mark.parametrize("field", ["what", "story"])
def test_what_names_somebody_by_its_form_is_taken_out_of_free_text(field, secret):
    found, named = texts(**{field: f"见{secret}停在路肩"})
    assert named == sought.identities.plain(secret)
    for length in (3, 4, 5):
        parts = {named[at : at + length] for at in range(len(named) - length + 1)}
        assert not any(part in found for part in parts)
    assert "路肩" in found


def test_people_of_sub_rows_are_named_too():
    assert (
        texts(lines=[{"who": "080123", "n": 3}, {"who": "080124"}, {"who": None}, "x"])[1] == "080123 080124"
    )


def test_nothing_is_searched_of_nothing():
    assert texts() == ("", "")
    assert texts(what="", story=None) == ("", "")


def test_a_very_long_text_is_searched_only_so_far():
    found, named = texts(story="长" * 30_000, driver="名" * 30_000)
    assert len(found) <= 2 * sought.MOST
    assert len(named) <= sought.MOST


@pytest.mark.parametrize(("given", "words"), [
    ("", []), ("  ", []), ("隐患 整改", ["隐患", "整改"]), ("ＡＢ", ["ab"]), ("a\x00b", ["a", "b"]), ("零\u200b宽", ["零宽"]), ("\u3000甲\n乙", ["甲", "乙"]),
    (" ".join("abcdefghijk"), list("abcdefgh")),
])  # fmt: skip
def test_words_are_folded_as_the_texts_are(given, words):
    assert sought.words_of(given) == words
