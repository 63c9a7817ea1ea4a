"""Judging: exact interval arithmetic, what rounding allows, and what misprints look like."""
