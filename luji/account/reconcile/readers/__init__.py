"""Readers: one file format each, all giving a `Document` with positions."""
