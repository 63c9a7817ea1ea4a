"""Rows carried in and out: files taken in and given, and the facts that are published."""
