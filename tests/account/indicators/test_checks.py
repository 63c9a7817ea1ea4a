"""Types of columns and parameters as the checker sees them."""

from datetime import date
from decimal import Decimal

import pytest

from luji.account.indicators.checks import KEY, column_types, parameter_type
from luji.account.indicators.spec import ParameterSpec
from luji.base.kernel.expression import Type


def parameter(*values):
    return ParameterSpec.model_validate(
        {
            "label": {"zh": "参", "en": "P"},
            "values": [
                {"from": date(2020, n + 1, 1), "value": v, "source": "x"} for n, v in enumerate(values)
            ],
        }
    )


def test_columns(tables):
    types = column_types(tables["violation"])
    assert types["kind"] == Type("text", codes=("speeding", "overload", "phone"))
    assert {name: t.kind for name, t in types.items() if name != "kind"} == {
        "id": "text", "unit": "text", "at": "date", "noted": "date", "on_site": "flag", "fine": "number",
        "points": "number", "bucket": "number", "plate": "text",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((1, Decimal("2.5")), Type("number")),
        ((True,), Type("flag")),
        ((date(2020, 1, 1),), Type("date")),
        (("a", "b", "a"), Type("text", constants=("a", "b"))),
        ((["a"], ["b", "a"]), Type("text", constants=("a", "b"), many=True)),
        (([1, 2],), Type("number", many=True)),
    ],
)
def test_parameters(values, expected):
    assert parameter_type(parameter(*values)) == expected


@pytest.mark.parametrize("values", [(1, "a"), ([1, "a"],), ([1], 1), (True, 1), ()])
def test_mixed_parameters_have_no_type(values):
    with pytest.raises(ValueError, match="one type"):
        parameter_type(parameter(*values))


@pytest.mark.parametrize("key", ["a", "a.b_c.d1", "finance.basic.office", "care.100km"])
def test_keys(key):
    assert KEY.fullmatch(key)


@pytest.mark.parametrize("key", ["A", "a.", ".a", "a b", "a:growth", "1a", "甲", "a..b", ""])
def test_wrong_keys(key):
    assert not KEY.fullmatch(key)
