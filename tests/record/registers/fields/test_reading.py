"""Texts of every type: read exactly, refused with a number, and read again as they are spelled."""

import json
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luji.base.kernel.text import Text
from luji.record.registers.declared.spec import Field
from luji.record.registers.fields.kinds import EDGES, KINDS, kind_of, read
from luji.record.registers.fields.reading import HERE, Wrong, revived, spelled

LABEL = Text("字段", "Field")
INNER = {"a": Field(type="text", label=Text("甲", "A")), "b": Field(type="decimal", label=Text("乙", "B"))}
NAUGHTY = [
    "", "   ", "NULL", "undefined", "-1", "1e400", "0x1F", "١٢٣", "½", "Infinity", "NaN", "--", "\\", "|", "||", '"', "a|b",
    '"a|b"', '"open', "\u202etxt", "\u200b", "\ufeff", "𠮷野家🚔", "e\u0301", "\x00", "a\x07b", "\ud800", "\n\n", "a\rb",
    "=cmd|' /C calc'!A0", "'; DROP TABLE x; --", "<script>alert(1)</script>", "{{7*7}}", "%s%n", "../../etc/passwd",
    "2020-02-30 10:00", "2020-13-01", "24:00", "25:61", "99999:59", "1:2:3", "9" * 5000, "字" * 5000, "一" + "\u0300" * 900,
    "2020-01-01T00:00Z", "2020-01-01T00:00+09:00", "1.2.3", "１２：３０", "0", "00000000", "true", "是否",
]  # fmt: skip


def field(kind: str, **more) -> Field:
    if kind == "code":
        more = {"values": {"a": Text("甲", "first")}} | more
    if kind == "serial":
        more = {"pattern": "A{serial:3}"} | more
    if kind == "rows":
        more = {"fields": INNER} | more
    if kind == "computed":
        more = {"formula": "1"} | more
    return Field(type=kind, label=LABEL, **more)


class _Tree:
    """Knows no unit."""

    def code_of(self, text):
        return None


@pytest.mark.parametrize(("text", "expected"), [
    ("2020-03-26 14:05", datetime(2020, 3, 26, 14, 5, tzinfo=HERE)),
    ("2020-03-26T14:05:33", datetime(2020, 3, 26, 14, 5, 33, tzinfo=HERE)),
    ("2020年3月26日14时5分", datetime(2020, 3, 26, 14, 5, tzinfo=HERE)),
    ("2020/3/26 下午2:05", datetime(2020, 3, 26, 14, 5, tzinfo=HERE)),
    ("２０２０-０３-２６ １４：０５", datetime(2020, 3, 26, 14, 5, tzinfo=HERE)),
])  # fmt: skip
def test_moments(text, expected):
    assert read(text, field("moment"), _Tree()) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("14:05", time(14, 5)), ("14时5分", time(14, 5)), ("14:05:30", time(14, 5, 30)), ("下午2:05", time(14, 5)), ("0:00", time()),
])  # fmt: skip
def test_times(text, expected):
    assert read(text, field("time"), _Tree()) == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("90", 90), ("1:30", 90), ("90分钟", 90), ("2小时30分", 150), ("1.5小时", 90), ("1天2小时", 1560), ("2 h 30 min", 150),
    ("0", 0), ("100:00", 6000), ("２小时", 120),
])  # fmt: skip
def test_durations_are_minutes(text, expected):
    assert read(text, field("duration"), _Tree()) == expected


@pytest.mark.parametrize(("kind", "text", "code"), [
    ("moment", "2020-03-26", "REG-501"), ("moment", "2020-02-30 10:00", "REG-501"), ("moment", "14:05", "REG-501"),
    ("moment", "2020-03-26 25:00", "REG-501"), ("moment", "2020-03-26T14:05+09:00", "REG-501"), ("moment", "无", "REG-501"),
    ("time", "24:01", "REG-502"), ("time", "14", "REG-502"), ("time", "2020-03-26 14:05", "REG-502"), ("time", "x", "REG-502"),
    ("duration", "1:75", "REG-503"), ("duration", "0.001小时", "REG-503"), ("duration", "一会儿", "REG-503"),
    ("duration", "-5", "REG-503"), ("duration", "9" * 9, "REG-503"), ("duration", "分", "REG-503"),
    ("integer", "1.5", "REG-102"), ("money", "1.234", "REG-102"), ("date", "2020-02-30", "REG-103"),
    ("person", "x" * 65, "REG-107"), ("reference", "x" * 201, "REG-107"), ("text", "a\x00b", "REG-109"),
    ("long_text", "字" * 20_001, "REG-107"), ("time", "14:0\x1f5", "REG-109"), ("files", "abc", "EVI-"),
    ("rows", 'a|"open', "REG-506"), ("rows", "a|1|2", "REG-507"), ("rows", "\n".join(["a|1"] * 201), "REG-508"),
    ("rows", "a|x", "REG-102"), ("rows", "字" * 30_001, "REG-107"),
])  # fmt: skip
def test_what_does_not_fit_is_a_numbered_problem(kind, text, code):
    with pytest.raises(Wrong) as wrong:
        read(text, field(kind), _Tree())
    assert wrong.value.problem.code.startswith(code)
    assert wrong.value.problem.cure_zh and wrong.value.problem.cure_en


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_texts_are_kept_faithfully_or_refused(kind, text):
    one = field(kind)
    try:
        value = read(text, one, _Tree())
    except Wrong as wrong:
        assert wrong.problem.code
        return
    again = kind_of(one).spell(value, one)
    assert read(again, one, _Tree()) == value
    if kind in ("text", "long_text", "person", "reference"):
        assert (value or "") == EDGES.sub("", text.replace("\r\n", "\n"))


VECTORS = Path(__file__).parents[4].parent / "shared" / "vectors" / "naughty-strings" / "blns.json"


# The big list is not part of the repository; where it does not lie beside it, these stand for it.
FEW = [
    "",
    "undefined",
    "NaN",
    "1/0",
    "0x0",
    "\u200b",
    "\ufeff",
    "<b>x</b>",
    "' OR 1=1 --",
    "%s%n",
    "{{7*7}}",
    "=1+1",
    "\U0001f600",
]


@pytest.mark.parametrize("kind", KINDS)
def test_the_big_list_of_naughty_strings(kind):
    for text in json.loads(VECTORS.read_text("utf-8")) if VECTORS.exists() else FEW:
        test_naughty_texts_are_kept_faithfully_or_refused(kind, text)


@given(
    st.datetimes(datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2099-12-31")).map(
        lambda at: at.replace(microsecond=0, tzinfo=HERE)
    )
)
def test_moments_are_spelled_and_read_back(at):
    assert read(spelled(at), field("moment"), _Tree()) == at
    assert revived(spelled(at), "moment") == at


@given(st.integers(0, 9_999_999))
def test_durations_are_spelled_and_read_back(minutes):
    one = field("duration")
    assert read(kind_of(one).spell(minutes, one), one, _Tree()) == minutes


@given(st.one_of(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.times().map(lambda t: t.replace(microsecond=0)),
                 st.decimals(-(10**12), 10**12, places=2)))  # fmt: skip
def test_what_has_no_plain_form_is_revived(value):
    held = {date: "date", time: "time", Decimal: "decimal"}[type(value)]
    assert revived(spelled(value), held) == value


@given(st.text(max_size=60))
def test_no_text_breaks_a_reader(text):
    for kind in KINDS:
        test_naughty_texts_are_kept_faithfully_or_refused(kind, text)
