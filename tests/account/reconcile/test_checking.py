"""Checking: texts, files and documents alike; the constructed corpus; quiet passages; any text at all."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import luji.account.reconcile as room
from luji.account.reconcile.checking import FAMILIES, between, check, look, relations
from luji.account.reconcile.language.document import Document, Table, of_text
from luji.account.reconcile.relation import Level, Verdict
from luji.account.reconcile.result import Result
from luji.account.reconcile.rules import in_order
from luji.base.kernel.problem import Refused

Checked = Callable[[str], Result]
CORPUS = Path(__file__).parent / "corpus"
LABELS = json.loads((CORPUS / "labels.json").read_text("utf-8"))
TEXTS = {p.stem: p.read_bytes().decode() for p in sorted((CORPUS / "texts").glob("*.txt"))}
QUIET = (CORPUS / "quiet.txt").read_text("utf-8").splitlines()
FAILS = "本年支出合计356.20万元，其中：人员经费210.51万元，公用经费96.05万元，其他支出50.00万元。"


def test_the_room_offers_one_function() -> None:
    assert room.check is check
    assert check(FAILS).faulty


def test_text_file_and_document_come_out_alike(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_text(FAILS, "utf-8")
    text, file, document = check(FAILS), check(path), check(of_text(FAILS, "甲.txt"))
    assert [f.rule for f in text.findings] == [f.rule for f in file.findings] == ["REC-101"]
    assert file.findings == document.findings
    assert (text.findings[0].file, file.findings[0].file) == ("", "甲.txt")


def test_a_path_given_as_a_text_is_a_text() -> None:
    assert check("没有这个文件.txt").findings == ()


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        check(tmp_path / "没有.txt")


def test_every_family_of_rules_is_loaded() -> None:
    assert {rule.check.__module__ for rule in in_order()} == {family.__name__ for family in FAMILIES}


@pytest.mark.parametrize("passage", [t for t in QUIET if t.strip()])
def test_quiet_passages_stay_quiet(passage: str, checked: Checked) -> None:
    assert [f.message.zh for f in checked(passage).findings if f.level is not Level.NOTE] == []


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_constructed_passages_raise_no_alarm(name: str, checked: Checked) -> None:
    assert all(label["holds"] for label in LABELS.get(name, []))
    assert [f.message.zh for f in checked(TEXTS[name]).findings if f.level is not Level.NOTE] == []


def test_most_constructed_relations_are_recognised(checked: Checked) -> None:
    """A label is recognised when its stated number is part of a relation that holds."""
    wanted = seen = 0
    for name, labels in LABELS.items():
        places = {p for r in checked(TEXTS[name]).relations if r.verdict is Verdict.HOLDS for p in r.numbers}
        for label in labels:
            wanted += 1
            start, end = label["spans"][0]
            seen += any((start <= a and b <= end) or a <= start < b for a, b in places)
    assert seen >= 0.9 * wanted


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet="收支入出总合计预决算数其中一是二占比上年同增长减少下降完成由到至分别为结余率，。；：（）、“” \n\t0123456789.,%‰万亿元人个起项年月日-∶",
        max_size=160,
    )
)
def test_any_text_is_checked_with_places_inside_it(text: str) -> None:
    result = check(text)
    for relation in result.relations:
        assert all(0 <= a <= b <= len(text) for a, b in (relation.span, *relation.numbers))
        assert relation.computation
    for found in result.findings:
        assert found.quote == text[found.start : found.end]
        assert found.message.zh and found.message.en
    assert result.checked <= len(result.relations)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([t for t in (*QUIET, FAILS) if t]), min_size=1, max_size=4))
def test_the_same_text_gives_the_same_result(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    first, second = check(text), check(text)
    assert first.findings == second.findings
    assert [r.span for r in first.relations] == sorted(r.span for r in first.relations)


def test_errors_are_found_wherever_they_stand(checked: Checked) -> None:
    for text in (f"{QUIET[0]}\n{FAILS}", f"{FAILS}\n{QUIET[0]}", f"{QUIET[1]}\n\n{FAILS}\n\n{QUIET[2]}"):
        found = [f for f in checked(text).findings if f.rule == "REC-101"]
        assert len(found) == 1
        assert text.index(FAILS) <= found[0].start < found[0].end <= text.index(FAILS) + len(FAILS)


def table(start: int, end: int) -> Table:
    return Table(start, end, ())


@pytest.mark.parametrize(
    ("tables", "prose"),
    [
        ([], [(0, 20)]),
        ([(5, 10)], [(0, 5), (10, 20)]),
        ([(10, 15), (0, 5)], [(5, 10), (15, 20)]),  # in any order
        ([(0, 20)], []),
        ([(5, 15), (8, 10)], [(0, 5), (15, 20)]),  # one inside the other
        ([(5, 10), (10, 12)], [(0, 5), (12, 20)]),
    ],
)
def test_prose_is_what_lies_between_tables(
    tables: list[tuple[int, int]], prose: list[tuple[int, int]]
) -> None:
    document = Document("甲.docx", "文" * 20, tuple(table(*t) for t in tables))
    assert between(document) == prose


def test_relations_are_told_in_order_of_place() -> None:
    found = relations(look(of_text("\n".join(QUIET))))
    assert [r.span for r in found] == sorted(r.span for r in found)


def long_report(pages: int) -> str:
    lines = [
        f"{number}年度第{number}项支出合计{300 + number}.20万元，其中：人员经费{154 + number}.15万元，公用经费96.05万元，其他支出50.00万元。"
        f"与上年相比，增加{number}.00万元，增长{number / 300.2 * 100:.2f}%，主要原因是工作任务增加，详见附件说明。"
        for number in range(1, pages * 12)
    ]
    return "\n".join(lines)


def spent(text: str) -> float:
    begun = time.process_time()
    check(text)
    return time.process_time() - begun


def test_long_reports_take_time_in_proportion() -> None:
    """Four times the pages take about four times as long (seven are allowed for a busy machine)."""
    short, long_ = (min(spent(long_report(pages)) for _ in range(2)) for pages in (12, 48))
    assert long_ < 7 * max(short, 0.02)


@pytest.mark.parametrize(
    "text",
    [
        "（" * 3000,
        "其中" * 2000,
        "1、" * 2000,
        "占" * 3000,
        "增长1%，" * 800,
        "一是" * 1500 + "。",
        "合计1万元，" * 120,
        "\n" * 5000,
    ],
)
def test_odd_texts_end_in_time(text: str) -> None:
    assert spent(text) < 5


def test_no_other_room_is_needed() -> None:
    """`check` neither imports Django nor a table engine."""
    loaded = {name.split(".")[0] for name in sys.modules if name.startswith("luji.account.reconcile")}
    assert loaded == {"luji"}
    source = Path(str(room.__file__)).parent
    for path in source.rglob("*.py"):
        text = path.read_text("utf-8")
        assert "import django" not in text and "import duckdb" not in text, path.name
