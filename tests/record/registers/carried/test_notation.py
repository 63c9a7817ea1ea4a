"""JSON of a register: what goes out comes back unchanged, and what is no such document is told."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from luji.base.kernel.problem import Refused
from luji.record.registers.carried import notation, outgoing, takein
from luji.record.registers.carried.incoming import shape_of
from luji.record.registers.search.listing import Asked
from luji.record.workflow import actions as journal


def codes(call, *args):
    with pytest.raises(Refused) as refused:
        call(*args)
    return [p.code for p in refused.value.problems]


@pytest.fixture
def out(tiny, people, filed, registry, tmp_path):
    filed(tiny, what="=1+1"), filed(tiny, what="'=2\"，", story="一\n二", sure="", cost="-0.05")
    path = tmp_path / "out.json"
    assert outgoing.write(people.actor("officer"), tiny, Asked(), path) == 2
    return path


def test_an_export_taken_in_again_changes_nothing(out, tiny, people):
    document = json.loads(out.read_text("utf-8"))
    assert document["register"] == "tiny"
    assert [row["what"] for row in document["rows"]] == ["=1+1", "'=2\"，"]
    assert document["rows"][0]["cost"] == "12.50"
    before = journal.ChainEnd.objects.get().count
    assert takein.take_in(people.actor("officer"), tiny, out).unchanged == 2
    assert journal.ChainEnd.objects.get().count == before


def test_a_changed_value_is_an_edit_and_a_new_row_is_numbered(out, tiny, people):
    document = json.loads(out.read_text("utf-8"))
    document["rows"][0]["count"] = 9
    document["rows"].append({"unit": "鹤城大队", "what": "新的", "sure": True})
    out.write_text(json.dumps(document), "utf-8")
    plan = takein.take_in(people.actor("officer"), tiny, out)
    assert (plan.new, plan.edited, plan.unchanged) == (1, 1, 1)
    assert list(tiny.rows.order_by("row").values_list("count", "sure")) == [
        (9, True),
        (3, None),
        (None, True),
    ]


@pytest.mark.parametrize(("text", "code"), [
    ("", "REG-570"), ("{", "REG-570"), ("[1, 2", "REG-570"), ("\xff", "REG-570"), ("[" * 100_000, "REG-570"),
    ("[]", "REG-571"), ("{}", "REG-571"), ("3", "REG-571"), ('{"rows": {}}', "REG-571"), ('{"rows": [1]}', "REG-571"), ("null", "REG-571"),
    ('[{"nonsense": 1}]', "REG-572"), ('[{"what": ["a"]}]', "REG-573"), ('[{"what": {"a": 1}}]', "REG-573"),
])  # fmt: skip
def test_what_is_no_such_document_is_refused(tiny, tmp_path, text, code):
    path = tmp_path / "x.json"
    path.write_bytes(text.encode("latin-1"))
    assert set(codes(notation.read, path, shape_of(tiny))) == {code}


def test_problems_say_the_row(tiny, people, tmp_path):
    path = tmp_path / "x.json"
    path.write_text(
        '[{"unit": "鹤城大队", "what": "a"}, {"unit": "鹤城大队", "what": "b", "count": "many"}]', "utf-8"
    )
    with pytest.raises(Refused) as refused:
        takein.plan(people.actor("officer", "officer"), tiny, path)
    (problem,) = refused.value.problems
    assert (problem.where.row, "x.json" in problem.where.file) == (3, True)


@pytest.mark.parametrize(("value", "said"), [
    (Decimal("1.50"), "1.50"), (date(2020, 1, 2), "2020-01-02"), (datetime.fromisoformat("2020-01-02T03:04"), "2020-01-02 03:04:00"), (None, None), (True, True), (7, 7),
])  # fmt: skip
def test_values_are_spelled_exactly(value, said):
    assert notation.plain(value) == said
