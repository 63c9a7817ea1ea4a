"""The blank workbook can be filled in and taken in as it is; its lists are those of the declaration."""

import io

import openpyxl
import pytest

from luji.record.registers.carried import takein
from luji.record.registers.fields.kinds import kind_of


def book(people, kept, language="zh-hans"):
    client = people.client("officer", "officer")
    client.cookies["luji-language"] = language
    answer = client.get(f"/registers/{kept.name}/template.xlsx")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    return openpyxl.load_workbook(io.BytesIO(answer.content))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_filled_template_is_taken_in(kept, people, sample, tmp_path, language):
    found = book(people, kept, language)
    sheet = found.worksheets[0]
    spec = kept.spec
    names = [n for n in spec.fields if n == spec.key or n in spec.content]
    names = [spec.key, *(n for n in names if n != spec.key and kind_of(spec.fields[n]).sheet)]
    given = sample(kept)
    assert sheet.max_column == len(names)
    sheet.append([given.get(n) for n in names])
    path = tmp_path / "filled.xlsx"
    found.save(path)
    plan = takein.plan(people.actor("officer"), kept, path)
    assert (plan.new, plan.edited) == (1, 0)
    assert plan.first_new[0].values[spec.key].endswith("1")


def test_it_is_printed_one_page_wide(tiny, people):
    first, _lists, explained = book(people, tiny).worksheets
    for sheet in (first, explained):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0


def test_an_empty_template_is_no_ledger(kept, people, tmp_path):
    path = tmp_path / "empty.xlsx"
    book(people, kept).save(path)
    with path.open("rb") as file:
        answer = people.client("officer").post(f"/registers/{kept.name}/import/", {"file": file})
    assert answer.status_code == 422


def test_codes_units_and_yes_no_are_chosen_from_lists(tiny, people):
    found = book(people, tiny)
    rules = {rule.formula1 for rule in found.worksheets[0].data_validations.dataValidation}
    assert '"甲,乙"' in rules
    assert '"是,否"' in rules
    assert any("鹤城大队" in rule or "$" in rule for rule in rules)
    assert found.worksheets[1].sheet_state == "hidden"


def test_every_column_is_explained(tiny, people):
    sheet = book(people, tiny, "en").worksheets[2]
    said = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert said["Matter"].startswith("Required.")
    assert "A sentence" in said["Matter"]
    assert "gives the number" in said["No."]
    assert "first、second" in said["Kind"]


def test_strangers_get_none(tiny, people):
    assert people.client("nobody").get("/registers/tiny/template.xlsx").status_code == 404
