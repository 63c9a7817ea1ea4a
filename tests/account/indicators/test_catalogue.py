"""The catalogue: sound declarations become definitions, every mistake is told at its line."""

from datetime import date

import pytest

from luji.account.indicators.catalogue import Catalogue
from luji.base.kernel.problem import Refused

LABEL = "label: {zh: 甲, en: A}"


def refused(world, *lines, table="violation", parameters=None):
    """The problems of one file whose indicators are the given lines (each `key: {…}`)."""
    body = "\n".join(f"  {line}" for line in lines)
    world.write("indicators", f"table: {table}\nindicators:\n{body}\n")
    if parameters is not None:
        world.write("parameters", parameters)
    with pytest.raises(Refused) as found:
        world.catalogue()
    return found.value.problems


def test_sorted_and_found(world):
    catalogue = world.catalogue()
    assert list(catalogue.indicators) == sorted(catalogue.indicators)
    assert "violation.total" in catalogue
    assert len(catalogue) == len(list(catalogue)) == 28
    assert catalogue.find("violation.total").spec.group.zh == "执法"


def test_unknown_key_names_the_nearest(world):
    with pytest.raises(Refused, match=r"violation\.total") as found:
        world.catalogue().find("violation.totl")
    assert found.value.problems[0].code == "IND-006"


def test_bases_and_parameters_of_a_formula(world):
    catalogue = world.catalogue()
    assert [b.key for b in catalogue.bases("violation.key_or_dear")] == ["violation.key", "violation.dear"]
    assert catalogue.parameters_of("violation.key_or_dear") == ["key_kinds"]
    assert [v.source for v in catalogue.values_within("key_kinds", date(2020, 1, 1), date(2020, 12, 31))] == [
        "构造〔2019〕1号",
        "构造〔2020〕2号",
    ]


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        (f"a: {{{LABEL}}}", "IND-001", "须且只须"),
        (f"a: {{{LABEL}, count: rows, sum: fine}}", "IND-001", "count、sum"),
        (f"a: {{{LABEL}, count: all}}", "KRN-015", "count"),
        (f"a: {{{LABEL}, count: rows, wehre: on_site}}", "KRN-013", "是否指「where」"),
        ("a: {count: rows}", "KRN-014", "label"),
        (f"a: {{{LABEL}, count: rows, table: violations}}", "IND-002", "是否指「violation」"),
        (f"A: {{{LABEL}, count: rows}}", "IND-011", "指标代码"),
        (f"a: {{{LABEL}, sum: fin}}", "KRN-032", "是否指「fine」"),
        (f"a: {{{LABEL}, sum: kind}}", "IND-005", "需要数"),
        (f"a: {{{LABEL}, mean: on_site}}", "IND-005", "是非"),
        (f"a: {{{LABEL}, sum: fine / points}}", "IND-008", "除法"),
        (f"a: {{{LABEL}, sum: fine * @weight}}", "IND-014", "@weight"),
        (f"a: {{{LABEL}, distinct: points + 1}}", "IND-005", "表达式"),
        (f"a: {{{LABEL}, distinct: plates}}", "KRN-032", "是否指「plate」"),
        (f"a: {{{LABEL}, count: rows, where: fine}}", "IND-005", "需要是非"),
        (f"a: {{{LABEL}, count: rows, where: kind == 'speding'}}", "KRN-034", "是否指「speeding」"),
        (f"a: {{{LABEL}, count: rows, where: kind > 3}}", "KRN-033", "文字与数"),
        (f"a: {{{LABEL}, count: rows, where: 'fine > 1 / points'}}", "IND-008", "除法"),
        (f"a: {{{LABEL}, count: rows, where: 'kind in @kinds'}}", "KRN-032", "是否指「key_kinds」"),
        (f"a: {{{LABEL}, count: rows, where: 'kind == @key_kinds'}}", "KRN-033", "一列文字"),
        (f"a: {{{LABEL}, count: rows, where: 'kind ='}}", "KRN-031", "「==」"),
        (f"a: {{{LABEL}, count: rows, time: noten}}", "IND-004", "是否指「noted」"),
        (f"a: {{{LABEL}, count: rows, time: kind}}", "IND-005", "date / timestamp"),
        (f"a: {{{LABEL}, count: rows, unit: kind}}", "IND-005", "unit"),
        (f"a: {{{LABEL}, count: rows, items: names}}", "IND-004", "items"),
        (f"a: {{{LABEL}, count: rows, table: road_section}}", "IND-013", "时间列"),
        (f"a: {{{LABEL}, count: rows, stock: {{from: opend}}}}", "IND-004", "opend"),
        (f"a: {{{LABEL}, count: rows, stock: {{to: kind}}}}", "IND-005", "code"),
        (f"a: {{{LABEL}, formula: '1 + b'}}", "IND-006", "没有指标「b」"),
        (f"a: {{{LABEL}, formula: '1 == 2'}}", "IND-005", "需要数"),
        (f"a: {{{LABEL}, formula: a + 1}}", "IND-007", "a → a"),
        (f"a: {{{LABEL}, formula: '1 + 1', where: on_site}}", "IND-009", "where"),
        (f"a: {{{LABEL}, trend: {{falls: [a1], rises: [a1]}}}}", "IND-016", "falls"),
        (f"a: {{{LABEL}, trend: {{}}}}", "IND-016", "rises"),
        (f"a: {{{LABEL}, trend: {{falls: [zz]}}}}", "IND-006", "zz"),
        (f"a: {{{LABEL}, trend: {{falls: [a]}}, stock: true}}", "IND-009", "stock"),
        (f"a: {{{LABEL}, count: rows, wording: {{scale: 千}}}}", "KRN-015", "scale"),
    ],
)
def test_one_mistake_at_its_line(world, line, code, words):
    (problem,) = refused(world, line)
    assert problem.code == code
    assert words in problem.line()
    assert (problem.where.file, problem.where.line) == ("main.yaml", 3)


def test_ten_mistakes_at_once(world):
    lines = [f"a{n}: {{{LABEL}, sum: fi{n}ne}}" for n in range(10)]
    problems = refused(world, *lines)
    assert [p.where.line for p in problems] == list(range(3, 13))


def test_a_circle_is_named(world):
    problems = refused(
        world, f"a: {{{LABEL}, formula: b}}", f"b: {{{LABEL}, formula: c * 2}}", f"c: {{{LABEL}, formula: a}}"
    )
    assert [p.code for p in problems] == ["IND-007"]
    assert "a → b → c → a" in problems[0].zh


def test_words_do_not_enter_formulas(world):
    problems = refused(world, f"a: {{{LABEL}, latest: plate}}", f"b: {{{LABEL}, formula: a * 2}}")
    assert [p.code for p in problems] == ["IND-012"]


@pytest.mark.parametrize(
    ("values", "code", "words"),
    [
        ("[{from: 2020-01-01, value: 1, source: x}, {from: 2020-01-01, value: 2, source: x}]", "IND-010", "同一起始日"),
        ("[{from: 2020-01-01, value: 1, source: x}, {from: 2021-01-01, value: a, source: x}]", "IND-010", "类型"),
        ("[{from: 2020-01-01, value: [1], source: x}, {from: 2021-01-01, value: 1, source: x}]", "IND-010", "类型"),
        ("[{from: 2020-01-01, value: 1}]", "KRN-014", "source"),
        ("[]", "IND-010", "一个值也没有"),
        ("[{from: soon, value: 1, source: x}]", "KRN-015", "from"),
    ],
)  # fmt: skip
def test_parameters(world, values, code, words):
    parameters = f"p:\n  label: {{zh: 参, en: P}}\n  values: {values}\n"
    problems = refused(world, f"a: {{{LABEL}, count: rows}}", parameters=parameters)
    assert [p.code for p in problems] == [code]
    assert words in problems[0].line()
    assert problems[0].where.line == 3


def test_a_parameter_listing_unknown_codes_is_told_where_it_is_used(world):
    parameters = """
        kinds:
          label: {zh: 种类, en: Kinds}
          values: [{from: 2020-01-01, value: [speeding, drunk], source: x}]
        """
    problems = refused(world, f"a: {{{LABEL}, count: rows, where: 'kind in @kinds'}}", parameters=parameters)
    assert [p.code for p in problems] == ["KRN-034"]
    assert "drunk" in problems[0].zh


def test_a_key_may_not_be_declared_in_two_files(world):
    world.write(
        "indicators", f"indicators:\n  accident.cases: {{{LABEL}, table: accident, count: rows}}\n", "z.yaml"
    )
    with pytest.raises(Refused) as found:
        world.catalogue()
    (problem,) = found.value.problems
    assert (problem.code, problem.where.file) == ("IND-003", "z.yaml")


def test_a_later_folder_is_laid_over(world, tmp_path):
    own = tmp_path / "own"
    (own / "indicators").mkdir(parents=True)
    (own / "indicators" / "aa.yaml").write_text(
        f"indicators:\n  accident.cases: {{{LABEL}, table: accident, count: rows, where: deaths > 0}}\n",
        "utf-8",
    )
    catalogue = Catalogue.load([world.folder, own], world.tables)
    assert catalogue.find("accident.cases").spec.where == "deaths > 0"
    assert len(catalogue) == 28


def test_nothing_at_all_is_an_empty_catalogue(tmp_path):
    assert list(Catalogue.load([tmp_path], {})) == []
