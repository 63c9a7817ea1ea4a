"""Traces go down to the rows."""

import json

from luji.base.kernel.period import Period

Y20 = Period.year(2020)


def test_a_base_indicator_ends_in_row_keys(book):
    found = json.loads(json.dumps(book.trace("violation.key", "hh", Y20).as_json()))
    assert found["row_keys"] == ["v0003", "v0007", "v0008"]
    assert found["row_keys_left_out"] == 0
    assert found["children"] == []
    assert found["source"] == "构造口径"
    assert found["definition_text"].startswith("计数 违法，条件 kind in @key_kinds")
    assert [p["source"] for p in found["parameters"]] == ["构造〔2019〕1号", "构造〔2020〕2号"]


def test_a_formula_has_its_parts_below(book):
    found = book.trace("accident.deaths_per_100km", "hh", Y20).as_json()
    assert [c["key"] for c in found["children"]] == ["accident.deaths", "road.network_length"]
    assert found["children"][0]["row_keys"] == ["s4", "s5"]
    assert "row_keys" not in found
    assert found["rows"] == 5


def test_a_derived_figure_stands_above_its_indicator(book):
    trace = book.trace("violation.total:growth", "hh", Y20)
    assert trace.figure.display() == "200.00%"
    assert [(c.figure.key, str(c.figure.period)) for c in trace.children] == [
        ("violation.total", "2020"),
        ("violation.total", "2019"),
    ]


def test_a_formula_that_looks_back_shows_both_years(book):
    found = book.trace("violation.change", "hh", Y20).as_json()
    assert (found["value"], found["rows"]) == ("1", 3)
    assert [c["key"] for c in found["children"]] == ["violation.dear", "violation.dear:previous"]
    (before,) = found["children"][1]["children"]
    assert (before["period"], before["row_keys"]) == ("2019", ["v0002"])


def test_row_keys_can_be_cut(book):
    trace = book.trace("violation.total", "hh", Y20, keys=2)
    assert trace.row_keys == ("v0003", "v0004")
    assert trace.left_out == 4
    assert trace.as_json()["row_keys_left_out"] == 4
    assert any("另有 4 行" in line for line in trace.lines("zh"))
    assert any("and 4 more" in line for line in trace.lines("en"))


def test_lines_in_both_languages(book):
    zh = list(book.trace("violation.key_or_dear", "hh", Y20).lines("zh"))
    en = list(book.trace("violation.key_or_dear", "hh", Y20).lines("en"))
    assert len(zh) == len(en)
    assert zh[0] == "比 [violation.key_or_dear] hh 2020年：2"
    assert any(line.startswith("    @key_kinds = speeding、overload（") for line in zh)
    assert any(line.strip().startswith("SQL SELECT count(*)") for line in en)
    assert not any("不适用" in line or "条件" in line for line in en)


def test_the_query_gives_the_value_again(book, filled, engine):
    sources = filled.sources()
    for definition in book.catalogue:
        figure = book.figure(definition.key, "hh", Y20)
        if not definition.base or definition.measure == "mean":
            continue
        (value,) = engine.query(figure.query, sources).column(0).to_pylist()
        assert value == figure.value, definition.key
