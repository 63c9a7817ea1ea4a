"""Lists of codes: what is in force on a day, and lists that contradict themselves."""

from datetime import date

import pytest

from luji.base.kernel.declaration import parse
from luji.base.kernel.problem import Refused
from luji.record.registers.declared import codelists

GOOD = """
label: {zh: 违法行为, en: Violations}
source: 构造
codes:
  "1702":
    - {label: {zh: 旧称, en: Old}, from: 2013-01-01, until: 2022-03-31}
    - {label: {zh: 新称, en: New}, from: 2022-04-01, also: [简称]}
  "1703": {label: {zh: 只到二〇二〇, en: Till 2020}, until: 2020-12-31}
  "1704": {label: {zh: 一直, en: Always}}
"""


def test_each_day_has_its_codes():
    found = codelists.from_tree(parse(GOOD))
    assert {c: t.zh for c, t in found.at(date(2020, 12, 31)).items()} == {
        "1702": "旧称", "1703": "只到二〇二〇", "1704": "一直",
    }  # fmt: skip
    assert {c: t.zh for c, t in found.at(date(2022, 4, 1)).items()} == {"1702": "新称", "1704": "一直"}
    assert list(found.at(date(2012, 12, 31))) == ["1703", "1704"]


def test_former_labels_still_mean_the_code():
    assert codelists.from_tree(parse(GOOD)).also() == {
        "1702": ("旧称", "Old", "简称"),
        "1703": (),
        "1704": (),
    }


@pytest.mark.parametrize(("codes", "code"), [
    ("{a: {label: {zh: 甲, en: A}, from: 2020-01-02, until: 2020-01-01}}", "REG-521"),
    ("{a: [{label: {zh: 甲, en: A}}, {label: {zh: 乙, en: B}, from: 2020-01-01}]}", "REG-522"),
    ("{a: [{label: {zh: 甲, en: A}, until: 2020-01-01}, {label: {zh: 乙, en: B}, from: 2020-01-01}]}", "REG-522"),
    ("{a: [{label: {zh: 甲, en: A}, until: 2020-01-01}, {label: {zh: 乙, en: B}}]}", "REG-522"),
    ("{}", "REG-523"),
    ("{a: {zh: 甲, en: A}}", "KRN-014"),
    ("{a: {label: {zh: 甲, en: A}, form: 2020-01-01}}", "KRN-013"),
    ("[a, b]", "KRN-015"),
])  # fmt: skip
def test_lists_that_contradict_themselves(codes, code):
    with pytest.raises(Refused) as refused:
        codelists.from_tree(parse(f"codes: {codes}"))
    assert code in {p.code for p in refused.value.problems}


def test_a_later_folder_replaces_a_list_and_all_mistakes_show(tmp_path):
    for folder, label in (("shipped", "旧"), ("own", "新")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "kinds.yaml").write_text(
            f"codes: {{a: {{label: {{zh: {label}, en: A}}}}}}", "utf-8"
        )
    paths = [tmp_path / "shipped" / "kinds.yaml", tmp_path / "own" / "kinds.yaml"]
    assert codelists.load_codes(paths)["kinds"].codes["a"][0].label.zh == "新"
    for path in paths:
        path.write_text("codes: {}", "utf-8")
    with pytest.raises(Refused) as refused:
        codelists.load_codes(paths)
    assert len(refused.value.problems) == 2
