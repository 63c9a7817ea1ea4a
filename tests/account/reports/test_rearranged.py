"""Lines put in another order are found again; what merely looks like them is not."""

import pytest

from luji.account.reports import rearranged
from luji.account.reports.against import compare
from luji.account.reports.alignment import align
from luji.account.reports.flat import Flat
from luji.account.reports.tokens import tokens

BODY = "# 节\n\n支队向市委专题汇报{liaison.x}，移交清单{hazard.b}。\n\n全年送教{training.s}，参训人员达到{training.a}。\n"


def found(document, text):
    return [met for met in compare(document, text) if met.problem]


@pytest.fixture
def document(made):
    return made(BODY)


def swapped(document):
    lines = Flat(document).text.split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("支队"))
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    return "\n".join(lines)


def test_paragraphs_in_another_order_hold(document):
    assert swapped(document) != Flat(document).text
    assert found(document, swapped(document)) == []


def test_a_number_changed_in_a_paragraph_that_moved_is_found(document, figure):
    number = figure("hazard.b").display()
    text = swapped(document).replace(f"移交清单{number}", "移交清单9876次")
    (met,) = found(document, text)
    assert (met.problem.code, met.stated, met.expected) == ("REP-101", "9876次", number)


def test_rows_of_a_table_in_another_order_hold(shipped):
    lines = Flat(shipped).text.split("\n")
    at = next(n for n, line in enumerate(lines) if "hazard.batches数" in line)
    lines.insert(at + 9, lines.pop(at))
    assert found(shipped, "\n".join(lines)) == []


def test_words_scattered_over_a_long_text_are_no_line():
    flat_line, scattered = "整治到位隐患三百处", "整了治，很久以后才到，终于位列第一，隐去患难"
    assert align(tokens(flat_line), tokens(scattered))
    assert rearranged._closest(tokens(flat_line), tokens(scattered), iter([range(5, 15)])) == range(0)


def test_what_is_left_over_is_what_nothing_is_paired_with():
    given = tokens("甲" * 20)
    assert list(rearranged.left_over(given, {0: 0, 1: 10})) == [range(1, 10), range(11, 20)]


def test_a_text_many_times_as_long_is_not_searched(document):
    flat = Flat(document)
    given = tokens(swapped(document) + "别的内容" * len(flat.tokens) * 6)
    pairs = {}
    rearranged.pair(flat, given, pairs)
    assert pairs == {}
