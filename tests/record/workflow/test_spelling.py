"""The canonical spelling is read back exactly."""

from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st

from luji.record.workflow.journal import canonical
from luji.record.workflow.spelling import restored

plain = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(), st.dates(), st.datetimes(timezones=st.just(UTC)),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
)  # fmt: skip
keys = st.text(max_size=8).filter(lambda k: not k.startswith("$"))
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
)


@given(values)
def test_what_was_spelled_is_read_back(value):
    assert restored(canonical(value)) == value


def test_a_mapping_like_a_tag_of_another_kind_stays():
    assert restored('{"$decimal":1}') == {"$decimal": 1}
