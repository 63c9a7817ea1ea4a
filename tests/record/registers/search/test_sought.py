"""What of a record is searched: its texts and their initials; nothing that names a vehicle or a person."""

import unicodedata
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.text import Text
from luji.record.registers.declared.spec import Field
from luji.record.registers.search import sought

LABEL = Text("字段", "field")


def spec():
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
    return SimpleNamespace(fields=fields, list_=SimpleNamespace(search=tuple(fields)))


def texts(**values):
    return sought.texts(spec(), values.get)


def dull(spec, read):
    """Field by field, the way the texts are described."""
    searched, short, named = [], [], []
    said = [unicodedata.normalize("NFKC", read(name) or "").strip() for name in ("car", "driver", "checker")]
    secret = [text for text in said if 2 <= len(text) <= 60]
    for part in sought.parts(spec):
        value = read(part.name)
        if value in (None, ""):
            continue
        if part.lines or part.naming:
            named += sought._of_lines(part.lines, value) if part.lines else sought._value(part.naming, value)
            continue
        text = unicodedata.normalize("NFKC", sought.spelled(value))
        for one in secret if part.free else ():
            text = text.replace(one, " ")
        if part.free and sought.DIGITS.search(text) and (found := sought.identities.found_in(text)):
            named += [one.value for one in found]
            text = sought.identities.without(text)
        if part.searched:
            searched.append(text)
            short += [text] if part.short else []
    whole = sought.folded(" ".join(searched))
    said = f"{whole} {sought.abbreviated(sought.folded(' '.join(short)))}"
    return said.strip(), " ".join(dict.fromkeys(named))


SAID = st.none() | st.sampled_from([
    "", "湘N·12345", "湘n12345停", "使123456", "WJ湘1234A", "ｗｊ湘１２３４５", "431202199001011234", "138-7450-1234",
    "1387450 1234", "2016-0000004", "隐患　整改ＡＢ", "ſK1290＋300", " 一 二 ", "①②号",
]) | st.text(alphabet="湘N使WJ1234567890 -隐患，ＡﬁÅ\u0301\u3000", max_size=24)  # fmt: skip
RECORD = st.fixed_dictionaries(dict.fromkeys(("number", "what", "story", "car", "driver", "officer"), SAID))


@given(st.lists(RECORD, max_size=5))
def test_many_records_at_once_are_as_each_alone(records):
    one = spec()
    columns = {name: [record[name] for record in records] for name in (records[0] if records else ())}
    found = sought.texts_of(one, columns, len(records))
    assert list(zip(*found, strict=True)) == [dull(one, record.get) for record in records]


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


@pytest.mark.parametrize("name", ["张三", "Zhang San", "ＺＨ．Ｓ", "某某运输公司"])
@pytest.mark.parametrize("field", ["what", "story"])
def test_whom_a_record_keeps_private_is_not_found_in_its_free_texts_either(field, name):
    found, named = texts(driver=name, **{field: f"夜间{name}驾车，{name}无证"})
    plain = sought.folded(name)
    assert plain not in found and all(word not in found for word in plain.split())
    assert "驾车" in found and "无证" in found
    assert sought.identities.plain(name) in named


def test_names_of_another_record_and_single_signs_stay():
    first, second = sought.texts_of(
        spec(), {"driver": ["张三", "李"], "story": ["张三和李四", "张三和李四"], "what": [None, None]}, 2
    )[0]
    assert "张三" not in first and "李四" in first
    assert "张三和李四" in second


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
