"""Declarations checked in meaning before anything is stored by them, and the fact table they make."""
