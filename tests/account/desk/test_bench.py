"""The bench as declared."""

from pathlib import Path

import pytest
from django.conf import settings

from luji.account.desk.bench import FILE, read
from luji.account.indicators.catalogue import Catalogue
from luji.base.kernel.content import Content
from luji.base.kernel.problem import Refused
from luji.record.registers.checking.shape import every_table


def test_the_shipped_bench_names_only_indicators_there_are():
    content = Content.shipped()
    tables = every_table(content)
    catalogue = Catalogue.load(content.folders, tables)
    keys = read(content.file(FILE)).keys()
    assert [key for key in keys if key not in catalogue] == []
    assert len(keys) == len(set(keys))


def test_a_mistake_is_told_with_its_line(tmp_path: Path):
    path = tmp_path / "bench.yaml"
    path.write_text("strip: []\ngroups:\n  - label: {zh: 甲, en: A}\n    kees: [a]\n", "utf-8")
    with pytest.raises(Refused) as refused:
        read(path)
    assert {(p.code, p.where.line) for p in refused.value.problems} == {("KRN-013", 4), ("KRN-014", 3)}


def test_a_department_may_lay_its_own_over_it():
    assert settings.LUJI_CONTENT.name == "content"
