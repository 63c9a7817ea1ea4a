"""The grammar: what is read, what is refused and at which character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.problem import Refused
from luji.base.kernel.syntax import (
    Binary,
    Constant,
    In,
    IsNull,
    Name,
    Unary,
    canonical,
    conjuncts,
    named,
    read,
    walk,
)


def test_binding_strength():
    assert canonical(read("a + b * -c")) == "(a + (b * (- c)))"
    assert canonical(read("not a or b and c == 1")) == "((b and (c == 1)) or (not a))".replace(
        "(b and (c == 1))", "((c == 1) and b)"
    )
    assert canonical(read("a - b - c")) == "((a - b) - c)"


def test_null_comparison_is_a_test():
    assert isinstance(read("a == null"), IsNull)
    assert read("null != a").negated is True


def test_not_in():
    node = read("kind not in ['a', 'b']")
    assert isinstance(node, In)
    assert node.negated


def test_unicode_names_and_dots():
    assert read("单位.编制数") == Name("单位.编制数")


def test_conjuncts_split_only_and():
    parts = conjuncts(read("a and (b or c) and not d"))
    assert [type(p) for p in parts] == [Name, Binary, Unary]


def test_walk_visits_everything():
    assert {n.name for n in walk(read("if(a, b, c) in [d, e]")) if isinstance(n, Name)} == set("abcde")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a and b", "b   and a"),
        ("kind in ['x','y']", 'kind in ["y", "x", "x"]'),
        ("(a or (b or c))", "c or b or a"),
        ("1.50 < a", "1.5 < a"),
    ],
)
def test_canonical_is_one_spelling(one, other):
    assert canonical(read(one)) == canonical(read(other))


@pytest.mark.parametrize(("one", "other"), [("a - b", "b - a"), ("a < b", "b < a"), ("'1' == a", "1 == a")])
def test_canonical_keeps_what_matters(one, other):
    assert canonical(read(one)) != canonical(read(other))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", 1),
        ("a +", 4),
        ("a = b", 3),
        ("a == b == c", 8),
        ("(a", 3),
        ("a b", 3),
        ("kind in x", 9),
        ("kind in []", 10),
        ("f(a,)", 5),
        ("a # b", 3),
        ("'open", 1),
        ("1.", 2),
        ("a and", 6),
        ("in", 1),
        ("a not b", 7),
        ("@ x", 1),
    ],
)
def test_refused_with_the_character(text, at):
    with pytest.raises(Refused) as refused:
        read(text)
    (problem,) = refused.value.problems
    assert problem.code == "KRN-031"
    assert f"第 {at} 个字符" in problem.zh


def test_single_equals_is_told():
    with pytest.raises(Refused, match="「==」"):
        read("state = 'closed'")


def test_deep_nesting_is_refused_not_a_crash():
    with pytest.raises(Refused, match="KRN-031"):
        read("(" * 5000 + "a" + ")" * 5000)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        node = read(text)
    except Refused as refused:
        assert refused.problems[0].code == "KRN-031"
    else:
        assert canonical(read(canonical(node))) == canonical(node)


def test_a_function_of_a_name_becomes_a_name():
    node = read("if(previous(a.b) == null, -previous(c), max(d, previous(a.b))) in [1, previous(e)]")
    names = {n.name for n in walk(named(node, "previous", "{}:before".format)) if isinstance(n, Name)}
    assert names == {"a.b:before", "c:before", "d", "e:before"}
    assert named(read("previous(1) + previous"), "previous", str) == read("previous(1) + previous")


def test_literals():
    assert read("true").value is True
    assert [type(c) for c in read("x in [1, 'a', false]").choices] == [Constant] * 3
