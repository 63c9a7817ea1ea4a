"""What requests give as text and pages need as a number, read in one place and with a bound."""

from __future__ import annotations

LARGEST = 2**63 - 1
"""What a column of the database holds at most."""


def whole_number(text: str, most: int = LARGEST) -> int:
    """A whole number from 1 to `most`; 0, which numbers no record and no version, for everything else."""
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(most))):
        return 0
    found = int(text)
    return found if found <= most else 0
