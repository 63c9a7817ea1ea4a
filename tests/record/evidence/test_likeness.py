"""Likeness: the same picture saved again is near, another is far, a flat one is nothing."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageEnhance, ImageOps

from luji.record.evidence.likeness import MASK, NEAR, dhash, distance, nearest, signed

BITS64 = st.integers(min_value=-(1 << 63), max_value=(1 << 63) - 1)


def again(image, quality=40, form="JPEG"):
    out = io.BytesIO()
    image.save(out, form, quality=quality)
    return Image.open(io.BytesIO(out.getvalue()))


@pytest.mark.parametrize("seed", range(6))
def test_saved_again_smaller_darker_it_stays_near(make, seed):
    image = make.picture(seed)
    looks = dhash(image)
    for other in (
        again(image), again(image, 15), again(image, 30, "WEBP"), image.resize((320, 240)), image.resize((1280, 960)),
        ImageEnhance.Brightness(image).enhance(0.8), ImageEnhance.Contrast(image).enhance(1.2), image.convert("L"),
    ):  # fmt: skip
        assert distance(looks, dhash(other)) <= NEAR


def test_other_pictures_are_far(make):
    looks = [dhash(make.picture(seed)) for seed in range(40)]
    near = [(a, b) for a in range(40) for b in range(a) if distance(looks[a], looks[b]) <= NEAR]
    assert near == []


def test_mirrored_it_is_another_picture(make):
    """A limit of the method, kept in sight: whoever mirrors a photo is not found by its looks."""
    image = make.picture(2)
    assert distance(dhash(image), dhash(ImageOps.mirror(image))) > NEAR


@pytest.mark.parametrize("colour", ["white", "black", "#777777"])
def test_a_flat_picture_looks_like_nothing(colour):
    assert dhash(Image.new("RGB", (300, 200), colour)) is None


@given(BITS64, BITS64)
def test_distance_is_one(one, other):
    assert distance(one, other) == distance(other, one) == bin((one & MASK) ^ (other & MASK)).count("1")
    assert distance(one, one) == 0


@given(st.integers(min_value=0, max_value=MASK))
def test_signed_keeps_every_bit(bits):
    assert -(1 << 63) <= signed(bits) < 1 << 63
    assert signed(bits) & MASK == bits


@given(BITS64, st.lists(BITS64, max_size=30))
def test_nearest_finds_all_within_and_only_those(looks, others):
    listed = list(enumerate(others))
    found = nearest(looks, listed, 20)
    assert sorted(which for _, which in found) == [i for i, other in listed if distance(looks, other) <= 20]
    assert [bits for bits, _ in found] == sorted(bits for bits, _ in found)
