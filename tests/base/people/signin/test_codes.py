"""One-time codes against the vectors of RFC 6238, drift, replay, sealing, recovery codes."""

import base64
import hashlib
import hmac
import struct
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luji.base.people.signin import codes

SECRET = b"12345678901234567890"
VECTORS = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}
"""RFC 6238, appendix B, SHA-1: eight digits; ours are the last six."""


def dull(secret, step):
    """RFC 4226, section 5.3, written down once more."""
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[19] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


@pytest.mark.parametrize(("at", "code"), VECTORS.items())
def test_the_vectors_of_the_standard(at, code):
    assert codes.code_at(SECRET, at // 30) == code[-6:]
    assert codes.step_of(SECRET, code[-6:], at) == at // 30


@given(st.binary(min_size=20, max_size=20), st.integers(0, 10**9))
@settings(max_examples=50)
def test_it_agrees_with_a_dull_implementation(secret, step):
    assert codes.code_at(secret, step) == dull(secret, step)


def test_a_clock_may_be_off_by_one_step():
    now = 1_700_000_000
    step = now // 30
    for n in (-1, 0, 1):
        assert codes.step_of(SECRET, codes.code_at(SECRET, step + n), now) == step + n
    for n in (-3, -2, 2, 3):
        assert codes.step_of(SECRET, codes.code_at(SECRET, step + n), now) is None


def test_a_used_step_and_those_before_are_used_up():
    now = 1_700_000_000
    step = now // 30
    code = codes.code_at(SECRET, step)
    assert codes.step_of(SECRET, code, now, after=step - 1) == step
    assert codes.step_of(SECRET, code, now, after=step) is None
    assert codes.step_of(SECRET, codes.code_at(SECRET, step - 1), now, after=step) is None
    assert codes.step_of(SECRET, codes.code_at(SECRET, step + 1), now, after=step) == step + 1


@pytest.mark.parametrize(
    "code", ["", "12345", "1234567", "abcdef", "１２３４５６", "12 34 5", "-12345", "0x1234", "12345\x00"]
)
def test_what_is_no_code(code):
    assert codes.step_of(SECRET, code, 59) is None


def test_blanks_between_the_digits_are_fine():
    assert codes.step_of(SECRET, "287 082", 59) == 1


def test_the_address_is_what_devices_read():
    text = codes.address(SECRET, "080123", "路绩")
    assert text.startswith("otpauth://totp/")
    assert f"secret={base64.b32encode(SECRET).decode()}" in text
    assert "issuer=" in text


def test_the_secret_can_be_typed():
    assert base64.b32decode(codes.spelled(SECRET).replace(" ", "")) == SECRET
    assert len(codes.new_secret()) == 20
    assert codes.new_secret() != codes.new_secret()


def test_the_picture_obeys_the_pages_policy():
    picture = codes.picture(codes.address(SECRET, "080123", "Luji"))
    root = ElementTree.fromstring(picture)  # well formed
    assert root.tag.endswith("svg")
    assert "style" not in picture
    assert "<script" not in picture


def test_a_sealed_secret_opens_with_its_key_only():
    sealed = codes.seal(SECRET, "key one")
    assert SECRET.decode() not in sealed
    assert codes.unseal(sealed, "key one") == SECRET
    assert codes.seal(SECRET, "key one") != sealed
    flipped = sealed[:60] + ("A" if sealed[60] != "A" else "B") + sealed[61:]
    for wrong in (sealed[:40], flipped, "", "x", "密文"):
        with pytest.raises(codes.Unreadable):
            codes.unseal(wrong, "key one")
    with pytest.raises(codes.Unreadable):
        codes.unseal(sealed, "key two")


def test_recovery_codes_are_ten_and_hashed_with_a_key():
    made = codes.recovery_codes()
    assert len(set(made)) == 10
    one = made[0]
    assert codes.hashed(one, "k") == codes.hashed(one.lower().replace("-", " "), "k")
    assert codes.hashed(one, "k") != codes.hashed(one, "other")
    assert one not in codes.hashed(one, "k")
    assert len({codes.hashed(code, "k") for code in made}) == 10
