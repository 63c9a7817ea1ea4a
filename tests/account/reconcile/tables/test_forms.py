"""Forms: the shipped one is sound, and mistakes in a declaration are told with file and line."""

import re
from pathlib import Path

import pytest

from luji.account.reconcile.tables.forms import Form, TableName, load
from luji.base.kernel.declaration import load as load_file
from luji.base.kernel.problem import Refused

GOOD = """\
form: sample
label: {zh: 样表, en: A sample}
source: 构造
tables:
  total: {zh: 总表, en: Total, match: "总表$"}
rows:
- {id: R1, table: total, sum: [甲, 乙], equals: 总计, say: {zh: 总计为两项之和, en: the total is both}}
"""


def test_the_shipped_forms_name_only_tables_they_declare() -> None:
    forms = load()
    assert forms
    for form in forms:
        used = {r.table for r in form.rows} | {c.table for a in form.across for c in (a.left, a.right)}
        used |= {t.cell.table for t in form.text}
        assert used <= set(form.tables)
        ids = [d.id for d in (*form.rows, *form.across, *form.text)]
        assert len(ids) == len(set(ids))
        assert form.source and form.label.zh and form.label.en


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("收入支出决算总表", "total"),
        ("财政拨款收入支出决算总表", "appropriation"),
        ("收入决算表", "income"),
        ("支出决算表", "outlay"),
        ("一般公共预算财政拨款支出决算表", "general"),
        ("一般公共预算财政拨款基本支出决算表", "basic"),
    ],
)
def test_titles_of_the_final_accounts_are_told_apart(title: str, table: str) -> None:
    (form,) = [f for f in load() if f.form == "final-accounts"]
    fitting = [name for name, t in form.tables.items() if re.search(t.match, title)]
    assert table in fitting
    assert fitting[:1] == [table] or table in ("general", "basic")


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sample.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_declaration_of_ones_own(tmp_path: Path) -> None:
    form = load_file(written(tmp_path, GOOD), Form)
    assert (form.form, form.rows[0].sum, form.across) == ("sample", ["甲", "乙"], ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('match: "总表$"', 'match: "总表("'),  # no pattern
        ("equals: 总计", "equal: 总计"),  # a word that is not known
        (", say: {zh: 总计为两项之和, en: the total is both}", ""),
        ("sum: [甲, 乙]", "sum: 甲"),
        ("source: 构造\n", ""),
        ("label: {zh: 样表, en: A sample}", "label: 样表"),
        ("form: sample", "form: [sample"),
        (GOOD, ""),
    ],
)
def test_mistakes_are_refused_with_their_place(old: str, new: str, tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(Refused) as caught:
        load_file(path, Form)
    assert all(p.where.file.endswith("sample.yaml") for p in caught.value.problems)


def test_a_pattern_is_compiled_when_it_is_declared() -> None:
    assert TableName(zh="总表", en="Total", match="总表$").match == "总表$"
    with pytest.raises(ValueError, match="pattern"):
        TableName(zh="总表", en="Total", match="[")
