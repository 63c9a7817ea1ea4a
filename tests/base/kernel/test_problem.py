"""Problems: number, place, message and cure in both languages."""

import pytest

from luji.base.kernel.problem import Level, Problem, ProblemKind, Refused, Where, errors
from luji.base.kernel.text import Text

KIND = ProblemKind("TST-001", "「{name}」错了", "'{name}' is wrong", "改成 {cure}。", "Write {cure}.")


def test_a_problem_says_where_what_and_cure_on_one_line() -> None:
    problem = KIND(Where(file="a.xlsx", sheet="表1", row=7, column="金额"), name="x", cure="y")
    assert problem.line() == "TST-001 a.xlsx 工作表「表1」 第 7 行 「金额」列：「x」错了。改成 y。"
    assert problem.line("en") == "TST-001 a.xlsx, sheet '表1', row 7, column '金额': 'x' is wrong. Write y."
    assert str(problem) == problem.line()


def test_a_problem_without_a_place_has_no_colon_for_it() -> None:
    assert KIND(name="x", cure="y").line() == "TST-001 「x」错了。改成 y。"


def test_a_question_keeps_its_own_mark() -> None:
    asked = ProblemKind("TST-002", "是否指甲？", "did you mean a?", "改。", "Mend.")()
    assert asked.line() == "TST-002 是否指甲？改。"
    assert asked.line("en") == "TST-002 did you mean a? Mend."


def test_a_text_in_a_gap_is_said_in_the_language_of_the_message() -> None:
    found = KIND(name=Text("护栏", "barrier"), cure=Text("甲", "A"))
    assert found.line() == "TST-001 「护栏」错了。改成 甲。"
    assert found.line("en") == "TST-001 'barrier' is wrong. Write A."


def test_a_missing_value_is_a_programmers_mistake() -> None:
    with pytest.raises(KeyError):
        KIND(name="x")


def test_braces_in_values_are_left_alone() -> None:
    assert KIND(name="{y}", cure="{0}").message() == "「{y}」错了"


def test_as_json_leaves_out_unknown_places() -> None:
    found = KIND(Where(file="a.csv", row=3), name="x", cure="y").as_json()
    assert (found["code"], found["row"], found["level"]) == ("TST-001", 3, "error")
    assert "line" not in found
    assert "column" not in found


def test_refused_carries_every_problem() -> None:
    both = [KIND(name="a", cure="b"), KIND(name="c", cure="d")]
    refused = Refused(both)
    assert refused.problems == tuple(both)
    assert str(refused).count("TST-001") == 2


def test_only_errors_stop_the_work() -> None:
    note = Problem("TST-003", "注", "note", "", "", level=Level.NOTE)
    error = KIND(name="x", cure="y")
    assert errors([note, error]) == [error]
