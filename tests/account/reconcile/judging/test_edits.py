"""Slips of the hand: each kind is recognised in both directions, and what no single slip explains is none."""

from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luji.account.reconcile.judging.edits import (
    WORDS,
    digits,
    is_shift,
    is_telling,
    slip_between,
    variants,
)

D = Decimal
amounts = st.decimals(min_value=1, max_value=10**6, places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("printed", "meant", "decimals", "slip"),
    [
        ("34.84", "34.48", 2, "transposed"),
        ("1083.43", "1383.43", 2, "digit"),
        ("138.343", "1383.43", 3, "shifted"),
        ("13834.3", "1383.43", 2, "shifted"),
        ("383.43", "1383.43", 2, "lost"),
        ("13383.43", "1383.43", 2, "doubled"),
        ("605806", "605836", 0, "digit"),
        ("669605", "696605", 0, "transposed"),
        ("9.057", "90.57", 3, "shifted"),
        ("-1.55", "-5.15", 2, "transposed"),
        ("-1.55", "-1.65", 2, "digit"),
    ],
)
def test_known_slips(printed: str, meant: str, decimals: int, slip: str | None) -> None:
    assert slip_between(D(printed), D(meant), decimals) == slip


@pytest.mark.parametrize(
    ("printed", "meant", "decimals"),
    [
        ("34.84", "34.84", 2),  # the same
        ("12.34", "56.34", 2),  # two digits, not changed round
        ("123.45", "12.3", 2),  # two digits lost
        ("4.60", "-4.06", 2),  # the sign too
        ("1234", "4321", 0),  # all turned round
        ("1.23", "2.31", 2),  # three digits turned
    ],
)
def test_no_slip_explains(printed: str, meant: str, decimals: int) -> None:
    assert slip_between(D(printed), D(meant), decimals) is None
    assert slip_between(D(meant), D(printed), decimals) is None


@settings(deadline=None)
@given(amounts, st.integers(0, 6))
def test_neighbours_changed_round_are_transposed(value: Decimal, at: int) -> None:
    text = digits(value, 2)
    assume(at + 1 < len(text) and text[at] != text[at + 1])
    other = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    assume(other[0] != "0")
    meant = D(other).scaleb(-2)
    assume(not is_shift(value, meant))
    assert slip_between(value, meant, 2) == "transposed"
    assert slip_between(meant, value, 2) == "transposed"


@settings(deadline=None)
@given(amounts, st.integers(0, 6), st.sampled_from("123456789"))
def test_one_changed_digit_is_told(value: Decimal, at: int, digit: str) -> None:
    text = digits(value, 2)
    assume(at < len(text) and text[at] != digit)
    meant = D(text[:at] + digit + text[at + 1 :]).scaleb(-2)
    assume(not is_shift(value, meant))
    assert slip_between(value, meant, 2) == "digit"


@settings(deadline=None)
@given(amounts, st.integers(0, 8), st.sampled_from("123456789"))
def test_a_lost_digit_and_a_digit_too_many_are_each_others_reverse(
    value: Decimal, at: int, digit: str
) -> None:
    text = digits(value, 2)
    longer = text[:at] + digit + text[at:]
    meant = D(longer).scaleb(-2)
    assume(not is_shift(value, meant))
    assert slip_between(value, meant, 2) == "lost"
    assert slip_between(meant, value, 2) == "doubled"


@settings(deadline=None)
@given(amounts, st.integers(1, 4))
def test_a_shifted_point_is_told_both_ways(value: Decimal, by: int) -> None:
    other = value.scaleb(by)
    assert is_shift(value, other)
    assert is_shift(other, value)
    assert slip_between(value, other, 2) == "shifted"
    assert not is_shift(value, value)


@pytest.mark.parametrize(
    ("a", "b"), [("0", "0"), ("0", "5"), ("5", "0"), ("5", "5"), ("5", "500000"), ("5", "-50")]
)
def test_what_is_no_shift(a: str, b: str) -> None:
    assert not is_shift(D(a), D(b))


@settings(deadline=None)
@given(st.decimals(min_value=1, max_value=9999, places=1, allow_nan=False))
def test_every_variant_is_another_number_a_slip_leads_back_from(printed: Decimal) -> None:
    found = list(variants(printed, 1))
    assert len(found) > 20
    for slip, meant in found:
        assert meant != printed
        assert slip in WORDS
        told = slip_between(printed, meant, 1)
        assert told is not None, f"{printed} from {meant} by {slip}"


@settings(deadline=None)
@given(st.decimals(min_value=1, max_value=9999, places=1, allow_nan=False))
def test_variants_of_a_negative_number_are_never_positive(printed: Decimal) -> None:
    assert all(meant <= 0 for _, meant in variants(-printed, 1))


def test_variants_never_begin_with_a_zero_that_nobody_prints() -> None:
    found = {(slip, v) for slip, v in variants(D(302), 0)}
    assert ("transposed", D(320)) in found
    assert ("transposed", D(32)) not in found
    assert all(v >= 100 for slip, v in found if slip in ("digit", "transposed"))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("0", 0, "0"),
        ("0.05", 2, "005"),
        ("-12.30", 2, "1230"),
        ("1234567.8", 1, "12345678"),
        ("7", 3, "7000"),
    ],
)
def test_digits_drop_sign_and_point(value: str, decimals: int, text: str) -> None:
    assert digits(D(value), decimals) == text


@pytest.mark.parametrize(
    ("residual", "grain", "telling"),
    [
        ("1", "0.01", True),
        ("0.99", "0.01", False),
        ("-100", "1", True),
        ("99", "1", False),
        ("5", "0", False),
    ],
)
def test_a_residual_tells_from_a_hundred_grains_on(residual: str, grain: str, telling: bool) -> None:
    assert is_telling(D(residual), D(grain)) is telling


def test_every_slip_has_a_name_in_both_languages() -> None:
    assert {"transposed", "digit", "shifted", "lost", "doubled", "unit"} == set(WORDS)
    assert all(zh and en for zh, en in WORDS.values())
