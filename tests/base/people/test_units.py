"""The tree of units: found by any name, walked both ways, refused when it is no tree or roads overlap."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.kernel.content import Content
from luji.base.kernel.declaration import bind, parse
from luji.base.kernel.problem import Refused
from luji.base.people.units import UnitFile, UnitTree, road_rows, unit_rows

HUAIHUA = Content.shipped().file("units/huaihua.yaml")
ROUTES = "routes: [{code: G1, name: {zh: 一高速, en: First}}, {code: G2, name: {zh: 二高速, en: Second}}]\n"


def unit(code: str, parent: str | None = None, extra: str = "") -> str:
    above = f", parent: {parent}" if parent else ""
    name = f"name: {{zh: 全称{code}, en: Full {code}}}, short: {{zh: 简称{code}, en: Short {code}}}"
    return f"  - {{code: {code}, {name}, kind: section{above}{extra}}}\n"


def tree(*units: str) -> UnitTree:
    return UnitTree(bind(parse(ROUTES + "units:\n" + "".join(units), "units.yaml"), UnitFile))


def codes(*units: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        tree(*units)
    return [problem.code for problem in refused.value.problems]


@pytest.fixture(scope="module")
def huaihua() -> UnitTree:
    return UnitTree.load(HUAIHUA)


def test_the_reference_department_has_ten_brigades_below_the_detachment(huaihua: UnitTree) -> None:
    brigades = [u.place.zh for u in huaihua.children("hh") if u.kind == "brigade" and u.place]
    assert brigades == ["鹤城", "芷江", "安江", "麻阳", "洪江", "溆浦", "怀化北", "靖州", "沅陵", "通道"]
    assert huaihua.root.kind == "bureau"
    assert huaihua.find("hh").founded_year == 2014


def test_its_road_sections_add_up_to_the_published_network_on_five_expressways(huaihua: UnitTree) -> None:
    sections = [section for unit in huaihua for section in unit.roads]
    assert sum(s.length for s in sections) == Decimal("720.86")
    assert [route.name.zh for route in huaihua.routes.values()] == [
        "沪昆高速", "包茂高速", "杭瑞高速", "长芷高速", "绕城高速"
    ]  # fmt: skip
    assert {s.route for s in sections} == set(huaihua.routes)
    assert all(s.constructed for s in sections), "no published source says whose kilometre it is"
    assert all(unit.roads for unit in huaihua if unit.kind == "brigade")


@pytest.mark.parametrize(
    "name", ["hh", "怀化支队", "湖南省高速公路交通警察局怀化支队", "Huaihua Detachment", " 支队 "]
)
def test_a_unit_is_found_by_code_and_by_every_name(huaihua: UnitTree, name: str) -> None:
    assert huaihua.find(name).code == "hh"


def test_a_brigade_is_found_by_its_place_too(huaihua: UnitTree) -> None:
    assert huaihua.code_of("鹤城") == huaihua.code_of("鹤城大队") == "hh-hecheng"


def test_an_unknown_name_is_refused_with_the_nearest(huaihua: UnitTree) -> None:
    with pytest.raises(Refused) as refused:
        huaihua.find("鹤城支队")
    problem = refused.value.problems[0]
    assert problem.code == "PPL-001"
    assert "鹤城大队" in problem.zh
    assert huaihua.code_of("鹤城支队") is None


def test_a_name_like_none_gets_no_guess(huaihua: UnitTree) -> None:
    with pytest.raises(Refused) as refused:
        huaihua.find("QQQQQQ")
    assert "是否指" not in refused.value.problems[0].zh


def test_subtree_begins_with_the_unit_and_holds_all_below(huaihua: UnitTree) -> None:
    assert huaihua.subtree("hn")[:2] == ["hn", "hh"]
    assert len(huaihua.subtree("hh")) == 21
    assert huaihua.subtree("沅陵") == ["hh-yuanling"]
    assert set(huaihua.subtree("hn")) == {u.code for u in huaihua}


def test_parent_and_children_are_each_others_inverse(huaihua: UnitTree) -> None:
    for one in huaihua:
        above = huaihua.parent(one.code)
        assert one is huaihua.root if above is None else one in huaihua.children(above.code)


def test_an_unknown_unit_has_no_subtree(huaihua: UnitTree) -> None:
    for ask in (huaihua.subtree, huaihua.children, huaihua.parent):
        with pytest.raises(Refused):
            ask("nowhere")


@pytest.mark.parametrize(
    ("units", "problems"),
    [
        ([unit("a"), unit("b", "c")], ["PPL-003"]),
        ([unit("a"), unit("b")], ["PPL-004"]),
        ([unit("a", "b"), unit("b", "a")], ["PPL-004"]),
        ([unit("r"), unit("a", "b"), unit("b", "a")], ["PPL-004"]),
        ([unit("a", "a")], ["PPL-004"]),
        ([unit("a"), unit("a", "a")], [*["PPL-002"] * 5, "PPL-004"]),
        ([unit("a"), unit("b", "a", ", aliases: [简称a]")], ["PPL-002"]),
        ([unit("a", extra=", roads: [{route: G9, start: 1.0, end: 2.0}]")], ["PPL-005"]),
        ([unit("a", extra=", roads: [{route: G1, start: 2.0, end: 2.0}]")], ["PPL-006"]),
        ([unit("a", extra=", roads: [{route: G1, start: 3.0, end: 2.0}]")], ["PPL-006"]),
    ],
)  # fmt: skip
def test_what_is_no_tree_or_no_road_is_refused(units: list[str], problems: list[str]) -> None:
    assert codes(*units) == problems


def test_no_kilometre_belongs_to_two_brigades() -> None:
    first = unit("a", extra=", roads: [{route: G1, start: 1.0, end: 2.0}]")
    assert codes(first, unit("b", "a", ", roads: [{route: G1, start: 1.9, end: 3.0}]")) == ["PPL-007"]
    beside = unit("b", "a", ", roads: [{route: G1, start: 2.0, end: 3.0}, {route: G2, start: 1.0, end: 2.0}]")
    assert tree(first, beside).find("b").roads[0].length == 1


def test_all_mistakes_are_told_at_once() -> None:
    found = codes(unit("a", extra=", roads: [{route: G9, start: 2.0, end: 1.0}]"), unit("b", "c"))
    assert sorted(found) == ["PPL-003", "PPL-005", "PPL-006"]


def test_an_unknown_key_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "units.yaml"
    path.write_text("units:\n" + unit("a", extra=", fonded_year: 2014"), "utf-8")
    with pytest.raises(Refused) as refused:
        UnitTree.load(path)
    problem = refused.value.problems[0]
    assert (problem.where.file, problem.where.line) == ("units.yaml", 2)
    assert "founded_year" in problem.zh


def test_the_tree_turns_into_rows_of_the_standing_tables(huaihua: UnitTree) -> None:
    units, roads = unit_rows(huaihua), road_rows(huaihua)
    assert [row["code"] for row in units] == [u.code for u in huaihua]
    assert [row["ordinal"] for row in units] == list(range(1, len(units) + 1))
    assert {row["founded_year"] for row in units} == {None, 2014}
    assert sum(Decimal(str(row["length_km"])) for row in roads) == Decimal("720.86")
    assert len({row["id"] for row in roads}) == len(roads)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_every_unit_is_in_the_subtree_of_each_unit_above_it(parents: list[int]) -> None:
    units = [unit("u0")] + [unit(f"u{n}", f"u{above % n}") for n, above in enumerate(parents, start=1)]
    grown = tree(*units)
    for one in grown:
        above = grown.parent(one.code)
        while above is not None:
            assert one.code in grown.subtree(above.code)
            above = grown.parent(above.code)
    assert len(grown.subtree(grown.root.code)) == len(units)
