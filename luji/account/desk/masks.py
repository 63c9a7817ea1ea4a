"""Masking of what names a person or a vehicle, in lists and in files made from them."""

from __future__ import annotations

HIDDEN = "\u2217"
LONG = 5


def mask(text: str) -> str:
    """Enough to tell two entries apart, not enough to know whose they are: 湘N∗∗∗∗5, 张∗∗.

    Five characters or more keep the first two and the last, shorter ones the first only.
    """
    if len(text) >= LONG:
        return text[:2] + HIDDEN * (len(text) - 3) + text[-1]
    return text[:1] + HIDDEN * (len(text) - 1)
