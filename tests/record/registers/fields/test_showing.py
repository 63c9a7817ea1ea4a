"""Values as pages say them, in both languages."""

from datetime import datetime, time
from types import SimpleNamespace

import pytest
from django.utils import translation

from luji.base.kernel.text import Text
from luji.record.registers.declared.spec import Field
from luji.record.registers.fields.kinds import kind_of
from luji.record.registers.fields.reading import HERE

AROUND = SimpleNamespace(units={}, named=lambda number: {"080001": "张三"}.get(number, number))


def said(kind, value, language="zh-hans", **more):
    field = Field(type=kind, label=Text("甲", "A"), **more)
    with translation.override(language):
        return kind_of(field).show(value, field, AROUND)


@pytest.mark.parametrize(("kind", "value", "zh", "en"), [
    ("duration", 150, "2小时30分", "2 h 30 min"), ("duration", 120, "2小时", "2 h"), ("duration", 0, "0分", "0 min"),
    ("duration", 90_000, "1,500小时", "1,500 h"), ("flag", True, "是", "yes"), ("person", "080001", "张三", "张三"),
    ("person", "9", "9", "9"), ("integer", 1234, "1,234", "1,234"), ("time", time(8, 5), "08:05", "08:05"),
    ("moment", datetime(2026, 3, 1, 14, 5, tzinfo=HERE), "2026-03-01 14:05", "2026-03-01 14:05"),
    ("moment", datetime(2026, 3, 1, 14, 5, 9, tzinfo=HERE), "2026-03-01 14:05:09", "2026-03-01 14:05:09"),
    ("files", ["a"], "1 个文件", "1 file"), ("files", ["a", "b"], "2 个文件", "2 files"), ("rows", [{}, {}], "2 行", "2 lines"),
    ("unit", "nowhere", "nowhere", "nowhere"), ("code", "gone", "gone", "gone"), ("text", "a  b", "a  b", "a  b"),
])  # fmt: skip
def test_values_are_said(kind, value, zh, en):
    assert (said(kind, value), said(kind, value, "en")) == (zh, en)
