"""Fact tables: declared in YAML, filled from ledgers, kept in the lake, sealed by snapshots, queried."""
