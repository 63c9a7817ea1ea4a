"""An edited report: every value that was changed, dropped or moved is found, and nothing else."""

import random
import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luji.account.reports.against import compare
from luji.account.reports.flat import Flat

SENTENCES = (
    "# 节\n\n支队辖{road.expressways|counted}条高速公路（{road.expressways|items}），全年整治到位{hazard.x}，"
    "其中移交{hazard.b}。\n\n基本支出{finance.basic}，{finance.basic|change}；评定为“{evaluation.grade}”。\n"
)
NUMERIC = set("零〇一二两三四五六七八九十百千万亿约近超逾不足到余多≥≤<>%‰.,+-")
WORDS = "的是在有和与对为按就把将等由及各"


def faults(document, text):
    return [met for met in compare(document, text) if met.problem]


def values(flat):
    return [n for n, piece in enumerate(flat.pieces) if piece.bound and flat.members[n]]


def with_value(flat, n, text):
    start = flat.starts[n]
    return flat.text[:start] + text + flat.text[start + len(flat.pieces[n].text) :]


def other(said):
    """The value with another digit or another word."""
    digits = [m.start() for m in re.finditer(r"\d", said)]
    if digits:
        at = digits[len(digits) // 2]
        return said[:at] + str((int(said[at]) + 1) % 9 + 1) + said[at + 1 :]
    if len(said) == 1:
        return "九" if said != "九" else "八"
    return "另" + said[1:]


def test_a_report_that_nobody_touched_holds(shipped):
    flat = Flat(shipped)
    met = compare(shipped, flat.text)
    assert [one.problem for one in met if one.problem] == []
    assert len(met) == len(values(flat))
    assert all(flat.text[one.start : one.end].strip() == one.stated.strip() for one in met)


def test_every_value_changed_in_turn_is_found_and_no_other(shipped):
    flat = Flat(shipped)
    assert len(values(flat)) > 100
    for n in values(flat):
        said, changed = flat.pieces[n].text, other(flat.pieces[n].text)
        (met,) = faults(shipped, with_value(flat, n, changed))
        assert (met.problem.code, met.expected) == ("REP-101", said)
        assert flat.starts[n] - 1 <= met.start < met.end <= flat.starts[n] + len(changed)


def test_every_value_dropped_in_turn_is_found_and_no_other(shipped):
    flat = Flat(shipped)
    for n in values(flat):
        (met,) = faults(shipped, with_value(flat, n, ""))
        assert (met.problem.code, met.expected, met.stated) == ("REP-102", flat.pieces[n].text, None)


def reworded(flat, draw, rate):
    """The report with other words around its values; nothing numeric is touched, nothing numeric meets."""
    text = flat.text
    kept = {
        at for n in values(flat) for at in range(flat.starts[n], flat.starts[n] + len(flat.pieces[n].text))
    }
    made = ""
    for at, char in enumerate(text):
        near = {*made[-1:], *text[at : at + 2]}
        free = at not in kept and at + 1 not in kept and char not in "\n\t"
        if free and not any(c.isdigit() or c in NUMERIC for c in near) and draw.random() < rate:
            made += draw.choice(["", draw.choice(WORDS), char + draw.choice(WORDS)])
        else:
            made += char
    return made


ONCE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # the report is not changed by comparing


@given(st.integers(0, 10_000), st.sampled_from([0.02, 0.1, 0.3]))
@ONCE
def test_other_words_are_no_finding(shipped, seed, rate):
    flat = Flat(shipped)
    assert faults(shipped, reworded(flat, random.Random(seed), rate)) == []


@given(st.integers(0, 10_000), st.data())
@ONCE
def test_other_words_do_not_hide_another_number(shipped, seed, data):
    flat = Flat(shipped)
    n = data.draw(st.sampled_from([n for n in values(flat) if flat.pieces[n].text[0].isdigit()]))
    piece, draw = flat.pieces[n], random.Random(seed)
    before, after = flat.text[: flat.starts[n]], flat.text[flat.starts[n] + len(piece.text) :]
    swap = str.maketrans(dict.fromkeys("部项年支的全", draw.choice(WORDS)))
    text = before.translate(swap) + other(piece.text) + after.translate(swap)
    (met,) = [met for met in faults(shipped, text) if met.problem.code == "REP-101"]
    assert met.expected == piece.text


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() or c == "." else c for c in text)


def broken(text):
    return re.sub(r"(?<=[一-鿿])(?=[一-鿿]{2}[，。])", "\n", text)


@pytest.mark.parametrize("respelled", [wide, broken, lambda t: t.replace("，", ",").replace("\n", "\n\n")])
def test_another_way_of_printing_is_no_finding(shipped, respelled):
    text = Flat(shipped).text
    assert respelled(text) != text
    assert faults(shipped, respelled(text)) == []


def test_grouped_digits_are_no_finding(made, figure):
    values = {"a.b": figure("a.b", Decimal(66577)), "finance.a": figure("finance.a", Decimal("13834300"))}
    document = made("# 节\n\n共查处{a.b}，支出{finance.a}。\n", values)
    text = Flat(document).text.replace("66577", "66，577").replace("1383.43", "1,383.43")
    assert faults(document, text) == []
    (met,) = faults(document, text.replace("66，577", "65，677"))
    assert met.expected == "66577次"


@pytest.fixture
def small(made):
    return made(SENTENCES)


def edited(document, *edits):
    text = Flat(document).text
    for old, new in edits:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize(
    ("edits", "rule"),
    [
        ([("整治到位", "整治到位约")], "REP-101"),
        ([("同比下降50.00%", "同比增长50.00%")], "REP-101"),
        ([("东西高速、南北高速", "东西高速")], "REP-101"),
        ([("优秀", "良好")], "REP-101"),
        ([("辖两条", "辖三条")], "REP-101"),
        ([("2020年度某省", "2021年度某省")], "REP-104"),
        ([("支队辖", "支队有37名民警，辖")], "REP-105"),
    ],
)
def test_each_kind_of_edit_has_its_rule(small, edits, rule):
    assert [met.problem.code for met in faults(small, edited(small, *edits))] == [rule]


@pytest.mark.parametrize(
    "edits",
    [[("辖两条", "辖2条")], [("辖两条", "辖二条")], [("全年整治到位", "本年度整改")], [("优秀", "优 秀")]],
)
def test_each_harmless_edit_has_none(small, edits):
    assert faults(small, edited(small, *edits)) == []


def test_a_lost_scale_and_another_scale_are_found(small, figure):
    money = figure("finance.basic").display()
    for other_money in (money.replace("万元", "元"), money.replace("万元", "亿元")):
        (met,) = faults(small, edited(small, (money, other_money)))
        assert (met.problem.code, met.expected) == ("REP-101", money)


def test_another_measure_is_a_note(small, figure):
    said = figure("hazard.x").display()
    (met,) = faults(small, edited(small, (f"整治到位{said}", f"整治到位{said[:-1]}天")))
    assert (met.problem.code, str(met.problem.level)) == ("REP-107", "note")


def test_a_value_in_another_sentence_has_moved(small, figure):
    said = figure("hazard.x").display()
    text = edited(small, (f"整治到位{said}", "整治到位"), ("评定为", f"处理隐患一共是{said}，评定为"))
    (met,) = faults(small, text)
    assert (met.problem.code, met.expected) == ("REP-103", said)
    assert text[met.start : met.end] == said[:-1]


def test_two_values_that_changed_places_are_both_found(small, figure):
    one, two = figure("hazard.x").display(), figure("hazard.b").display()
    text = edited(small, (one, "\0"), (f"移交{two}", f"移交{one}"), ("\0", two))
    assert [(met.stated, met.expected) for met in faults(small, text)] == [(two, one), (one, two)]


def test_the_finding_names_the_indicator_and_its_rows(small, figure):
    said = figure("hazard.x").display()
    (met,) = faults(small, edited(small, (said, "9999次")))
    assert met.problem.zh == f"报告写 9999次，事实是 {said}（hazard.x，7 行）"
    assert f"the facts say {said} (hazard.x, 7 rows)" in met.problem.en


def test_a_text_without_the_tables_is_compared_for_what_it_holds(shipped):
    met = faults(shipped, shipped.text())
    assert [one.problem.code for one in met] == ["REP-106", "REP-106"]


@pytest.mark.parametrize("text", ["", "\n", "完全无关的一段文字，共有12个数字。", "1" * 5000])
def test_another_text_altogether_lacks_every_part(shipped, text):
    assert {one.problem.code for one in faults(shipped, text)} == {"REP-106"}


def test_page_numbers_are_no_additions(shipped):
    lines = Flat(shipped).text.split("\n")
    for at in range(len(lines) - 3, 3, -7):
        lines.insert(at, f"— {at} —")
    assert faults(shipped, "\n".join(lines)) == []


@given(st.text(max_size=300))
@ONCE
def test_nothing_breaks_on_any_text(shipped, text):
    for met in compare(shipped, Flat(shipped).text[:400] + text):
        assert 0 <= met.start <= met.end
