"""Declarations: what is refused, on which line, with which nearest word."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.declaration import Declared, bind, load, load_all, nearest, parse, parse_file
from luji.base.kernel.problem import Problem, Refused
from luji.base.kernel.text import Text


class Item(Declared):
    label: Text
    points: Decimal
    kinds: list[str] = []


class Sheet(Declared):
    name: str
    items: dict[str, Item]


GOOD = """\
name: no
items:
  hazard.rectified:
    label: {zh: 整治, en: rectified}
    points: 9.50
    kinds: [yes, "1"]
"""


def problems(text: str) -> list[Problem]:
    with pytest.raises(Refused) as refused:
        bind(parse(text, "t.yaml"), Sheet)
    return list(refused.value.problems)


def test_words_stay_words_and_numbers_stay_exact() -> None:
    sheet = bind(parse(GOOD), Sheet)
    item = sheet.items["hazard.rectified"]
    assert sheet.name == "no"
    assert item.kinds == ["yes", "1"]
    assert str(item.points) == "9.50"
    assert isinstance(item.points, Decimal)


def test_aliases_of_aliases_are_refused_before_they_fill_the_memory() -> None:
    layers = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    with pytest.raises(Refused, match=r"KRN-011.*nodes"):
        parse("\n".join(["a0: &a0 [x, x]", *layers]))


@pytest.mark.parametrize(
    ("written", "read"),
    [("10k CNY", "10k CNY"), ("3.14 units", "3.14 units"), ("truely", "truely"), ("007", "007"), ("1e5", "1e5"),
     ("-3", -3), ("-3.50", Decimal("-3.50")), ("true", True), ("on", "on"), ("~", None)],
)  # fmt: skip
def test_a_word_that_begins_like_a_number_is_a_word(written: str, read: object) -> None:
    assert parse(f"a: {written}").data == {"a": read}


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "word"),
    [
        ("points", "pionts", "KRN-013", 5, "points"),
        ("    points: 9.50\n", "", "KRN-014", 4, "points"),
        ("9.50", "many", "KRN-015", 5, "many"),
        ("en: rectified", "ne: rectified", "KRN-013", 4, "en"),
        ("name: no", "name: no\nname: yes", "KRN-012", 2, "name"),
        ("    kinds", "    points: 1\n    kinds", "KRN-012", 6, "points"),
        ("[yes", "[{a: b}", "KRN-015", 6, "0"),
        ("items:", "items: [", "KRN-011", 3, "YAML"),
        ("label: {", "label: {{", "KRN-011", 4, "YAML"),
        ("9.50", "&a 9.50\n    kinds: *b", "KRN-011", 6, "alias"),
        ("9.50", "2020-02-30", "KRN-011", 5, "out of range"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, code: str, line: int, word: str) -> None:
    found = problems(GOOD.replace(old, new))
    matching = [p for p in found if p.code == code]
    assert matching, found
    assert any(abs((p.where.line or 0) - line) <= 1 and word in p.line() for p in matching), found


def test_ten_mistakes_show_at_once() -> None:
    text = "nmae: x\nitems:\n" + "".join(f"  k{n}: {{pionts: {n}}}\n" for n in range(5))
    found = problems(text)
    assert len(found) >= 10
    assert {p.where.line for p in found} >= {1, 3, 4, 5, 6, 7}


def test_an_empty_file_is_refused() -> None:
    assert problems("")[0].code == "KRN-015"


def test_python_objects_are_not_made() -> None:
    assert problems("name: !!python/object/apply:os.getcwd []")[0].code == "KRN-011"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="KRN-016"):
        parse_file(tmp_path / "none.yaml")
    (tmp_path / "gbk.yaml").write_bytes("name: 隐患".encode("gb18030"))
    with pytest.raises(Refused, match="KRN-011"):
        load(tmp_path / "gbk.yaml", Sheet)


def test_a_folder_reports_the_mistakes_of_all_its_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("nmae: x", "utf-8")
    (tmp_path / "b.yaml").write_text("name: [", "utf-8")
    (tmp_path / "c.yaml").write_text(GOOD, "utf-8")
    with pytest.raises(Refused) as refused:
        load_all(tmp_path, Sheet)
    assert {p.where.file for p in refused.value.problems} == {"a.yaml", "b.yaml"}


def test_nearest_word() -> None:
    assert nearest("amout", ["amount", "unit"]) == "amount"
    assert nearest("zzz", ["amount"]) is None


@given(st.text(max_size=60))
def test_no_text_makes_the_loader_fall(text: str) -> None:
    try:
        bind(parse(text), Sheet)
    except Refused as refused:
        assert refused.problems


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "- " * 50_000 + "a", "{a: " * 60_000, "? " * 20_000, "[" * 61 + "]" * 61]
)
def test_what_is_nested_too_deep_is_refused_not_fatal(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(text, "deep.yaml")
    assert refused.value.problems[0].code == "KRN-011"
